// Every step of every lesson, and of the pages that hold every state of the stage, in both vocabularies.
#include "app/layout/frame_layout.hpp"
#include "app/layout/mark_layout.hpp"
#include "app/layout/part_layout.hpp"
#include "core/export/phrases.hpp"
#include "core/lesson/lesson.hpp"
#include "core/socket/network.hpp"
#include "tests/app/layout_checks.hpp"
#include "tests/app/told_words.hpp"
#include "tests/app/view_of.hpp"
#include "tests/support/run_scenario.hpp"

#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string_view>
#include <utility>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {

struct Screen {
  float width;
  float height;
  float scale;
};
constexpr std::array<Screen, 5> screens{
    {{800, 600, 1}, {1366, 768, 1}, {1366, 768, 1.5F}, {1280, 800, 0.75F}, {3840, 2160, 2}}};

std::vector<std::filesystem::path> all_lessons() {
  std::vector<std::filesystem::path> paths{DOORWAY_STAGE_STATES, DOORWAY_KINDS};
  for (const auto& entry : std::filesystem::directory_iterator(DOORWAY_LESSONS)) {
    if (entry.path().extension() == ".md" && entry.path().filename() != "README.md") paths.push_back(entry.path());
  }
  return paths;
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// What the kernel says at a door has the width that it takes: nothing is cut, and nothing is made smaller.
void check_words(const StageLayout& layout) {
  for (const DoorPlace& door : layout.doors) {
    for (const auto& lines : {door.real_lines, door.waiting_lines}) {
      for (const std::string& line : lines) {
        CAPTURE(line);
        RC_ASSERT(measured(line, FontRole::text, layout.text_px) <= door.column.w + tolerance_px);
      }
    }
  }
}

/// A mark that says whose scenario runs lies on nothing, and has a place at ordinary sizes.
void check_mark(const StageLayout& layout, const Screen& screen) {
  const float letters = smallest_text_px * screen.scale;
  const Point size{letters * 8.5F, letters * 1.7F};
  const auto place = place_on_stage(layout.area, size, letters * 0.6F, taken_by(layout));
  if (screen.width >= 1280 && screen.scale <= 1) RC_ASSERT(place.has_value());
  if (!place) return;
  RC_ASSERT(is_inside(*place, layout.area));
  for (const Rect& words : {layout.callout, layout.caption, layout.note, layout.hidden}) {
    RC_ASSERT(!overlap(*place, words));
  }
  for (const RoomPlace& room : layout.rooms) {
    RC_ASSERT(!overlap(*place, room.walls));
    RC_ASSERT(!overlap(*place, room.name));
  }
  for (const DoorPlace& door : layout.doors) RC_ASSERT(!overlap(*place, door.column));
  for (const LetterPlace& letter : layout.letters) RC_ASSERT(!overlap(*place, letter.envelope));
}

void check_scene(const StageScene& scene) {
  for (const Screen& screen : screens) {
    const FrameLayout frame = layout_frame(screen.width, screen.height, screen.scale);
    const StageLayout layout = layout_stage(frame.stage, scene, screen.scale, measured);
    check_stage(layout);
    check_words(layout);
    check_mark(layout, screen);
    // Whatever part a lesson points at has its place on the stage.
    for (const PartPlace& place : part_places(scene, layout)) RC_ASSERT(is_inside(place.rect, layout.area));
  }
}

/// The number that a dot's words begin with.
std::uint64_t number_of(std::string_view label) {
  std::uint64_t number = 0;
  for (const char letter : label.substr(0, label.find(' '))) {
    if (letter != ',') number = number * 10 + static_cast<std::uint64_t>(letter - '0');
  }
  return number;
}

/// What the timeline's dots say to have come from each socket, by the place of the dot.
std::map<std::pair<SocketId, std::size_t>, std::uint64_t> arrivals_of(const ViewOf& view) {
  std::map<std::pair<SocketId, std::size_t>, std::uint64_t> bytes;
  std::set<std::pair<CallId, double>> dots;
  constexpr std::size_t width = 20;
  for (std::size_t first = 0; first <= view.steps.step_count(); first += width) {
    const TimelineScene scene = view.timeline(view.recording.size(), {first, first + width - 1});
    CHECK(scene.ways.empty());
    for (const ArrivalMark& mark : scene.arrivals) {
      CHECK(dots.insert({mark.sender, mark.place}).second);  // else one's words would hide the other's
      const SocketId from = view.index.call(mark.sender)->socket;
      bytes[{from, static_cast<std::size_t>(mark.place)}] += number_of(mark.label);
    }
  }
  return bytes;
}

/// The dots of the timeline and the boxes of the stage say the same of what has come to a socket.
void check_arrivals(const ViewOf& view) {
  const auto bytes = arrivals_of(view);
  std::map<SocketId, std::uint64_t> arrived;
  WorldState world = initial_world(view.recording.header());
  for (std::size_t step = 0; step <= view.steps.step_count(); ++step) {
    while (world.cursor < view.steps.cursor_of(step)) apply(world, view.recording.at(world.cursor + 1));
    for (const auto& [from_and_step, count] : bytes) {
      if (from_and_step.second == step) arrived[from_and_step.first] += count;
    }
    for (const SocketState& socket : world.sockets) {
      const bool is_shown = is_tcp(socket.type) && is_conversing(socket.lifecycle) && socket.sample != nullptr;
      if (!is_shown || socket.connected_with == SocketId::none || !socket.sample->readable_bytes) continue;
      CAPTURE(step);
      CAPTURE(socket.name);
      CHECK(arrived[socket.connected_with] == socket.bytes_read + *socket.sample->readable_bytes);
    }
  }
}

void check_run(const Recording& recording) {
  const ViewOf view(recording);
  check_arrivals(view);
  std::vector<std::string> names;
  for (const SocketState& socket : folded(recording, recording.size()).sockets) {
    names.emplace_back(name_at_home(socket.name));
  }
  for (std::size_t step = 0; step <= view.steps.step_count(); ++step) {
    const Seq cursor = view.steps.cursor_of(step);
    for (const Vocabulary vocabulary : {Vocabulary::story, Vocabulary::engineer}) {
      CAPTURE(step);
      check_scene(view.stage(cursor, vocabulary));
      const std::string told = view.told(cursor, vocabulary);
      CAPTURE(told);
      CHECK(!told.empty());
      CHECK(fault_of_told(told, names) == std::nullopt);
    }
  }
}

}  // namespace

TEST_CASE(
    "every step of every lesson is laid out with nothing cut off and nothing on something else, and dots and boxes "
    "agree") {
  for (const auto& path : all_lessons()) {
    CAPTURE(path.filename().string());
    const auto lesson = parse_lesson(text_of(path));
    REQUIRE(lesson.has_value());
    for (const Scenario& scenario : lesson->scenarios) {
      LoopbackNetwork network;
      const auto take = Take::create(scenario, network, {});
      REQUIRE(take.has_value());
      CHECK_NOTHROW(check_run(*run_to_end(**take).recording));
    }
  }
}
