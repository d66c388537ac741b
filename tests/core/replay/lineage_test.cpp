#include "core/replay/lineage.hpp"

#include "tests/core/replay/recording_builder.hpp"

#include <doctest/doctest.h>

using namespace doorway;
using doorway::test::alice;
using doorway::test::bob;
using doorway::test::Conversation;
using doorway::test::port;
using doorway::test::RecordingBuilder;

namespace {
struct Knowing {
  Lineage lineage;
  Seq end;
  explicit Knowing(const RecordingBuilder& builder) : lineage(builder.recording()), end(builder.last()) {
    lineage.update();
  }
  Fate fate(CallId send, std::uint64_t offset) { return lineage.fate_of(send, offset, end).fate; }
};

struct Postcards {
  RecordingBuilder b;
  SocketId r{}, u{};
  Postcards() {
    r = b.socket(bob, "r", SocketType::udp);
    b.bind(bob, r, port(5000));
    u = b.socket(alice, "u", SocketType::udp);
  }
};
const Endpoint any{Family::ipv4, {}, 40001};
}  // namespace

TEST_CASE("two sends that are read as one are two segments of one recv") {
  Conversation t;
  const CallId hello = t.builder.send(alice, t.s, "Hello");
  const CallId bobs = t.builder.send(alice, t.s, "Bob!!");
  const CallId recv = t.builder.recv(bob, t.c, 64, "HelloBob!!");
  Knowing k(t.builder);
  CHECK(k.lineage.sources(recv, k.end) ==
        std::vector<Segment>{{hello, 0, recv, 0, 5, true}, {bobs, 0, recv, 5, 5, true}});
  CHECK(k.lineage.destinations(bobs, k.end) == std::vector<Segment>{{bobs, 0, recv, 5, 5, true}});
}

TEST_CASE("one send that is read in pieces is one segment of each recv") {
  Conversation t;
  const CallId send = t.builder.send(alice, t.s, "HELLO");
  const CallId first = t.builder.recv(bob, t.c, 2, "HE");
  const CallId second = t.builder.recv(bob, t.c, 2, "LL");
  Knowing k(t.builder);
  CHECK(k.lineage.destinations(send, k.end) ==
        std::vector<Segment>{{send, 0, first, 0, 2, true}, {send, 2, second, 0, 2, true}});
  CHECK(k.fate(send, 3) == Fate::read);
  CHECK(k.fate(send, 4) == Fate::not_read);
}

TEST_CASE("a part of a stream is told by the recvs that brought it, and a byte by its place in the stream") {
  Conversation t;
  t.builder.send(alice, t.s, "HELLO");
  const CallId send = t.builder.send(alice, t.s, "bob");
  const CallId first = t.builder.recv(bob, t.c, 2, "HE");
  const CallId second = t.builder.recv(bob, t.c, 4, "LLOb");
  Knowing k(t.builder);
  CHECK(k.lineage.read(t.c, 1, 5, k.end) == std::vector<ReadPiece>{{first, 1, 1}, {second, 0, 3}});
  CHECK(k.lineage.read(t.c, 1, 9, k.end) == std::vector<ReadPiece>{{first, 1, 1}, {second, 0, 4}});
  CHECK(k.lineage.read(t.c, 1, 9, k.end - 1) == std::vector<ReadPiece>{{first, 1, 1}});
  CHECK(k.lineage.read(t.s, 0, 9, k.end).empty());
  CHECK(k.lineage.read(SocketId::none, 0, 9, k.end).empty());
  CHECK(k.lineage.stream_offset(send, 1, k.end) == 6U);
  CHECK(!k.lineage.stream_offset(send, 3, k.end));
  CHECK(!k.lineage.stream_offset(send, 0, 0));
  CHECK(!k.lineage.stream_offset(first, 0, k.end));
}

TEST_CASE("the past knows only the past") {
  Conversation t;
  const CallId send = t.builder.send(alice, t.s, "Hello");
  const Seq sent = t.builder.last();
  const CallId recv = t.builder.recv(bob, t.c, 64, "Hello");
  Knowing k(t.builder);
  CHECK(k.lineage.fate_of(send, 0, sent - 1).fate == Fate::not_taken);
  CHECK(k.lineage.fate_of(send, 0, sent).fate == Fate::not_read);
  CHECK(k.lineage.sources(recv, sent + 1).empty());
  CHECK(k.lineage.sources(recv, sent + 2).size() == 1);
}

