#include "core/replay/inference.hpp"

#include "tests/core/replay/infer.hpp"
#include "tests/core/replay/recording_builder.hpp"

#include <doctest/doctest.h>

#include <cerrno>
#include <ostream>

using namespace doorway;
using doorway::test::alice;
using doorway::test::bob;
using doorway::test::Conversation;
using doorway::test::infer;
using doorway::test::port;
using doorway::test::RecordingBuilder;
using doorway::test::stream_sample;

namespace {
std::vector<Inferred> last_inferred(const RecordingBuilder& builder) {
  std::vector<Inferred> all = infer(builder.recording(), builder.last());
  std::erase_if(all, [&](const Inferred& inferred) { return inferred.after != builder.last(); });
  return all;
}

std::vector<InferredKind> kinds(const std::vector<Inferred>& all) {
  std::vector<InferredKind> found;
  for (const Inferred& inferred : all) found.push_back(inferred.kind);
  return found;
}
using Kinds = std::vector<InferredKind>;
bool mentions(const Inferred& inferred, std::string_view words) {
  return inferred.reason.find(words) != std::string::npos;
}
}  // namespace

TEST_CASE("a connect that returned 0 means that the handshake is over") {
  RecordingBuilder b;
  const SocketId l = b.socket(bob, "l");
  b.bind(bob, l, port(7000));
  b.listen(bob, l);
  const SocketId s = b.socket(alice, "s");
  CHECK(infer(b.recording(), b.last()).empty());
  b.connect(alice, s, port(7000), port(40000));
  const auto found = last_inferred(b);
  REQUIRE(kinds(found) == Kinds{InferredKind::syn, InferredKind::syn_ack, InferredKind::ack_of_syn});
  CHECK(found[0].from == s);
  CHECK(found[0].to == l);
  CHECK(found[1].from == l);
  CHECK(found[2].reason ==
        "connect() returned 0 and bob.l is a listener: TCP's three-way handshake is over (RFC 9293 §3.5)");
  b.accept(bob, l, "c", port(7000), port(40000));
  CHECK(last_inferred(b).empty());
}

TEST_CASE("a connect that sleeps has sent its SYN, and the rest of the handshake comes with its answer") {
  RecordingBuilder b;
  const SocketId s = b.socket(alice, "s");
  const CallId connect = b.begin(alice, s, call::Connect{}, port(7000));
  b.sleeps(alice, s, connect, SleepsUntil::writable);
  CHECK(kinds(last_inferred(b)) == Kinds{InferredKind::syn});
  b.woke(alice, s, connect);
  b.end(alice, s, connect, 0);
  CHECK(kinds(last_inferred(b)) == Kinds{InferredKind::syn_ack, InferredKind::ack_of_syn});
}

TEST_CASE("a refused connect means an RST from nobody") {
  RecordingBuilder b;
  const SocketId s = b.socket(alice, "s");
  b.fail(alice, s, call::Connect{}, ECONNREFUSED, port(7000));
  const auto found = last_inferred(b);
  REQUIRE(kinds(found) == Kinds{InferredKind::syn, InferredKind::rst});
  CHECK(found[1].from == SocketId::none);
  CHECK(found[1].to == s);
  CHECK(mentions(found[1], "127.0.0.1:7000"));
}

TEST_CASE("a socket that connects to itself has met its own SYN") {
  RecordingBuilder b;
  const SocketId s = b.socket(alice, "s");
  b.bind(alice, s, port(7000));
  b.connect(alice, s, port(7000), port(7000));
  const auto found = last_inferred(b);
  CHECK(kinds(found) == Kinds{InferredKind::syn, InferredKind::syn_ack});
  CHECK(found[0].from == found[0].to);
}

