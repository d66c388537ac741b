#include "app/layout/frame_layout.hpp"
#include "app/layout/hands_layout.hpp"
#include "app/layout/stage_layout.hpp"
#include "app/layout/timeline_layout.hpp"
#include "tests/app/layout_checks.hpp"
#include "tests/app/view_of.hpp"
#include "tests/core/replay/random_run.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <vector>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {

struct Screen {
  float width;
  float height;
  float scale;
};

Screen random_screen() {
  const auto width = static_cast<float>(*rc::gen::inRange(800, 3841));
  const auto height = static_cast<float>(*rc::gen::inRange(600, 2161));
  return {width, height, static_cast<float>(*rc::gen::inRange(75, 251)) / 100};
}

/// Anything that a file or a hand can ask for, sizes that make no sense among it.
FrameWishes random_wishes() {
  const auto size = [] {
    const int asked = *rc::gen::element(0, 1, -50, 40, 200, 330, 700, 4000, 100000);
    return *rc::gen::arbitrary<bool>() ? static_cast<float>(asked) : static_cast<float>(*rc::gen::inRange(0, 2000));
  };
  return {size(), size(), size(), *rc::gen::arbitrary<bool>()};
}

float wish_of(const FrameWishes& wishes, FramePart part) {
  return part == FramePart::lesson     ? wishes.lesson_w
         : part == FramePart::timeline ? wishes.timeline_h
                                       : wishes.inspector_w;
}

}  // namespace

TEST_CASE("an inspector that a page opens leaves the lesson its room, or has none") {
  for (const float width : {800.0F, 1024.0F, 1280.0F, 1366.0F, 1920.0F}) {
    CAPTURE(width);
    FrameWishes wishes;
    wishes.inspector_is_open = true;
    wishes.inspector_is_guest = true;
    const FrameLayout frame = layout_frame(width, 800, 1, wishes);
    const bool has_room = width >= 1280;
    CHECK(frame.lesson.shown() == has_room);
    if (has_room) CHECK(frame.lesson.w == layout_frame(width, 800, 1).lesson.w);
    if (has_room) CHECK(frame.stage.w >= 620);
    CHECK(frame.inspector.w >= 240);
  }
}

TEST_CASE("without a timeline the stage has its room, and nothing else moves") {
  FrameWishes wishes;
  wishes.timeline_is_hidden = true;
  const FrameLayout with = layout_frame(1280, 800, 1);
  const FrameLayout without = layout_frame(1280, 800, 1, wishes);
  CHECK_FALSE(without.timeline.shown());
  CHECK(without.stage.h == with.stage.h + with.timeline.h);
  CHECK(without.transport.bottom() == 800);
  CHECK(without.lesson.w == with.lesson.w);
  CHECK_FALSE(edge_of(without, FramePart::timeline, 1).shown());
}

TEST_CASE("the parts of the window fill it and do not overlap, whatever sizes are wished for") {
  CHECK(rc::check([] {
    const Screen screen = random_screen();
    const FrameWishes wishes = *rc::gen::arbitrary<bool>() ? random_wishes() : FrameWishes{};
    const FrameLayout frame = layout_frame(screen.width, screen.height, screen.scale, wishes);
    const std::vector<Rect> parts{frame.top_bar,   frame.lesson,   frame.stage,    frame.sentence,
                                  frame.transport, frame.timeline, frame.inspector};
    check_apart(parts, {0, 0, screen.width, screen.height});
    float area = 0;
    for (const Rect& part : parts) area += part.w * part.h;
    RC_ASSERT(std::abs(area / (screen.width * screen.height) - 1) < 0.001F);
    for (const Rect& part : {frame.top_bar, frame.stage, frame.sentence, frame.transport, frame.timeline}) {
      RC_ASSERT(part.shown());
    }
    RC_ASSERT(frame.inspector.shown() == wishes.inspector_is_open);
    RC_ASSERT(frame.lesson.shown() || wishes.inspector_is_open);
    RC_ASSERT(frame.stage.w >= screen.width * 0.25F);
    RC_ASSERT(frame.stage.h >= screen.height * 0.1F);
    RC_ASSERT(frame.timeline.h >= std::min(110 * screen.scale, screen.height * 0.27F) - 1 || frame.timeline.h > 70);
  }));
}

