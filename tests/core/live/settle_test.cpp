// SocketPicture, a value: what made-up reports say about whether the kernel is through with the last call.
#include "core/live/settle.hpp"

#include <doctest/doctest.h>

using namespace doorway;

namespace {

constexpr std::uint16_t listener_port = 5000;
constexpr std::uint16_t client_port = 40001;

Endpoint at(std::uint16_t port) {
  return loopback_endpoint(Family::ipv4, port);
}

SocketReport report(std::uint32_t id, SocketType type, std::uint16_t local, std::uint16_t peer) {
  SocketReport made;
  made.id = static_cast<SocketId>(id);
  made.name = "socket " + std::to_string(id);
  made.type = type;
  made.local = at(local);
  if (peer != 0) made.peer = at(peer);
  return made;
}

SocketReport stream(std::uint32_t id, std::uint16_t local, std::uint16_t peer) {
  SocketReport made = report(id, SocketType::tcp, local, peer);
  made.connected = true;
  made.sample.state = TcpState::established;
  made.sample.readable_bytes = 0;
  made.sample.unsent_bytes = 0;
  made.sample.unacked_bytes = 0;
  return made;
}

SocketReport listener(std::uint32_t waiting) {
  SocketReport made = report(0, SocketType::tcp, listener_port, 0);
  made.listening = true;
  made.sample.state = TcpState::listen;
  made.sample.waiting_connections = waiting;
  return made;
}

SocketReport connecting(std::uint32_t id, std::uint16_t local) {
  SocketReport made = stream(id, local, listener_port);
  made.connected = false;
  made.sample.state = TcpState::syn_sent;
  return made;
}

/// Both ends of a connection that was accepted.
struct Pair {
  SocketReport alice = stream(1, client_port, listener_port);
  SocketReport bob = stream(2, listener_port, client_port);

  [[nodiscard]] SocketPicture picture() const {
    SocketPicture made;
    made.update({alice});
    made.update({bob});
    return made;
  }
  [[nodiscard]] bool is_settled() const { return picture().is_settled(); }
};

void close(SocketReport& socket) {
  socket.open = false;
  socket.finished_sending = true;
}

}  // namespace

TEST_CASE("a pair is settled when what one has sent the other has read or could read") {
  Pair pair;
  CHECK(pair.is_settled());
  pair.alice.written_bytes = 10;
  CHECK_FALSE(pair.is_settled());
  pair.bob.sample.readable_bytes = 4;
  CHECK_FALSE(pair.is_settled());
  pair.bob.read_bytes = 6;
  CHECK(pair.is_settled());
}

TEST_CASE("bytes that the kernel has not sent yet are not waited for") {
  Pair pair;
  pair.alice.written_bytes = 10;
  pair.alice.sample.unsent_bytes = 10;
  CHECK(pair.is_settled());
  pair.alice.sample.unsent_bytes = 3;
  CHECK_FALSE(pair.is_settled());
  pair.bob.sample.readable_bytes = 7;
  CHECK(pair.is_settled());
}

TEST_CASE("both directions of a pair count") {
  Pair pair;
  pair.bob.written_bytes = 5;
  CHECK_FALSE(pair.is_settled());
  pair.alice.read_bytes = 5;
  CHECK(pair.is_settled());
}

TEST_CASE("a shutdown is settled when the end shows at the peer, behind all bytes") {
  Pair pair;
  pair.alice.finished_sending = true;
  CHECK_FALSE(pair.is_settled());
  pair.bob.sample.end_of_stream = true;
  CHECK(pair.is_settled());
  pair.bob.sample.end_of_stream = false;
  pair.alice.written_bytes = 10;
  pair.alice.sample.unsent_bytes = 2;
  pair.bob.sample.readable_bytes = 8;
  CHECK(pair.is_settled());  // the end waits behind the two
}

TEST_CASE("a close is settled when the peer has all bytes and the end") {
  Pair pair;
  pair.alice.written_bytes = 10;
  close(pair.alice);
  CHECK_FALSE(pair.is_settled());
  pair.bob.sample.readable_bytes = 10;
  CHECK_FALSE(pair.is_settled());
  pair.bob.sample.end_of_stream = true;
  CHECK(pair.is_settled());
}

