// What is recorded after a call, in which order, and when a run is over.
#include "tests/core/live/conversation.hpp"
#include "tests/support/run_scenario.hpp"
#include "tests/support/well_formed.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace doorway;
using namespace doorway::test;

namespace {

/// "bob observed", or "alice own" for what belongs to the call before; from the event `first` to the end.
std::vector<std::string> events_from(const Recording& recording, Seq first) {
  std::vector<std::string> events;
  for (Seq seq = first; seq <= recording.size(); ++seq) {
    const Event& event = recording.at(seq);
    const auto* observed = std::get_if<Observed>(&event.body);
    const std::string kind =
        observed != nullptr && observed->after_own_call ? "own" : std::string(kind_name(event.body));
    events.push_back(recording.scenario().processes.at(event.process) + " " + kind);
  }
  return events;
}

}  // namespace

TEST_CASE("after a call come the actor's own sample, then the others', then who woke") {
  const auto take = take_of(connected("bob: c.recv(8)\nalice: s.send(\"A\")\nalice: wait(1s)\n"));
  for (int i = 0; i < 8; ++i) take->grant_next();
  take->wait_until_idle();
  const Seq first = find_call(take->recording(), "alice.send#1")->called->seq;
  auto events = events_from(take->recording(), first);
  REQUIRE(events.size() >= 5);
  events.resize(5);
  CHECK(events == std::vector<std::string>{"alice called", "alice returned", "alice own", "bob observed", "bob woke"});
}

TEST_CASE("what wakes a process is observed before it wakes") {
  const Run run = run_scenario(connected("bob: c.recv(8)\nalice: s.shutdown(send)\n"));
  const auto recv = find_call(*run.recording, "bob.recv#1");
  REQUIRE(recv->wokes.size() == 1);
  bool seen = false;
  for (Seq seq = recv->called->seq; seq < recv->wokes.front()->seq; ++seq) {
    const auto* observed = std::get_if<Observed>(&run.recording->at(seq).body);
    seen = seen || (observed != nullptr && run.recording->at(seq).process == 0 && observed->sample->end_of_stream);
  }
  CHECK(seen);
}

TEST_CASE("what was sent has arrived before the next call begins") {
  for (int i = 0; i < 20; ++i) {
    const Run run = run_scenario(
        connected("alice: s.send(fill(20_000))\nbob: c.set(nonblocking, on)\nbob: c.recv(30_000)\nalice: s.close()\n"
                  "bob: c.recv(8)\n"));
    CHECK(result_of(*run.recording, "bob.recv#1") == "20000");
    CHECK(result_of(*run.recording, "bob.recv#2") == "0");
  }
}

TEST_CASE("a connection stands in its listener's line, and a datagram in its receiver's buffer, before the next call") {
  for (int i = 0; i < 20; ++i) {
    const Run stream = run_scenario(
        "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.set(nonblocking, on)\nbob: l.listen(1)\nalice: s = socket(tcp)\n"
        "alice: s.connect(bob.l)\nbob: c = l.accept()\n");
    CHECK(result_of(*stream.recording, "bob.accept#1") == "socket");
    const Run datagram = run_scenario(
        with_datagrams("bob: u.set(nonblocking, on)\nalice: u.sendto(\"ab\", bob.u)\nbob: u.recvfrom(8)\n"));
    CHECK(result_of(*datagram.recording, "bob.recvfrom#1") == "2");
  }
}

TEST_CASE("a run is not over before all that was sent is acknowledged, and a late sample says that it is") {
  const Run run = run_scenario(connected("alice: s.send(\"Hello\")\n"));
  CHECK(run.status.over);
  CHECK(run.status.kernel_timers.empty());
  CHECK(last_sample(*run.recording, "alice.s")->unacked_bytes == 0U);
  CHECK(last_sample(*run.recording, "bob.c")->readable_bytes == 5U);
}