TEST_CASE("a part becomes as large as is asked for, as far as there is room, and then no further") {
  CHECK(rc::check([] {
    const Screen screen = random_screen();
    FrameWishes wishes = random_wishes();
    const FramePart part = *rc::gen::element(FramePart::lesson, FramePart::timeline, FramePart::inspector);
    const auto size = static_cast<float>(*rc::gen::inRange(1, 3000));
    wishes = resized(wishes, part, size, screen.width, screen.height, screen.scale);
    const FrameLayout frame = layout_frame(screen.width, screen.height, screen.scale, wishes);
    if (frame.size_of(part) <= 0) return;
    RC_ASSERT(std::abs(wish_of(wishes, part) * screen.scale - frame.size_of(part)) <= 1.5F);
    const FrameWishes again = resized(wishes, part, wish_of(wishes, part), screen.width, screen.height, screen.scale);
    RC_ASSERT(std::abs(wish_of(again, part) - wish_of(wishes, part)) * screen.scale <= 1.5F);
  }));
}

TEST_CASE("the edge at which a part is held is inside the window, beside it, and where the mouse holds it") {
  CHECK(rc::check([] {
    const Screen screen = random_screen();
    const FrameLayout frame = layout_frame(screen.width, screen.height, screen.scale, random_wishes());
    for (const FramePart part : frame_parts) {
      const Rect edge = edge_of(frame, part, screen.scale);
      RC_ASSERT(edge.shown() == (frame.size_of(part) > 0));
      if (!edge.shown()) continue;
      RC_ASSERT(is_inside(edge, {0, 0, screen.width, screen.height}));
      RC_ASSERT(!overlap(edge, frame.lesson));
      RC_ASSERT(!overlap(edge, frame.inspector));
      RC_ASSERT(std::abs(size_at(frame, part, edge.center()) - frame.size_of(part)) <= edge.w + edge.h);
    }
    const Point corner{frame.stage.right(), frame.stage.bottom()};
    RC_ASSERT(std::abs(size_at(frame, FramePart::timeline, corner) - frame.timeline.h) < 1);
    RC_ASSERT(std::abs(size_at(frame, FramePart::lesson, {frame.stage.x, 0}) - frame.lesson.w) < 1);
    RC_ASSERT(std::abs(size_at(frame, FramePart::inspector, corner) - frame.inspector.w) < 1);
  }));
}

TEST_CASE("random worlds on random screens are laid out without overlap and nothing outside") {
  CHECK(rc::check([](const test::RandomChoices& random) {
    const RandomRun run(random);
    const ViewOf view(run.recording());
    const Seq cursor = *rc::gen::inRange<Seq>(0, run.recording().size() + 1);
    const Screen screen = random_screen();
    const FrameLayout frame = layout_frame(screen.width, screen.height, screen.scale);
    const StageScene scene = view.stage(cursor, Vocabulary::story);
    check_stage(layout_stage(frame.stage, scene, screen.scale, measured));

    const std::size_t width = steps_that_fit(frame.timeline, screen.scale);
    const StepWindow window = window_around(view.steps.step_at(cursor), view.steps.step_count(), width);
    const TimelineScene timeline = view.timeline(cursor, window);
    const TimelineLayout places = layout_timeline(frame.timeline, timeline, screen.scale, measured);
    std::vector<Rect> words;
    for (const LanePlace& lane : places.lanes) words.push_back(lane.name);
    for (const BarPlace& bar : places.bars) words.push_back(bar.label);
    for (const MarkPlace& mark : places.arrivals) words.push_back(mark.label);
    for (const Rect& control : places.controls) RC_ASSERT(is_inside(control, frame.timeline));
    if (places.lanes.size() <= 3) {
      for (const Rect& word : words) RC_ASSERT(is_inside(word, frame.timeline));
    }
    for (const BarPlace& bar : places.bars) RC_ASSERT(is_inside(bar.rect, frame.timeline));
  }));
}

