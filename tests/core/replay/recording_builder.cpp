#include "tests/core/replay/recording_builder.hpp"

namespace doorway::test {

namespace {
RecordingHeader header_for(std::vector<std::string> processes) {
  RecordingHeader header;
  header.scenario.processes = std::move(processes);
  return header;
}

std::shared_ptr<Outcome> no_outcome() {
  return std::make_shared<Outcome>();
}
}  // namespace

RecordingBuilder::RecordingBuilder(std::vector<std::string> processes)
    : recording_(header_for(std::move(processes))), recorder_(recording_) {}

std::shared_ptr<const Line> RecordingBuilder::line(ProcessId process, Call call) {
  auto made = std::make_shared<Line>();
  made->process = process;
  made->call = std::move(call);
  return made;
}

CallId RecordingBuilder::begin(ProcessId process, SocketId socket, Call call, Endpoint target) {
  const auto [id, nth] = recorder_.begin_call(process, call_name(call));
  recorder_.record(process, socket, Called{id, nth, line(process, std::move(call)), target});
  return id;
}

Seq RecordingBuilder::end(ProcessId process, SocketId socket, CallId call, std::int64_t result, int error,
                          std::uint64_t bytes, std::shared_ptr<const Outcome> outcome) {
  return recorder_.record(process, socket, Returned{call, error, result, bytes, {{result, error}}, std::move(outcome)});
}

Seq RecordingBuilder::sleeps(ProcessId process, SocketId socket, CallId call, SleepsUntil until, std::uint64_t bytes) {
  return recorder_.record(process, socket, Sleeps{call, until, bytes, {}, {}});
}

Seq RecordingBuilder::woke(ProcessId process, SocketId socket, CallId call) {
  return recorder_.record(process, socket, Woke{call, false});
}

Seq RecordingBuilder::observe(ProcessId process, SocketId socket, KernelSample sample, bool after_own_call) {
  return recorder_.record(process, socket, Observed{std::make_shared<const KernelSample>(sample), after_own_call});
}

Seq RecordingBuilder::turned_away(ProcessId process, SocketId socket) {
  return recorder_.record(process, socket, TurnedAway{port(9), 0});
}

Seq RecordingBuilder::ended(ProcessId process) {
  return recorder_.record(process, SocketId::none, doorway::Ended{});
}

MadeSocket RecordingBuilder::number(ProcessId process, std::string_view name, SocketType type) {
  return recorder_.make_socket(process, name, type);
}

SocketId RecordingBuilder::socket(ProcessId process, std::string_view name, SocketType type) {
  const CallId id = begin(process, SocketId::none, call::Socket{type});
  auto outcome = no_outcome();
  outcome->made = number(process, name, type);
  end(process, outcome->made->id, id, 3, 0, 0, outcome);
  return outcome->made->id;
}

void RecordingBuilder::bind(ProcessId process, SocketId socket, Endpoint endpoint) {
  Endpoint asked = endpoint;
  asked.port = 0;
  const CallId id = begin(process, socket, call::Bind{}, asked);
  auto outcome = no_outcome();
  outcome->local = endpoint;
  end(process, socket, id, 0, 0, 0, outcome);
}

void RecordingBuilder::listen(ProcessId process, SocketId socket) {
  end(process, socket, begin(process, socket, call::Listen{1}), 0);
}

void RecordingBuilder::connect(ProcessId process, SocketId socket, Endpoint to, Endpoint local) {
  const CallId id = begin(process, socket, call::Connect{}, to);
  auto outcome = no_outcome();
  outcome->local = local;
  outcome->peer = to;
  end(process, socket, id, 0, 0, 0, outcome);
}

CallId RecordingBuilder::fail(ProcessId process, SocketId socket, Call call, int error, Endpoint target) {
  const CallId id = begin(process, socket, std::move(call), target);
  end(process, socket, id, -1, error);
  return id;
}

SocketId RecordingBuilder::accept(ProcessId process, SocketId listener, std::string_view name, Endpoint local,
                                  Endpoint peer) {
  const CallId id = begin(process, listener, call::Accept{});
  auto outcome = no_outcome();
  outcome->made = number(process, name, SocketType::tcp);
  outcome->local = local;
  outcome->peer = peer;
  end(process, listener, id, 4, 0, 0, outcome);
  return outcome->made->id;
}

CallId RecordingBuilder::send(ProcessId process, SocketId socket, std::string_view text) {
  const CallId id = begin(process, socket, call::Send{make_payload(text)});
  end(process, socket, id, static_cast<std::int64_t>(text.size()), 0, text.size());
  return id;
}

CallId RecordingBuilder::recv(ProcessId process, SocketId socket, std::size_t size_bytes, std::string_view text) {
  const CallId id = begin(process, socket, call::Recv{size_bytes});
  auto outcome = no_outcome();
  outcome->data = make_payload(text);
  end(process, socket, id, static_cast<std::int64_t>(text.size()), 0, text.size(), outcome);
  return id;
}

CallId RecordingBuilder::sendto(ProcessId process, SocketId socket, std::string_view text, Endpoint to,
                                Endpoint local) {
  const CallId id = begin(process, socket, call::SendTo{make_payload(text), {}}, to);
  auto outcome = no_outcome();
  if (local.family != Family::none) outcome->local = local;
  end(process, socket, id, static_cast<std::int64_t>(text.size()), 0, text.size(), outcome);
  return id;
}

CallId RecordingBuilder::recvfrom(ProcessId process, SocketId socket, std::size_t size_bytes, std::string_view text,
                                  Endpoint from, bool truncated) {
  const CallId id = begin(process, socket, call::RecvFrom{size_bytes});
  auto outcome = no_outcome();
  outcome->data = make_payload(text);
  outcome->peer = from;
  outcome->truncated = truncated;
  end(process, socket, id, static_cast<std::int64_t>(text.size()), 0, text.size(), outcome);
  return id;
}

void RecordingBuilder::shutdown(ProcessId process, SocketId socket, ShutdownHow how) {
  end(process, socket, begin(process, socket, call::Shutdown{how}), 0);
}

void RecordingBuilder::close(ProcessId process, SocketId socket) {
  const CallId id = begin(process, socket, call::Close{});
  auto outcome = no_outcome();
  outcome->closed = {socket};
  end(process, socket, id, 0, 0, 0, outcome);
}

void RecordingBuilder::set(ProcessId process, SocketId socket, Option option, std::int64_t value) {
  end(process, socket, begin(process, socket, call::Set{option, value}), 0);
}

WorldState folded(const Recording& recording, Seq cursor) {
  WorldState world = initial_world(recording.header());
  for (Seq seq = 1; seq <= cursor; ++seq) apply(world, recording.at(seq));
  return world;
}

KernelSample stream_sample(std::uint32_t readable_bytes, std::uint32_t unsent_bytes, std::uint32_t unacked_bytes) {
  KernelSample sample;
  sample.state = TcpState::established;
  sample.readable_bytes = readable_bytes;
  sample.unsent_bytes = unsent_bytes;
  sample.unacked_bytes = unacked_bytes;
  return sample;
}

Endpoint port(std::uint16_t number) {
  return loopback_endpoint(Family::ipv4, number);
}

Conversation::Conversation() {
  l = builder.socket(1, "l");
  builder.bind(1, l, port(7000));
  builder.listen(1, l);
  s = builder.socket(0, "s");
  builder.connect(0, s, port(7000), port(40000));
  c = builder.accept(1, l, "c", port(7000), port(40000));
}

}  // namespace doorway::test
