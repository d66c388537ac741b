// One call of a process that is not running: for states that a whole take reaches by a race only.
#include "core/live/call_attempt.hpp"

#include <doctest/doctest.h>
#include <poll.h>

#include <cerrno>

using namespace doorway;

namespace {

RecordingHeader header() {
  Scenario scenario;
  scenario.processes = {"bob"};
  return {"Linux", "6.1", "x86_64", "loopback", false, std::move(scenario)};
}

/// A process's sockets without a process.
struct Room {
  LoopbackNetwork network;
  Recording recording{header()};
  Recorder recorder{recording};
  GuestList guests;
  boost::asio::io_context io;
  SocketContext context{0, network, recorder, guests, io};
  SocketTable sockets{context};
  AddressBook addresses{[] {}};
  std::string name = "bob";
  Caller caller{name, context, sockets, addresses};

  Attempt make(Call call) {
    Line line;
    line.call = std::move(call);
    CallInProgress in_progress{std::make_shared<const Line>(std::move(line)), {}, {}, 0, {}, false};
    return attempt(caller, in_progress);
  }
};

/// Waits until the kernel brings what is on its way: on a busy machine that is not at once.
bool shows(const RecordedSocket& socket, short events) {
  pollfd entry{socket.descriptor(), events, 0};
  return ::poll(&entry, 1, 10'000) == 1;
}

}  // namespace

TEST_CASE("poll finds a listener ready whose guest was kept, though the kernel's line is empty") {
  Room room;
  REQUIRE(room.sockets.open("l", SocketType::tcp).result >= 0);
  RecordedSocket& listener = room.sockets.at("l");
  listener.bind(loopback_endpoint(Family::ipv4, 0));
  listener.listen(4);
  const call::Poll poll{{{"l", true, false}}, std::chrono::milliseconds(0)};
  CHECK(std::get<CallDone>(room.make(poll)).result == 0);

  REQUIRE(room.sockets.open("s", SocketType::tcp).result >= 0);
  room.sockets.at("s").connect(listener.local());
  listener.turn_away_waiting_strangers();
  REQUIRE(listener.keeps_a_guest());
  const Attempt made = room.make(poll);
  const auto* done = std::get_if<CallDone>(&made);
  REQUIRE(done != nullptr);
  CHECK(done->result == 1);
  REQUIRE(done->outcome.answers.size() == 1);
  CHECK(done->outcome.answers.front().events == POLLIN);
  CHECK(room.sockets.accept(listener, "c").result >= 0);
  CHECK(std::get<CallDone>(room.make(poll)).result == 0);
}

TEST_CASE("a stranger wakes nobody in accept while one of ours is on its way and could not come into the line") {
  Room room;
  GuestList unknown;
  SocketContext elsewhere{0, room.network, room.recorder, unknown, room.io};
  SocketTable strangers(elsewhere);
  REQUIRE(room.sockets.open("l", SocketType::tcp).result >= 0);
  RecordedSocket& listener = room.sockets.at("l");
  listener.bind(loopback_endpoint(Family::ipv4, 0));
  listener.listen(4);
  constexpr std::uint16_t port_of_nobody = 1;
  room.guests.add_connection(listener.local(), port_of_nobody);
  const auto stranger_comes = [&](const char* name) {
    REQUIRE(strangers.open(name, SocketType::tcp).result >= 0);
    strangers.at(name).connect(listener.local());
    REQUIRE(shows(listener, POLLIN));
  };

  stranger_comes("first");
  CHECK(room.sockets.accept(listener, "c").error == EAGAIN);
  stranger_comes("second");
  CHECK_FALSE(listener.is_ready_to_read());
  CHECK(listener.report().turned_away == 2);

  REQUIRE(room.sockets.open("s", SocketType::tcp).result >= 0);
  room.sockets.at("s").connect(listener.local());
  REQUIRE(shows(listener, POLLIN));
  CHECK(listener.is_ready_to_read());
  CHECK(listener.report().keeps_guest);
  CHECK(room.sockets.accept(listener, "c").result >= 0);
}

TEST_CASE("strangers that were turned away do not keep their listener's port from being bound again") {
  Room room;
  GuestList unknown;
  SocketContext elsewhere{0, room.network, room.recorder, unknown, room.io};
  SocketTable strangers(elsewhere);
  REQUIRE(room.sockets.open("l", SocketType::tcp).result >= 0);
  RecordedSocket& listener = room.sockets.at("l");
  listener.bind(loopback_endpoint(Family::ipv4, 0));
  listener.listen(4);
  const Endpoint address = listener.local();
  REQUIRE(strangers.open("stranger", SocketType::tcp).result >= 0);
  strangers.at("stranger").connect(address);
  REQUIRE(shows(listener, POLLIN));
  CHECK(room.sockets.accept(listener, "c").error == EAGAIN);
  REQUIRE(listener.report().turned_away == 1);
  REQUIRE(shows(strangers.at("stranger"), POLLIN));
  CHECK(strangers.at("stranger").receive(1).answer.error == ECONNRESET);
  CHECK(listener.close().result == 0);
  CHECK(strangers.at("stranger").close().result == 0);

  REQUIRE(room.sockets.open("m", SocketType::tcp).result >= 0);
  CHECK(room.sockets.at("m").bind(address).error == 0);
}

TEST_CASE("what a stranger left at a datagram socket before it was connected is not seen there") {
  Room room;
  GuestList unknown;
  SocketContext elsewhere{0, room.network, room.recorder, unknown, room.io};
  SocketTable strangers(elsewhere);
  for (const char* name : {"s", "u"}) {
    REQUIRE(room.sockets.open(name, SocketType::udp).result >= 0);
    room.sockets.at(name).bind(loopback_endpoint(Family::ipv4, 0));
  }
  RecordedSocket& socket = room.sockets.at("s");
  const Endpoint peer = room.sockets.at("u").local();
  const std::vector<std::uint8_t> hello{'h', 'i'};
  REQUIRE(strangers.open("stranger", SocketType::udp).result >= 0);
  const auto stranger_sends = [&] {
    REQUIRE(strangers.at("stranger").send_to(hello, socket.local()).result == 2);
    REQUIRE(shows(socket, POLLIN));
  };
  const auto events = [&] {
    const Attempt made = room.make(call::Poll{{{"s", true, false}}, std::chrono::milliseconds(0)});
    return std::get<CallDone>(made).outcome.answers.at(0).events;
  };

  SUBCASE("nobody is at the other end") {
    stranger_sends();
    room.sockets.at("u").close();
    CHECK(socket.connect(peer).result == 0);
    CHECK(socket.send(hello).result == 2);
    REQUIRE(shows(socket, POLLERR));
    CHECK(events() == POLLERR);
    CHECK(socket.sample().readable_bytes.value_or(0) == 0);
    CHECK(socket.receive(10).answer.error == ECONNREFUSED);
  }
  SUBCASE("one of ours waits before it") {
    CHECK(room.sockets.at("u").send_to(hello, socket.local()).result == 2);
    stranger_sends();
    CHECK(socket.connect(peer).result == 0);
    CHECK(events() == POLLIN);
    CHECK(socket.receive(10).answer.result == 2);
    CHECK(events() == 0);
    CHECK(socket.sample().readable_bytes == 0U);
  }
  CHECK(socket.report().turned_away == 1);
}
