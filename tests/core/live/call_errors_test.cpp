// Each error that a script can bring about is a result which the learner sees, with its name.
#include "tests/core/live/conversation.hpp"
#include "tests/support/closable_network.hpp"
#include "tests/support/run_scenario.hpp"

#include <doctest/doctest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>

using namespace doorway;
using namespace doorway::test;

namespace {

std::string result(std::string_view text, std::string_view call) {
  return result_of(*run_scenario(text).recording, call);
}

std::string results(std::string_view text, std::string_view process) {
  return results_of(*run_scenario(text).recording, process);
}

}  // namespace

TEST_CASE("a connect to a port whose socket is closed is refused") {
  CHECK(results("bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nbob: l.close()\n"
                "alice: s = socket(tcp)\nalice: s.connect(bob.l)",
                "alice") == "socket=socket connect=ECONNREFUSED");
}

TEST_CASE("a connect to a port that is bound and does not listen is refused") {
  CHECK(results("bob: l = socket(tcp)\nbob: l.bind(0)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)", "alice") ==
        "socket=socket connect=ECONNREFUSED");
}

TEST_CASE("a socket that was refused can try again") {
  CHECK(results("bob: l = socket(tcp)\nbob: l.bind(0)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\n"
                "bob: l.listen(1)\nalice: s.connect(bob.l)",
                "alice") == "socket=socket connect=ECONNREFUSED connect=0");
}

TEST_CASE("the first send to a closed peer is taken, the second fails with EPIPE, and so does each after it") {
  CHECK(results(connected("bob: c.close()\nalice: s.send(\"a\")\nalice: s.send(\"b\")\nalice: s.send(\"c\")"),
                "alice") == "socket=socket connect=0 send=1 send=EPIPE send=EPIPE");
}

TEST_CASE("a send behind the own shutdown fails with EPIPE") {
  CHECK(result(connected("alice: s.shutdown(send)\nalice: s.send(\"a\")"), "alice.send#1") == "EPIPE");
}

TEST_CASE("a send at a socket that was never connected fails with EPIPE on TCP") {
  CHECK(result("alice: s = socket(tcp)\nalice: s.send(\"a\")\nbob: wait(1ms)", "alice.send#1") == "EPIPE");
}

TEST_CASE("a close with unread bytes resets the peer") {
  CHECK(results(connected("alice: s.send(\"a\")\nbob: c.close()\nalice: s.recv(8)\nalice: s.recv(8)"), "alice") ==
        "socket=socket connect=0 send=1 recv=ECONNRESET recv=0");
}

TEST_CASE("a close with linger 0 resets a peer that has read everything") {
  CHECK(result(connected("bob: c.set(linger, 0)\nbob: c.close()\nalice: s.recv(8)"), "alice.recv#1") == "ECONNRESET");
}

TEST_CASE("a reset wakes a sleeping recv with ECONNRESET") {
  CHECK(results(connected("alice: s.recv(8)\nbob: c.set(linger, 0)\nbob: c.close()"), "alice") ==
        "socket=socket connect=0 recv=sleeps,ECONNRESET");
}

TEST_CASE("closing a listener resets the connections in its line") {
  CHECK(results(
            "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)\n"
            "bob: l.close()\nalice: s.recv(8)",
            "alice") == "socket=socket connect=0 recv=ECONNRESET");
}

TEST_CASE("a second socket at the same port is refused with EADDRINUSE") {
  for (const std::string type : {"tcp", "udp"}) {
    CHECK(results("bob: a = socket(" + type + ")\nbob: a.bind(0)\nbob: b = socket(" + type +
                      ")\nbob: b.bind(bob.a)\nalice: wait(1ms)",
                  "bob") == "socket=socket bind=0 socket=socket bind=EADDRINUSE");
  }
}

TEST_CASE("TCP and UDP have ports of their own") {
  CHECK(result("bob: a = socket(tcp)\nbob: a.bind(0)\nbob: b = socket(udp)\nbob: b.bind(bob.a)\nalice: wait(1ms)",
               "bob.bind#2") == "0");
}

TEST_CASE("a second connect at a connected socket says EISCONN") {
  CHECK(result(connected("alice: s.connect(bob.l)"), "alice.connect#2") == "EISCONN");
}

TEST_CASE("without a connection recv, peer and shutdown say ENOTCONN") {
  CHECK(results("alice: s = socket(tcp)\nalice: s.recv(8)\nalice: s.peer()\nalice: s.shutdown(both)\nbob: wait(1ms)",
                "alice") == "socket=socket recv=ENOTCONN peer=ENOTCONN shutdown=ENOTCONN");
}