TEST_CASE("with 1 to 8 processes of many sockets each room that is shown has its own place") {
  CHECK(rc::check([] {
    const auto processes = *rc::gen::inRange<std::size_t>(1, 9);
    const auto sockets = *rc::gen::inRange<std::size_t>(0, 12);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < processes; ++i) names.push_back("p" + std::to_string(i));
    RecordingBuilder builder(names);
    for (std::size_t i = 0; i < processes; ++i) {
      for (std::size_t k = 0; k < sockets; ++k) {
        builder.socket(static_cast<ProcessId>(i), "s" + std::to_string(k),
                       k % 3 == 0 ? SocketType::udp : SocketType::tcp);
      }
    }
    const ViewOf view(builder.recording());
    const Screen screen = random_screen();
    const FrameLayout frame = layout_frame(screen.width, screen.height, screen.scale);
    const StageScene scene = view.stage(builder.last());
    const StageLayout layout = layout_stage(frame.stage, scene, screen.scale, measured);
    check_stage(layout);
    RC_ASSERT(layout.doors.size() + layout.hidden_doors == scene.doors.size());
  }));
}

TEST_CASE("hands count each byte that they do not show, whatever room there is") {
  CHECK(rc::check([] {
    HandsView hands;
    const auto some = rc::gen::oneOf(rc::gen::inRange<std::uint64_t>(0, 40), rc::gen::inRange<std::uint64_t>(0, 60000));
    hands.earlier_total = *some;
    hands.heap.total = *some;
    hands.earlier.resize(std::min<std::size_t>(hands.earlier_total, most_cells));
    hands.heap.cells.resize(std::min<std::size_t>(hands.heap.total, most_cells));
    const auto width = static_cast<float>(*rc::gen::inRange(50, 600));
    const HandsPlan plan = plan_hands(
        hands, width, 1, [](std::string_view words) { return measured(words, FontRole::text, smallest_text_px) + 4; });
    RC_ASSERT(plan.hidden_before + plan.earlier == hands.earlier_total);
    RC_ASSERT(plan.latest + plan.hidden_after == hands.heap.total);
    RC_ASSERT(plan.earlier <= hands.earlier.size());
    RC_ASSERT(plan.latest <= hands.heap.cells.size());
    RC_ASSERT(plan.width <= width + 1);
    RC_ASSERT(plan.words_after.empty() == (plan.hidden_after == 0));
    if (hands.heap.total > 0) RC_ASSERT(plan.latest > 0);
  }));
}

TEST_CASE("where there is room the figures are large, and with four rooms they are seen") {
  RecordingBuilder b({"alice", "carol", "bob", "dave"});
  for (ProcessId process = 0; process < 4; ++process) b.socket(process, "s");
  StageScene four = ViewOf(b.recording()).stage(b.last());
  for (RoomView& room : four.rooms) room.program = {{"s.send(\"Hello\")", LineStanding::present, {}, false}};
  Conversation t;
  const StageScene two = ViewOf(t.builder.recording()).stage(t.builder.last());
  for (const RoomPlace& room : layout_stage(layout_frame(1920, 1080, 1).stage, two, 1, measured).rooms) {
    CHECK(room.figure.h >= 180);
  }
  for (const RoomPlace& room : layout_stage(layout_frame(1366, 768, 1).stage, four, 1, measured).rooms) {
    CHECK(room.figure.h >= 55);
    CHECK(room.program.shown());
  }
}

TEST_CASE("at 1280 by 800 a conversation shows its figures, programs and doors") {
  Conversation t;
  const ViewOf view(t.builder.recording());
  const FrameLayout frame = layout_frame(1280, 800, 1);
  const StageLayout layout = layout_stage(frame.stage, view.stage(t.builder.last()), 1, measured);
  CHECK(layout.doors.size() == 3);
  CHECK(layout.roads.size() == 1);
  for (const RoomPlace& room : layout.rooms) {
    CHECK(room.figure.shown());
    CHECK(room.hands.shown());
    CHECK(room.standing.shown());
  }
  for (const DoorPlace& door : layout.doors) {
    CHECK(door.in_tube.shown());
    CHECK(door.port.shown());
    CHECK(door.leaf.h > 60);
  }
}