TEST_CASE("a close with bytes that have no room at the peer is settled while the peer has some to read") {
  Pair pair;
  pair.alice.written_bytes = 100;
  pair.alice.sample.unsent_bytes = 60;
  close(pair.alice);
  pair.bob.sample.readable_bytes = 40;
  CHECK(pair.is_settled());
  pair.bob.read_bytes = 40;
  pair.bob.sample.readable_bytes = 0;
  CHECK_FALSE(pair.is_settled());
}

TEST_CASE("a close with unread bytes, or with linger 0, is settled when the peer is reset") {
  Pair unread;
  unread.bob.written_bytes = 3;
  unread.alice.sample.readable_bytes = 3;
  close(unread.alice);
  CHECK_FALSE(unread.is_settled());
  unread.bob.sample.end_of_stream = true;
  CHECK_FALSE(unread.is_settled());
  unread.bob.sample.state = TcpState::closed;
  CHECK(unread.is_settled());

  Pair aborted;
  aborted.alice.aborted = true;
  close(aborted.alice);
  CHECK_FALSE(aborted.is_settled());
  aborted.bob.sample.state = TcpState::closed;
  CHECK(aborted.is_settled());
}

TEST_CASE("bytes sent to a closed peer are settled when the reset that answers them is there") {
  Pair pair;
  close(pair.bob);
  pair.alice.sample.end_of_stream = true;
  CHECK(pair.is_settled());
  pair.alice.written_bytes = 1;
  CHECK_FALSE(pair.is_settled());
  pair.alice.sample.state = TcpState::closed;
  CHECK(pair.is_settled());
}

TEST_CASE("a socket that is connected to itself is its own peer") {
  SocketReport socket = stream(1, client_port, client_port);
  const auto settled = [&] {
    SocketPicture picture;
    picture.update({socket});
    return picture.is_settled();
  };
  CHECK(settled());
  socket.written_bytes = 4;
  CHECK_FALSE(settled());
  socket.sample.readable_bytes = 4;
  CHECK(settled());
}

TEST_CASE("a connection that nobody has accepted is settled when it stands in its listener's line") {
  const auto settled = [](std::uint32_t waiting, std::uint32_t connections) {
    SocketPicture picture;
    picture.update({listener(waiting)});
    for (std::uint32_t i = 1; i <= connections; ++i) {
      picture.update({stream(i, static_cast<std::uint16_t>(client_port + i), listener_port)});
    }
    return picture.is_settled();
  };
  CHECK(settled(0, 0));
  CHECK_FALSE(settled(0, 1));
  CHECK(settled(1, 1));
  CHECK_FALSE(settled(1, 2));
  CHECK(settled(3, 2));  // strangers stand there too
}

TEST_CASE("where the system does not tell how long the line is nobody waits for it") {
  SocketReport silent = listener(0);
  silent.sample.waiting_connections.reset();
  SocketPicture picture;
  picture.update({silent});
  picture.update({stream(1, client_port, listener_port)});
  CHECK(picture.is_settled());
}

TEST_CASE("a connection in the line of a closed listener is settled when it is reset") {
  SocketReport gone = listener(0);
  close(gone);
  SocketReport client = stream(1, client_port, listener_port);
  SocketPicture picture;
  picture.update({gone});
  picture.update({client});
  CHECK_FALSE(picture.is_settled());
  client.sample.state = TcpState::closed;
  picture.update({client});
  CHECK(picture.is_settled());
}

TEST_CASE("a connection that has no answer yet holds nobody up") {
  SocketPicture picture;
  picture.update({listener(2)});
  picture.update({connecting(1, client_port)});
  CHECK(picture.is_settled());
}

