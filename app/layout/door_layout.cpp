#include "app/layout/stage_parts.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

bool fits(const std::vector<std::string>& lines, float width, const StageUnits& units) {
  return std::all_of(lines.begin(), lines.end(), [&](const std::string& line) { return units.width(line) <= width; });
}

/// The kernel's word for the state: whole, as ss(8) writes it, or broken.
std::vector<std::string> real_lines_of(const DoorView& door, float width, const StageUnits& units) {
  if (door.real_state.empty()) return {};
  if (units.width(door.real_state) <= width) return {door.real_state};
  if (units.width(door.short_state) <= width) return {door.short_state};
  return broken(door.short_state, width, units);
}

/// The state below the name, where it has no room beside it. A word that is too wide for its line says nothing that the
/// kernel's own does not say.
std::vector<std::string> state_lines_of(const DoorView& door, float width, const StageUnits& units) {
  std::vector<std::string> lines = broken(door.state, width, units);
  if (!fits(lines, width, units) && !door.real_state.empty()) lines.clear();
  return lines;
}

std::vector<std::string> waiting_lines_of(const DoorView& door, float width, const StageUnits& units) {
  if (!door.waiting) return {};
  const std::string wait = std::to_string(*door.waiting) + " wait";
  const std::string backlog = "backlog " + std::to_string(door.backlog.value_or(0));
  if (units.width(wait + ", " + backlog) <= width) return {wait + ", " + backlog};
  std::vector<std::string> lines = broken(backlog, width, units);
  lines.insert(lines.begin(), wait);
  return lines;
}

/// The plate with the port, as wide as its words need. What fits in no way is left out: half a number would be another.
void place_port(DoorPlace& place, const DoorView& door, float y, float height, const StageUnits& units) {
  const float most = place.column.w - units.px(4);
  const float pad = units.px(8);
  const auto is_too_wide = [&](const std::string& words) { return units.width(words) + pad > most; };
  place.port_is_struck = !door.old_port.empty() && is_too_wide(door.port);
  place.port_words = place.port_is_struck ? door.old_port : door.port;
  if (is_too_wide(place.port_words)) {
    place.port_is_struck = false;
    place.port_words.clear();
    return;
  }
  const float width = std::max(std::min(most, units.px(76)), units.width(place.port_words) + pad);
  place.port = {place.column.center().x - width / 2, y, width, height};
}

/// Columns of lines that must have room above the leaf.
struct Heights {
  float free = 0;
  bool take(float height) {
    if (free < height) return false;
    free -= height;
    return true;
  }
};

/// A door whose column is too low for tubes above it has them at its sides, as high as itself.
bool stands_between_tubes(const Rect& column, float left_for_door, const StageUnits& units) {
  return column.w >= units.px(54) && left_for_door >= units.line + units.px(44);
}

/// From the ground up: the door between its two tubes, or alone where it listens; above it what is in them or waits.
void lay_between_tubes(DoorPlace& place, const DoorView& door, float top, const StageUnits& units) {
  const Rect column = place.column;
  const float half = column.w / 2;
  const float middle = column.x + half;
  const Rect words{column.x, top, column.w, units.line};
  const float y = words.bottom() + units.px(2);
  const float height = column.bottom() - y;
  const float tube = std::min(units.px(18), column.w * 0.24F);
  const float beside = door.waiting ? 0.0F : tube + units.px(3);
  const float width = std::min({column.w - 2 * beside - units.px(4), height * 0.62F, units.px(76)});
  place.leaf = {middle - width / 2, y, width, height};
  if (door.waiting) place.waiting_lines = waiting_lines_of(door, words.w, units);
  if (place.waiting_lines.size() > 1) place.waiting_lines.resize(1);
  place.out_label = {column.x, top, half, units.line};
  place.in_label = {middle, top, half, units.line};
  if (door.waiting) return;
  const float tube_height = height - units.px(3);
  place.out_tube = {place.leaf.x - units.px(3) - tube, y, tube, tube_height};
  place.in_tube = {place.leaf.right() + units.px(3), y, tube, tube_height};
}

}  // namespace

std::vector<std::string> broken(std::string_view words, float width, const StageUnits& units) {
  std::vector<std::string> lines;
  while (!words.empty()) {
    std::size_t end = 0;
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t gap = words.find_first_of(" -", at);
      const bool is_hyphen = gap != std::string_view::npos && words[gap] == '-';
      const std::size_t stop = gap == std::string_view::npos ? words.size() : gap + (is_hyphen ? 1 : 0);
      if (end > 0 && units.width(words.substr(0, stop)) > width) break;
      end = stop;
      at = gap == std::string_view::npos ? words.size() : gap + 1;
    }
    if (end == 0) end = words.size();
    lines.emplace_back(words.substr(0, end));
    words.remove_prefix(end);
    while (!words.empty() && words.front() == ' ') words.remove_prefix(1);
  }
  return lines;
}

