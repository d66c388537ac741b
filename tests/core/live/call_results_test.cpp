// Each call's good result, and what the kernel does besides.
#include "tests/core/live/conversation.hpp"
#include "tests/support/run_scenario.hpp"

#include <doctest/doctest.h>
#include <poll.h>

using namespace doorway;
using namespace doorway::test;

namespace {

Endpoint local_of(const Run& run, std::string_view call) {
  return find_call(*run.recording, call)->outcome().local.value_or(Endpoint{});
}

Endpoint peer_of(const Run& run, std::string_view call) {
  return find_call(*run.recording, call)->outcome().peer.value_or(Endpoint{});
}

std::vector<int> answers_of(const Run& run, std::string_view call) {
  std::vector<int> answers;
  for (const PollAnswer& answer : find_call(*run.recording, call)->outcome().answers) answers.push_back(answer.events);
  return answers;
}

}  // namespace

TEST_CASE("each option reads back as it was set, buffers doubled") {
  const Run run = run_scenario(
      "bob: s = socket(tcp)\nbob: s.get(nodelay)\nbob: s.set(nodelay, on)\nbob: s.get(nodelay)\n"
      "bob: s.set(sndbuf, 8192)\nbob: s.get(sndbuf)\nbob: s.set(rcvbuf, 8192)\nbob: s.get(rcvbuf)\n"
      "bob: s.set(reuseaddr, on)\nbob: s.get(reuseaddr)\nbob: s.set(reuseaddr, off)\nbob: s.get(reuseaddr)\n"
      "bob: s.get(nonblocking)\nbob: s.set(nonblocking, on)\nbob: s.get(nonblocking)\n"
      "bob: s.get(rcvtimeo)\nbob: s.set(rcvtimeo, 2s)\nbob: s.get(rcvtimeo)\nbob: s.set(rcvtimeo, off)\n"
      "bob: s.get(rcvtimeo)\nbob: s.get(linger)\nbob: s.set(linger, 0)\nbob: s.get(linger)\nbob: s.set(linger, off)\n"
      "bob: s.get(linger)\nalice: wait(1ms)");
  CHECK(results_of(*run.recording, "bob") ==
        "socket=socket get=0 set=0 get=1 set=0 get=16384 set=0 get=16384 set=0 get=1 set=0 get=0 get=0 set=0 get=1 "
        "get=0 set=0 get=2000 set=0 get=0 get=-1 set=0 get=0 set=0 get=-1");
}

TEST_CASE("an accepted socket has its listener's options, but waits even where the listener does not") {
  const Run run = run_scenario(
      "bob: l = socket(tcp)\nbob: l.set(rcvtimeo, 2s)\nbob: l.set(nodelay, on)\nbob: l.bind(0)\nbob: l.listen(1)\n"
      "alice: s = socket(tcp)\nalice: s.connect(bob.l)\nbob: l.set(nonblocking, on)\nbob: c = l.accept()\n"
      "bob: c.get(rcvtimeo)\nbob: c.get(nodelay)\nbob: c.get(nonblocking)");
  CHECK(result_of(*run.recording, "bob.get#1") == "2000");
  CHECK(result_of(*run.recording, "bob.get#2") == "1");
  CHECK(result_of(*run.recording, "bob.get#3") == "0");
}

TEST_CASE("a client has no port before connect and one after it, and both ends agree on who they are") {
  const Run run = run_scenario(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: s = socket(tcp)\nalice: s.local()\n"
      "alice: s.connect(bob.l)\nalice: s.local()\nalice: s.peer()\nbob: c = l.accept()\nbob: c.local()\nbob: c.peer()");
  CHECK(local_of(run, "alice.local#1").port == 0);
  const Endpoint alice = local_of(run, "alice.local#2");
  const Endpoint bob = local_of(run, "bob.bind#1");
  CHECK(alice == loopback_endpoint(Family::ipv4, alice.port));
  CHECK(alice.port != 0);
  CHECK(bob == loopback_endpoint(Family::ipv4, bob.port));
  CHECK(peer_of(run, "alice.peer#1") == bob);
  CHECK(local_of(run, "bob.local#1") == bob);
  CHECK(peer_of(run, "bob.peer#1") == alice);
  CHECK(local_of(run, "alice.connect#1") == alice);
  CHECK(peer_of(run, "alice.connect#1") == bob);
  CHECK(peer_of(run, "bob.accept#1") == alice);
  CHECK(find_call(*run.recording, "alice.connect#1")->begin().target == bob);
}

