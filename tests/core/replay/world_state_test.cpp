#include "core/replay/world_state.hpp"

#include "tests/core/replay/recording_builder.hpp"

#include <doctest/doctest.h>

#include <cerrno>

using namespace doorway;
using doorway::test::alice;
using doorway::test::bob;
using doorway::test::Conversation;
using doorway::test::folded;
using doorway::test::port;
using doorway::test::RecordingBuilder;

namespace {
WorldState now(const RecordingBuilder& builder) {
  return folded(builder.recording(), builder.last());
}
const SocketState& state_of(const WorldState& world, SocketId id) {
  return world.sockets.at(index_of(id));
}
Lifecycle lifecycle(const RecordingBuilder& builder, SocketId id) {
  return state_of(now(builder), id).lifecycle;
}
}  // namespace

TEST_CASE("before the first event there are the processes and no sockets") {
  const RecordingBuilder builder({"alice", "bob", "carol"});
  const WorldState world = now(builder);
  CHECK(world.cursor == 0);
  CHECK(world.processes.size() == 3);
  CHECK(world.processes[2].standing == ProcessStanding::before_first_line);
  CHECK(world.sockets.empty());
  CHECK(!world.last_change.process);
}

TEST_CASE("a listener is made, bound and listening, one call after the other") {
  RecordingBuilder b;
  const SocketId l = b.socket(bob, "l");
  CHECK(lifecycle(b, l) == Lifecycle::made);
  CHECK(state_of(now(b), l).name == "bob.l");
  b.bind(bob, l, port(7000));
  CHECK(lifecycle(b, l) == Lifecycle::bound);
  CHECK(state_of(now(b), l).local == port(7000));
  b.listen(bob, l);
  CHECK(lifecycle(b, l) == Lifecycle::listening);
  b.close(bob, l);
  CHECK(lifecycle(b, l) == Lifecycle::closed);
  CHECK(state_of(now(b), l).local == port(7000));
}

TEST_CASE("a process that sleeps in a call is asleep, then woken, then between calls") {
  Conversation t;
  RecordingBuilder& b = t.builder;
  const CallId recv = b.begin(bob, t.c, call::Recv{10});
  CHECK(now(b).processes[bob].standing == ProcessStanding::in_call);
  b.sleeps(bob, t.c, recv, SleepsUntil::readable);
  CHECK(now(b).processes[bob].standing == ProcessStanding::asleep);
  CHECK(now(b).processes[bob].sleeps_until == SleepsUntil::readable);
  b.woke(bob, t.c, recv);
  CHECK(now(b).processes[bob].standing == ProcessStanding::woken);
  CHECK(!now(b).processes[bob].sleeps_until);
  b.end(bob, t.c, recv, 3, 0, 3);
  const ProcessState process = now(b).processes[bob];
  CHECK(process.standing == ProcessStanding::between_calls);
  REQUIRE(process.call);
  CHECK(process.call->over);
  CHECK(process.call->result == 3);
  CHECK(process.call->sleeps == 1);
  CHECK(process.calls_begun == process.calls_returned);
  b.ended(bob);
  CHECK(now(b).processes[bob].standing == ProcessStanding::ended);
}

TEST_CASE("accept gives a new socket, and both ends know each other") {
  Conversation t;
  const WorldState world = now(t.builder);
  CHECK(state_of(world, t.l).lifecycle == Lifecycle::listening);
  CHECK(state_of(world, t.c).lifecycle == Lifecycle::connected);
  CHECK(state_of(world, t.c).accepted_by == t.l);
  CHECK(state_of(world, t.c).connected_with == t.s);
  CHECK(state_of(world, t.s).connected_with == t.c);
  CHECK(world.last_change.also == std::vector{t.c, t.s});
  CHECK(world.unpaired.empty());
}

