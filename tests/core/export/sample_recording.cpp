#include "tests/core/export/sample_recording.hpp"

#include <cerrno>

namespace doorway {
namespace {

RecordingHeader header_for(std::vector<std::string> processes) {
  Scenario scenario;
  scenario.processes = std::move(processes);
  scenario.source = "the scenario's text\n";
  return {"Linux", "6.1.0", "x86_64", "loopback", false, std::move(scenario)};
}

}  // namespace

SampleRecording::SampleRecording(std::vector<std::string> processes)
    : recording_(std::make_unique<Recording>(header_for(std::move(processes)))), recorder_(*recording_) {}

CallId SampleRecording::call(ProcessId process, Call call, const std::string& text, SocketId socket, Endpoint target) {
  const auto begun = recorder_.begin_call(process, call_name(call));
  Line line;
  line.process = process;
  line.call = std::move(call);
  line.at = {++lines_, 1};
  line.text = text;
  latest_line_ = std::make_shared<const Line>(std::move(line));
  recorder_.record(process, socket, Called{begun.id, begun.nth, latest_line_, target});
  return begun.id;
}

void SampleRecording::returns(ProcessId process, CallId call, std::int64_t result, int error, std::uint64_t bytes,
                              Outcome outcome, SocketId socket) {
  recorder_.record(process, socket,
                   Returned{call, error, result, bytes, {{result, error}}, std::make_shared<const Outcome>(outcome)});
}

SocketId SampleRecording::makes(ProcessId process, const std::string& name, SocketType type, Outcome outcome,
                                bool accepts) {
  const Call made_by = accepts ? Call(call::Accept{}) : Call(call::Socket{type});
  const CallId id =
      call(process, made_by, name + (accepts ? " = l.accept()" : " = socket(" + std::string(to_string(type)) + ")"));
  outcome.made = recorder_.make_socket(process, name, type);
  const SocketId socket = outcome.made->id;
  constexpr int descriptor = 7;
  returns(process, id, descriptor, 0, 0, std::move(outcome), socket);
  return socket;
}

TwoSendsReadAsOne::TwoSendsReadAsOne() {
  constexpr ProcessId bob = 0;
  constexpr ProcessId alice = 1;
  const Endpoint bobs = loopback_endpoint(Family::ipv4, 40001);
  const Endpoint alices = loopback_endpoint(Family::ipv4, 40002);

  const SocketId listener = sample.makes(bob, "l", SocketType::tcp);
  const SocketId alice_socket = sample.makes(alice, "s", SocketType::tcp);
  const CallId connect = sample.call(alice, call::Connect{{"bob", "l"}}, "s.connect(bob.l)", alice_socket, bobs);
  Outcome connected;
  connected.local = alices;
  connected.peer = bobs;
  sample.returns(alice, connect, 0, 0, 0, connected, alice_socket);
  KernelSample established;
  established.state = TcpState::established;
  established.unacked_bytes = 0;
  sample.observe(alice, alice_socket, established, true);
  Outcome accepted;
  accepted.local = bobs;
  accepted.peer = alices;
  const SocketId bob_socket = sample.makes(bob, "c", SocketType::tcp, accepted, true);

  const CallId recv = sample.call(bob, call::Recv{64}, "c.recv(64)", bob_socket);
  sample.record(bob, bob_socket, Sleeps{recv, SleepsUntil::readable, 0, {{-1, EAGAIN}}, {}});
  for (const char* payload : {"Hello", "Bob!!"}) {
    const CallId send = sample.call(alice, call::Send{make_payload(std::string_view(payload))},
                                    "s.send(\"" + std::string(payload) + "\")", alice_socket);
    sample.returns(alice, send, 5, 0, 5, {}, alice_socket);
  }
  KernelSample arrived = established;
  arrived.readable_bytes = 10;
  arrived.input_ready = true;
  sample.observe(bob, bob_socket, arrived);
  sample.record(bob, bob_socket, Woke{recv, false});
  Outcome received;
  received.data = make_payload(std::string_view("HelloBob!!"));
  sample.returns(bob, recv, 10, 0, 10, received, bob_socket);
  const CallId again = sample.call(bob, call::Recv{64}, "c.recv(64)", bob_socket);
  sample.record(bob, bob_socket, Sleeps{again, SleepsUntil::readable, 0, {{-1, EAGAIN}}, {}});
  const auto asleep_in = sample.latest_line();
  sample.record(alice, SocketId::none, Ended{});

  status.over = true;
  status.processes = {{Standing::asleep, asleep_in, again}, {Standing::ended, nullptr, std::nullopt}};
  static_cast<void>(listener);
}

}  // namespace doorway
