#include "core/lesson/call_table.hpp"

#include "core/record/event_reader.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace doorway {

class GrowingCallTable::Reader {
 public:
  explicit Reader(const Recording& recording) {
    for (const std::string& name : recording.scenario().processes) {
      names_.push_back(name);
      table_.processes.try_emplace(name);
    }
    bound_.resize(names_.size());
  }

  void add(const Event& event) {
    if (event.process >= names_.size()) return;  // from a file that says so; nobody can ask about it
    process_ = event.process;
    socket_ = event.socket;
    std::visit(*this, event.body);
  }

  CallTable& table() {
    for (std::size_t process = 0; process < names_.size(); ++process) {
      auto& sockets = table_.processes[names_[process]].sockets;
      sockets.clear();
      for (const auto& [name, socket] : bound_[process]) {
        if (const auto sample = samples_.find(socket); sample != samples_.end()) sockets[name] = sample->second;
      }
    }
    return table_;
  }

  void operator()(const Called& event) {
    auto& of_name = process().calls[std::string(call_name(event.line->call))];
    CallSummary& summary = of_name.try_emplace(event.nth).first->second;
    summary.order = next_order_++;
    if (const ScriptPayload* payload = payload_of(event.line->call)) {
      summary.sent = *payload;
    }
    open_[event.call] = {&summary, event.line.get()};
  }
  void operator()(const Sleeps& event) {
    CallSummary* summary = find(event.call).summary;
    if (summary == nullptr) return;
    summary->slept = true;
    if (summary->sent) summary->bytes = event.bytes;
  }
  void operator()(const Returned& event) {
    const auto [summary, line] = find(event.call);
    if (summary == nullptr) return;
    summary->returned = true;
    summary->result = event.result;
    summary->error = event.error;
    if (summary->sent) summary->bytes = event.bytes;
    bind_name(line->new_socket, event.outcome.get());
    open_.erase(event.call);
    if (event.outcome == nullptr) return;
    for (const SocketId closed : event.outcome->closed) close(closed);
    summary->port = port_told(*event.outcome, line->call);
    summary->truncated = event.outcome->truncated;
    if (event.outcome->data != nullptr && event.error == 0) {
      summary->came = event.outcome->data;
      summary->bytes = event.bytes;
    }
  }
  void operator()(const Ended&) { process().ended = true; }
  void operator()(const Woke&) {}
  void operator()(const Observed& event) {
    if (!closed_.contains(socket_)) samples_[socket_] = event.sample;
  }
  void operator()(const TurnedAway&) {}

 private:
  ProcessSummary& process() { return table_.processes[names_[process_]]; }

  struct OpenCall {
    CallSummary* summary = nullptr;
    const Line* line = nullptr;
  };

  OpenCall find(CallId call) {
    const auto found = open_.find(call);
    return found == open_.end() ? OpenCall{} : found->second;
  }

  /// A name whose call failed stands for no socket from then on.
  void bind_name(const std::string& name, const Outcome* outcome) {
    if (name.empty()) return;
    const bool made = outcome != nullptr && outcome->made;
    bound_[process_][name] = made ? outcome->made->id : SocketId::none;
  }

  void close(SocketId socket) {
    samples_.erase(socket);
    closed_.insert(socket);
  }

  static std::optional<std::uint16_t> port_told(const Outcome& outcome, const Call& call) {
    const auto& told = std::holds_alternative<call::Local>(call) ? outcome.local : outcome.peer;
    const bool tells = std::holds_alternative<call::Local>(call) || std::holds_alternative<call::Peer>(call) ||
                       std::holds_alternative<call::Accept>(call) || std::holds_alternative<call::RecvFrom>(call);
    return tells && told ? std::optional(told->port) : std::nullopt;
  }

  CallTable table_;
  std::vector<std::string> names_;                      // by ProcessId
  std::unordered_map<CallId, OpenCall> open_;           // that have not returned; nodes of a map stay in place
  std::vector<std::map<std::string, SocketId>> bound_;  // by process: what each name stands for now
  std::unordered_map<SocketId, std::shared_ptr<const KernelSample>> samples_;  // of open sockets
  std::unordered_set<SocketId> closed_;
  std::size_t next_order_ = 0;
  ProcessId process_ = 0;
  SocketId socket_ = SocketId::none;
};

std::span<const std::uint8_t> data_of(const CallSummary& summary) {
  if (!summary.bytes || (!summary.sent && summary.came == nullptr)) return {};
  const std::span<const std::uint8_t> all(summary.sent ? summary.sent->bytes() : *summary.came);
  return all.first(static_cast<std::size_t>(std::min<std::uint64_t>(*summary.bytes, all.size())));
}

CallTable summarise(const Recording& recording) {
  return summarise(recording, recording.size());
}

CallTable summarise(const Recording& recording, Seq cursor) {
  GrowingCallTable growing(recording);
  growing.update(cursor);
  return growing.take();
}

GrowingCallTable::GrowingCallTable(const Recording& recording)
    : events_(recording), reader_(std::make_unique<Reader>(recording)) {}

GrowingCallTable::~GrowingCallTable() = default;

void GrowingCallTable::update(Seq up_to) {
  while (known_ < up_to) reader_->add(events_.at(++known_));
}

const CallTable& GrowingCallTable::table() const {
  return reader_->table();
}

CallTable GrowingCallTable::take() {
  return std::move(reader_->table());
}

}  // namespace doorway
