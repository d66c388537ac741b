#include "app/layout/stage_parts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace doorway::app {
namespace {

/// Chooses the lines of the program that are shown in this height: the present one is among them.
void show_lines(RoomPlace& place, const RoomView& room, float height, const StageUnits& units) {
  const float padding = units.px(6);
  const float usable = height - 2 * padding;
  if (room.program.empty() || usable < units.program_line) return;
  const auto fitting = static_cast<std::size_t>(usable / units.program_line);
  place.line_count = std::min(fitting, room.program.size());
  const std::size_t half = place.line_count / 2;
  const std::size_t latest = room.program.size() - place.line_count;
  place.first_line = room.present_line > half ? std::min(room.present_line - half, latest) : 0;
  const float used = static_cast<float>(place.line_count) * units.program_line + 2 * padding;
  place.program = {place.inside.x, place.inside.y, place.inside.w, used};
}

/// What it does, in one line or two. `inside` is all that the room has, `pad_y` is kept free above and below the lines.
void place_standing(RoomPlace& place, const RoomView& room, Rect inside, float pad_y, const StageUnits& units) {
  const float pad = units.px(room.failed ? 20 : 4);
  std::vector<std::string> lines = broken(room.standing_text, inside.w - pad - units.px(4), units);
  // A second line costs the figure a part of its place, and is worth it only where there is much of it, for words.
  const auto is_too_wide = [&](const std::string& line) { return units.width(line) > inside.w - pad - units.px(4); };
  const bool is_low = inside.h < 5.5F * units.line && lines.size() > 1;
  const bool has_remnant = lines.size() > 1 && lines.back().size() < 4;
  if (lines.size() > 2 || is_low || has_remnant || std::any_of(lines.begin(), lines.end(), is_too_wide)) {
    lines = {is_too_wide(room.standing_text) ? room.short_standing : room.standing_text};
  }
  const std::size_t colon = room.short_standing.find(": ");
  const bool names_error = room.failed && colon != std::string::npos;
  if (names_error && is_too_wide(lines.front()) && inside.h >= 4 * units.line) {
    lines = {room.short_standing.substr(0, colon), room.short_standing.substr(colon + 2)};
  }
  // The cross beside it says that it failed.
  if (names_error && lines.size() == 1 && is_too_wide(lines.front())) lines = {room.short_standing.substr(colon + 2)};
  const float strip = std::min(static_cast<float>(lines.size()) * units.line + pad_y, inside.h);
  place.standing = {inside.x, inside.bottom() - strip, inside.w, strip};
  place.standing_lines = std::move(lines);
}

/// Figure at the left from the program down to the floor, and at its right the hands and what it does: for rooms that
/// are low and wide.
bool stack_wide(RoomPlace& place, const RoomView& room, Rect inside, const StageUnits& units) {
  const float hands_height = units.line + units.px(2);
  const float strip = units.line + units.px(4);
  const float least = hands_height + units.line + strip + units.px(3);
  if (inside.w < units.px(170) || inside.h < least) return false;
  const bool has_program = inside.h >= least + units.program_line + units.px(15);
  const float most_program = inside.h - least - units.px(3);
  if (has_program) {
    show_lines(place, room, std::max(std::min(inside.h * 0.5F, most_program), units.program_line + units.px(12)),
               units);
  }
  const float top = place.program.shown() ? place.program.bottom() + units.px(3) : inside.y;
  const float height = std::min(inside.bottom() - top, units.px(170));
  const float width = std::min(height * 0.58F, inside.w * 0.36F);
  place.figure = {inside.x, inside.bottom() - height, width, height};
  const float x = place.figure.right() + units.px(6);
  place_standing(place, room, {x, top, inside.right() - x, inside.bottom() - top}, units.px(4), units);
  const float free = place.standing.y - top - units.px(3) - hands_height - units.line;
  if (free < 0) {
    const float words = inside.right() - x - units.px(room.failed ? 24 : 8);
    place.standing_lines = {units.width(room.standing_text) <= words ? room.standing_text : room.short_standing};
    place.standing = {x, inside.bottom() - strip, inside.right() - x, strip};
  }
  const float hands_top = top + std::max(free, 0.0F) / 2;
  place.hands = {x, hands_top, inside.right() - x, hands_height};
  place.hands_caption = {x, place.hands.bottom(), place.hands.w, units.line};
  return true;
}

/// Who it is beside what they do, where there is room for nothing else.
void stand_beside(RoomPlace& place, Rect inside, const RoomView& room, const StageUnits& units) {
  const float width = inside.h * 0.58F;
  const float left = inside.w - width - units.px(4);
  if (inside.h < units.px(34) || left < units.width(room.standing_text) + units.px(room.failed ? 24 : 8)) return;
  place.figure = {inside.x, inside.y, width, inside.h};
  place.standing.x = inside.right() - left;
  place.standing.w = left;
  place.standing_lines = {room.standing_text};
}

/// Figure at the left, hands at its right: for rooms that are low.
void stack_low(RoomPlace& place, const RoomView& room, Rect rest, const StageUnits& units) {
  // The present line of the program comes before a large figure.
  const float beside_line = rest.h - units.program_line - units.px(16.5F);
  const float full_row = std::min(rest.h, std::max(units.px(58), rest.h * 0.5F));
  const float row = beside_line >= units.px(34) ? std::min(beside_line, full_row) : full_row;
  const bool has_program = rest.h - row >= units.program_line + units.px(16);
  if (has_program) show_lines(place, room, rest.h - row - units.px(4), units);
  if (row < units.px(30)) {
    show_lines(place, room, rest.h, units);
    return;
  }
  const Rect strip{rest.x, rest.bottom() - row, rest.w, row};
  const float figure_width = std::min(row * 0.72F, rest.w * 0.4F);
  place.figure = {strip.x + units.px(4), strip.y, figure_width, strip.h};
  const float hands_x = place.figure.right() + units.px(6);
  const float hands_width = rest.right() - hands_x;
  if (hands_width < units.px(30)) return;
  const float hands_height = std::min(units.line + units.px(4), row);
  const bool has_caption = row >= hands_height + units.line;
  const float top = strip.y + (row - hands_height - (has_caption ? units.line : 0)) / 2;
  place.hands = {hands_x, top, hands_width, hands_height};
  if (has_caption) place.hands_caption = {hands_x, place.hands.bottom(), hands_width, units.line};
}

/// Program, figure and hands one below the other.
void stack_high(RoomPlace& place, const RoomView& room, Rect rest, const StageUnits& units) {
  const float hands_height = units.line + units.px(6);
  const float below = hands_height + units.line + units.px(10);
  const float figure_least = std::clamp(rest.h * 0.36F, units.px(48), units.px(180));
  show_lines(place, room, rest.h - below - figure_least - units.px(8), units);
  const float top = place.program.shown() ? place.program.bottom() + units.px(8) : rest.y;
  const float space = rest.bottom() - below - top;
  const float figure_height = std::min(space, units.px(260));
  const float figure_width = std::min(figure_height * 0.62F, rest.w * 0.8F);
  place.figure = {rest.x + (rest.w - figure_width) / 2, rest.bottom() - below - figure_height, figure_width,
                  figure_height};
  place.hands = {rest.x + units.px(4), place.figure.bottom() + units.px(4), rest.w - units.px(8), hands_height};
  place.hands_caption = {place.hands.x, place.hands.bottom(), place.hands.w, units.line};
}

}  // namespace