TEST_CASE("a send alone infers nothing, more to read at the other end infers bytes, once") {
  Conversation t;
  RecordingBuilder& b = t.builder;
  b.send(alice, t.s, "Hello");
  CHECK(last_inferred(b).empty());
  b.observe(bob, t.c, stream_sample(5));
  const auto found = last_inferred(b);
  REQUIRE(kinds(found) == Kinds{InferredKind::data});
  CHECK(found[0].from == t.s);
  CHECK(found[0].to == t.c);
  CHECK(found[0].byte_count == 5);
  CHECK(found[0].reason == "alice.s has handed 5 bytes to the kernel, and bob.c has 5 bytes more to read");
  b.recv(bob, t.c, 2, "He");
  CHECK(last_inferred(b).empty());
  b.send(alice, t.s, "B");
  b.observe(bob, t.c, stream_sample(4));
  REQUIRE(last_inferred(b).size() == 1);
  CHECK(last_inferred(b)[0].first_byte == 5);
  CHECK(last_inferred(b)[0].byte_count == 1);
}

TEST_CASE("without samples a recv infers the bytes that it brought") {
  Conversation t;
  t.builder.send(alice, t.s, "Hello");
  t.builder.recv(bob, t.c, 9, "Hello");
  REQUIRE(last_inferred(t.builder).size() == 1);
  CHECK(mentions(last_inferred(t.builder)[0], "bob.c has read 5 bytes more"));
}

TEST_CASE("nothing unacknowledged means that the bytes have arrived, also before accept") {
  RecordingBuilder b;
  const SocketId l = b.socket(bob, "l");
  b.bind(bob, l, port(7000));
  b.listen(bob, l);
  const SocketId s = b.socket(alice, "s");
  b.connect(alice, s, port(7000), port(40000));
  b.send(alice, s, "early");
  b.observe(alice, s, stream_sample(0, 0, 5), true);
  CHECK(last_inferred(b).empty());
  b.observe(alice, s, stream_sample(0));
  const auto found = last_inferred(b);
  REQUIRE(kinds(found) == Kinds{InferredKind::data, InferredKind::ack});
  CHECK(found[0].to == SocketId::none);
  CHECK(found[1].to == s);
  CHECK(mentions(found[1], "all are acknowledged"));
  const SocketId c = b.accept(bob, l, "c", port(7000), port(40000));
  b.observe(bob, c, stream_sample(5), true);
  CHECK(last_inferred(b).empty());
}

TEST_CASE("close after all is read sends a FIN") {
  Conversation t;
  RecordingBuilder& b = t.builder;
  b.send(alice, t.s, "Hello");
  b.observe(alice, t.s, stream_sample(0), true);
  b.close(alice, t.s);
  const auto found = last_inferred(b);
  REQUIRE(kinds(found) == Kinds{InferredKind::fin});
  CHECK(found[0].from == t.s);
  CHECK(found[0].to == t.c);
  CHECK(found[0].first_byte == 5);
  KernelSample sample = stream_sample(5);
  sample.state = TcpState::close_wait;
  sample.end_of_stream = true;
  b.observe(bob, t.c, sample);
  CHECK(last_inferred(b).empty());
}

TEST_CASE("a FIN behind unsent bytes, or without samples, is inferred where it comes") {
  Conversation t;
  RecordingBuilder& b = t.builder;
  b.send(alice, t.s, "Hello");
  b.observe(alice, t.s, stream_sample(0, 3, 5), true);
  b.shutdown(alice, t.s, ShutdownHow::send);
  CHECK(last_inferred(b).empty());
  b.recv(bob, t.c, 9, "Hello");
  b.recv(bob, t.c, 9, "");
  const auto found = last_inferred(b);
  REQUIRE(kinds(found) == Kinds{InferredKind::fin});
  CHECK(found[0].from == t.s);
  CHECK(mentions(found[0], "recv() returned 0"));
}

