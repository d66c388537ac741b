#include "core/record/recorder.hpp"

#include "core/record/frozen_recording.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <memory>
#include <set>
#include <thread>

using namespace doorway;

namespace {

constexpr ProcessId alice = 0;
constexpr ProcessId bob = 1;

Recording recording_of_two() {
  Scenario scenario;
  scenario.processes = {"alice", "bob"};
  return Recording(RecordingHeader{"Linux", "6.1", "x86_64", "loopback", false, std::move(scenario)});
}

const Observed& observed(const Recording& recording, Seq seq) {
  return std::get<Observed>(recording.at(seq).body);
}

}  // namespace

TEST_CASE("events are numbered from 1 and never earlier than the one before") {
  Recording recording = recording_of_two();
  Recorder recorder(recording);
  CHECK(recording.size() == 0);
  for (Seq seq = 1; seq <= 600; ++seq) CHECK(recorder.record(bob, SocketId::none, Ended{}) == seq);
  CHECK(recording.size() == 600);
  for (Seq seq = 1; seq <= 600; ++seq) {
    CHECK(recording.at(seq).seq == seq);
    CHECK(recording.at(seq).process == bob);
    CHECK(recording.at(seq).t_ns >= (seq > 1 ? recording.at(seq - 1).t_ns : 0));
  }
}

TEST_CASE("each event is told with its number, when it can be read") {
  Recording recording = recording_of_two();
  std::vector<Seq> told;
  Recorder recorder(recording, [&](Seq seq) {
    CHECK(recording.size() >= seq);
    told.push_back(seq);
  });
  const MadeSocket socket = recorder.make_socket(alice, "s", SocketType::tcp);
  recorder.record(alice, socket.id, Ended{});
  KernelSample sample;
  sample.input_ready = true;
  recorder.observe(alice, socket.id, sample, false);
  recorder.observe(alice, socket.id, sample, false);
  CHECK(told == std::vector<Seq>{1, 2});
}

TEST_CASE("sockets are numbered in order of making, and a name bound again gets a number of its own") {
  Recording recording = recording_of_two();
  Recorder recorder(recording);
  const auto make = [&](ProcessId process, std::string_view name) {
    return recorder.make_socket(process, name, SocketType::udp);
  };
  CHECK(make(alice, "s") == MadeSocket{static_cast<SocketId>(0), "alice.s", SocketType::udp});
  CHECK(make(bob, "s").name == "bob.s");
  CHECK(make(alice, "s").name == "alice.s(2)");
  CHECK(make(alice, "t").name == "alice.t");
  CHECK(make(alice, "s").name == "alice.s(3)");
  CHECK(make(bob, "s") == MadeSocket{static_cast<SocketId>(5), "bob.s(2)", SocketType::udp});
}

TEST_CASE("calls are numbered over all, and counted by process and name") {
  Recording recording = recording_of_two();
  Recorder recorder(recording);
  CHECK(recorder.begin_call(alice, "send").nth == 1);
  CHECK(recorder.begin_call(bob, "send").nth == 1);
  CHECK(recorder.begin_call(alice, "recv").nth == 1);
  const Recorder::NewCall second = recorder.begin_call(alice, "send");
  CHECK(second.nth == 2);
  CHECK(second.id == static_cast<CallId>(3));
}

TEST_CASE("after an own call every change is recorded, else only what is worth an event") {
  Recording recording = recording_of_two();
  Recorder recorder(recording);
  const SocketId socket = recorder.make_socket(alice, "s", SocketType::tcp).id;
  KernelSample sample;
  recorder.observe(alice, socket, sample, true);
  CHECK(recording.size() == 0);  // nothing is new of a socket of which nothing is known
  sample.round_trip_us = 30;
  recorder.observe(alice, socket, sample, false);
  CHECK(recording.size() == 0);
  recorder.observe(alice, socket, sample, true);
  REQUIRE(recording.size() == 1);
  CHECK(observed(recording, 1).after_own_call);
  recorder.observe(alice, socket, sample, true);
  CHECK(recording.size() == 1);
  sample.readable_bytes = 5;
  recorder.observe(alice, socket, sample, false);
  REQUIRE(recording.size() == 2);
  CHECK_FALSE(observed(recording, 2).after_own_call);
  CHECK(*observed(recording, 2).sample == sample);
}

TEST_CASE("changes that are not recorded are not lost: they are compared with the last sample that was") {
  Recording recording = recording_of_two();
  Recorder recorder(recording);
  const SocketId socket = recorder.make_socket(alice, "s", SocketType::tcp).id;
  KernelSample sample;
  sample.unacked_bytes = 5;
  recorder.observe(alice, socket, sample, true);
  sample.unacked_bytes = 3;
  recorder.observe(alice, socket, sample, false);
  CHECK(recording.size() == 1);
  sample.unacked_bytes = 0;
  recorder.observe(alice, socket, sample, false);
  CHECK(recording.size() == 2);
}

TEST_CASE("samples of different sockets are compared each with its own") {
  Recording recording = recording_of_two();
  Recorder recorder(recording);
  const SocketId one = recorder.make_socket(alice, "s", SocketType::tcp).id;
  const SocketId other = recorder.make_socket(bob, "s", SocketType::tcp).id;
  KernelSample sample;
  sample.input_ready = true;
  recorder.observe(alice, one, sample, false);
  recorder.observe(bob, other, sample, false);
  CHECK(recording.size() == 2);
}