TEST_CASE("a connection that nobody has accepted has no other end yet, even when it is closed already") {
  RecordingBuilder b;
  const SocketId l = b.socket(bob, "l");
  b.bind(bob, l, port(7000));
  b.listen(bob, l);
  const SocketId s = b.socket(alice, "s");
  b.connect(alice, s, port(7000), port(40000));
  CHECK(lifecycle(b, s) == Lifecycle::connected);
  CHECK(state_of(now(b), s).connected_with == SocketId::none);
  b.close(alice, s);
  const SocketId c = b.accept(bob, l, "c", port(7000), port(40000));
  CHECK(state_of(now(b), s).connected_with == c);
  CHECK(state_of(now(b), c).connected_with == s);
}

TEST_CASE("when a pair of ports is used again, the later socket is the other end") {
  RecordingBuilder b;
  const SocketId l = b.socket(bob, "l");
  b.bind(bob, l, port(7000));
  b.listen(bob, l);
  const SocketId first = b.socket(alice, "s");
  b.connect(alice, first, port(7000), port(40000));
  const SocketId second = b.socket(alice, "s");
  b.connect(alice, second, port(7000), port(40000));
  const SocketId c = b.accept(bob, l, "c", port(7000), port(40000));
  CHECK(state_of(now(b), c).connected_with == second);
  CHECK(state_of(now(b), first).connected_with == SocketId::none);
}

TEST_CASE("in a free run accept may be recorded before connect returns") {
  RecordingBuilder b;
  const SocketId l = b.socket(bob, "l");
  b.bind(bob, l, port(7000));
  b.listen(bob, l);
  const SocketId s = b.socket(alice, "s");
  const CallId connect = b.begin(alice, s, call::Connect{}, port(7000));
  const SocketId c = b.accept(bob, l, "c", port(7000), port(40000));
  CHECK(state_of(now(b), c).connected_with == SocketId::none);
  auto outcome = std::make_shared<Outcome>();
  outcome->local = port(40000);
  b.end(alice, s, connect, 0, 0, 0, outcome);
  CHECK(state_of(now(b), c).connected_with == s);
  CHECK(state_of(now(b), s).connected_with == c);
}

TEST_CASE("a socket that connects to its own port is connected with itself") {
  RecordingBuilder b;
  const SocketId s = b.socket(alice, "s");
  b.bind(alice, s, port(7000));
  b.connect(alice, s, port(7000), port(7000));
  CHECK(state_of(now(b), s).connected_with == s);
}

TEST_CASE("a refused connect leaves the socket as it was") {
  RecordingBuilder b;
  const SocketId s = b.socket(alice, "s");
  b.fail(alice, s, call::Connect{}, ECONNREFUSED, port(7000));
  CHECK(lifecycle(b, s) == Lifecycle::made);
  CHECK(state_of(now(b), s).peer == Endpoint{});
  b.bind(alice, s, port(7001));
  b.fail(alice, s, call::Connect{}, ECONNREFUSED, port(7000));
  CHECK(lifecycle(b, s) == Lifecycle::bound);
  CHECK(state_of(now(b), s).local == port(7001));
}

TEST_CASE("a connect that does not wait is connecting until the kernel says that it is connected") {
  RecordingBuilder b;
  const SocketId s = b.socket(alice, "s");
  b.fail(alice, s, call::Connect{}, EINPROGRESS, port(7000));
  CHECK(lifecycle(b, s) == Lifecycle::connecting);
  CHECK(state_of(now(b), s).peer == port(7000));
  KernelSample sample;
  sample.state = TcpState::syn_sent;
  b.observe(alice, s, sample);
  CHECK(lifecycle(b, s) == Lifecycle::connecting);
  sample.state = TcpState::established;
  b.observe(alice, s, sample);
  CHECK(lifecycle(b, s) == Lifecycle::connected);
  CHECK(state_of(now(b), s).sampled == b.last());
}