TEST_CASE("one's own shutdown of the receiving side is no FIN of the other") {
  Conversation t;
  RecordingBuilder& b = t.builder;
  b.shutdown(bob, t.c, ShutdownHow::recv);
  KernelSample sample = stream_sample(0);
  sample.end_of_stream = true;
  b.observe(bob, t.c, sample, true);
  CHECK(last_inferred(b).empty());
  b.recv(bob, t.c, 9, "");
  CHECK(last_inferred(b).empty());
}

TEST_CASE(
    "close with unread bytes, or with a linger time of 0, sends an RST, and the error later sends no second one") {
  Conversation t;
  RecordingBuilder& b = t.builder;
  SUBCASE("unread") {
    b.send(alice, t.s, "Hello");
    b.observe(bob, t.c, stream_sample(5));
    b.close(bob, t.c);
    CHECK(mentions(last_inferred(b).at(0), "5 bytes unread"));
  }
  SUBCASE("linger 0") {
    b.set(bob, t.c, Option::linger, 0);
    b.close(bob, t.c);
    CHECK(mentions(last_inferred(b).at(0), "linger"));
  }
  const auto found = last_inferred(b);
  REQUIRE(kinds(found) == Kinds{InferredKind::rst});
  CHECK(found[0].from == t.c);
  CHECK(found[0].to == t.s);
  b.fail(alice, t.s, call::Recv{1}, ECONNRESET);
  CHECK(last_inferred(b).empty());
}

TEST_CASE("writing to a closed peer is answered with an RST") {
  Conversation t;
  RecordingBuilder& b = t.builder;
  b.observe(bob, t.c, stream_sample(0), true);
  b.close(bob, t.c);
  CHECK(kinds(last_inferred(b)) == Kinds{InferredKind::fin});
  b.send(alice, t.s, "x");
  CHECK(last_inferred(b).empty());
  SUBCASE("seen by the kernel's word") {
    KernelSample sample;
    sample.state = TcpState::closed;
    sample.error = true;
    sample.unacked_bytes = 0;
    b.observe(alice, t.s, sample, true);
  }
  SUBCASE("seen by EPIPE") {
    b.fail(alice, t.s, call::Send{make_payload("y")}, EPIPE);
  }
  const auto found = last_inferred(b);
  REQUIRE(kinds(found) == Kinds{InferredKind::rst});
  CHECK(found[0].from == t.c);
  CHECK(mentions(found[0], "bob.c was closed before"));
}

TEST_CASE("a connection that the kernel gave up has seen no RST") {
  Conversation t;
  t.builder.fail(alice, t.s, call::Recv{1}, ETIMEDOUT);
  CHECK(last_inferred(t.builder).empty());
}

TEST_CASE("a datagram has arrived when the buffer grows, or else when it is read") {
  RecordingBuilder b;
  const SocketId r = b.socket(bob, "r", SocketType::udp);
  b.bind(bob, r, port(5000));
  const SocketId u = b.socket(alice, "u", SocketType::udp);
  const CallId send = b.sendto(alice, u, "Hi", port(5000), port(40001));
  CHECK(last_inferred(b).empty());
  SUBCASE("seen") {
    KernelSample sample;
    sample.readable_bytes = 2;
    sample.receive_memory_bytes = 768;
    b.observe(bob, r, sample);
  }
  SUBCASE("read") {
    b.recvfrom(bob, r, 9, "Hi", port(40001));
  }
  const auto found = last_inferred(b);
  REQUIRE(kinds(found) == Kinds{InferredKind::datagram});
  CHECK(found[0].from == u);
  CHECK(found[0].to == r);
  CHECK(found[0].byte_count == 2);
  CHECK(found[0].call == send);
  b.recvfrom(bob, r, 9, "Hi", port(40001));
  CHECK(last_inferred(b).empty());
}

