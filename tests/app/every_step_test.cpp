// Every step of every lesson, and of the pages that hold every state of the stage, in both vocabularies.
#include "app/layout/frame_layout.hpp"
#include "app/layout/mark_layout.hpp"
#include "app/layout/part_layout.hpp"
#include "app/panels/paint_stage.hpp"
#include "app/panels/paint_timeline.hpp"
#include "core/export/phrases.hpp"
#include "core/lesson/lesson.hpp"
#include "core/socket/network.hpp"
#include "tests/app/layout_checks.hpp"
#include "tests/app/painted_words.hpp"
#include "tests/app/told_words.hpp"
#include "tests/app/view_of.hpp"
#include "tests/support/run_scenario.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
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
constexpr std::array<Screen, 6> screens{
    {{800, 600, 1}, {1366, 768, 1}, {1366, 768, 1.5F}, {1366, 768, 2.5F}, {1280, 800, 0.75F}, {3840, 2160, 2}}};

/// The parts of the window; beside the widest page that it allows, as where a scenario is edited.
std::vector<FrameLayout> frames_of(const Screen& screen) {
  FrameWishes wishes;
  wishes.lesson_w = screen.width;
  return {layout_frame(screen.width, screen.height, screen.scale),
          layout_frame(screen.width, screen.height, screen.scale, wishes)};
}

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

/// What is drawn for nobody's mouse, with nothing lit.
struct NobodyPoints {
  Lit lit;
  NoMouse mouse;
  Light light{lit, {}, mouse};
  Theme theme = night();
};

/// Words on the stage lie on no others and are whole; in a room, on a postcard, and on a card that tells of a letter,
/// what is long is shortened.
void check_painted_stage(const StageScene& scene, const StageLayout& layout, Faults& faults) {
  NobodyPoints nobody;
  WordCanvas canvas;
  paint_stage(scene, layout, {}, nobody.theme, Painter(canvas, layout.text_px), nobody.light);
  check_painted(canvas, layout.area, layout.scale, faults);
  for (const PaintedWords& painted : canvas.painted) {
    const bool is_on_letter = std::any_of(layout.letters.begin(), layout.letters.end(), [&](const LetterPlace& letter) {
      return is_inside(painted.rect, letter.envelope) && painted.words.size() > 5;
    });
    const bool may_be_short =
        is_on_letter || std::any_of(layout.rooms.begin(), layout.rooms.end(),
                                    [&](const RoomPlace& room) { return overlap(painted.rect, room.walls); });
    if (is_cut(painted.words) && !may_be_short && !overlap(painted.rect, layout.callout)) {
      faults.insert("'" + painted.words + "' is cut");
    }
    // What is said of a door does not lie on a wall.
    for (const RoomPlace& room : layout.rooms) {
      if (overlap(painted.rect, room.walls) && !is_inside(painted.rect, room.walls)) {
        faults.insert("'" + painted.words + "' lies on a wall");
      }
    }
  }
}

/// A road that goes from row to row has others in the corners of its place.
bool is_road(const PartPlace& place) {
  return place.part.kind == StagePart::Kind::road;
}

/// Frames around parts that lie beside each other are apart.
void check_frames(const std::vector<PartPlace>& parts, const StageLayout& layout, Faults& faults) {
  std::vector<Rect> frames;
  for (const PartPlace& part : parts) frames.push_back(frame_around(part.rect, layout, 6.5F * layout.scale));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!is_inside(frames[i], layout.area)) faults.insert("a frame is outside");
    for (std::size_t k = 0; k < i; ++k) {
      const bool is_beside = !overlap(parts[i].rect, parts[k].rect) && !is_road(parts[i]) && !is_road(parts[k]);
      if (is_beside && overlap(frames[i], frames[k])) faults.insert("frames of neighbours overlap");
    }
    for (const RoomPlace& room : layout.rooms) {
      if (!overlap(parts[i].rect, room.name)) {
        if (overlap(frames[i], room.name)) faults.insert("a frame lies on a name");
      }
    }
  }
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

void check_layout(const StageScene& scene, const StageLayout& layout, const Screen& screen) {
  check_stage(layout);
  check_words(layout);
  check_mark(layout, screen);
  // Whatever part a lesson points at has its place on the stage.
  for (const PartPlace& place : part_places(scene, layout)) RC_ASSERT(is_inside(place.rect, layout.area));
}