TEST_CASE("shutdown and end of stream close one direction each") {
  Conversation t;
  RecordingBuilder& b = t.builder;
  b.shutdown(alice, t.s, ShutdownHow::send);
  CHECK(lifecycle(b, t.s) == Lifecycle::send_finished);
  b.recv(bob, t.c, 10, "");
  CHECK(lifecycle(b, t.c) == Lifecycle::receive_finished);
  b.shutdown(bob, t.c, ShutdownHow::send);
  CHECK(lifecycle(b, t.c) == Lifecycle::finished);
  b.recv(alice, t.s, 0, "");
  CHECK(lifecycle(b, t.s) == Lifecycle::send_finished);
  b.recv(alice, t.s, 1, "");
  CHECK(lifecycle(b, t.s) == Lifecycle::finished);
}

TEST_CASE("ECONNRESET and the other side's EPIPE break a connection, one's own EPIPE does not") {
  SUBCASE("recv: ECONNRESET") {
    Conversation t;
    t.builder.fail(alice, t.s, call::Recv{1}, ECONNRESET);
    CHECK(lifecycle(t.builder, t.s) == Lifecycle::reset);
  }
  SUBCASE("send: EPIPE") {
    Conversation t;
    t.builder.fail(alice, t.s, call::Send{make_payload("x")}, EPIPE);
    CHECK(lifecycle(t.builder, t.s) == Lifecycle::reset);
  }
  SUBCASE("send after one's own shutdown: EPIPE") {
    Conversation t;
    t.builder.shutdown(alice, t.s, ShutdownHow::send);
    t.builder.fail(alice, t.s, call::Send{make_payload("x")}, EPIPE);
    CHECK(lifecycle(t.builder, t.s) == Lifecycle::send_finished);
  }
  SUBCASE("the kernel says CLOSED") {
    Conversation t;
    KernelSample sample;
    sample.state = TcpState::closed;
    t.builder.observe(alice, t.s, sample);
    CHECK(lifecycle(t.builder, t.s) == Lifecycle::reset);
  }
  SUBCASE("the kernel says CLOSED after both have said goodbye") {
    Conversation t;
    t.builder.shutdown(alice, t.s, ShutdownHow::send);
    KernelSample sample;
    sample.state = TcpState::closed;
    t.builder.observe(alice, t.s, sample);
    CHECK(lifecycle(t.builder, t.s) == Lifecycle::send_finished);
  }
}

TEST_CASE("bytes of a send count when the kernel takes them, also while it sleeps") {
  Conversation t;
  RecordingBuilder& b = t.builder;
  const CallId send = b.begin(alice, t.s, call::Send{make_payload("abcdefgh")});
  CHECK(state_of(now(b), t.s).bytes_written == 0);
  b.sleeps(alice, t.s, send, SleepsUntil::writable, 3);
  CHECK(state_of(now(b), t.s).bytes_written == 3);
  b.woke(alice, t.s, send);
  b.sleeps(alice, t.s, send, SleepsUntil::writable, 5);
  CHECK(state_of(now(b), t.s).bytes_written == 5);
  b.end(alice, t.s, send, 8, 0, 8);
  CHECK(state_of(now(b), t.s).bytes_written == 8);
  b.recv(bob, t.c, 2, "ab");
  CHECK(state_of(now(b), t.c).bytes_read == 2);
}

TEST_CASE("datagrams are counted, and an unbound sender has a port after its first sendto") {
  RecordingBuilder b;
  const SocketId r = b.socket(bob, "r", SocketType::udp);
  b.bind(bob, r, port(5000));
  const SocketId u = b.socket(alice, "u", SocketType::udp);
  const Endpoint any{Family::ipv4, {}, 40001};
  b.sendto(alice, u, "Hi", port(5000), any);
  CHECK(state_of(now(b), u).lifecycle == Lifecycle::bound);
  CHECK(state_of(now(b), u).local == any);
  CHECK(state_of(now(b), u).datagrams_sent == 1);
  b.recvfrom(bob, r, 10, "Hi", port(40001));
  b.turned_away(bob, r);
  const WorldState world = now(b);
  CHECK(state_of(world, r).datagrams_received == 1);
  CHECK(state_of(world, r).bytes_read == 2);
  CHECK(state_of(world, r).strangers_turned_away == 1);
  CHECK(world.strangers_turned_away == 1);
  CHECK(state_of(world, r).peer == Endpoint{});
}

