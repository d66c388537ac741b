#include "app/layout/stage_parts.hpp"

#include <algorithm>

namespace doorway::app {

// From the ground up: the door, its port, the kernel's two tubes with their words, the name and the state. What does
// not fit is left out from the least to the most needed: the real state, the tubes, the port.
DoorPlace layout_door(Rect column, const StageUnits& units) {
  DoorPlace place;
  place.column = column;
  const float gap = units.px(4);
  const float pill = units.line + units.px(4);
  const float least_leaf = units.px(40);
  const float least_tube = units.px(40);
  float free = column.h - least_leaf;
  const bool has_title = free >= units.line;
  if (has_title) free -= units.line;
  const bool has_port = free >= pill + gap;
  if (has_port) free -= pill + gap;
  const bool has_tubes = free >= least_tube + units.line + 2 * gap;
  if (has_tubes) free -= least_tube + units.line + 2 * gap;
  const bool has_state = free >= units.line;
  if (has_state) free -= units.line;

  const float leaf_height = std::min(units.px(168), least_leaf + std::max(free, 0.0F) * (has_tubes ? 0.55F : 1.0F));
  const float tube_height = std::min(units.px(150), least_tube + std::max(free - (leaf_height - least_leaf), 0.0F));
  const float leaf_width = std::min({column.w - units.px(10), leaf_height * 0.62F, units.px(64)});
  const float middle = column.x + column.w / 2;
  place.leaf = {middle - leaf_width / 2, column.bottom() - std::min(leaf_height, column.h), leaf_width,
                std::min(leaf_height, column.h)};
  float y = place.leaf.y;
  if (has_port) {
    y -= pill + gap;
    const float width = std::min(column.w - units.px(4), units.px(66));
    place.port = {middle - width / 2, y, width, pill};
  }
  if (has_tubes) {
    y -= units.line + gap;
    const float half = column.w / 2;
    place.out_label = {column.x, y, half, units.line};
    place.in_label = {middle, y, half, units.line};
    y -= tube_height + gap;
    const float width = std::min(half - units.px(4), units.px(30));
    place.out_tube = {middle - half / 2 - width / 2, y, width, tube_height};
    place.in_tube = {middle + half / 2 - width / 2, y, width, tube_height};
  }
  if (has_state) {
    y -= units.line;
    place.real_state = {column.x, y, column.w, units.line};
  }
  if (has_title) {
    y -= units.line;
    place.title = {column.x, y, column.w, units.line};
  }
  return place;
}

}  // namespace doorway::app
