#include "app/layout/frame_layout.hpp"
#include "app/layout/stage_layout.hpp"
#include "app/layout/timeline_layout.hpp"
#include "tests/app/rects.hpp"
#include "tests/app/view_of.hpp"
#include "tests/core/replay/random_run.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <vector>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {

void check_apart(const std::vector<Rect>& rects, const Rect& area) {
  for (std::size_t i = 0; i < rects.size(); ++i) {
    RC_ASSERT(is_inside(rects[i], area));
    for (std::size_t j = 0; j < i; ++j) RC_ASSERT(!overlap(rects[i], rects[j]));
  }
}

void check_stage(const StageLayout& layout) {
  std::vector<Rect> parts{layout.callout, layout.caption, layout.note, layout.hidden};
  for (const RoomPlace& room : layout.rooms) {
    parts.insert(parts.end(), {room.name, room.battlements, room.walls});
    check_apart({room.program, room.figure, room.hands, room.hands_caption, room.standing}, room.walls);
  }
  for (const DoorPlace& door : layout.doors) {
    parts.push_back(door.column);
    check_apart(
        {door.title, door.real_state, door.out_tube, door.in_tube, door.out_label, door.in_label, door.port, door.leaf},
        door.column);
  }
  for (const LetterPlace& letter : layout.letters) parts.push_back(letter.envelope);
  check_apart(parts, layout.area);
  for (const RoadPlace& road : layout.roads) {
    for (const Point& point : road.curve) {
      RC_ASSERT(is_inside({point.x, point.y, 0.1F, 0.1F}, layout.area));
    }
  }
}

struct Screen {
  float width;
  float height;
  float scale;
};

Screen random_screen() {
  const auto width = static_cast<float>(*rc::gen::inRange(800, 3841));
  const auto height = static_cast<float>(*rc::gen::inRange(600, 2161));
  return {width, height, static_cast<float>(*rc::gen::inRange(100, 301)) / 100};
}

}  // namespace

TEST_CASE("the parts of the window fill it and do not overlap") {
  CHECK(rc::check([] {
    const Screen screen = random_screen();
    const FrameLayout frame = layout_frame(screen.width, screen.height, screen.scale);
    const std::vector<Rect> parts{frame.top_bar,  frame.lesson,    frame.stage,
                                  frame.sentence, frame.transport, frame.timeline};
    check_apart(parts, {0, 0, screen.width, screen.height});
    float area = 0;
    for (const Rect& part : parts) {
      RC_ASSERT(part.shown());
      area += part.w * part.h;
    }
    RC_ASSERT(std::abs(area / (screen.width * screen.height) - 1) < 0.001F);
  }));
}

TEST_CASE("random worlds on random screens are laid out without overlap and nothing outside") {
  CHECK(rc::check([](const std::vector<std::tuple<std::uint8_t, std::uint8_t, std::uint8_t>>& random) {
    std::vector<Choice> choices;
    for (const auto& [what, where, amount] : random) choices.push_back({what, where, amount});
    const RandomRun run(choices);
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
