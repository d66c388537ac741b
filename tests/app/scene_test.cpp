#include "tests/app/view_of.hpp"
#include "tests/core/replay/random_run.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

TEST_CASE("bytes are on the way until the other end's kernel shows them and readable from then on") {
  Conversation t;
  t.builder.observe(bob, t.c, stream_sample(0));
  t.builder.send(alice, t.s, "Hello");
  const Seq sent = t.builder.observe(alice, t.s, stream_sample(0, 0, 5), true);
  const Seq arrived = t.builder.observe(bob, t.c, stream_sample(5));
  const ViewOf view(t.builder.recording());

  const StageScene before = view.stage(sent);
  REQUIRE(before.letters.size() == 1);
  CHECK(before.letters[0].heap.total == 5);
  CHECK(before.letters[0].heap.cells[0].value == 'H');
  CHECK(before.letters[0].reason.starts_with("Inferred"));
  CHECK(door_of(before, t.s).unacked.total == 5);
  CHECK(door_of(before, t.s).unacked.heap.cells.empty());
  CHECK(door_of(before, t.c).readable.heap.total == 0);

  const StageScene after = view.stage(arrived);
  CHECK(after.letters.empty());
  CHECK(door_of(after, t.c).readable.heap.cells.size() == 5);
  CHECK(door_of(after, t.c).readable.heap.cells[4].value == 'o');
}

TEST_CASE("what the kernel does not say is absent and not zero") {
  Conversation t;
  const ViewOf view(t.builder.recording());
  const DoorView door = door_of(view.stage(t.builder.last()), t.s);
  CHECK(!door.unsent.told);
  CHECK(!door.readable.told);
}

TEST_CASE("hands hold what the last recv brought with the send of each byte") {
  Conversation t;
  t.builder.send(alice, t.s, "Hello");
  t.builder.send(alice, t.s, "Bob!!");
  t.builder.recv(bob, t.c, 7, "HelloBo");
  const ViewOf view(t.builder.recording());
  const StageScene scene = view.stage(t.builder.last());
  const RoomView& room =
      *std::find_if(scene.rooms.begin(), scene.rooms.end(), [](const RoomView& each) { return each.name == "Bob"; });
  REQUIRE(room.hands.heap.cells.size() == 7);
  CHECK(room.hands.heap.cells[4].send == 1);
  CHECK(room.hands.heap.cells[5].send == 2);
  CHECK(room.hands.hint.find("2 bytes of Alice's send 2") != std::string::npos);
}

TEST_CASE(
    "bytes arrive on the timeline where their receiver was looked at, though an acknowledgement told of them before") {
  Conversation t;
  t.builder.observe(bob, t.c, stream_sample(0));
  t.builder.send(alice, t.s, "Hello");
  const Seq acknowledged = t.builder.observe(alice, t.s, stream_sample(0), true);
  const auto arrivals = [&t](Seq cursor) {
    const ViewOf view(t.builder.recording());
    return view.timeline(cursor, {0, view.steps.step_count()}).arrivals;
  };
  CHECK(arrivals(acknowledged).empty());
  const Seq seen = t.builder.observe(bob, t.c, stream_sample(5));
  REQUIRE(arrivals(seen).size() == 1);
  CHECK(arrivals(seen)[0].place == static_cast<double>(ViewOf(t.builder.recording()).steps.step_at(seen)));
}

TEST_CASE("the timeline has a bar for each call in its window and a solid arrow where bytes were read") {
  Conversation t;
  t.builder.send(alice, t.s, "Hello");
  const CallId recv = t.builder.recv(bob, t.c, 64, "Hello");
  const CallId sleeping = t.builder.begin(bob, t.c, call::Recv{9});
  const Seq asleep = t.builder.sleeps(bob, t.c, sleeping, SleepsUntil::readable);
  const ViewOf view(t.builder.recording());
  const TimelineScene scene = view.timeline(asleep, {0, view.steps.step_count()});
  CHECK(scene.bars.size() == 9);
  const auto measured = std::count_if(scene.arrows.begin(), scene.arrows.end(),
                                      [](const TransferArrow& arrow) { return arrow.measured(); });
  CHECK(measured == 1);
  const auto open = std::find_if(scene.bars.begin(), scene.bars.end(),
                                 [sleeping](const CallBar& bar) { return bar.call == sleeping; });
  REQUIRE(open != scene.bars.end());
  CHECK(open->open_ended);
  CHECK(open->sleeps.size() == 1);
  const std::size_t end = view.steps.step_count();
  const TimelineScene last = view.timeline(asleep, {end - 1, end});
  CHECK(std::none_of(last.bars.begin(), last.bars.end(), [recv](const CallBar& bar) { return bar.call == recv; }));
}

TEST_CASE("the window of steps holds the cursor and stays within the recording") {
  CHECK(rc::check([](std::uint16_t count, std::uint16_t at, std::uint8_t width) {
    const std::size_t cursor = at % (std::size_t{count} + 1);
    const std::size_t wide = std::size_t{width} + 1;
    const StepWindow window = window_around(cursor, count, wide);
    RC_ASSERT(window.first <= cursor);
    RC_ASSERT(cursor <= window.last);
    RC_ASSERT(window.last - window.first + 1 == wide);
    RC_ASSERT(window.last <= std::max<std::size_t>(count, wide - 1));
  }));
}

TEST_CASE("in random runs no byte of a stream is drawn at two places") {
  CHECK(rc::check([](const std::vector<std::tuple<std::uint8_t, std::uint8_t, std::uint8_t>>& random) {
    std::vector<test::Choice> choices;
    for (const auto& [what, where, amount] : random) choices.push_back({what, where, amount});
    const RandomRun run(choices);
    const ViewOf view(run.recording());
    const StageScene scene = view.stage(run.recording().size());
    std::vector<std::pair<std::uint32_t, std::uint64_t>> seen;
    const auto note = [&seen](const ByteHeap& heap) {
      for (const ByteCell& cell : heap.cells) {
        if (cell.known && cell.send != 0) seen.emplace_back(cell.send, cell.send_offset);
      }
    };
    for (const DoorView& door : scene.doors) {
      note(door.unsent.heap);
      note(door.readable.heap);
    }
    for (const LetterView& letter : scene.letters) note(letter.heap);
    std::sort(seen.begin(), seen.end());
    RC_ASSERT(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
  }));
}
