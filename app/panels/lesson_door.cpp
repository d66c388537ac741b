#include "app/panels/lesson_door.hpp"

#include "app/widgets/signs.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace doorway::app {
namespace {

std::vector<Point> arch(Rect rect) {
  std::vector<Point> points{{rect.x, rect.bottom()}};
  const float rise = std::min(rect.w * 0.5F, rect.h);
  constexpr int parts = 16;
  for (int i = 0; i <= parts; ++i) {
    const float angle = 3.14159265F * static_cast<float>(i) / parts;
    points.push_back({rect.center().x - std::cos(angle) * rect.w / 2, rect.y + rise - std::sin(angle) * rise});
  }
  points.push_back({rect.right(), rect.bottom()});
  return points;
}

/// The leaf of a door that stands open, hinged at the left: nearer to us at its right edge, and so higher.
void draw_open_leaf(const Painter& paint, Rect opening, float share, const ProcessColors& colors, const Theme& theme) {
  const float width = opening.w * share;
  const float rise = opening.w * 0.3F;
  const float lean = opening.h * 0.05F;
  const std::vector<Point> leaf{{opening.x, opening.y + rise},
                                {opening.x + width, opening.y + rise * 0.55F},
                                {opening.x + width, opening.bottom() + lean},
                                {opening.x, opening.bottom()}};
  paint.polygon(leaf, colors.strong);
  paint.polygon(std::vector<Point>{{leaf[0].x, leaf[0].y},
                                   {leaf[0].x + width * 0.3F, leaf[0].y - rise * 0.13F},
                                   {leaf[0].x + width * 0.3F, opening.bottom() + lean * 0.3F},
                                   {leaf[0].x, opening.bottom()}},
                colors.shade);
  paint.circle({opening.x + width * 0.82F, opening.y + opening.h * 0.6F}, std::max(opening.w * 0.045F, 1.5F),
               theme.door_knob);
}

void draw_shut_leaf(const Painter& paint, Rect opening, const ProcessColors& colors, const Theme& theme) {
  const float rise = opening.w * 0.5F;
  paint.fill({opening.x, opening.y + rise, opening.w * 0.3F, opening.h - rise}, colors.shade);
  paint.circle({opening.right() - opening.w * 0.16F, opening.y + opening.h * 0.62F}, std::max(opening.w * 0.06F, 1.5F),
               theme.door_knob);
}

void draw_bricks(const Painter& paint, Rect opening, const Theme& theme) {
  bool shifted = false;
  const float height = std::max(opening.h / 7, 2.0F);
  for (float y = opening.y + opening.w * 0.4F; y < opening.bottom() - 1; y += height) {
    paint.line({opening.x, y}, {opening.right(), y}, theme.door_frame, 1);
    const float x = opening.x + opening.w * (shifted ? 0.3F : 0.65F);
    paint.line({x, y}, {x, std::min(y + height, opening.bottom())}, theme.door_frame, 1);
    shifted = !shifted;
  }
}

}  // namespace

void draw_door_picture(const Painter& paint, Rect rect, LessonDoor door, std::size_t color, const Theme& theme) {
  const ProcessColors& colors = theme.of_process(color);
  const float edge = std::max(rect.w * 0.08F, 2.0F);
  const Rect opening{rect.x + edge, rect.y + edge, rect.w - 2 * edge, rect.h - edge};
  const bool is_lit = door == LessonDoor::ajar || door == LessonDoor::open;
  const Color behind = is_lit ? theme.light : (door == LessonDoor::shut ? colors.strong : theme.unknown_byte);
  paint.polygon(arch(rect), theme.door_frame);
  paint.polygon(arch(opening), behind);
  switch (door) {
    case LessonDoor::shut: return draw_shut_leaf(paint, opening, colors, theme);
    case LessonDoor::ajar: return draw_open_leaf(paint, opening, 0.66F, colors, theme);
    case LessonDoor::open: return draw_open_leaf(paint, opening, 0.24F, colors, theme);
    case LessonDoor::walled_up: return draw_bricks(paint, opening, theme);
  }
}

void draw_lesson_door(const Painter& paint, Rect rect, LessonDoor door, std::size_t index, const Theme& theme) {
  draw_door_picture(paint, rect, door, index, theme);
  // The number is read on letter paper, whatever colour the door has.
  const float side = std::min(paint.text_px() * 1.55F, rect.w * 0.62F);
  const Rect plaque{rect.center().x - side / 2, rect.y + rect.w * 0.22F, side, side};
  paint.circle(plaque.center(), side / 2 + 1, theme.paper_line);
  paint.circle(plaque.center(), side / 2, theme.paper);
  paint.text_in({plaque.x + side * 0.1F, plaque.y, side * 0.8F, side}, std::to_string(index + 1), theme.paper_text,
                Align::center, FontRole::bold);
  if (door != LessonDoor::open) return;
  const float tick = rect.w * 0.42F;
  draw_tick_sign(paint, {rect.right() - tick * 0.8F, rect.bottom() - tick * 0.9F, tick, tick}, theme.action,
                 theme.action_text, true);
}

}  // namespace doorway::app