TEST_CASE("options that were set with success are known") {
  RecordingBuilder b;
  const SocketId s = b.socket(alice, "s");
  b.set(alice, s, Option::rcvbuf, 8192);
  b.fail(alice, s, call::Set{Option::sndbuf, 1}, EINVAL);
  CHECK(state_of(now(b), s).option(Option::rcvbuf) == 8192);
  CHECK(!state_of(now(b), s).option(Option::sndbuf));
}

TEST_CASE("exit closes all sockets of its process") {
  Conversation t;
  const CallId exit = t.builder.begin(bob, SocketId::none, call::Exit{});
  auto outcome = std::make_shared<Outcome>();
  outcome->closed = {t.l, t.c};
  t.builder.end(bob, SocketId::none, exit, 0, 0, 0, outcome);
  CHECK(lifecycle(t.builder, t.l) == Lifecycle::closed);
  CHECK(lifecycle(t.builder, t.c) == Lifecycle::closed);
  CHECK(lifecycle(t.builder, t.s) == Lifecycle::connected);
  CHECK(now(t.builder).last_change.also == std::vector{t.l, t.c});
}

TEST_CASE("a name that is bound again means the later socket") {
  RecordingBuilder b;
  const SocketId first = b.socket(alice, "s");
  const SocketId longer = b.socket(alice, "ss");
  CHECK(find_socket(now(b), alice, "s") == first);
  const SocketId second = b.socket(alice, "s");
  CHECK(state_of(now(b), second).name == "alice.s(2)");
  CHECK(find_socket(now(b), alice, "s") == second);
  CHECK(find_socket(now(b), alice, "ss") == longer);
  CHECK(find_socket(now(b), bob, "s") == SocketId::none);
}

TEST_CASE("sockets may enter the recording in another order than they were numbered in") {
  RecordingBuilder b;
  const CallId alices = b.begin(alice, SocketId::none, call::Socket{});
  const CallId bobs = b.begin(bob, SocketId::none, call::Socket{});
  auto first = std::make_shared<Outcome>();
  first->made = b.number(alice, "s", SocketType::tcp);
  auto second = std::make_shared<Outcome>();
  second->made = b.number(bob, "l", SocketType::tcp);
  b.end(bob, second->made->id, bobs, 3, 0, 0, second);
  CHECK(find_socket(now(b), first->made->id) == nullptr);
  REQUIRE(find_socket(now(b), second->made->id) != nullptr);
  b.end(alice, first->made->id, alices, 3, 0, 0, first);
  CHECK(find_socket(now(b), first->made->id) != nullptr);
}

TEST_CASE("events that contradict each other do no harm") {
  RecordingBuilder b;
  b.end(alice, static_cast<SocketId>(77), static_cast<CallId>(99), 5, 0, 5);
  b.sleeps(alice, SocketId::none, static_cast<CallId>(3), SleepsUntil::readable);
  b.observe(bob, static_cast<SocketId>(4'000'000'000U), {});
  b.ended(9);
  const CallId id = b.begin(alice, SocketId::none, call::Socket{});
  auto outcome = std::make_shared<Outcome>();
  outcome->made = MadeSocket{static_cast<SocketId>(4'000'000'000U), "alice.s", SocketType::tcp};
  b.end(alice, SocketId::none, id, 3, 0, 0, outcome);
  CHECK(now(b).sockets.empty());
  CHECK(now(b).cursor == b.last());
}