TEST_CASE("poll says which sockets are ready and for what") {
  const Run run = run_scenario(
      connected("alice: s.send(\"a\")\nbob: poll(c, read write c, write c, l, 10ms)\nbob: poll(read l, 0ms)\n"
                "alice: poll(read write s)"));
  CHECK(result_of(*run.recording, "bob.poll#1") == "3");
  CHECK(answers_of(run, "bob.poll#1") == std::vector<int>{POLLIN, POLLIN | POLLOUT, POLLOUT, 0});
  CHECK_FALSE(slept(*run.recording, "bob.poll#1"));
  CHECK(result_of(*run.recording, "bob.poll#2") == "0");
  CHECK_FALSE(slept(*run.recording, "bob.poll#2"));
  CHECK(answers_of(run, "alice.poll#1") == std::vector<int>{POLLOUT});
}

TEST_CASE("poll sleeps until one of its sockets is ready, or its time is up, or for ever") {
  const Run run = run_scenario(connected("bob: poll(c, l)\nalice: s.send(\"a\")\nalice: poll(s, 5ms)\nbob: poll(l)"));
  CHECK(slept(*run.recording, "bob.poll#1"));
  CHECK(answers_of(run, "bob.poll#1") == std::vector<int>{POLLIN, 0});
  CHECK(slept(*run.recording, "alice.poll#1"));
  CHECK(result_of(*run.recording, "alice.poll#1") == "0");
  CHECK(result_of(*run.recording, "bob.poll#2") == "sleeps");
  CHECK(run.status.over);
}

TEST_CASE("poll tells of a peer that has finished and of one that has reset") {
  const Run run = run_scenario(
      connected("bob: c.set(linger, 0)\nalice: s.shutdown(send)\nbob: poll(c)\nbob: c.close()\nalice: poll(s)"));
  CHECK(answers_of(run, "bob.poll#1") == std::vector<int>{POLLIN});
  CHECK(answers_of(run, "alice.poll#1") == std::vector<int>{POLLIN | POLLERR | POLLHUP});
}

TEST_CASE("wait lets time pass, while others go on") {
  const Run run = run_scenario("alice: wait(20ms)\nalice: wait(0ms)\nbob: s = socket(udp)");
  const auto wait = find_call(*run.recording, "alice.wait#1");
  REQUIRE(wait->returned() != nullptr);
  CHECK(wait->returned_event->t_ns - wait->called->t_ns >= 20'000'000);
  CHECK(std::get<Woke>(wait->wokes.at(0)->body).timed_out);
  CHECK_FALSE(slept(*run.recording, "alice.wait#2"));
  CHECK(find_call(*run.recording, "bob.socket#1")->called->seq < wait->returned_event->seq);
}

TEST_CASE("wait at a socket returns when enough is readable, without taking it") {
  const Run run = run_scenario(
      connected("bob: wait(c, 4)\nalice: s.send(\"ab\")\nalice: s.send(\"cdef\")\nbob: c.recv(8)\nbob: wait(c, 1)"));
  CHECK(slept(*run.recording, "bob.wait#1"));
  CHECK(result_of(*run.recording, "bob.wait#1") == "6");
  CHECK(data_of(*run.recording, "bob.recv#1") == "abcdef");
  CHECK(result_of(*run.recording, "bob.wait#2") == "sleeps");
}

TEST_CASE("wait at a socket gives up when fewer can come: end of stream, a reset, no connection") {
  CHECK(result_of(*run_scenario(connected("bob: wait(c, 4)\nalice: s.send(\"ab\")\nalice: s.shutdown(send)")).recording,
                  "bob.wait#1") == "2");
  CHECK(result_of(*run_scenario(connected("alice: wait(s, 4)\nbob: c.set(linger, 0)\nbob: c.close()")).recording,
                  "alice.wait#1") == "0");
  CHECK(result_of(*run_scenario("bob: s = socket(tcp)\nbob: wait(s, 1)\nalice: wait(1ms)").recording, "bob.wait#1") ==
        "0");
}

TEST_CASE("wait at a datagram socket looks at the next datagram") {
  CHECK(result_of(*run_scenario(with_datagrams("alice: u.sendto(\"abc\", bob.u)\nbob: wait(u, 3)")).recording,
                  "bob.wait#1") == "3");
}

TEST_CASE("shutdown for sending ends one direction, the other goes on") {
  const Run run = run_scenario(
      connected("alice: s.send(\"ab\")\nalice: s.shutdown(send)\nbob: c.recv(8)\nbob: c.recv(8)\nbob: c.send(\"cd\")\n"
                "alice: s.recv(8)\nbob: c.close()\nalice: s.recv(8)"));
  CHECK(results_of(*run.recording, "bob").ends_with("recv=2 recv=0 send=2 close=0"));
  CHECK(results_of(*run.recording, "alice").ends_with("shutdown=0 recv=2 recv=0"));
}