TEST_CASE("what a sleeping send has handed over can be read before it returns") {
  Conversation t;
  const CallId send = t.builder.begin(alice, t.s, call::Send{make_payload("abcdef")});
  t.builder.sleeps(alice, t.s, send, SleepsUntil::writable, 4);
  const CallId first = t.builder.recv(bob, t.c, 3, "abc");
  t.builder.woke(alice, t.s, send);
  CHECK(Knowing(t.builder).fate(send, 3) == Fate::not_read);
  CHECK(Knowing(t.builder).fate(send, 4) == Fate::not_taken);
  t.builder.end(alice, t.s, send, 6, 0, 6);
  const CallId second = t.builder.recv(bob, t.c, 9, "def");
  Knowing k(t.builder);
  CHECK(k.lineage.destinations(send, k.end) == std::vector<Segment>{{send, 0, first, 0, 3, true},
                                                                    {send, 3, second, 0, 1, true},
                                                                    {send, 4, second, 1, 2, true}});
  CHECK(k.lineage.written(t.s, 2, 5, k.end) == std::vector<WrittenPiece>{{send, 2, 2}, {send, 4, 1}});
}

TEST_CASE("bytes that are sent before accept belong to the accepted socket's recv") {
  RecordingBuilder b;
  const SocketId l = b.socket(bob, "l");
  b.bind(bob, l, port(7000));
  b.listen(bob, l);
  const SocketId s = b.socket(alice, "s");
  b.connect(alice, s, port(7000), port(40000));
  const CallId send = b.send(alice, s, "early");
  b.close(alice, s);
  const SocketId c = b.accept(bob, l, "c", port(7000), port(40000));
  const CallId recv = b.recv(bob, c, 9, "early");
  Knowing k(b);
  CHECK(k.lineage.sources(recv, k.end) == std::vector<Segment>{{send, 0, recv, 0, 5, true}});
}

TEST_CASE("in a free run a recv may be recorded before its send returns") {
  Conversation t;
  const CallId send = t.builder.begin(alice, t.s, call::Send{make_payload("Hello")});
  const CallId recv = t.builder.recv(bob, t.c, 64, "Hello");
  const Seq received = t.builder.last();
  t.builder.end(alice, t.s, send, 5, 0, 5);
  Knowing k(t.builder);
  CHECK(k.lineage.sources(recv, received).empty());
  CHECK(k.lineage.sources(recv, k.end).size() == 1);
}

TEST_CASE("a socket that is connected with itself reads what it wrote") {
  RecordingBuilder b;
  const SocketId s = b.socket(alice, "s");
  b.bind(alice, s, port(7000));
  b.connect(alice, s, port(7000), port(7000));
  const CallId send = b.send(alice, s, "me");
  const CallId recv = b.recv(alice, s, 9, "me");
  Knowing k(b);
  CHECK(k.lineage.sources(recv, k.end) == std::vector<Segment>{{send, 0, recv, 0, 2, true}});
}

TEST_CASE("bytes that lie unread when the socket is closed are never read") {
  Conversation t;
  const CallId send = t.builder.send(alice, t.s, "Hello");
  t.builder.recv(bob, t.c, 2, "He");
  t.builder.close(bob, t.c);
  Knowing k(t.builder);
  CHECK(k.fate(send, 1) == Fate::read);
  CHECK(k.fate(send, 2) == Fate::never_read);
  CHECK(k.lineage.fate_of(send, 2, k.end - 1).fate == Fate::not_read);
}

TEST_CASE("a datagram is found by address and content, also when the sender has no address of its own") {
  Postcards t;
  const CallId first = t.b.sendto(alice, t.u, "one", port(5000), any);
  const CallId second = t.b.sendto(alice, t.u, "two", port(5000));
  const CallId recv = t.b.recvfrom(bob, t.r, 9, "two", port(40001));
  Knowing k(t.b);
  CHECK(k.lineage.sources(recv, k.end) == std::vector<Segment>{{second, 0, recv, 0, 3, true}});
  CHECK(k.lineage.destinations(first, k.end).empty());
  CHECK(k.fate(first, 0) == Fate::not_read);
  CHECK(k.lineage.unclaimed(t.r, k.end) == std::vector{first});
  CHECK(k.lineage.unclaimed(t.r, k.end - 1) == std::vector{first, second});
}

