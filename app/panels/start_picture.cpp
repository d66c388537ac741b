#include "app/panels/start_picture.hpp"

#include "app/panels/lesson_door.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

constexpr float hill_share = 0.2F;  // of the sky's height

void draw_stars(const Painter& paint, Rect sky, Rect words, const Theme& theme) {
  // Fixed places, so that no star moves: a step along the golden section spreads them. None between the words.
  constexpr int star_count = 34;
  const float em = paint.text_px();
  for (int i = 0; i < star_count; ++i) {
    const Point at{sky.x + std::fmod(0.17F + 0.618034F * static_cast<float>(i), 1.0F) * sky.w,
                   sky.y + std::fmod(0.05F + 0.381966F * static_cast<float>(i * i % 31), 1.0F) * sky.h * 0.62F};
    if (at.x > words.x - em && at.x < words.right() + em) continue;
    paint.circle(at, em * (0.05F + 0.016F * static_cast<float>(i % 4)), theme.heading.faded(0.55F));
  }
}

void draw_envelope(const Painter& paint, Rect letter, const Theme& theme) {
  paint.fill(letter, theme.paper, letter.h * 0.08F);
  paint.frame(letter, theme.paper_line, 1.5F, letter.h * 0.08F);
  const Point tip{letter.center().x, letter.y + letter.h * 0.58F};
  paint.line({letter.x, letter.y}, tip, theme.paper_line, 1.5F);
  paint.line({letter.right(), letter.y}, tip, theme.paper_line, 1.5F);
}

/// The letter in the middle of its way, which is dotted: from one door up and down to the other.
void draw_way(const Painter& paint, Point from, Point to, float rise, const Theme& theme) {
  const float span = to.x - from.x;
  const auto on_way = [&](float share) {
    return Point{from.x + span * share, from.y - rise * 4 * share * (1 - share)};
  };
  constexpr int dots = 17;
  for (int i = 1; i < dots; ++i) {
    const float share = static_cast<float>(i) / dots;
    if (std::abs(share - 0.5F) > 0.1F) paint.circle(on_way(share), paint.text_px() * 0.12F, theme.road_mark);
  }
  const Point middle = on_way(0.5F);
  const float width = std::min(paint.text_px() * 3.2F, span * 0.22F);
  draw_envelope(paint, {middle.x - width / 2, middle.y - width * 0.32F, width, width * 0.64F}, theme);
}

}  // namespace

void draw_start_picture(const Painter& paint, Rect sky, Rect words, Rect place, const Theme& theme) {
  if (theme.dark) draw_stars(paint, sky, words, theme);
  const float em = paint.text_px();
  const float ground = sky.bottom() - sky.h * hill_share;
  paint.fill({sky.x, ground, sky.w, sky.bottom() - ground}, theme.hill);
  const float height = std::min(place.h * 0.56F, em * 7.5F);
  const float width = height * 0.62F;
  const float margin = place.w * 0.06F;
  const Rect left{place.x + margin, ground - height, width, height};
  const Rect right{place.right() - margin - width, ground - height, width, height};
  const Rect road{left.right(), ground - em * 0.3F, right.x - left.right(), em * 0.5F};
  paint.fill(road, theme.road);
  paint.line({road.x, road.y}, {road.right(), road.y}, theme.road_edge, 1.5F);
  draw_door_picture(paint, left, LessonDoor::ajar, 0, theme);
  draw_door_picture(paint, right, LessonDoor::ajar, 1, theme);
  const float hand = ground - height * 0.42F;
  draw_way(paint, {left.right(), hand}, {right.x, hand}, height * 0.76F, theme);
}

}  // namespace doorway::app