/// Whether what is painted on this screen is looked at too: each step on one of them, and with DOORWAY_HEAVY on all.
bool is_painted(std::size_t screen, std::size_t step) {
  return step % screens.size() == screen || std::getenv("DOORWAY_HEAVY") != nullptr;
}

/// Notes what was found on a screen, with its name.
void add(Faults& faults, const Faults& found, const Screen& screen) {
  for (const std::string& fault : found) {
    faults.insert(fault + fmt::format(" at {} by {}, scale {}", screen.width, screen.height, screen.scale));
  }
}

void check_scene(const StageScene& scene, std::size_t step, Faults& faults) {
  for (std::size_t i = 0; i < screens.size(); ++i) {
    const Screen& screen = screens.at(i);
    Faults found;
    for (const FrameLayout& frame : frames_of(screen)) {
      const StageLayout layout = layout_stage(frame.stage, scene, screen.scale, measured);
      check_layout(scene, layout, screen);
      if (!is_painted(i, step)) break;
      check_frames(part_places(scene, layout), layout, found);
      check_painted_stage(scene, layout, found);
    }
    add(faults, found, screen);
  }
}

/// Words on the timeline lie on no others, are whole, and leave the playhead's line free.
void check_painted_timeline(const ViewOf& view, Seq cursor, Rect area, float scale, Faults& faults) {
  const std::size_t width = steps_that_fit(area, scale);
  const StepWindow window = window_around(view.steps.step_at(cursor), view.steps.step_count(), width);
  const TimelineScene scene = view.timeline(cursor, window);
  const TimelineLayout layout = layout_timeline(area, scene, scale, measured);
  NobodyPoints nobody;
  WordCanvas canvas;
  const Painter paint(canvas, layout.text_px);
  const TimelineSources sources = view.sources(cursor);
  TimelinePainting painting{sources, scene, layout, nobody.theme, paint, nobody.light, {}, {}};
  paint_timeline(painting, {});
  check_painted(canvas, area, scale, faults);
  for (const PaintedWords& painted : canvas.painted) {
    if (painted.words.ends_with("…") && !painted.words.ends_with(" …")) {
      faults.insert("'" + painted.words + "' is cut");
    }
    const bool is_on_bar = std::any_of(layout.bars.begin(), layout.bars.end(),
                                       [&](const BarPlace& bar) { return overlap(bar.rect, painted.rect); });
    const bool is_among_lanes = painted.rect.bottom() <= layout.axis.bottom() + tolerance_px;
    if (layout.playhead && is_among_lanes && !is_on_bar) {
      const Rect line{*layout.playhead - 1, layout.axis.y, 2, layout.axis.h};
      if (overlap(line, painted.rect)) faults.insert("the playhead crosses '" + painted.words + "'");
    }
  }
}

void check_timeline(const ViewOf& view, std::size_t step, Faults& faults) {
  for (std::size_t i = 0; i < screens.size(); ++i) {
    if (!is_painted(i, step)) continue;
    Faults found;
    for (const FrameLayout& frame : frames_of(screens.at(i))) {
      check_painted_timeline(view, view.steps.cursor_of(step), frame.timeline, screens.at(i).scale, found);
    }
    add(faults, found, screens.at(i));
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

void check_run(const Recording& recording, Faults& faults) {
  const ViewOf view(recording);
  check_arrivals(view);
  std::vector<std::string> names;
  for (const SocketState& socket : folded(recording, recording.size()).sockets) {
    names.emplace_back(name_at_home(socket.name));
  }
  for (std::size_t step = 0; step <= view.steps.step_count(); ++step) {
    const Seq cursor = view.steps.cursor_of(step);
    check_timeline(view, step, faults);
    for (const Vocabulary vocabulary : {Vocabulary::story, Vocabulary::engineer}) {
      CAPTURE(step);
      check_scene(view.stage(cursor, vocabulary), step, faults);
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
      Faults faults;
      CHECK_NOTHROW(check_run(*run_to_end(**take).recording, faults));
      CAPTURE(scenario.first_line);
      CHECK(fmt::format("{}", fmt::join(faults, "\n")) == "");
    }
  }
}