TEST_CASE("two datagrams of the same content are matched in order, and not for certain") {
  Postcards t;
  const CallId first = t.b.sendto(alice, t.u, "A", port(5000), any);
  const CallId second = t.b.sendto(alice, t.u, "A", port(5000));
  const CallId one = t.b.recvfrom(bob, t.r, 9, "A", port(40001));
  const CallId two = t.b.recvfrom(bob, t.r, 9, "A", port(40001));
  const CallId third = t.b.sendto(alice, t.u, "A", port(5000));
  const CallId three = t.b.recvfrom(bob, t.r, 9, "A", port(40001));
  Knowing k(t.b);
  CHECK(k.lineage.sources(one, k.end) == std::vector<Segment>{{first, 0, one, 0, 1, false}});
  CHECK(k.lineage.sources(two, k.end) == std::vector<Segment>{{second, 0, two, 0, 1, false}});
  CHECK(k.lineage.sources(three, k.end) == std::vector<Segment>{{third, 0, three, 0, 1, true}});
}

TEST_CASE("the rest of a cut datagram is cut off, and an empty datagram has a source") {
  Postcards t;
  const CallId send = t.b.sendto(alice, t.u, "CDEF", port(5000), any);
  const CallId empty = t.b.sendto(alice, t.u, "", port(5000));
  const CallId recv = t.b.recvfrom(bob, t.r, 2, "CD", port(40001), true);
  const CallId nothing = t.b.recvfrom(bob, t.r, 2, "", port(40001));
  Knowing k(t.b);
  CHECK(k.lineage.sources(recv, k.end) == std::vector<Segment>{{send, 0, recv, 0, 2, true}});
  CHECK(k.fate(send, 1) == Fate::read);
  CHECK(k.fate(send, 2) == Fate::cut_off);
  CHECK(k.lineage.sources(nothing, k.end) == std::vector<Segment>{{empty, 0, nothing, 0, 0, true}});
}

TEST_CASE("a datagram to a port's former socket is not what its new socket reads") {
  Postcards t;
  t.b.sendto(alice, t.u, "old", port(5000), any);
  t.b.close(bob, t.r);
  const SocketId again = t.b.socket(bob, "r", SocketType::udp);
  t.b.bind(bob, again, port(5000));
  const CallId send = t.b.sendto(alice, t.u, "old", port(5000));
  const CallId recv = t.b.recvfrom(bob, again, 9, "old", port(40001));
  Knowing k(t.b);
  CHECK(k.lineage.sources(recv, k.end) == std::vector<Segment>{{send, 0, recv, 0, 3, true}});
  CHECK(k.lineage.unclaimed(again, k.end).empty());
}

TEST_CASE("a connected datagram socket sends to, and hears, its peer") {
  Postcards t;
  t.b.connect(alice, t.u, port(5000), port(40001));
  const CallId send = t.b.send(alice, t.u, "ping");
  const CallId recv = t.b.recvfrom(bob, t.r, 9, "ping", port(40001));
  const CallId answer = t.b.sendto(bob, t.r, "pong", port(40001));
  const CallId heard = t.b.recv(alice, t.u, 9, "pong");
  Knowing k(t.b);
  CHECK(k.lineage.sources(recv, k.end) == std::vector<Segment>{{send, 0, recv, 0, 4, true}});
  CHECK(k.lineage.sources(heard, k.end) == std::vector<Segment>{{answer, 0, heard, 0, 4, true}});
}

TEST_CASE("in a free run a datagram may be read before its sendto returns") {
  Postcards t;
  const CallId send = t.b.begin(alice, t.u, call::SendTo{make_payload("quick"), {}}, port(5000));
  const CallId recv = t.b.recvfrom(bob, t.r, 9, "quick", port(40001));
  const Seq received = t.b.last();
  auto outcome = std::make_shared<Outcome>();
  outcome->local = any;
  t.b.end(alice, t.u, send, 5, 0, 5, outcome);
  Knowing k(t.b);
  CHECK(k.lineage.sources(recv, received).empty());
  CHECK(k.lineage.sources(recv, k.end) == std::vector<Segment>{{send, 0, recv, 0, 5, true}});
}
