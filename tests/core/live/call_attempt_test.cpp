// One call of a process that is not running: for states that a whole take reaches by a race only.
#include "core/live/call_attempt.hpp"

#include <doctest/doctest.h>
#include <poll.h>

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