// From the ground up: the door, its port, the kernel's two tubes with their words, the name and the state. What does
// not fit is left out from the least to the most needed: the real state, the tubes, the port.
DoorPlace layout_door(Rect column, const DoorView& door, const StageUnits& units) {
  DoorPlace place;
  place.column = column;
  const float gap = units.px(4);
  const float pill = units.line + units.px(4);
  const float least_leaf = units.px(40);
  const float least_tube = units.px(40);
  const float words_width = column.w - units.px(4);
  const auto height_of = [&](const std::vector<std::string>& lines) {
    return static_cast<float>(lines.size()) * units.line;
  };

  Heights heights{column.h - least_leaf};
  const bool has_title = heights.take(units.line);
  const bool has_port = heights.take(pill + gap);
  const bool has_tubes = heights.take(least_tube + units.line + 2 * gap);
  const bool is_between = !has_tubes && has_port && stands_between_tubes(column, heights.free + least_leaf, units);
  const float beside_height = units.line + units.px(6);
  const bool has_state_line =
      is_between ? heights.free >= beside_height + units.line && heights.take(units.line) : heights.take(units.line);
  // Above the tubes there is a place for what points at them, where all else has its own.
  const float above_tubes =
      has_tubes && heights.free > units.px(90) && heights.take(units.px(24)) ? units.px(24) : 0.0F;
  const float free = std::max(heights.free, 0.0F);
  float leaf_height = least_leaf + free * (has_tubes ? 0.55F : 1.0F);
  leaf_height = std::min({units.px(230), leaf_height, column.h});
  float tube_height = std::min(units.px(190), least_tube + std::max(free - (leaf_height - least_leaf), 0.0F));

  // Further lines cost the tube, so that the doors of a row and their ports stay in line.
  Heights spare{has_tubes ? tube_height - units.px(22) : 0.0F};
  std::vector<std::string> waiting = waiting_lines_of(door, words_width, units);
  while (waiting.size() > 1 && !spare.take(height_of(waiting) - units.line)) waiting.pop_back();
  const float label = std::max(height_of(waiting), units.line);
  const float beside = units.width(door.name + " ", FontRole::bold) + units.width(door.state);
  if (has_title && beside > words_width) {
    place.state_lines = state_lines_of(door, words_width, units);
    if (!spare.take(height_of(place.state_lines))) place.state_lines.clear();
  }
  if (has_state_line) {
    place.real_lines = real_lines_of(door, words_width, units);
    if (place.real_lines.size() > 1 && !spare.take(height_of(place.real_lines) - units.line)) place.real_lines.clear();
  }
  if (has_tubes) tube_height = spare.free + units.px(22);

  const float leaf_width = std::min({column.w - units.px(10), leaf_height * 0.62F, units.px(76)});
  const float middle = column.x + column.w / 2;
  place.leaf = {middle - leaf_width / 2, column.bottom() - leaf_height, leaf_width, leaf_height};
  float y = place.leaf.y;
  if (is_between) {
    y = column.y + (has_title ? units.line : 0) + (has_state_line ? units.line : 0) + pill + gap;
    lay_between_tubes(place, door, y, units);
  }
  if (has_port) {
    y -= pill + gap;
    place_port(place, door, y, pill, units);
  }
  if (has_tubes) {
    y -= label + gap;
    const float half = column.w / 2;
    place.out_label = {column.x, y, half, label};
    place.in_label = {middle, y, half, label};
    place.waiting_lines = waiting;
    y -= tube_height + gap;
    const float width = std::min(half - units.px(4), units.px(30));
    place.out_tube = {middle - half / 2 - width / 2, y, width, tube_height};
    place.in_tube = {middle + half / 2 - width / 2, y, width, tube_height};
    y -= above_tubes;
  }
  if (has_state_line) {
    const float height = std::max(height_of(place.real_lines), units.line);
    y -= height;
    place.real_state = {column.x, y, column.w, height};
  }
  if (has_title) {
    const float height = units.line + height_of(place.state_lines);
    y -= height;
    place.title = {column.x, y, column.w, height};
  }
  return place;
}

}  // namespace doorway::app
