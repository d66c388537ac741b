#include "core/lesson/condition.hpp"
#include "tests/core/lesson/hand_made_recording.hpp"

#include <doctest/doctest.h>

#include <cerrno>
#include <string_view>

using namespace doorway;

namespace {

constexpr ProcessId alice = 0;
constexpr ProcessId bob = 1;

bool holds_in(const HandMadeRecording& made, std::string_view text) {
  const auto condition = parse_condition(text, {}, made.recording().scenario().processes);
  REQUIRE_MESSAGE(condition.has_value(), text);
  return holds(*condition, summarise(made.recording()));
}

}  // namespace

TEST_CASE("a condition compares what a receive brought") {
  HandMadeRecording made;
  made.send(alice, "Hello");
  made.send(alice, "Bob!!");
  made.recv(bob, "HelloBob!!");
  CHECK(holds_in(made, "bob.recv#1.bytes == 10"));
  CHECK(holds_in(made, "10 == bob.recv#1.bytes"));
  CHECK_FALSE(holds_in(made, "bob.recv#1.bytes == 5"));
  CHECK(holds_in(made, "bob.recv#1.bytes > 5 and bob.recv#1.bytes <= 10"));
  CHECK(holds_in(made, "bob.recv#1.bytes >= 10 and not bob.recv#1.bytes < 10"));
  CHECK(holds_in(made, "bob.recv#1.result == 10"));
  CHECK(holds_in(made, "bob.recv#1.bytes != alice.send#1.bytes"));
  CHECK(holds_in(made, R"(bob.recv#1.data == "HelloBob!!")"));
  CHECK(holds_in(made, R"(bob.recv#1.data == hex("48 65 6C6c6F 426F622121"))"));
  CHECK(holds_in(made, R"(bob.recv#1.data != "Hello")"));
  CHECK(holds_in(made, "bob.recv#1.data != alice.send#1.data"));
}

TEST_CASE("totals are over all calls of a name and nothing where there is none") {
  HandMadeRecording made;
  made.send(alice, "Hello");
  made.send(alice, "Bob!!");
  made.recv(bob, "He");
  made.recv(bob, "lloBob!!");
  CHECK(holds_in(made, "bob.recv.bytes == alice.send.bytes"));
  CHECK(holds_in(made, "alice.send.offered == 10"));
  CHECK(holds_in(made, "bob.recv.data == alice.send.data"));
  CHECK(holds_in(made, "bob.recv count == 2 and alice.send count == 2"));
  CHECK(holds_in(made, "bob.send count == 0 and bob.send.bytes == 0"));
  CHECK(holds_in(made, R"(bob.send.data == "")"));
}

TEST_CASE("a send that sleeps shows what the kernel has taken so far") {
  HandMadeRecording made;
  const CallId send = made.begin_send(alice, "Hello");
  made.sleeps(alice, send, 2);
  CHECK(holds_in(made, "alice.send#1 blocks and alice.send#1 sleeps and not alice.send#1 returns"));
  CHECK(holds_in(made, "alice.send#1.bytes == 2 and alice.send#1.offered == 5"));
  CHECK(holds_in(made, R"(alice.send#1.data == "He")"));
  CHECK(holds_in(made, "alice.send.bytes == 2"));
}

TEST_CASE("a call that has not returned has no result and no errno") {
  HandMadeRecording made;
  const CallId recv = made.call(bob, call::Recv{64});
  made.sleeps(bob, recv);
  CHECK(holds_in(made, "bob.recv#1 blocks"));
  CHECK_FALSE(holds_in(made, "bob.recv#1.bytes == 0"));
  CHECK_FALSE(holds_in(made, "bob.recv#1.bytes != 0"));
  CHECK_FALSE(holds_in(made, "bob.recv#1.result == 0"));
  CHECK_FALSE(holds_in(made, "bob.recv#1.errno == none"));
  CHECK_FALSE(holds_in(made, R"(bob.recv#1.data == "")"));
  CHECK_FALSE(holds_in(made, "bob.recv#1 succeeds"));
  CHECK_FALSE(holds_in(made, "bob.recv#1 fails"));

  made.woke(bob, recv);
  made.brings(bob, recv, "");
  CHECK(holds_in(made, "bob.recv#1 sleeps and bob.recv#1 returns and not bob.recv#1 blocks"));
  CHECK(holds_in(made, R"(bob.recv#1.bytes == 0 and bob.recv#1.errno == none and bob.recv#1.data == "")"));
}

