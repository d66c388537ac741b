#include "core/lesson/call_table.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace doorway {
namespace {

class Summariser {
 public:
  explicit Summariser(const Recording& recording) {
    for (const std::string& name : recording.scenario().processes) {
      names_.push_back(name);
      table_.processes.try_emplace(name);
    }
  }

  void add(const Event& event) {
    if (event.process >= names_.size()) return;  // from a file that says so; nobody can ask about it
    process_ = event.process;
    std::visit(*this, event.body);
  }

  CallTable take() { return std::move(table_); }

  void operator()(const Called& event) {
    auto& of_name = process().calls[std::string(call_name(event.line->call))];
    CallSummary& summary = of_name.try_emplace(event.nth).first->second;
    summary.order = next_order_++;
    if (const Payload* payload = payload_of(event.line->call)) {
      summary.data = *payload;
      summary.offered = summary.data->size();
    }
    open_[event.call] = &summary;
  }
  void operator()(const Sleeps& event) {
    CallSummary* summary = find(event.call);
    if (summary == nullptr) return;
    summary->slept = true;
    if (summary->offered) summary->bytes = event.bytes;
  }
  void operator()(const Returned& event) {
    CallSummary* summary = find(event.call);
    if (summary == nullptr) return;
    summary->returned = true;
    summary->result = event.result;
    summary->error = event.error;
    if (summary->offered) summary->bytes = event.bytes;
    if (event.outcome == nullptr) return;
    summary->truncated = event.outcome->truncated;
    if (event.outcome->data != nullptr && event.error == 0) {
      summary->data = event.outcome->data;
      summary->bytes = event.bytes;
    }
  }
  void operator()(const Ended&) { process().ended = true; }
  void operator()(const Woke&) {}
  void operator()(const Observed&) {}
  void operator()(const TurnedAway&) {}

 private:
  ProcessSummary& process() { return table_.processes[names_[process_]]; }

  CallSummary* find(CallId call) {
    const auto found = open_.find(call);
    return found == open_.end() ? nullptr : found->second;
  }

  CallTable table_;
  std::vector<std::string> names_;                 // by ProcessId
  std::unordered_map<CallId, CallSummary*> open_;  // nodes of a map stay where they are
  std::size_t next_order_ = 0;
  ProcessId process_ = 0;
};

}  // namespace

std::span<const std::uint8_t> data_of(const CallSummary& summary) {
  if (summary.data == nullptr || !summary.bytes) return {};
  const std::uint64_t count = std::min<std::uint64_t>(*summary.bytes, summary.data->size());
  return std::span(*summary.data).first(static_cast<std::size_t>(count));
}

CallTable summarise(const Recording& recording) {
  return summarise(recording, recording.size());
}

CallTable summarise(const Recording& recording, Seq cursor) {
  Summariser summariser(recording);
  for (Seq seq = 1; seq <= cursor; ++seq) summariser.add(recording.at(seq));
  return summariser.take();
}

}  // namespace doorway
