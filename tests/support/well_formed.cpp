#include "tests/support/well_formed.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace doorway::test {

namespace {

class FormChecker {
 public:
  explicit FormChecker(const Recording& recording) : recording_(recording) {}

  std::vector<std::string> check() {
    std::int64_t last_t_ns = 0;
    for (Seq seq = 1; seq <= recording_.size(); ++seq) {
      const Event& event = recording_.at(seq);
      if (event.seq != seq) fault(event, "has another seq than its place");
      if (event.t_ns < last_t_ns) fault(event, "is earlier than the one before");
      last_t_ns = event.t_ns;
      std::visit([&](const auto& body) { take(event, body); }, event.body);
    }
    return std::move(faults_);
  }

 private:
  enum class Stage { in_call, asleep };
  struct InCall {
    CallId call;
    Stage stage;
  };

  void fault(const Event& event, const std::string& what) {
    faults_.push_back("event " + std::to_string(event.seq) + " (" + std::string(kind_name(event.body)) + " of " +
                      recording_.scenario().processes.at(event.process) + ") " + what);
  }

  void expect(const Event& event, CallId call, Stage stage) {
    const auto found = in_call_.find(event.process);
    const bool fits = found != in_call_.end() && found->second.call == call && found->second.stage == stage;
    if (!fits) fault(event, "does not fit what its process is in");
  }

  void take(const Event& event, const Called& called) {
    if (in_call_.contains(event.process)) fault(event, "begins inside another call");
    if (ended_.contains(event.process)) fault(event, "begins behind the end");
    if (!calls_.insert(called.call).second) fault(event, "uses a call's number again");
    const auto name = std::pair(event.process, std::string(call_name(called.line->call)));
    if (called.nth != ++counts_[name]) fault(event, "counts wrongly");
    in_call_[event.process] = {called.call, Stage::in_call};
  }
  void take(const Event& event, const Sleeps& sleeps) {
    expect(event, sleeps.call, Stage::in_call);
    in_call_[event.process].stage = Stage::asleep;
  }
  void take(const Event& event, const Woke& woke) {
    expect(event, woke.call, Stage::asleep);
    in_call_[event.process].stage = Stage::in_call;
  }
  void take(const Event& event, const Returned& returned) {
    expect(event, returned.call, Stage::in_call);
    if ((returned.error != 0) != (returned.result < 0 && returned.error != 0))
      fault(event, "has an error and a result");
    in_call_.erase(event.process);
  }
  void take(const Event& event, const Observed& observed) {
    if (observed.sample == nullptr) fault(event, "says nothing");
    if (event.socket == SocketId::none) fault(event, "is of no socket");
  }
  void take(const Event& event, const TurnedAway&) {
    if (event.socket == SocketId::none) fault(event, "is of no socket");
  }
  void take(const Event& event, const Ended&) {
    if (in_call_.contains(event.process)) fault(event, "comes inside a call");
    if (!ended_.insert(event.process).second) fault(event, "comes twice");
  }

  const Recording& recording_;
  std::vector<std::string> faults_;
  std::map<ProcessId, InCall> in_call_;
  std::map<std::pair<ProcessId, std::string>, std::uint32_t> counts_;
  std::set<CallId> calls_;
  std::set<ProcessId> ended_;
};

struct Stream {
  std::string sent;
  std::string received;
};

bool is_stream(const Called& called) {
  return std::holds_alternative<call::Send>(called.line->call) || std::holds_alternative<call::Recv>(called.line->call);
}

/// The other end of each connection that was accepted, both ways.
std::map<SocketId, SocketId> twins_of(const Recording& recording) {
  std::map<std::pair<Endpoint, Endpoint>, SocketId> connected;  // local, peer
  std::map<SocketId, SocketId> twins;
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const Event& event = recording.at(seq);
    const auto* returned = std::get_if<Returned>(&event.body);
    if (returned == nullptr || !returned->outcome || !returned->outcome->local || !returned->outcome->peer) continue;
    const Outcome& outcome = *returned->outcome;
    if (!outcome.made) {
      connected[{*outcome.local, *outcome.peer}] = event.socket;
    } else if (const auto found = connected.find({*outcome.peer, *outcome.local}); found != connected.end()) {
      twins[outcome.made->id] = found->second;
      twins[found->second] = outcome.made->id;
    }
  }
  return twins;
}

}  // namespace

std::vector<std::string> faults_of(const Recording& recording) {
  return FormChecker(recording).check();
}

std::vector<std::string> broken_streams_of(const Recording& recording) {
  std::map<SocketId, Stream> streams;
  std::map<CallId, std::pair<SocketId, const Called*>> calls;
  std::map<CallId, std::uint64_t> taken;
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const Event& event = recording.at(seq);
    if (const auto* called = std::get_if<Called>(&event.body); called != nullptr && is_stream(*called)) {
      calls[called->call] = {event.socket, called};
    } else if (const auto* sleeps = std::get_if<Sleeps>(&event.body)) {
      taken[sleeps->call] = sleeps->bytes;
    } else if (const auto* returned = std::get_if<Returned>(&event.body)) {
      taken[returned->call] = returned->bytes;
      const bool brought = calls.contains(returned->call) && returned->outcome && returned->outcome->data;
      if (brought)
        streams[event.socket].received.append(returned->outcome->data->begin(), returned->outcome->data->end());
    }
  }
  for (const auto& [call, where] : calls) {
    const ScriptPayload* payload = payload_of(where.second->line->call);
    if (payload == nullptr) continue;
    const auto count = static_cast<std::ptrdiff_t>(taken[call]);
    streams[where.first].sent.append(payload->bytes().begin(), payload->bytes().begin() + count);
  }
  std::vector<std::string> broken;
  for (const auto& [socket, twin] : twins_of(recording)) {
    if (!streams[twin].sent.starts_with(streams[socket].received)) {
      broken.push_back("socket " + std::to_string(index_of(socket)) + " has received what was never sent to it");
    }
  }
  return broken;
}

}  // namespace doorway::test