TEST_CASE("a datagram has arrived when it shows at its receiver, as a byte in the buffer or as one dropped") {
  SocketReport receiver = report(0, SocketType::udp, listener_port, 0);
  const SocketReport sender = report(1, SocketType::udp, client_port, 0);
  receiver.sample.receive_memory_bytes = 768;
  receiver.sample.dropped_datagrams = 0;
  SocketPicture before;
  before.update({receiver, sender});
  const SentDatagram sent{sender.id, receiver.local};
  const auto arrived = [&] {
    SocketPicture after = before;
    after.update({receiver});
    return after.has_arrived(sent, before);
  };
  CHECK_FALSE(arrived());
  receiver.sample.receive_memory_bytes = 1536;
  CHECK(arrived());
  receiver.sample.receive_memory_bytes = 768;
  receiver.sample.dropped_datagrams = 1;
  CHECK(arrived());
}

TEST_CASE("a datagram that nobody hears shows as an error at a connected sender, and nowhere at another one") {
  SocketReport sender = report(1, SocketType::udp, client_port, 0);
  const SentDatagram sent{sender.id, at(listener_port)};
  const auto arrived = [&] {
    SocketPicture picture;
    picture.update({sender});
    return picture.has_arrived(sent, {});
  };
  CHECK(arrived());
  sender.connected = true;
  sender.peer = at(listener_port);
  CHECK_FALSE(arrived());
  sender.sample.error = true;
  CHECK(arrived());
}

TEST_CASE("a receiver that is connected to somebody else, or closed, hears nothing") {
  SocketReport receiver = report(0, SocketType::udp, listener_port, 9999);
  receiver.connected = true;
  const SocketReport sender = report(1, SocketType::udp, client_port, 0);
  SocketPicture picture;
  picture.update({receiver, sender});
  CHECK(picture.has_arrived({sender.id, receiver.local}, picture));
  receiver.peer = sender.local;
  picture.update({receiver});
  CHECK_FALSE(picture.has_arrived({sender.id, receiver.local}, picture));
  close(receiver);
  picture.update({receiver});
  CHECK(picture.has_arrived({sender.id, receiver.local}, picture));
}

TEST_CASE("a listener with somebody in its line and none of ours has strangers only") {
  const auto strange = [](std::uint32_t waiting, bool ours) {
    SocketPicture picture;
    picture.update({listener(waiting)});
    if (ours) picture.update({stream(1, client_port, listener_port)});
    return picture.listeners_with_strangers_only().size();
  };
  CHECK(strange(0, false) == 0);
  CHECK(strange(1, false) == 1);
  CHECK(strange(1, true) == 0);
  CHECK(strange(2, true) == 0);
}

TEST_CASE("an accepted connection of ours is in nobody's line any more") {
  SocketPicture picture = Pair().picture();
  picture.update({listener(1)});
  CHECK(picture.listeners_with_strangers_only() == std::vector<SocketId>{static_cast<SocketId>(0)});
}

TEST_CASE("strangers crowd a listener while a connect of ours to it has no answer") {
  SocketPicture picture;
  picture.update({listener(2)});
  CHECK(picture.crowded_by_strangers().empty());
  picture.update({connecting(1, client_port)});
  CHECK(picture.crowded_by_strangers() == std::vector<std::string>{"socket 0"});
}

TEST_CASE("strangers crowd a listener whose line a complete connection of ours has not come to") {
  SocketPicture picture;
  SocketReport door = listener(1);
  picture.update({door, stream(1, client_port, listener_port)});
  const auto is_crowded = [&] {
    picture.update({door});
    CHECK(picture.with_kernel_timers() == picture.crowded_by_strangers());
    return !picture.crowded_by_strangers().empty();
  };
  door.turned_away = 2;
  CHECK_FALSE(is_crowded());
  CHECK(picture.is_settled());
  door.sample.waiting_connections = 0;
  CHECK(is_crowded());
  CHECK_FALSE(picture.is_settled());
  door.keeps_guest = true;
  CHECK_FALSE(is_crowded());
  CHECK(picture.is_settled());
  door.keeps_guest = false;
  door.turned_away = 0;  // then it is too short for all of ours
  CHECK_FALSE(is_crowded());
}