TEST_CASE("shutdown for receiving makes recv return 0 and tells the peer nothing") {
  const Run run = run_scenario(
      connected("bob: c.shutdown(recv)\nbob: c.recv(8)\nalice: s.send(\"ab\")\nbob: c.recv(8)\nbob: c.send(\"cd\")\n"
                "alice: s.recv(8)\nalice: s.recv(8)"));
  CHECK(results_of(*run.recording, "bob").ends_with("shutdown=0 recv=0 recv=2 send=2"));
  CHECK(results_of(*run.recording, "alice").ends_with("send=2 recv=2 recv=sleeps"));
}

TEST_CASE("shutdown of both directions ends the stream and forbids sending") {
  const Run run =
      run_scenario(connected("alice: s.shutdown(both)\nalice: s.send(\"a\")\nalice: s.recv(8)\nbob: c.recv(8)"));
  CHECK(results_of(*run.recording, "alice").ends_with("shutdown=0 send=EPIPE recv=0"));
  CHECK(result_of(*run.recording, "bob.recv#1") == "0");
}

TEST_CASE("exit closes all sockets of its process, and the peers see it") {
  const Run run = run_scenario(connected("bob: v = socket(udp)\nalice: s.recv(8)\nbob: exit()"));
  const auto exit = find_call(*run.recording, "bob.exit#1");
  CHECK(result_of(*run.recording, "bob.exit#1") == "0");
  CHECK(exit->outcome().closed.size() == 3);
  CHECK(result_of(*run.recording, "alice.recv#1") == "0");
  CHECK(run.status.processes.at(1).standing == Standing::ended);
}

TEST_CASE("the end of a script closes nothing") {
  const Run run = run_scenario(connected("alice: s.recv(8)"));
  CHECK(run.status.processes.at(0).standing == Standing::ended);
  CHECK(result_of(*run.recording, "alice.recv#1") == "sleeps");
}

TEST_CASE("a name that is bound again means the new socket, and the old one stays open") {
  const Run run = run_scenario(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(2)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\n"
      "bob: c = l.accept()\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\nbob: c = l.accept()\n"
      "alice: s.send(\"ab\")\nbob: c.recv(8)\nbob: c.send(\"cd\")\nalice: s.recv(8)");
  CHECK(data_of(*run.recording, "bob.recv#1") == "ab");
  CHECK(data_of(*run.recording, "alice.recv#1") == "cd");
  CHECK(find_call(*run.recording, "alice.socket#2")->outcome().made->name == "alice.s(2)");
  CHECK(find_call(*run.recording, "bob.accept#2")->outcome().made->name == "bob.c(2)");
  CHECK(last_sample(*run.recording, "bob.c")->state == TcpState::established);
}

TEST_CASE("a listener that its accepted socket takes the name of still listens") {
  const Run run = run_scenario(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: a = socket(tcp)\nalice: a.connect(bob.l)\n"
      "bob: l = l.accept()\nalice: b = socket(tcp)\nalice: b.connect(bob.l)\nalice: a.send(\"ab\")\nbob: l.recv(8)");
  CHECK(result_of(*run.recording, "alice.connect#2") == "0");
  CHECK(data_of(*run.recording, "bob.recv#1") == "ab");
}

TEST_CASE("a name keeps its port after close, so that it can be taken again") {
  const Run run = run_scenario(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.close()\nbob: m = socket(tcp)\nbob: m.bind(bob.l)\nalice: "
      "wait(1ms)");
  CHECK(result_of(*run.recording, "bob.bind#2") == "0");
  CHECK(local_of(run, "bob.bind#1") == local_of(run, "bob.bind#2"));
}

TEST_CASE("a connect to a name that has no port yet waits, and says that a port is what it needs") {
  const auto take = take_of(
      "alice: s = socket(tcp)\nalice: s.connect(bob.l)\nbob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)");
  take->grant(0);
  take->grant(0);
  const RunStatus before = take->wait_until_idle();
  CHECK(before.processes.at(0).standing == Standing::needs_port);
  REQUIRE(before.processes.at(0).line != nullptr);
  CHECK(before.processes.at(0).line->text == "s.connect(bob.l)");
  CHECK(result_of(take->recording(), "alice.connect#1") == "-");
  const Run run = run_to_end(*take);
  CHECK(result_of(*run.recording, "alice.connect#1") == "ECONNREFUSED");  // its line stands before bob.listen
}

TEST_CASE("a connect to a name that never gets a port ends the run") {
  const Run run = run_scenario("alice: s = socket(tcp)\nalice: s.connect(bob.l)\nbob: l = socket(tcp)");
  CHECK(run.status.over);
  CHECK(run.status.processes.at(0).standing == Standing::needs_port);
}