TEST_CASE("a receive that fails is no end of stream") {
  HandMadeRecording made;
  made.fails(bob, made.call(bob, call::Recv{64}), ECONNRESET);
  CHECK(holds_in(made, "bob.recv#1 fails and bob.recv#1 returns and not bob.recv#1 succeeds"));
  CHECK(holds_in(made, "bob.recv#1.errno == ECONNRESET and bob.recv#1.errno != none"));
  CHECK(holds_in(made, "bob.recv#1.result == -1"));
  CHECK_FALSE(holds_in(made, "bob.recv#1.bytes == 0"));
  CHECK_FALSE(holds_in(made, R"(bob.recv#1.data == "")"));
}

TEST_CASE("a send that fails half way keeps the bytes that were taken") {
  HandMadeRecording made;
  made.fails(alice, made.begin_send(alice, "Hello"), EPIPE, 3);
  CHECK(holds_in(made, R"(alice.send#1.errno == EPIPE and alice.send#1.bytes == 3 and alice.send#1.data == "Hel")"));
}

TEST_CASE("a call that is missing makes each comparison false and its negation true") {
  HandMadeRecording made;
  for (const std::string_view text :
       {"bob.recv#1.bytes == 0", "bob.recv#1.bytes != 0", "bob.recv#1.errno == none", "bob.recv#1.errno != EPIPE",
        "bob.recv#1.data == \"\"", "bob.recv#1.data != \"x\"", "bob.recv#1.data == alice.send#1.data",
        "bob.recv#1 blocks", "bob.recv#1 sleeps", "bob.recv#1 returns", "bob.recv#1 succeeds", "bob.recv#1 fails",
        "bob.recv#1 truncates", "bob.recv#1 before bob.send#1", "bob.send#1 before bob.recv#1"}) {
    CAPTURE(text);
    CHECK_FALSE(holds_in(made, text));
    CHECK(holds_in(made, "not " + std::string(text)));
  }
}

TEST_CASE("a result of -1 without an error is no failure") {
  HandMadeRecording made;
  made.returns(alice, made.call(alice, call::Get{Option::linger}), linger_off);
  CHECK(holds_in(made, "alice.get#1 succeeds and alice.get#1.result == -1"));
}

TEST_CASE("before is the order in which one process began its calls") {
  HandMadeRecording made;
  made.recv(bob, "x");
  made.send(alice, "a");
  made.send(bob, "y");
  CHECK(holds_in(made, "bob.recv#1 before bob.send#1"));
  CHECK_FALSE(holds_in(made, "bob.send#1 before bob.recv#1"));
  CHECK_FALSE(holds_in(made, "bob.send#1 before bob.send#1"));
  CHECK_FALSE(holds_in(made, "bob.recv#1 before bob.recv#2"));
}

TEST_CASE("a process has ended when it says so") {
  HandMadeRecording made;
  CHECK_FALSE(holds_in(made, "bob ended"));
  made.ended(bob);
  CHECK(holds_in(made, "bob ended and not alice ended"));
}

TEST_CASE("a cut datagram is told from a whole one") {
  HandMadeRecording made;
  made.brings(bob, made.call(bob, call::RecvFrom{2}), "CD", true);
  made.brings(bob, made.call(bob, call::RecvFrom{2}), "GH");
  CHECK(holds_in(made, "bob.recvfrom#1 truncates and not bob.recvfrom#2 truncates"));
}

TEST_CASE("and binds closer than or, and not closer than both") {
  HandMadeRecording made;
  made.recv(bob, "x");
  CHECK(holds_in(made, "bob.recv count == 1 or bob.recv count == 2 and bob.recv count == 3"));
  CHECK_FALSE(holds_in(made, "(bob.recv count == 1 or bob.recv count == 2) and bob.recv count == 3"));
  CHECK(holds_in(made, "not bob.recv count == 2 and bob.recv count == 1"));
  CHECK_FALSE(holds_in(made, "not (bob.recv count == 2 or bob.recv count == 1)"));
}

TEST_CASE("a condition about a process that the recording does not have is false") {
  const HandMadeRecording made;
  const auto condition = parse_condition("carol.recv count == 0 and carol.recv#1 blocks", {}, {});
  REQUIRE(condition.has_value());
  CHECK_FALSE(holds(*condition, summarise(made.recording())));
}

