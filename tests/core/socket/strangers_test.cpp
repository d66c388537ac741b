// Other programs on this computer that come to a RecordedSocket: plain sockets, which are on no guest list.
#include "core/socket/recorded_socket.hpp"
#include "tests/core/socket/plain_socket.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cerrno>
#include <memory>

using namespace doorway;
using namespace doorway::test;

namespace {

constexpr std::array<std::uint8_t, 2> two_bytes{'a', 'b'};

/// A process's sockets without a process.
class Room {
 public:
  std::unique_ptr<RecordedSocket> open(SocketType type) { return RecordedSocket::open(context_, "x", type).socket; }
  std::unique_ptr<RecordedSocket> open_bound(SocketType type) {
    auto socket = open(type);
    socket->bind(loopback_endpoint(Family::ipv4, 0));
    if (is_tcp(type)) socket->listen(8);
    return socket;
  }
  /// Who was turned away, in order.
  [[nodiscard]] std::vector<TurnedAway> turned_away() const {
    std::vector<TurnedAway> found;
    for (Seq seq = 1; seq <= recording_.size(); ++seq) {
      if (const auto* event = std::get_if<TurnedAway>(&recording_.at(seq).body)) found.push_back(*event);
    }
    return found;
  }

 private:
  static RecordingHeader header() {
    Scenario scenario;
    scenario.processes = {"bob"};
    return {"Linux", "6.1", "x86_64", "loopback", false, std::move(scenario)};
  }

  LoopbackNetwork network_;
  Recording recording_{header()};
  Recorder recorder_{recording_};
  GuestList guests_;
  boost::asio::io_context io_;
  SocketContext context_{0, network_, recorder_, guests_, io_};
};

/// Another program on this computer was dealt the port meanwhile: another test, for one.
struct PortTaken {};

void require_bound(const Try& answer) {
  if (answer.error == EADDRINUSE) throw PortTaken{};
  REQUIRE(answer == Try{0, 0});
}

/// A stranger that has been dealt a port that was ours.
PlainSocket stranger_at(SocketType type, const Endpoint& local) {
  PlainSocket made(type);
  require_bound(socket_calls::bind(made.get(), local));
  return made;
}

/// Tells a story in which a port is given back and dealt again, anew whenever somebody else was dealt it.
template <typename Story>
void with_ports_dealt_again(Story story) {
  constexpr int most_attempts = 20;
  for (int attempt = 1;; ++attempt) {
    try {
      return story();
    } catch (const PortTaken&) {
      REQUIRE(attempt < most_attempts);
    }
  }
}

Try connect(RecordedSocket& socket, const Endpoint& to) {
  const Try first = socket.connect(to);
  return first.error == EINPROGRESS ? socket.connect(to) : first;
}

}  // namespace

TEST_CASE("one of ours is let in by accept, and named") {
  Room room;
  const auto listener = room.open_bound(SocketType::tcp);
  const auto client = room.open(SocketType::tcp);
  CHECK(connect(*client, listener->local()) == Try{0, 0});
  const auto accepted = listener->accept("c");
  REQUIRE(accepted.socket);
  CHECK(accepted.socket->made().name == "bob.c");
  CHECK(accepted.socket->peer() == client->local());
  CHECK(accepted.socket->local() == listener->local());
  CHECK(room.turned_away().empty());
}

TEST_CASE("a stranger is reset and recorded, and accept finds nobody") {
  Room room;
  const auto listener = room.open_bound(SocketType::tcp);
  PlainSocket stranger(SocketType::tcp);
  CHECK(stranger.connect(listener->local()) == Try{0, 0});
  CHECK(listener->accept("c").answer == Try{-1, EAGAIN});
  REQUIRE(room.turned_away().size() == 1);
  CHECK(room.turned_away().front().peer == stranger.local());
  CHECK(socket_calls::receive(stranger.get(), 8).answer == Try{-1, ECONNRESET});
  CHECK(listener->report().turned_away == 1);
}

TEST_CASE("one of ours between strangers is found") {
  Room room;
  const auto listener = room.open_bound(SocketType::tcp);
  PlainSocket before(SocketType::tcp);
  PlainSocket after(SocketType::tcp);
  const auto client = room.open(SocketType::tcp);
  before.connect(listener->local());
  connect(*client, listener->local());
  after.connect(listener->local());
  const auto accepted = listener->accept("c");
  REQUIRE(accepted.socket);
  CHECK(accepted.socket->peer() == client->local());
  CHECK(room.turned_away().size() == 1);
  CHECK(listener->accept("d").answer == Try{-1, EAGAIN});
  CHECK(room.turned_away().size() == 2);
}