TEST_CASE("a listener carries no bytes: recv at it says ENOTCONN") {
  CHECK(result(connected("bob: l.recv(8)"), "bob.recv#1") == "ENOTCONN");
}

TEST_CASE("every call at a closed socket reaches the kernel, which says EBADF") {
  const std::string calls =
      "bob: c.close()\nbob: c.send(\"a\")\nbob: c.recv(8)\nbob: c.close()\nbob: c.local()\nbob: c.peer()\n"
      "bob: c.shutdown(both)\nbob: c.get(sndbuf)\nbob: c.get(nonblocking)\nbob: c.set(nodelay, on)\n"
      "bob: c.set(nonblocking, on)\nbob: c.bind(0)\nbob: c.listen(1)\nbob: c.connect(bob.l)\nbob: d = c.accept()\n"
      "bob: wait(c, 1)\nbob: c.sendto(\"a\", bob.l)\nbob: c.recvfrom(8)\n";
  const Run run = run_scenario(connected(calls));
  CHECK(result_of(*run.recording, "bob.close#1") == "0");
  for (const char* call : {"bob.send#1", "bob.recv#1", "bob.close#2", "bob.local#1", "bob.peer#1", "bob.shutdown#1",
                           "bob.get#1", "bob.get#2", "bob.set#1", "bob.set#2", "bob.bind#2", "bob.listen#2",
                           "bob.connect#1", "bob.accept#2", "bob.wait#1", "bob.sendto#1", "bob.recvfrom#1"}) {
    CAPTURE(call);
    CHECK(result_of(*run.recording, call) == "EBADF");
  }
  CHECK(run.status.over);
}

TEST_CASE("a name whose accept failed stands for no descriptor") {
  CHECK(results("bob: l = socket(tcp)\nbob: c = l.accept()\nbob: c.recv(8)\nbob: c.close()\nalice: wait(1ms)", "bob") ==
        "socket=socket accept=EINVAL recv=EBADF close=EBADF");
}

TEST_CASE("what does not fit in a datagram is refused with EMSGSIZE") {
  const Run run = run_scenario(with_datagrams(
      "alice: u.sendto(fill(65_508), bob.u)\nalice: u.sendto(fill(65_507), bob.u)\nbob: u.recvfrom(70_000)"));
  CHECK(results_of(*run.recording, "alice") == "socket=socket sendto=EMSGSIZE sendto=65507");
  CHECK(result_of(*run.recording, "bob.recvfrom#1") == "65507");
}

TEST_CASE("a call that would block at a non-blocking socket says EAGAIN and does not sleep") {
  const Run run = run_scenario(
      connected("bob: l.set(nonblocking, on)\nbob: d = l.accept()\nbob: c.set(nonblocking, on)\nbob: c.recv(8)\n"
                "alice: s.set(nonblocking, on)\nrepeat 20 {\nalice: s.send(fill(50_000_000))\n}"));
  CHECK(results_of(*run.recording, "bob") ==
        "socket=socket bind=0 listen=0 accept=socket set=0 accept=EAGAIN set=0 recv=EAGAIN");
  // The kernel moves what it took from one buffer to the other when it comes to it: a second send may find room yet.
  CHECK(result_of(*run.recording, "alice.send#20") == "EAGAIN");
  CHECK_FALSE(slept(*run.recording, "alice.send#20"));
}

TEST_CASE("a recv and an accept with a time limit sleep that long, then say EAGAIN") {
  const Run run = run_scenario(connected(
      "alice: s.set(rcvtimeo, 4ms)\nalice: s.recv(8)\nbob: l.set(rcvtimeo, 4ms)\nbob: d = l.accept()\nbob: wait(1ms)"));
  for (const char* call : {"alice.recv#1", "bob.accept#2"}) {
    CAPTURE(call);
    const auto found = find_call(*run.recording, call);
    REQUIRE(found);
    REQUIRE(found->wokes.size() == 1);
    CHECK(std::get<Woke>(found->wokes.front()->body).timed_out);
    CHECK(found->wokes.front()->t_ns - found->called->t_ns >= 4'000'000);
    CHECK(result_of(*run.recording, call) == "EAGAIN");
  }
}

TEST_CASE("a non-blocking connect is in progress, and its second call finds it done or refused") {
  const std::string begin = "bob: l = socket(tcp)\nbob: l.bind(0)\n";
  const std::string twice =
      "alice: s = socket(tcp)\nalice: s.set(nonblocking, on)\nalice: s.connect(bob.l)\nalice: s.connect(bob.l)\n";
  CHECK(results(begin + "bob: l.listen(1)\n" + twice + "alice: s.connect(bob.l)", "alice") ==
        "socket=socket set=0 connect=EINPROGRESS connect=0 connect=EISCONN");
  CHECK(results(begin + twice, "alice") == "socket=socket set=0 connect=EINPROGRESS connect=ECONNREFUSED");
}

