// Many rooms and many doors where there is little place: roads, tubes, and the words for what is not there.
#include "app/layout/frame_layout.hpp"
#include "app/layout/stage_layout.hpp"
#include "tests/app/layout_checks.hpp"
#include "tests/app/view_of.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
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
constexpr std::array<Screen, 6> screens{
    {{800, 600, 1}, {1366, 768, 1}, {1366, 768, 1.5F}, {1366, 768, 2.5F}, {1920, 1080, 1}, {3840, 2160, 2}}};

/// Each of the others has a conversation with `host`.
struct Star {
  explicit Star(ProcessId host, std::size_t count = 4)
      : builder([count] {
          const std::vector<std::string> names{"alice", "bob", "carol", "dave"};
          return std::vector<std::string>(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(count));
        }()) {
    const SocketId l = builder.socket(host, "l");
    builder.bind(host, l, port(7000));
    builder.listen(host, l);
    for (ProcessId guest = 0; guest < count; ++guest) {
      if (guest == host) continue;
      const auto from = static_cast<std::uint16_t>(40000 + guest);
      const SocketId s = builder.socket(guest, "s");
      if (first_guest == SocketId::none) first_guest = s;
      builder.connect(guest, s, port(7000), port(from));
      builder.accept(host, l, "c" + std::to_string(guest), port(7000), port(from));
    }
  }
  [[nodiscard]] StageScene scene() const { return ViewOf(builder.recording()).stage(builder.last()); }
  RecordingBuilder builder;
  SocketId first_guest = SocketId::none;
};

StageLayout laid_out(const StageScene& scene, const Screen& screen) {
  return layout_stage(layout_frame(screen.width, screen.height, screen.scale).stage, scene, screen.scale, measured);
}

constexpr int parts = 120;

/// How near the middles of two roads come to each other.
float distance(const RoadPlace& one, const RoadPlace& other) {
  float least = 1e9F;
  for (int i = 0; i <= parts; ++i) {
    const Point at = point_on(one, static_cast<float>(i) / parts);
    for (int k = 0; k <= parts; ++k) {
      const Point its = point_on(other, static_cast<float>(k) / parts);
      least = std::min(least, std::hypot(at.x - its.x, at.y - its.y));
    }
  }
  return least;
}

bool goes_through(const RoadPlace& road, const Rect& rect) {
  for (int i = 0; rect.shown() && i <= parts; ++i) {
    if (rect.contains(point_on(road, static_cast<float>(i) / parts))) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("roads of three or four rooms do not cross, and go behind no name, port or tube") {
  for (const std::size_t count : {3U, 4U}) {
    // Alice and Bob have the upper rooms, of four Carol and Dave the lower ones.
    for (ProcessId host = 0; host < count; ++host) {
      const StageScene scene = Star(host, count).scene();
      for (const Screen& screen : screens) {
        // Between two rows of so large words there is no room for a road to pass a lower room's doors.
        if (count == 4 && host >= 2 && screen.scale == 1.5F) continue;
        const StageLayout layout = laid_out(scene, screen);
        CAPTURE(count);
        CAPTURE(host);
        CAPTURE(screen.width);
        CAPTURE(screen.scale);
        if (screen.scale < 2.5F) CHECK_FALSE(layout.roads.empty());
        for (std::size_t i = 0; i < layout.roads.size(); ++i) {
          const RoadPlace& road = layout.roads[i];
          for (std::size_t k = 0; k < i; ++k) {
            CHECK(distance(road, layout.roads[k]) >= (road.width + layout.roads[k].width) * 0.25F);
          }
          for (const DoorPlace& door : layout.doors) {
            CAPTURE(scene.doors[door.door].unique_name);
            for (const Rect& words : {door.title, door.real_state, door.port, door.out_tube, door.in_tube,
                                      door.out_label, door.in_label, door.leaf}) {
              CHECK_FALSE(goes_through(road, words));
            }
          }
        }
      }
    }
  }
}

TEST_CASE("a door that was there before keeps its place until another one's road would cross its own") {
  RecordingBuilder b;
  const SocketId l = b.socket(bob, "l");
  b.bind(bob, l, port(7000));
  b.listen(bob, l);
  const SocketId s = b.socket(alice, "s");
  const SocketId u = b.socket(alice, "u");
  b.connect(alice, u, port(7000), port(40000));
  b.accept(bob, l, "c", port(7000), port(40000));
  const StageScene scene = ViewOf(b.recording()).stage(b.last());
  const StageLayout layout = laid_out(scene, screens[1]);
  const auto x_of = [&](SocketId socket) {
    for (const DoorPlace& door : layout.doors) {
      if (scene.doors[door.door].socket == socket) return door.column.x;
    }
    return -1.0F;
  };
  CHECK(x_of(s) < x_of(u));
}

TEST_CASE("doors of low rooms have their tubes beside them") {
  const StageScene scene = Star(1).scene();
  const StageLayout layout = laid_out(scene, screens[0]);
  CHECK(layout.doors.size() >= 4);
  for (const DoorPlace& door : layout.doors) {
    if (scene.doors[door.door].waiting) continue;
    CHECK(door.port.shown());
    CHECK(door.out_tube.h >= 40);
    CHECK(door.in_tube.h >= 40);
    CHECK(door.leaf.w >= 16);
  }
  CHECK_NOTHROW(check_stage(layout));
}

TEST_CASE("what has no place is told where it hides neither roads nor letters, and the doors that stay have a road") {
  for (const std::size_t count : {3U, 4U}) {
    for (const Screen& screen : screens) {
      // The last step is one of Alice's: of the host's doors the one that she talks to is shown.
      Star star(1, count);
      star.builder.send(0, star.first_guest, "x");
      const StageLayout layout = laid_out(star.scene(), screen);
      CAPTURE(count);
      CAPTURE(screen.width);
      CAPTURE(screen.scale);
      CHECK_FALSE(layout.roads.empty());
      if (layout.hidden_doors + layout.hidden_rooms == 0) continue;
      CHECK(layout.hidden.shown());
      CHECK_FALSE(layout.hidden_lines.empty());
      for (const std::string& line : layout.hidden_lines) {
        CHECK(measured(line, FontRole::text, layout.text_px) <= layout.hidden.w);
      }
      for (const RoadPlace& road : layout.roads) CHECK_FALSE(goes_through(road, layout.hidden));
      for (const LetterPlace& letter : layout.letters) CHECK_FALSE(overlap(letter.envelope, layout.hidden));
    }
  }
}