TEST_CASE("when both wait for the other to speak first the run is over, and says who sleeps in what") {
  const Run run = run_scenario(connected("alice: s.recv(8)\nbob: c.recv(16)\n"));
  CHECK(run.status.over);
  CHECK(run.status.idle);
  REQUIRE(run.status.processes.size() == 2);
  for (const ProcessStatus& process : run.status.processes) {
    CHECK(process.standing == Standing::asleep);
    REQUIRE(process.line != nullptr);
    CHECK(process.line->text.ends_with(process.line->process == 0 ? "c.recv(16)" : "s.recv(8)"));
    CHECK(process.call.has_value());
  }
}

TEST_CASE("who has a time limit wakes by itself, so the run goes on") {
  const Run run =
      run_scenario(connected("bob: c.set(rcvtimeo, 8ms)\nbob: c.recv(8)\nbob: c.send(\"A\")\nalice: s.recv(8)\n"));
  CHECK(results_of(*run.recording, "bob").ends_with("recv=sleeps,EAGAIN send=1"));
  CHECK(result_of(*run.recording, "alice.recv#1") == "1");
}

TEST_CASE("the third connect to a line of one has no answer: after five seconds the status names whose timer runs") {
  const Run run = run_scenario(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: a = socket(tcp)\nalice: b = socket(tcp)\n"
      "alice: c = socket(tcp)\nalice: a.connect(bob.l)\nalice: b.connect(bob.l)\nalice: c.connect(bob.l)\n");
  CHECK(results_of(*run.recording, "alice").ends_with("connect=0 connect=0 connect=sleeps"));
  CHECK(run.status.kernel_timers == std::vector<std::string>{"alice.c"});
  CHECK_FALSE(run.status.over);
  CHECK(last_sample(*run.recording, "bob.l")->waiting_connections == 2U);
  CHECK(faults_of(*run.recording).empty());
}

TEST_CASE("a connect that sleeps tells the port that the kernel has chosen for it") {
  const Run run = run_scenario(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: a = socket(tcp)\nalice: b = socket(tcp)\n"
      "alice: c = socket(tcp)\nalice: a.connect(bob.l)\nalice: b.connect(bob.l)\nalice: c.connect(bob.l)\n"
      "bob: d = l.accept()\n");
  const auto connect = find_call(*run.recording, "alice.connect#3");
  REQUIRE(connect->sleeps.size() == 1);
  const Endpoint& local = std::get<Sleeps>(connect->sleeps.front()->body).local;
  CHECK(local.port != 0);
  CHECK(connect->outcome().local == local);
}

TEST_CASE("a process ends once, behind its last call") {
  const Run run = run_scenario(connected("alice: s.close()\n"));
  const auto kinds = kinds_of(*run.recording);
  CHECK(std::count(kinds.begin(), kinds.end(), "ended") == 2);
  CHECK(faults_of(*run.recording).empty());
}

TEST_CASE("the samples of a listener, a connection and a datagram socket have the fields that are theirs") {
  const auto take = take_of(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(3)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\n"
      "bob: u = socket(udp)\nbob: u.bind(0)\nalice: u = socket(udp)\nalice: u.sendto(\"abc\", bob.u)\n");
  take->run_to_end();
  take->wait_until_idle();
  const auto listener = last_sample(take->recording(), "bob.l");
  REQUIRE(listener);
  CHECK(listener->state == TcpState::listen);
  CHECK(listener->waiting_connections == 1U);
  CHECK(listener->backlog == 3U);
  CHECK_FALSE(listener->readable_bytes);
  const auto datagrams = last_sample(take->recording(), "bob.u");
  REQUIRE(datagrams);
  CHECK_FALSE(datagrams->state);
  CHECK(datagrams->readable_bytes == 3U);
  CHECK(datagrams->receive_memory_bytes.value_or(0) > 0);
  CHECK(datagrams->dropped_datagrams == 0U);
}

TEST_CASE("an end of stream is the other side's: the own shutdown for receiving is none") {
  const Run own = run_scenario(connected("bob: c.shutdown(recv)\nalice: s.send(\"ab\")\n"));
  CHECK(last_sample(*own.recording, "bob.c")->end_of_stream == false);
  CHECK(last_sample(*own.recording, "bob.c")->state == TcpState::established);
  const Run peers = run_scenario(connected("bob: c.shutdown(recv)\nalice: s.shutdown(send)\n"));
  CHECK(last_sample(*peers.recording, "bob.c")->end_of_stream);
}