RoomPlace layout_room(Rect slot, const RoomView& room, const StageUnits& units) {
  RoomPlace place;
  const float name_height = slot.h > units.px(260) ? units.line + units.px(10) : units.line;
  const float tooth = std::min(units.px(13), slot.h * 0.08F);
  // Who it is and what they do come before all else in a room.
  const bool has_name = slot.h >= name_height * 3;
  if (has_name) place.name = {slot.x, slot.y, slot.w, name_height};
  const float top = slot.y + (place.name.shown() ? name_height : 0);
  place.battlements = {slot.x, top, slot.w, tooth};
  place.walls = {slot.x, top + tooth, slot.w, slot.bottom() - top - tooth};
  const float side = std::min(units.px(10), slot.w * 0.06F);
  place.inside = {place.walls.x + side, place.walls.y + side, place.walls.w - 2 * side, place.walls.h - 2 * side};
  if (!place.inside.shown()) {
    place.inside = {};
    return place;
  }
  const Rect inside = place.inside;
  if (inside.h < units.line) return place;
  place_standing(place, room, inside, units.px(10), units);
  const Rect rest{inside.x, inside.y, inside.w, inside.h - place.standing.h - units.px(4)};
  if (rest.h < units.px(24)) {
    stand_beside(place, inside, room, units);
    return place;
  }
  // A narrow room has no place for hands beside the figure.
  const bool is_narrow = inside.w < units.px(170);
  const float enough = is_narrow ? units.px(48 + 34 + 20) + units.line + units.program_line
                                 : units.px(64 + 24 + 26) + 2 * units.line + 3 * units.program_line;
  if (rest.h >= enough) {
    stack_high(place, room, rest, units);
  } else if (!stack_wide(place, room, inside, units)) {
    place.program = {};
    place.line_count = 0;
    stack_low(place, room, rest, units);
  }
  return place;
}

}  // namespace doorway::app
