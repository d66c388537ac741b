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
    recorder_.record(process, SocketId::none, Sleeps{id, SleepsUntil::readable, bytes, {}, {}});
  }
  void woke(ProcessId process, CallId id) { recorder_.record(process, SocketId::none, Woke{id}); }
  void ended(ProcessId process) { recorder_.record(process, SocketId::none, Ended{}); }

  void returns(ProcessId process, CallId id, std::int64_t result) {
    recorder_.record(process, SocketId::none, Returned{id, 0, result, 0, {}, nullptr});
  }
  void fails(ProcessId process, CallId id, int error, std::uint64_t bytes = 0) {
    recorder_.record(process, SocketId::none, Returned{id, error, -1, bytes, {}, nullptr});
  }

  CallId send(ProcessId process, std::string_view text) {
    const CallId id = call(process, call::Send{make_payload(text)});
    recorder_.record(process, SocketId::none,
                     Returned{id, 0, static_cast<std::int64_t>(text.size()), text.size(), {}, nullptr});
    return id;
  }
  CallId begin_send(ProcessId process, std::string_view text) { return call(process, call::Send{make_payload(text)}); }
  void brings(ProcessId process, CallId id, std::string_view text, bool truncated = false) {
    Outcome outcome;
    outcome.data = make_payload(text);
    outcome.truncated = truncated;
    recorder_.record(process, SocketId::none,
                     Returned{id,
                              0,
                              static_cast<std::int64_t>(text.size()),
                              text.size(),
                              {},
                              std::make_shared<const Outcome>(std::move(outcome))});
  }
  CallId recv(ProcessId process, std::string_view text) {
    const CallId id = call(process, call::Recv{64});
    brings(process, id, text);
    return id;
  }

  /// `NAME = socket(tcp)`
  SocketId socket(ProcessId process, std::string name) {
    auto line = std::make_shared<Line>();
    line->process = process;
    line->new_socket = name;
    line->call = call::Socket{};
    Outcome outcome;
    outcome.made = recorder_.make_socket(process, name, SocketType::tcp);
    const SocketId made = outcome.made->id;
    tell(process, SocketId::none, std::move(line), 3, std::move(outcome));
    return made;
  }
  /// `NAME = socket(tcp)` that fails.
  void no_socket(ProcessId process, std::string name) {
    auto line = std::make_shared<Line>();
    line->process = process;
    line->new_socket = std::move(name);
    line->call = call::Socket{};
    const auto [id, nth] = recorder_.begin_call(process, "socket");
    recorder_.record(process, SocketId::none, Called{id, nth, std::move(line), {}});
    fails(process, id, 24);
  }
  void close(ProcessId process, SocketId socket) {
    auto line = std::make_shared<Line>();
    line->process = process;
    line->call = call::Close{};
    Outcome outcome;
    outcome.closed = {socket};
    tell(process, socket, std::move(line), 0, std::move(outcome));
  }
  /// A call that tells an address of this port.
  void port(ProcessId process, Call made, std::uint16_t port) {
    auto line = std::make_shared<Line>();
    line->process = process;
    line->call = std::move(made);
    Outcome outcome;
    const bool own = std::holds_alternative<call::Local>(line->call);
    (own ? outcome.local : outcome.peer) = loopback_endpoint(Family::ipv4, port);
    tell(process, SocketId::none, std::move(line), 0, std::move(outcome));
  }
  void observe(ProcessId process, SocketId socket, const KernelSample& sample) {
    recorder_.observe(process, socket, sample, true);
  }

 private:
  void tell(ProcessId process, SocketId socket, std::shared_ptr<const Line> line, std::int64_t result,
            Outcome outcome) {
    const auto [id, nth] = recorder_.begin_call(process, call_name(line->call));
    recorder_.record(process, socket, Called{id, nth, std::move(line), {}});
    recorder_.record(process, socket,
                     Returned{id, 0, result, 0, {}, std::make_shared<const Outcome>(std::move(outcome))});
  }

  static Scenario alice_and_bob() {
    Scenario scenario;
    scenario.processes = {"alice", "bob"};
    return scenario;
  }

  Recording recording_{make_header(alice_and_bob(), "made by hand", false)};
  Recorder recorder_{recording_};
};

}  // namespace doorway
