#pragma once

#include "core/record/recorder.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace doorway {

/// A recording of alice and bob that a test writes event by event, as a live run would.
class HandMadeRecording {
 public:
  [[nodiscard]] const Recording& recording() const { return recording_; }

  CallId call(ProcessId process, Call made) {
    const auto [id, nth] = recorder_.begin_call(process, call_name(made));
    auto line = std::make_shared<Line>();
    line->process = process;
    line->call = std::move(made);
    recorder_.record(process, SocketId::none, Called{id, nth, std::move(line), {}});
    return id;
  }
  void sleeps(ProcessId process, CallId id, std::uint64_t bytes = 0) {
    recorder_.record(process, SocketId::none, Sleeps{id, SleepsUntil::readable, bytes, {}});
  }
  void woke(ProcessId process, CallId id) { recorder_.record(process, SocketId::none, Woke{id}); }
  void ended(ProcessId process) { recorder_.record(process, SocketId::none, Ended{}); }

  void returns(ProcessId process, CallId id, std::int64_t result) {
    recorder_.record(process, SocketId::none, Returned{id, result, 0, 0, {}, nullptr});
  }
  void fails(ProcessId process, CallId id, int error, std::uint64_t bytes = 0) {
    recorder_.record(process, SocketId::none, Returned{id, -1, error, bytes, {}, nullptr});
  }

  CallId send(ProcessId process, std::string_view text) {
    const CallId id = call(process, call::Send{make_payload(text)});
    recorder_.record(process, SocketId::none,
                     Returned{id, static_cast<std::int64_t>(text.size()), 0, text.size(), {}, nullptr});
    return id;
  }
  CallId begin_send(ProcessId process, std::string_view text) { return call(process, call::Send{make_payload(text)}); }
  void brings(ProcessId process, CallId id, std::string_view text, bool truncated = false) {
    Outcome outcome;
    outcome.data = make_payload(text);
    outcome.truncated = truncated;
    recorder_.record(process, SocketId::none,
                     Returned{id,
                              static_cast<std::int64_t>(text.size()),
                              0,
                              text.size(),
                              {},
                              std::make_shared<const Outcome>(std::move(outcome))});
  }
  CallId recv(ProcessId process, std::string_view text) {
    const CallId id = call(process, call::Recv{64});
    brings(process, id, text);
    return id;
  }

 private:
  static Scenario alice_and_bob() {
    Scenario scenario;
    scenario.processes = {"alice", "bob"};
    return scenario;
  }

  Recording recording_{make_header(alice_and_bob(), "made by hand", false)};
  Recorder recorder_{recording_};
};

}  // namespace doorway
