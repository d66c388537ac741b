#include "app/widgets/signs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

namespace doorway::app {
namespace {

constexpr float pi = 3.14159265F;

/// Points of a drawing that is one wide and one high, in the largest square in the middle of the rectangle.
template <std::size_t count>
std::array<Point, count> placed(Rect rect, const std::array<Point, count>& shape) {
  const float side = std::min(rect.w, rect.h);
  const Point corner{rect.center().x - side / 2, rect.center().y - side / 2};
  std::array<Point, count> points{};
  for (std::size_t i = 0; i < count; ++i) {
    points[i] = {corner.x + shape[i].x * side, corner.y + shape[i].y * side};
  }
  return points;
}

float stroke(Rect rect) {
  return std::max(std::min(rect.w, rect.h) * 0.09F, 1.2F);
}

constexpr std::array<Point, 5> cut{Point{0.26F, 0.14F}, Point{0.74F, 0.14F}, Point{1, 0.42F}, Point{0.5F, 0.96F},
                                   Point{0, 0.42F}};

void draw_ring(const Painter& paint, Rect rect, Color color, float thickness) {
  const float radius = std::min(rect.w, rect.h) * 0.46F;
  std::vector<Point> points;
  constexpr int parts = 24;
  for (int i = 0; i < parts; ++i) {
    const float angle = 2 * pi * static_cast<float>(i) / parts;
    points.push_back({rect.center().x + std::cos(angle) * radius, rect.center().y + std::sin(angle) * radius});
  }
  paint.polyline(points, color, thickness, true);
}

void draw_shape(const Painter& paint, std::span<const Point> points, Color color, bool filled, float thickness) {
  if (filled) paint.polygon(points, color);
  paint.polyline(points, color, thickness, true);
}

}  // namespace

void draw_closed_stone(const Painter& paint, Rect rect, const Theme& theme) {
  const auto shape =
      placed(rect, std::array<Point, 7>{Point{0.3F, 0.2F}, Point{0.66F, 0.16F}, Point{0.93F, 0.4F}, Point{0.88F, 0.74F},
                                        Point{0.58F, 0.9F}, Point{0.2F, 0.84F}, Point{0.06F, 0.5F}});
  paint.polygon(shape, over(theme.text_dim.faded(0.28F), theme.page));
  paint.polyline(shape, theme.text_dim, stroke(rect) * 0.8F, true);
  // Its edges, as of something broken from a rock.
  const auto ridge =
      placed(rect, std::array<Point, 4>{Point{0.3F, 0.2F}, Point{0.46F, 0.5F}, Point{0.06F, 0.5F}, Point{0.58F, 0.9F}});
  for (const std::size_t corner : {0, 2, 3}) {
    paint.line(ridge[corner], ridge[1], theme.text_dim, stroke(rect) * 0.55F);
  }
  paint.line(ridge[1], shape[2], theme.text_dim, stroke(rect) * 0.55F);
}

void draw_sheet_sign(const Painter& paint, Rect rect, Color color, bool filled) {
  const auto sheet = placed(rect, std::array<Point, 5>{Point{0.18F, 0.04F}, Point{0.6F, 0.04F}, Point{0.84F, 0.28F},
                                                       Point{0.84F, 0.96F}, Point{0.18F, 0.96F}});
  draw_shape(paint, sheet, color, filled, stroke(rect));
  if (filled) return;
  for (const float y : {0.5F, 0.72F}) {
    const auto line = placed(rect, std::array<Point, 2>{Point{0.34F, y}, Point{0.68F, y}});
    paint.line(line[0], line[1], color, stroke(rect) * 0.8F);
  }
}

void draw_flag_sign(const Painter& paint, Rect rect, Color color, bool filled) {
  const auto pole = placed(rect, std::array<Point, 2>{Point{0.22F, 0.04F}, Point{0.22F, 0.98F}});
  paint.line(pole[0], pole[1], color, stroke(rect) * 1.2F);
  const auto cloth = placed(rect, std::array<Point, 3>{Point{0.22F, 0.08F}, Point{0.92F, 0.3F}, Point{0.22F, 0.54F}});
  draw_shape(paint, cloth, color, filled, stroke(rect));
}

void draw_tick_sign(const Painter& paint, Rect rect, Color color, Color ground, bool filled) {
  if (filled) paint.circle(rect.center(), std::min(rect.w, rect.h) * 0.5F, color);
  if (!filled) draw_ring(paint, rect, color, stroke(rect));
  const auto tick = placed(rect, std::array<Point, 3>{Point{0.28F, 0.52F}, Point{0.45F, 0.68F}, Point{0.74F, 0.34F}});
  paint.polyline(tick, filled ? ground : color, stroke(rect) * 1.3F);
}

void draw_gem_sign(const Painter& paint, Rect rect, Color color, bool filled) {
  const auto shape = placed(rect, cut);
  draw_shape(paint, shape, color, filled, stroke(rect));
  if (!filled) paint.line(shape[4], shape[2], color, stroke(rect) * 0.8F);
}

void draw_clock_sign(const Painter& paint, Rect rect, Color color) {
  draw_ring(paint, rect, color, stroke(rect));
  const auto hands = placed(rect, std::array<Point, 3>{Point{0.5F, 0.22F}, Point{0.5F, 0.52F}, Point{0.7F, 0.62F}});
  paint.polyline(hands, color, stroke(rect));
}

void draw_table_sign(const Painter& paint, Rect rect, Color color) {
  for (const float y : {0.14F, 0.5F, 0.86F}) {
    const auto line =
        placed(rect, std::array<Point, 4>{Point{0.04F, y}, Point{0.16F, y}, Point{0.32F, y}, Point{0.98F, y}});
    paint.line(line[0], line[1], color, stroke(rect) * 1.4F);
    paint.line(line[2], line[3], color, stroke(rect) * 1.4F);
  }
}

void draw_on_sign(const Painter& paint, Rect rect, Color color) {
  paint.polygon(placed(rect, std::array<Point, 3>{Point{0.2F, 0.08F}, Point{0.92F, 0.5F}, Point{0.2F, 0.92F}}), color);
}

}  // namespace doorway::app