TEST_CASE("while a non-blocking connect has no answer, another call says EALREADY") {
  const auto take = take_of(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(0)\nalice: a = socket(tcp)\nalice: a.connect(bob.l)\n"
      "carol: s = socket(tcp)\ncarol: s.set(nonblocking, on)\ncarol: s.connect(bob.l)\ncarol: s.connect(bob.l)");
  for (int i = 0; i < 9; ++i) {
    take->grant_next();
    take->wait_until_idle();
  }
  CHECK(results_of(take->recording(), "carol") == "socket=socket set=0 connect=EINPROGRESS connect=EALREADY");
  CHECK_FALSE(take->status().over);
}

TEST_CASE("a datagram without an address, at a socket without a peer, says EDESTADDRREQ") {
  CHECK(result(with_datagrams("alice: u.send(\"a\")"), "alice.send#1") == "EDESTADDRREQ");
}

TEST_CASE("datagram sockets neither listen nor accept") {
  CHECK(results(with_datagrams("bob: u.listen(1)\nbob: c = u.accept()"), "bob") ==
        "socket=socket bind=0 listen=EOPNOTSUPP accept=EOPNOTSUPP");
}

TEST_CASE("calls in a state that does not allow them say EINVAL") {
  const Run run =
      run_scenario(connected("alice: s.bind(0)\nalice: s.listen(1)\nalice: t = s.accept()\nbob: l.bind(0)"));
  for (const char* call : {"alice.bind#1", "alice.listen#1", "alice.accept#1", "bob.bind#2"}) {
    CAPTURE(call);
    CHECK(result_of(*run.recording, call) == "EINVAL");
  }
}

TEST_CASE("TCP's options are none of UDP's") {
  const std::string got = result(with_datagrams("bob: u.get(nodelay)"), "bob.get#1");
  CHECK((got == "ENOPROTOOPT" || got == "EOPNOTSUPP"));
  CHECK(result(with_datagrams("bob: u.set(nodelay, on)"), "bob.set#1") == "ENOPROTOOPT");
}

TEST_CASE("an IPv4 socket cannot connect to an IPv6 address") {
  if (!has_ipv6()) return;
  CHECK(result("bob: l = socket(tcp6)\nbob: l.bind(0)\nalice: s = socket(tcp)\nalice: s.connect(bob.l)",
               "alice.connect#1") == "EAFNOSUPPORT");
}

namespace {

/// Gives up soon when nobody answers, as one can ask of a single socket.
class ImpatientNetwork final : public Network {
 public:
  [[nodiscard]] std::string_view name() const override { return "impatient loopback"; }
  [[nodiscard]] int open(ProcessId process, SocketType type) override {
    const int descriptor = loopback_.open(process, type);
    const unsigned at_most_ms = 100;
    if (is_tcp(type)) ::setsockopt(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, &at_most_ms, sizeof at_most_ms);
    return descriptor;
  }
  [[nodiscard]] Endpoint bind_address(ProcessId process, SocketType type, std::uint16_t port) const override {
    return loopback_.bind_address(process, type, port);
  }

 private:
  LoopbackNetwork loopback_;
};

}  // namespace

TEST_CASE("a connect that nobody answers ends with ETIMEDOUT") {
  ImpatientNetwork network;
  const Run run = run_scenario(
      "bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(0)\nalice: a = socket(tcp)\nalice: a.connect(bob.l)\n"
      "alice: b = socket(tcp)\nalice: b.connect(bob.l)",
      {}, &network);
  CHECK(results_of(*run.recording, "alice") == "socket=socket connect=0 socket=socket connect=sleeps,ETIMEDOUT");
  CHECK(run.status.over);
  CHECK(run.recording->header().network == "impatient loopback");
}

TEST_CASE("a socket for which there is no room is a result too: EMFILE, and EBADF from there") {
  ClosableNetwork network;
  network.room = 1;
  const Run run = run_scenario(
      "bob: l = socket(tcp)\nbob: m = socket(tcp)\nbob: m.bind(0)\nbob: m.recv(8)\nalice: wait(1ms)", {}, &network);
  CHECK(results_of(*run.recording, "bob") == "socket=socket socket=EMFILE bind=EBADF recv=EBADF");
  CHECK(run.status.over);
}