TEST_CASE("the same conversation goes over IPv6") {
  if (!has_ipv6()) return;
  const Run run = run_scenario(
      "bob: l = socket(tcp6)\nbob: l.bind(0)\nbob: l.listen(1)\nbob: u = socket(udp6)\nbob: u.bind(0)\n"
      "alice: s = socket(tcp6)\nalice: s.connect(bob.l)\nbob: c = l.accept()\nalice: s.send(\"ab\")\nbob: c.recv(8)\n"
      "alice: u = socket(udp6)\nalice: u.sendto(\"cd\", bob.u)\nbob: u.recvfrom(8)");
  CHECK(data_of(*run.recording, "bob.recv#1") == "ab");
  CHECK(data_of(*run.recording, "bob.recvfrom#1") == "cd");
  CHECK(to_string(local_of(run, "bob.bind#1")).starts_with("[::1]:"));
  CHECK(local_of(run, "alice.sendto#1").family == Family::ipv6);
}

TEST_CASE("a socket can connect to its own port and talk to itself") {
  const Run run = run_scenario(
      "alice: s = socket(tcp)\nalice: s.bind(0)\nalice: s.connect(alice.s)\nalice: s.send(\"Echo\")\nalice: s.recv(8)\n"
      "alice: s.shutdown(send)\nalice: s.recv(8)\nbob: wait(1ms)");
  CHECK(results_of(*run.recording, "alice") == "socket=socket bind=0 connect=0 send=4 recv=4 shutdown=0 recv=0");
  CHECK(local_of(run, "alice.connect#1") == peer_of(run, "alice.connect#1"));
}

TEST_CASE("three processes talk, each with its own sockets of the same name") {
  const Run run = run_scenario(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(2)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\n"
      "carol: s = socket(tcp)\ncarol: s.connect(bob.l)\nbob: a = l.accept()\nbob: c = l.accept()\n"
      "carol: s.send(\"from carol\")\nalice: s.send(\"from alice\")\nbob: a.recv(64)\nbob: c.recv(64)\n"
      "bob: a.send(\"to alice\")\nbob: c.send(\"to carol\")\nalice: s.recv(64)\ncarol: s.recv(64)");
  CHECK(data_of(*run.recording, "bob.recv#1") == "from alice");
  CHECK(data_of(*run.recording, "bob.recv#2") == "from carol");
  CHECK(data_of(*run.recording, "alice.recv#1") == "to alice");
  CHECK(data_of(*run.recording, "carol.recv#1") == "to carol");
}

TEST_CASE("a blocking send repeats until all is taken, and says how far it is when it sleeps") {
  const Run run = run_scenario(
      "bob: l = socket(tcp)\nbob: l.set(rcvbuf, 8192)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: s = socket(tcp)\n"
      "alice: s.set(sndbuf, 8192)\nalice: s.connect(bob.l)\nbob: c = l.accept()\nalice: s.send(fill(100_000))\n"
      "alice: s.close()\nrepeat 60 {\n bob: c.recv(4000)\n}");
  const auto send = find_call(*run.recording, "alice.send#1");
  CHECK(result_of(*run.recording, "alice.send#1") == "100000");
  REQUIRE_FALSE(send->sleeps.empty());
  std::uint64_t taken = 0;
  for (const Event* event : send->sleeps) {
    const auto& sleeps = std::get<Sleeps>(event->body);
    CHECK(sleeps.bytes > 0);
    CHECK(sleeps.bytes >= taken);
    CHECK(sleeps.tries.back() == Try{-1, EAGAIN});
    taken = sleeps.bytes;
  }
  std::string received;
  for (int i = 1; i <= 60; ++i) received += data_of(*run.recording, "bob.recv#" + std::to_string(i));
  const Bytes& sent = payload_of(send->begin().line->call)->bytes();
  CHECK(received == std::string(sent.begin(), sent.end()));
}

TEST_CASE("a non-blocking send takes a part and returns how much that was") {
  const Run run = run_scenario(
      connected("alice: s.set(sndbuf, 8192)\nalice: s.set(nonblocking, on)\nalice: s.send(fill(5_000_000))"));
  const auto send = find_call(*run.recording, "alice.send#1");
  REQUIRE(send->returned() != nullptr);
  CHECK(send->returned()->result > 0);
  CHECK(send->returned()->result < 5'000'000);
  CHECK(send->returned()->bytes == static_cast<std::uint64_t>(send->returned()->result));
  CHECK(send->returned()->tries.size() == 1);
}

TEST_CASE("an empty send takes nothing and is no end of stream") {
  const Run run = run_scenario(connected("alice: s.send(\"\")\nbob: c.recv(8)"));
  CHECK(result_of(*run.recording, "alice.send#1") == "0");
  CHECK(result_of(*run.recording, "bob.recv#1") == "sleeps");
}
