#include "core/lesson/place.hpp"
#include "tests/core/lesson/find_place.hpp"
#include "tests/core/lesson/hand_made_recording.hpp"
#include "tests/core/lesson/lesson_text.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

namespace doorway::test {
namespace {

constexpr ProcessId alice = 0;
constexpr ProcessId bob = 1;
using Moment = Place::Moment;

Place place(Moment moment, std::string process = {}, std::string call = {}, std::uint32_t nth = 1) {
  return {moment, {{std::move(process), std::move(call)}, nth}, {}};
}

const PlaceAnswer not_yet{};
const PlaceAnswer never{std::nullopt, true};
PlaceAnswer at(Seq cursor) {
  return {cursor, false};
}

}  // namespace

TEST_CASE("places are found as soon as the take has come to them") {
  HandMadeRecording made;
  PlaceIndex index(made.recording());
  const auto find = [&](Moment moment, bool over = false) {
    index.update();
    return index.find(place(moment, "bob", "recv"), over);
  };
  CHECK(find(Moment::start) == at(0));
  CHECK(find(Moment::before) == not_yet);
  CHECK(find(Moment::end) == not_yet);

  made.send(alice, "x");                               // 1 and 2
  const CallId recv = made.call(bob, call::Recv{64});  // 3
  CHECK(find(Moment::before) == at(2));
  CHECK(find(Moment::at) == at(3));
  CHECK(find(Moment::asleep) == not_yet);
  CHECK(find(Moment::after) == not_yet);

  made.sleeps(bob, recv);  // 4
  made.woke(bob, recv);    // 5
  made.sleeps(bob, recv);  // 6
  CHECK(find(Moment::asleep) == at(4));

  made.brings(bob, recv, "Hello");  // 7
  CHECK(find(Moment::after) == at(7));
  CHECK(find(Moment::asleep) == at(4));
  CHECK(find(Moment::end) == not_yet);
  CHECK(find(Moment::end, true) == at(7));
}

TEST_CASE("a place that cannot come any more says so") {
  HandMadeRecording made;
  const CallId slept = made.call(bob, call::Recv{64});
  made.sleeps(bob, slept);
  made.send(alice, "Hello");
  made.ended(alice);
  PlaceIndex index(made.recording());
  index.update();
  CHECK(index.find(place(Moment::asleep, "alice", "send"), false) == never);
  CHECK(index.find(place(Moment::after, "alice", "send", 2), false) == never);
  CHECK(index.find(place(Moment::after, "bob", "recv", 2), false) == not_yet);
  CHECK(index.find(place(Moment::after, "bob", "recv", 2), true) == never);
  CHECK(index.find(place(Moment::after, "bob", "recv"), false) == not_yet);
  CHECK(index.find(place(Moment::after, "bob", "recv"), true) == never);
  CHECK(index.find(place(Moment::after, "carol", "recv"), false) == never);
}

TEST_CASE("the second call of a name is another place than the first") {
  HandMadeRecording made;
  made.send(alice, "one");
  made.send(alice, "two");
  CHECK(find_place(place(Moment::after, "alice", "send", 1), made.recording()) == 2);
  CHECK(find_place(place(Moment::before, "alice", "send", 2), made.recording()) == 2);
  CHECK(find_place(place(Moment::after, "alice", "send", 2), made.recording()) == 4);
  CHECK(find_place(place(Moment::after, "alice", "send", 3), made.recording()) == std::nullopt);
}

TEST_CASE("after a call is after what the kernel said of the caller's own socket, and before what others saw") {
  Recording recording(make_header(
      [] {
        Scenario scenario;
        scenario.processes = {"alice"};
        return scenario;
      }(),
      "made by hand", false));
  Recorder recorder(recording);
  const auto [id, nth] = recorder.begin_call(alice, "send");
  auto line = std::make_shared<Line>();
  line->call = call::Send{make_payload("x")};
  recorder.record(alice, SocketId::none, Called{id, nth, line, {}});
  recorder.record(alice, SocketId::none, Returned{id, 0, 1, 1, {}, nullptr});
  recorder.record(alice, SocketId::none, Observed{std::make_shared<const KernelSample>(), true});
  recorder.record(alice, SocketId::none, Observed{std::make_shared<const KernelSample>(), false});
  CHECK(find_place(place(Moment::after, "alice", "send"), recording) == 3);
}

TEST_CASE("play goes to the nearest stop after the cursor, in whichever order they are written") {
  HandMadeRecording made;
  made.send(alice, "x");  // 1 and 2
  made.recv(bob, "x");    // 3 and 4
  PlaceIndex index(made.recording());
  index.update();
  const std::vector<Place> stops{place(Moment::after, "bob", "recv"), place(Moment::after, "bob", "recv", 9),
                                 place(Moment::after, "alice", "send")};
  CHECK(index.next_stop(stops, 0) == 2);
  CHECK(index.next_stop(stops, 2) == 4);
  CHECK(index.next_stop(stops, 4) == std::nullopt);
}

}  // namespace doorway::test