TEST_CASE("a drop counter that grows means lost datagrams, and says which where only one was on its way") {
  RecordingBuilder b;
  const SocketId r = b.socket(bob, "r", SocketType::udp);
  b.bind(bob, r, port(5000));
  const SocketId u = b.socket(alice, "u", SocketType::udp);
  const CallId first = b.sendto(alice, u, "one", port(5000), port(40001));
  KernelSample sample;
  sample.dropped_datagrams = 1;
  b.observe(bob, r, sample);
  auto found = last_inferred(b);
  REQUIRE(kinds(found) == Kinds{InferredKind::datagram_lost});
  CHECK(found[0].call == first);
  CHECK(found[0].from == u);
  b.sendto(alice, u, "two", port(5000));
  b.sendto(alice, u, "three", port(5000));
  sample.dropped_datagrams = 2;
  b.observe(bob, r, sample);
  found = last_inferred(b);
  REQUIRE(kinds(found) == Kinds{InferredKind::datagram_lost});
  CHECK(!found[0].call);
  CHECK(found[0].from == SocketId::none);
}

TEST_CASE("a datagram for an address without a socket, or for one connected to somebody else, is refused") {
  RecordingBuilder b;
  const SocketId u = b.socket(alice, "u", SocketType::udp);
  const SocketId r = b.socket(bob, "r", SocketType::udp);
  b.bind(bob, r, port(5000));
  SUBCASE("nobody is there") {
    b.close(bob, r);
    const CallId send = b.sendto(alice, u, "Hi", port(5000), port(40001));
    const auto found = last_inferred(b);
    REQUIRE(kinds(found) == Kinds{InferredKind::datagram_refused});
    CHECK(found[0].from == u);
    CHECK(found[0].to == SocketId::none);
    CHECK(found[0].call == send);
    CHECK(found[0].byte_count == 2);
    CHECK(mentions(found[0], "no UDP socket of this run is open at 127.0.0.1:5000"));
  }
  SUBCASE("it is connected to another") {
    b.connect(bob, r, port(40002), port(5000));
    b.sendto(alice, u, "Hi", port(5000), port(40001));
    const auto found = last_inferred(b);
    REQUIRE(kinds(found) == Kinds{InferredKind::datagram_refused});
    CHECK(found[0].to == r);
    CHECK(mentions(found[0], "bob.r is connected to 127.0.0.1:40002"));
    KernelSample sample;
    sample.readable_bytes = 2;
    b.observe(bob, r, sample);
    CHECK(last_inferred(b).empty());
  }
  SUBCASE("it is connected to the sender") {
    b.connect(bob, r, port(40001), port(5000));
    b.sendto(alice, u, "Hi", port(5000), port(40001));
    CHECK(last_inferred(b).empty());
  }
  SUBCASE("somebody else's call is under way and may have changed it") {
    b.close(bob, r);
    b.begin(bob, SocketId::none, call::Socket{SocketType::udp});
    b.sendto(alice, u, "Hi", port(5000), port(40001));
    CHECK(last_inferred(b).empty());
  }
}

TEST_CASE("ECONNREFUSED at a connected datagram socket is ICMP's answer, told once") {
  RecordingBuilder b;
  const SocketId u = b.socket(alice, "u", SocketType::udp);
  b.connect(alice, u, port(5000), port(40001));
  CHECK(last_inferred(b).empty());
  b.send(alice, u, "a");
  SUBCASE("by the call") {
    b.fail(alice, u, call::Send{make_payload("b")}, ECONNREFUSED);
  }
  SUBCASE("by the kernel's word") {
    KernelSample sample;
    sample.error = true;
    b.observe(alice, u, sample);
    CHECK(kinds(last_inferred(b)) == Kinds{InferredKind::port_unreachable});
    b.fail(alice, u, call::Send{make_payload("b")}, ECONNREFUSED);
    CHECK(last_inferred(b).empty());
    b.send(alice, u, "c");
    b.fail(alice, u, call::Recv{1}, ECONNREFUSED);
  }
  CHECK(kinds(last_inferred(b)) == Kinds{InferredKind::port_unreachable});
  CHECK(mentions(last_inferred(b)[0], "RFC 1122"));
}