TEST_CASE("a line of strangers can be cleared, and one of ours who came meanwhile is kept for accept") {
  Room room;
  const auto listener = room.open_bound(SocketType::tcp);
  PlainSocket stranger(SocketType::tcp);
  stranger.connect(listener->local());
  listener->turn_away_waiting_strangers();
  CHECK(room.turned_away().size() == 1);
  CHECK_FALSE(listener->is_ready_to_read());
  const auto client = room.open(SocketType::tcp);
  connect(*client, listener->local());
  listener->turn_away_waiting_strangers();
  CHECK(listener->is_ready_to_read());
  const auto accepted = listener->accept("c");
  REQUIRE(accepted.socket);
  CHECK(accepted.socket->peer() == client->local());
}

TEST_CASE("one of ours who was kept is gone with the listener") {
  Room room;
  const auto listener = room.open_bound(SocketType::tcp);
  const auto client = room.open(SocketType::tcp);
  connect(*client, listener->local());
  listener->turn_away_waiting_strangers();
  CHECK(listener->close() == Try{0, 0});
  CHECK(listener->accept("c").answer == Try{-1, EBADF});
  CHECK(client->receive(8).answer == Try{-1, ECONNRESET});
}

TEST_CASE("a stranger's datagram is thrown away and recorded, with its size") {
  Room room;
  const auto receiver = room.open_bound(SocketType::udp);
  const PlainSocket stranger = PlainSocket::at_free_port(SocketType::udp);
  socket_calls::send_to(stranger.get(), two_bytes, receiver->local());
  CHECK_FALSE(receiver->is_ready_to_read());
  REQUIRE(room.turned_away().size() == 1);
  CHECK(room.turned_away().front().peer == stranger.local());
  CHECK(room.turned_away().front().bytes == 2);
  CHECK(receiver->receive(8).answer == Try{-1, EAGAIN});
}

TEST_CASE("datagrams of ours come in between those of strangers, in order") {
  Room room;
  const auto receiver = room.open_bound(SocketType::udp);
  const auto sender = room.open_bound(SocketType::udp);
  const PlainSocket stranger = PlainSocket::at_free_port(SocketType::udp);
  for (int i = 0; i < 2; ++i) {
    socket_calls::send_to(stranger.get(), two_bytes, receiver->local());
    sender->send_to(std::span(two_bytes).first(static_cast<std::size_t>(i) + 1), receiver->local());
  }
  CHECK(receiver->receive(8).answer == Try{1, 0});
  CHECK(receiver->is_ready_to_read());
  CHECK(receiver->receive(8).answer == Try{2, 0});
  CHECK_FALSE(receiver->is_ready_to_read());
  CHECK(room.turned_away().size() == 2);
}

TEST_CASE("a stranger's empty datagram is turned away too") {
  Room room;
  const auto receiver = room.open_bound(SocketType::udp);
  const PlainSocket stranger = PlainSocket::at_free_port(SocketType::udp);
  socket_calls::send_to(stranger.get(), {}, receiver->local());
  CHECK(receiver->receive(8).answer == Try{-1, EAGAIN});
  CHECK(room.turned_away().size() == 1);
}

TEST_CASE("what a stranger sent before connect is not taken for the peer's") {
  Room room;
  const auto receiver = room.open_bound(SocketType::udp);
  const auto peer = room.open_bound(SocketType::udp);
  const PlainSocket stranger = PlainSocket::at_free_port(SocketType::udp);
  socket_calls::send_to(stranger.get(), two_bytes, receiver->local());
  receiver->connect(peer->local());
  CHECK(receiver->receive(8).answer == Try{-1, EAGAIN});
  CHECK(room.turned_away().size() == 1);
}

TEST_CASE("a stranger with the port of a connect of ours that was refused is turned away") {
  with_ports_dealt_again([] {
    Room room;
    auto listener = room.open_bound(SocketType::tcp);
    const Endpoint address = listener->local();
    listener->close();
    const auto client = room.open(SocketType::tcp);
    CHECK(connect(*client, address) == Try{-1, ECONNREFUSED});
    listener = room.open(SocketType::tcp);
    require_bound(listener->bind(address));
    listener->listen(8);
    PlainSocket stranger = stranger_at(SocketType::tcp, client->local());
    CHECK(stranger.connect(address) == Try{0, 0});
    CHECK_FALSE(listener->is_ready_to_read());
    CHECK(listener->accept("c").answer == Try{-1, EAGAIN});
    CHECK(room.turned_away().size() == 1);
  });
}