TEST_CASE("state, queues, the end, errors, the line and datagrams are worth an event, counters alone are not") {
  const auto noteworthy = [](auto change) {
    KernelSample before;
    before.unacked_bytes = 5;
    KernelSample after = before;
    change(after);
    return is_noteworthy_change(before, after);
  };
  CHECK_FALSE(noteworthy([](KernelSample&) {}));
  CHECK(noteworthy([](KernelSample& sample) { sample.input_ready = true; }));
  CHECK(noteworthy([](KernelSample& sample) { sample.end_of_stream = true; }));
  CHECK(noteworthy([](KernelSample& sample) { sample.hung_up = true; }));
  CHECK(noteworthy([](KernelSample& sample) { sample.error = true; }));
  CHECK(noteworthy([](KernelSample& sample) { sample.state = TcpState::close_wait; }));
  CHECK(noteworthy([](KernelSample& sample) { sample.readable_bytes = 0; }));
  CHECK(noteworthy([](KernelSample& sample) { sample.unsent_bytes = 1; }));
  CHECK(noteworthy([](KernelSample& sample) { sample.waiting_connections = 1; }));
  CHECK(noteworthy([](KernelSample& sample) { sample.dropped_datagrams = 1; }));
  CHECK(noteworthy([](KernelSample& sample) { sample.receive_memory_bytes = 768; }));
  CHECK(noteworthy([](KernelSample& sample) { sample.unacked_bytes = 0; }));
  CHECK_FALSE(noteworthy([](KernelSample& sample) { sample.unacked_bytes = 4; }));
  CHECK_FALSE(noteworthy([](KernelSample& sample) { sample.unacked_bytes.reset(); }));
  CHECK_FALSE(noteworthy([](KernelSample& sample) { sample.bytes_acked = 9; }));
  CHECK_FALSE(noteworthy([](KernelSample& sample) { sample.bytes_received = 9; }));
  CHECK_FALSE(noteworthy([](KernelSample& sample) { sample.segments_out = 9; }));
  CHECK_FALSE(noteworthy([](KernelSample& sample) { sample.congestion_window = 9; }));
  CHECK_FALSE(noteworthy([](KernelSample& sample) { sample.round_trip_us = 9; }));
}

TEST_CASE("several threads record at once, and every event has its own place") {
  Recording recording = recording_of_two();
  std::atomic<int> told{0};
  Recorder recorder(recording, [&](Seq) { ++told; });
  const auto write = [&](ProcessId process) {
    for (int i = 0; i < 2000; ++i) {
      const auto [call, nth] = recorder.begin_call(process, "send");
      const MadeSocket made = recorder.make_socket(process, "s", SocketType::tcp);
      recorder.record(process, made.id, Woke{call, nth % 2 == 0});
    }
  };
  std::thread one([&] { write(alice); });
  std::thread other([&] { write(bob); });
  one.join();
  other.join();
  CHECK(told == 4000);
  REQUIRE(recording.size() == 4000);
  std::set<CallId> calls;
  std::set<SocketId> sockets;
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const Event& event = recording.at(seq);
    if (event.seq != seq || (seq > 1 && event.t_ns < recording.at(seq - 1).t_ns)) FAIL("out of order at " << seq);
    calls.insert(std::get<Woke>(event.body).call);
    sockets.insert(event.socket);
  }
  CHECK(calls.size() == 4000);
  CHECK(sockets.size() == 4000);
}

TEST_CASE("every event but the actor's own sample is a step") {
  const auto step = [](EventBody body) { return is_step(Event{1, 0, alice, SocketId::none, std::move(body)}); };
  const auto sample = std::make_shared<const KernelSample>();
  CHECK(step(Called{}));
  CHECK(step(Sleeps{}));
  CHECK(step(Woke{}));
  CHECK(step(Returned{}));
  CHECK(step(Observed{sample, false}));
  CHECK_FALSE(step(Observed{sample, true}));
  CHECK(step(TurnedAway{}));
  CHECK(step(Ended{}));
}

TEST_CASE("a header says on what the recording was made") {
  const RecordingHeader header = make_header(Scenario{}, "loopback", true);
  CHECK(header.system == "Linux");
  CHECK_FALSE(header.kernel.empty());
  CHECK_FALSE(header.machine.empty());
  CHECK(header.network == "loopback");
  CHECK(header.free_run);
}

TEST_CASE("a frozen recording has the events that there were, in place, while the other goes on") {
  const auto growing = std::make_shared<Recording>(recording_of_two().header());
  Recorder recorder(*growing);
  for (int i = 0; i < 3; ++i) recorder.record(bob, SocketId::none, Ended{});
  const auto frozen = frozen_recording(growing, 2);
  for (int i = 0; i < 300; ++i) recorder.record(alice, SocketId::none, Ended{});
  REQUIRE(frozen->size() == 2);
  CHECK(&frozen->at(2) == &growing->at(2));
  CHECK(frozen->scenario().processes == growing->scenario().processes);
}