TEST_CASE("numbers above the largest result are compared as the largest") {
  HandMadeRecording made;
  made.fails(alice, made.begin_send(alice, "Hello"), EPIPE, ~std::uint64_t{0});
  CHECK(holds_in(made, "alice.send#1.bytes == 9223372036854775807"));
  CHECK(holds_in(made, R"(alice.send#1.data == "Hello")"));
}

TEST_CASE("calls are counted by what can be said of them") {
  HandMadeRecording made;
  made.send(alice, "Hello");
  made.fails(alice, made.begin_send(alice, "x"), EPIPE);
  made.fails(alice, made.begin_send(alice, "y"), EPIPE);
  made.sleeps(alice, made.begin_send(alice, "z"));
  CHECK(holds_in(made, "alice.send count == 4"));
  CHECK(holds_in(made, "alice.send fails count == 2 and alice.send succeeds count == 1"));
  CHECK(holds_in(made, "alice.send blocks count == alice.send sleeps count"));
  CHECK(holds_in(made, "alice.send returns count > alice.send fails count"));
  CHECK(holds_in(made, "bob.recvfrom truncates count == 0"));
}

TEST_CASE("a socket's state and measures are what the kernel said last") {
  HandMadeRecording made;
  const SocketId c = made.socket(bob, "c");
  CHECK_FALSE(holds_in(made, "bob.c.state == ESTABLISHED or bob.c.state != ESTABLISHED"));
  KernelSample sample;
  sample.state = TcpState::established;
  sample.readable_bytes = 5;
  sample.unsent_bytes = 1;
  sample.unacked_bytes = 2;
  made.observe(bob, c, sample);
  CHECK(holds_in(made, "bob.c.state == ESTABLISHED and bob.c.state != CLOSE_WAIT and LISTEN != bob.c.state"));
  CHECK(holds_in(made, "bob.c.readable == 5 and bob.c.unsent == 1 and bob.c.unacked > bob.c.unsent"));
  CHECK_FALSE(holds_in(made, "bob.c.waiting >= 0 or bob.c.drops >= 0 or bob.d.readable >= 0 or alice.c.unsent >= 0"));
  sample.state = TcpState::close_wait;
  sample.readable_bytes = 0;
  sample.waiting_connections = 3;
  sample.dropped_datagrams = 4;
  made.observe(bob, c, sample);
  CHECK(holds_in(made, "bob.c.state == CLOSE_WAIT and bob.c.readable == 0"));
  CHECK(holds_in(made, "bob.c.waiting == 3 and bob.c.drops == 4"));
}

TEST_CASE("a socket's name is the one that it has now, and a socket that is closed has no state") {
  HandMadeRecording made;
  KernelSample sample;
  sample.readable_bytes = 1;
  const SocketId first = made.socket(bob, "c");
  made.observe(bob, first, sample);
  const SocketId second = made.socket(bob, "c");
  CHECK_FALSE(holds_in(made, "bob.c.readable >= 0"));
  sample.readable_bytes = 2;
  made.observe(bob, second, sample);
  sample.readable_bytes = 9;
  made.observe(bob, first, sample);
  CHECK(holds_in(made, "bob.c.readable == 2"));
  made.close(bob, second);
  sample.readable_bytes = 3;
  made.observe(bob, second, sample);
  CHECK_FALSE(holds_in(made, "bob.c.readable >= 0"));
  made.observe(bob, made.socket(bob, "d"), sample);
  CHECK(holds_in(made, "bob.d.readable == 3"));
  made.no_socket(bob, "d");
  CHECK_FALSE(holds_in(made, "bob.d.readable >= 0"));
}

TEST_CASE("ports are the same as others or not, or are none") {
  HandMadeRecording made;
  made.port(alice, call::Local{}, 0);
  made.port(alice, call::Local{}, 4000);
  made.port(bob, call::Peer{}, 4000);
  made.port(bob, call::RecvFrom{9}, 4001);
  CHECK(holds_in(made, "alice.local#1.port == 0 and 0 != alice.local#2.port"));
  CHECK(holds_in(made, "alice.local#2.port == bob.peer#1.port and bob.recvfrom#1.port != bob.peer#1.port"));
  CHECK_FALSE(holds_in(made, "bob.accept#1.port == 0 or bob.accept#1.port != 0"));
}