TEST_CASE("a line that is full of ours is not crowded by strangers") {
  SocketPicture picture;
  picture.update({listener(1)});
  picture.update({stream(1, client_port, listener_port), connecting(2, client_port + 1)});
  CHECK(picture.crowded_by_strangers().empty());
}

TEST_CASE("strangers crowd a datagram socket that had to drop some") {
  SocketReport receiver = report(0, SocketType::udp, listener_port, 0);
  receiver.turned_away = 3;
  SocketPicture picture;
  picture.update({receiver});
  CHECK(picture.crowded_by_strangers().empty());
  receiver.sample.dropped_datagrams = 1;
  picture.update({receiver});
  CHECK(picture.crowded_by_strangers() == std::vector<std::string>{"socket 0"});
}

TEST_CASE("kernel timers run for a SYN, for bytes and for a FIN that nobody has acknowledged") {
  const auto runs = [](const SocketReport& socket) {
    SocketPicture picture;
    picture.update({socket});
    return !picture.with_kernel_timers().empty();
  };
  SocketReport socket = stream(1, client_port, listener_port);
  CHECK_FALSE(runs(socket));
  CHECK(runs(connecting(1, client_port)));
  socket.sample.unacked_bytes = 5;
  CHECK(runs(socket));
  socket.sample.unsent_bytes = 5;
  CHECK_FALSE(runs(socket));  // no room at the peer: it is the reader who has to act
  socket.sample.fin_unacked = true;
  CHECK_FALSE(runs(socket));
  socket.sample.unacked_bytes = 0;
  socket.sample.unsent_bytes = 0;
  CHECK(runs(socket));
  close(socket);
  CHECK_FALSE(runs(socket));
}

TEST_CASE("a kernel timer runs for bytes that are held back although the reader has taken all that lay there") {
  Pair pair;
  pair.alice.sample.unsent_bytes = 700;
  pair.alice.sample.unacked_bytes = 700;
  pair.bob.sample.readable_bytes = 1;
  CHECK(pair.picture().with_kernel_timers().empty());  // it is the reader who has to act
  pair.bob.sample.readable_bytes = 0;
  CHECK(pair.picture().with_kernel_timers() == std::vector<std::string>{"socket 1"});
  pair.bob.sample.readable_bytes.reset();
  CHECK(pair.picture().with_kernel_timers().empty());  // not known
  pair.bob.sample.readable_bytes = 0;
  close(pair.bob);
  CHECK(pair.picture().with_kernel_timers().empty());
}

TEST_CASE("closed sockets are forgotten once nobody can be told apart by them") {
  Pair pair;
  SocketPicture picture = pair.picture();
  close(pair.alice);
  picture.update({pair.alice});
  picture.forget_the_dead();
  CHECK_FALSE(picture.is_settled());  // bob has still to see the end
  pair.bob.sample.end_of_stream = true;
  close(pair.bob);
  picture.update({pair.bob});
  picture.forget_the_dead();
  CHECK(picture.is_settled());
}

TEST_CASE("a client that has closed in the line keeps its place there until it is accepted") {
  SocketPicture picture;
  picture.update({listener(1)});
  SocketReport client = stream(1, client_port, listener_port);
  close(client);
  picture.update({client});
  picture.forget_the_dead();
  CHECK(picture.listeners_with_strangers_only().empty());
}

TEST_CASE("two connections that have the same addresses one after the other are not mixed up") {
  Pair first;
  SocketPicture picture = first.picture();
  close(first.alice);
  close(first.bob);
  picture.update({first.alice});
  picture.update({first.bob});
  picture.forget_the_dead();
  // Their names still stand, so both are reported again, beside a new pair at the same ports.
  Pair second;
  second.alice.id = static_cast<SocketId>(3);
  second.bob.id = static_cast<SocketId>(4);
  picture.update({first.bob, second.bob});
  picture.update({first.alice, second.alice});
  CHECK(picture.is_settled());
  second.alice.written_bytes = 1;
  picture.update({first.alice, second.alice});
  CHECK_FALSE(picture.is_settled());
}
