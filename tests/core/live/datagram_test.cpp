// What UDP does, and what Doorway does so that no socket of a script is open to other computers.
#include "tests/core/live/conversation.hpp"
#include "tests/support/run_scenario.hpp"

#include <doctest/doctest.h>

using namespace doorway;
using namespace doorway::test;

namespace {

Outcome outcome_of(const Run& run, std::string_view call) {
  return find_call(*run.recording, call)->outcome();
}

}  // namespace

TEST_CASE("the rest of a datagram is gone, and the recv says so") {
  const Run run = run_scenario(with_datagrams(
      "alice: u.sendto(\"CDEF\", bob.u)\nalice: u.sendto(\"GH\", bob.u)\nbob: u.recvfrom(2)\nbob: u.recvfrom(2)"));
  CHECK(data_of(*run.recording, "bob.recvfrom#1") == "CD");
  CHECK(outcome_of(run, "bob.recvfrom#1").truncated);
  CHECK(data_of(*run.recording, "bob.recvfrom#2") == "GH");
  CHECK_FALSE(outcome_of(run, "bob.recvfrom#2").truncated);
}

TEST_CASE("an empty datagram arrives, wakes who sleeps, and is no end") {
  const Run run = run_scenario(with_datagrams(
      "bob: u.recvfrom(8)\nalice: u.sendto(\"\", bob.u)\nalice: u.sendto(\"a\", bob.u)\nbob: u.recvfrom(8)"));
  CHECK(results_of(*run.recording, "bob").ends_with("recvfrom=sleeps,0 recvfrom=1"));
}

TEST_CASE("a recvfrom names the sender, who can be answered") {
  const Run run = run_scenario(with_datagrams(
      "alice: u.sendto(\"ab\", bob.u)\nbob: u.recvfrom(8)\nbob: u.sendto(\"cd\", alice.u)\nalice: u.recvfrom(8)"));
  CHECK(outcome_of(run, "bob.recvfrom#1").peer == outcome_of(run, "alice.sendto#1").local);
  CHECK(data_of(*run.recording, "alice.recvfrom#1") == "cd");
}

TEST_CASE("datagrams that a full buffer has no room for are gone, though each send said ok") {
  const Run run = run_scenario(
      "bob: u = socket(udp)\nbob: u.set(rcvbuf, 4096)\nbob: u.bind(0)\nalice: u = socket(udp)\n"
      "repeat 30 {\n alice: u.sendto(fill(1000), bob.u)\n}\nbob: u.set(nonblocking, on)\n"
      "repeat 30 {\n bob: u.recvfrom(2000)\n}");
  for (int i = 1; i <= 30; ++i) CHECK(result_of(*run.recording, "alice.sendto#" + std::to_string(i)) == "1000");
  CHECK(result_of(*run.recording, "bob.recvfrom#1") == "1000");
  CHECK(result_of(*run.recording, "bob.recvfrom#30") == "EAGAIN");
  CHECK(last_sample(*run.recording, "bob.u")->dropped_datagrams.value_or(0) > 0);
}

TEST_CASE("connect on UDP succeeds with nobody there, and the second send hears of it") {
  const Run run = run_scenario(with_datagrams(
      "bob: u.close()\nalice: u.connect(bob.u)\nalice: u.send(\"a\")\nalice: u.send(\"b\")\nalice: u.send(\"c\")"));
  CHECK(results_of(*run.recording, "alice") == "socket=socket connect=0 send=1 send=ECONNREFUSED send=1");
}

TEST_CASE("an unconnected socket hears nothing of datagrams that nobody took") {
  const Run run =
      run_scenario(with_datagrams("bob: u.close()\nalice: u.sendto(\"a\", bob.u)\nalice: u.sendto(\"b\", bob.u)"));
  CHECK(results_of(*run.recording, "alice") == "socket=socket sendto=1 sendto=1");
}

TEST_CASE("a connected datagram socket hears its peer only") {
  const Run run = run_scenario(
      "bob: u = socket(udp)\nbob: u.bind(0)\nalice: u = socket(udp)\nalice: u.bind(0)\ncarol: u = socket(udp)\n"
      "bob: u.connect(alice.u)\ncarol: u.sendto(\"c\", bob.u)\nalice: u.sendto(\"a\", bob.u)\nbob: u.recv(8)\n"
      "bob: u.set(nonblocking, on)\nbob: u.recv(8)");
  CHECK(data_of(*run.recording, "bob.recv#1") == "a");
  CHECK(result_of(*run.recording, "bob.recv#2") == "EAGAIN");
}

TEST_CASE("a socket that listens without bind is bound to 127.0.0.1 first, and the outcome says so") {
  const Run run = run_scenario(
      "bob: l = socket(tcp)\nbob: l.listen(1)\nbob: l.local()\nalice: s = socket(tcp)\nalice: s.connect(bob.l)");
  const Outcome listen = outcome_of(run, "bob.listen#1");
  CHECK(listen.bound_first);
  REQUIRE(listen.local);
  CHECK(*listen.local == loopback_endpoint(Family::ipv4, listen.local->port));
  CHECK(outcome_of(run, "bob.local#1").local == listen.local);
  CHECK(result_of(*run.recording, "alice.connect#1") == "0");
}

TEST_CASE("a datagram socket that sends without bind is bound to 127.0.0.1 first, once") {
  const Run run =
      run_scenario(with_datagrams("alice: u.sendto(\"a\", bob.u)\nalice: u.sendto(\"b\", bob.u)\nalice: u.local()"));
  const Outcome first = outcome_of(run, "alice.sendto#1");
  CHECK(first.bound_first);
  REQUIRE(first.local);
  CHECK(*first.local == loopback_endpoint(Family::ipv4, first.local->port));
  CHECK_FALSE(outcome_of(run, "alice.sendto#2").bound_first);
  CHECK(outcome_of(run, "alice.local#1").local == first.local);
}

TEST_CASE("a socket that was refused is not bound any more: it too listens on 127.0.0.1 only") {
  const Run run = run_scenario(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\nalice: s.listen(1)\n"
      "alice: s.local()\nbob: t = socket(tcp)\nbob: t.connect(alice.s)");
  REQUIRE(result_of(*run.recording, "alice.connect#1") == "ECONNREFUSED");
  REQUIRE(result_of(*run.recording, "alice.listen#1") == "0");
  const Endpoint at = outcome_of(run, "alice.local#1").local.value_or(Endpoint{});
  CHECK(to_string(at) == to_string(loopback_endpoint(Family::ipv4, at.port)));
  CHECK(result_of(*run.recording, "bob.connect#1") == "0");
}
