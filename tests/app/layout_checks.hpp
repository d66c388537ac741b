#pragma once

#include "app/layout/stage_layout.hpp"

#include <rapidcheck.h>

#include <cstddef>
#include <string_view>
#include <vector>

// What tests of layouts ask of rectangles.
namespace doorway::test {

/// Fonts for layouts without any: all letters are equally wide.
inline float measured(std::string_view text, app::FontRole, float size_px) {
  return static_cast<float>(text.size()) * size_px * 0.55F;
}

constexpr float tolerance_px = 0.6F;

inline bool overlap(const app::Rect& one, const app::Rect& other) {
  if (!one.shown() || !other.shown()) return false;
  return one.x + tolerance_px < other.right() && other.x + tolerance_px < one.right() &&
         one.y + tolerance_px < other.bottom() && other.y + tolerance_px < one.bottom();
}

inline bool is_inside(const app::Rect& inner, const app::Rect& outer) {
  if (!inner.shown()) return true;
  return inner.x + tolerance_px >= outer.x && inner.y + tolerance_px >= outer.y &&
         inner.right() <= outer.right() + tolerance_px && inner.bottom() <= outer.bottom() + tolerance_px;
}

inline void check_apart(const std::vector<app::Rect>& rects, const app::Rect& area) {
  for (std::size_t i = 0; i < rects.size(); ++i) {
    RC_ASSERT(is_inside(rects[i], area));
    for (std::size_t j = 0; j < i; ++j) RC_ASSERT(!overlap(rects[i], rects[j]));
  }
}

/// Nothing of a stage lies on something else, nor outside.
inline void check_stage(const app::StageLayout& layout) {
  std::vector<app::Rect> parts{layout.callout, layout.caption, layout.note, layout.hidden};
  for (const app::RoomPlace& room : layout.rooms) {
    parts.insert(parts.end(), {room.name, room.battlements, room.walls});
    check_apart({room.program, room.figure, room.hands, room.hands_caption, room.standing}, room.walls);
  }
  for (const app::DoorPlace& door : layout.doors) {
    parts.push_back(door.column);
    check_apart(
        {door.title, door.real_state, door.out_tube, door.in_tube, door.out_label, door.in_label, door.port, door.leaf},
        door.column);
  }
  for (const app::LetterPlace& letter : layout.letters) parts.push_back(letter.envelope);
  check_apart(parts, layout.area);
  for (const app::RoadPlace& road : layout.roads) {
    for (const app::Point& point : road.curve) {
      RC_ASSERT(is_inside({point.x, point.y, 0.1F, 0.1F}, layout.area));
    }
  }
}

}  // namespace doorway::test