TEST_CASE("a stranger with the port of a connect of ours that was given up is turned away") {
  with_ports_dealt_again([] {
    Room room;
    const auto listener = room.open(SocketType::tcp);
    listener->bind(loopback_endpoint(Family::ipv4, 0));
    listener->listen(0);
    const auto first = room.open(SocketType::tcp);
    CHECK(connect(*first, listener->local()) == Try{0, 0});
    const auto second = room.open(SocketType::tcp);  // there is no place for it in the line
    CHECK(second->connect(listener->local()) == Try{-1, EINPROGRESS});
    const Endpoint address = second->local();
    CHECK(second->close() == Try{0, 0});
    CHECK(listener->accept("c").socket);
    PlainSocket stranger = stranger_at(SocketType::tcp, address);
    CHECK(stranger.connect(listener->local()) == Try{0, 0});
    CHECK(listener->accept("d").answer == Try{-1, EAGAIN});
    CHECK(room.turned_away().size() == 1);
  });
}

TEST_CASE("a stranger with the port of one of ours that stood in the line of a closed listener is turned away") {
  with_ports_dealt_again([] {
    Room room;
    auto listener = room.open_bound(SocketType::tcp);
    const Endpoint address = listener->local();
    const auto client = room.open(SocketType::tcp);
    CHECK(connect(*client, address) == Try{0, 0});
    listener->close();
    client->close();
    listener = room.open(SocketType::tcp);
    require_bound(listener->bind(address));
    listener->listen(8);
    PlainSocket stranger = stranger_at(SocketType::tcp, client->local());
    CHECK(stranger.connect(address) == Try{0, 0});
    CHECK(listener->accept("c").answer == Try{-1, EAGAIN});
    CHECK(room.turned_away().size() == 1);
  });
}

TEST_CASE("one of ours that has closed while it stood in the line is let in all the same") {
  for (const bool looks_again : {false, true}) {
    Room room;
    const auto listener = room.open_bound(SocketType::tcp);
    const auto client = room.open(SocketType::tcp);
    looks_again ? connect(*client, listener->local()) : client->connect(listener->local());
    CHECK(client->close() == Try{0, 0});
    CHECK(listener->accept("c").socket);
    CHECK(room.turned_away().empty());
  }
}

TEST_CASE("what a stranger had sent before its port was ours is turned away, and what we send from there is not") {
  with_ports_dealt_again([] {
    Room room;
    const auto receiver = room.open_bound(SocketType::udp);
    const auto early = room.open_bound(SocketType::udp);
    early->send_to(std::span(two_bytes).first(1), receiver->local());  // or the stranger's would be thrown away at once
    PlainSocket stranger = PlainSocket::at_free_port(SocketType::udp);
    constexpr std::array<std::uint8_t, 3> strange{'x', 'y', 'z'};
    socket_calls::send_to(stranger.get(), strange, receiver->local());
    const Endpoint dealt_again = stranger.local();
    stranger.close();
    const auto sender = room.open(SocketType::udp);
    require_bound(sender->bind(dealt_again));
    sender->send_to(two_bytes, receiver->local());
    CHECK(receiver->receive(8).data == Bytes{'a'});
    CHECK(receiver->is_ready_to_read());
    CHECK(receiver->receive(8).data == Bytes{'a', 'b'});
    REQUIRE(room.turned_away().size() == 1);
    CHECK(room.turned_away().front().bytes == 3);
  });
}

TEST_CASE("a stranger with the port of a sender of ours is not taken for one whose datagram was lost") {
  with_ports_dealt_again([] {
    Room room;
    auto receiver = room.open_bound(SocketType::udp);
    const Endpoint address = receiver->local();
    const auto sender = room.open_bound(SocketType::udp);
    sender->send_to(two_bytes, address);
    receiver->close();
    sender->close();
    receiver = room.open(SocketType::udp);
    require_bound(receiver->bind(address));
    const PlainSocket stranger = stranger_at(SocketType::udp, sender->local());
    socket_calls::send_to(stranger.get(), two_bytes, address);
    CHECK(receiver->receive(8).answer == Try{-1, EAGAIN});
    CHECK(room.turned_away().size() == 1);
  });
}

TEST_CASE("a datagram of ours that is cut to fit is ours") {
  Room room;
  const auto receiver = room.open_bound(SocketType::udp);
  const auto sender = room.open_bound(SocketType::udp);
  const Bytes long_one(1000, 'a');
  sender->send_to(long_one, receiver->local());
  sender->send_to(long_one, receiver->local());
  CHECK(receiver->is_ready_to_read());
  CHECK(receiver->receive(1).data == Bytes{'a'});
  CHECK(receiver->receive(100).answer == Try{100, 0});
  CHECK(room.turned_away().empty());
}
