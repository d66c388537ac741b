#include "app/widgets/painter.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace doorway::app {
namespace {

// Of the size of text: what has not enough room for its words may be drawn as small as this.
constexpr float smallest_share = 0.8F;

}  // namespace

void Painter::fill(Rect rect, Color color, float rounding) const {
  if (rect.shown()) canvas_.fill(rect, color, rounding);
}

void Painter::gradient(Rect rect, Color top, Color bottom) const {
  if (rect.shown()) canvas_.gradient(rect, top, bottom);
}

void Painter::frame(Rect rect, Color color, float thickness, float rounding) const {
  if (rect.shown()) canvas_.frame(rect, color, thickness, rounding);
}

void Painter::dashed_frame(Rect rect, Color color, float thickness, float dash) const {
  if (!rect.shown()) return;
  const Point a{rect.x, rect.y};
  const Point b{rect.right(), rect.y};
  const Point c{rect.right(), rect.bottom()};
  const Point d{rect.x, rect.bottom()};
  dashed_line(a, b, color, thickness, dash);
  dashed_line(b, c, color, thickness, dash);
  dashed_line(c, d, color, thickness, dash);
  dashed_line(d, a, color, thickness, dash);
}

void Painter::line(Point from, Point to, Color color, float thickness) const {
  canvas_.line(from, to, color, thickness);
}

void Painter::dashed_line(Point from, Point to, Color color, float thickness, float dash) const {
  if (dash > 0) canvas_.dashed_line(from, to, color, thickness, dash);
}

void Painter::polyline(std::span<const Point> points, Color color, float thickness, bool closed) const {
  canvas_.polyline(points, color, thickness, closed);
}

void Painter::polygon(std::span<const Point> points, Color color) const {
  canvas_.polygon(points, color);
}

void Painter::circle(Point center, float radius, Color color) const {
  canvas_.circle(center, radius, color);
}

void Painter::curve(const std::array<Point, 4>& points, Color color, float thickness) const {
  canvas_.curve(points, color, thickness);
}

void Painter::hatch(Rect rect, Color color, float spacing, float thickness) const {
  if (!rect.shown() || spacing <= 0) return;
  canvas_.begin_clip(rect);
  for (float x = rect.x - rect.h; x < rect.right(); x += spacing) {
    line({x, rect.bottom()}, {x + rect.h, rect.y}, color, thickness);
  }
  canvas_.end_clip();
}

void Painter::arrow_head(Point from, Point tip, Color color, float size) const {
  const float length = std::hypot(tip.x - from.x, tip.y - from.y);
  if (length <= 0) return;
  const float dx = (tip.x - from.x) / length * size;
  const float dy = (tip.y - from.y) / length * size;
  const std::array<Point, 3> corners{tip, Point{tip.x - dx + dy * 0.5F, tip.y - dy - dx * 0.5F},
                                     Point{tip.x - dx - dy * 0.5F, tip.y - dy + dx * 0.5F}};
  polygon(corners, color);
}

float Painter::width(std::string_view text, FontRole role) const {
  return canvas_.text_width(text, role, text_px_);
}

void Painter::text(Point at, std::string_view text, Color color, FontRole role) const {
  canvas_.text({std::floor(at.x), std::floor(at.y)}, text, color, role, text_px_);
}

bool Painter::text_in(Rect rect, std::string_view words, Color color, Align align, FontRole role) const {
  if (!rect.shown()) return false;
  const float share = std::clamp(rect.w / std::max(width(words, role), 1.0F), smallest_share, 1.0F);
  return line_in(rect, words, color, align, role, std::max(text_px_ * share, std::min(text_px_, least_px_)));
}

bool Painter::line_in(Rect rect, std::string_view words, Color color, Align align, FontRole role, float size_px) const {
  const auto measure = [this](std::string_view part, FontRole of, float size) {
    return canvas_.text_width(part, of, size);
  };
  const std::string fitting = shortened(words, rect.w, role, size_px, measure);
  const float free = std::max(rect.w - measure(fitting, role, size_px), 0.0F);
  const float share = align == Align::left ? 0.0F : (align == Align::center ? 0.5F : 1.0F);
  const Point at{std::floor(rect.x + free * share), std::floor(rect.y + (rect.h - size_px) / 2 - size_px * 0.06F)};
  canvas_.text(at, fitting, color, role, size_px);
  return fitting.size() != words.size();
}

void Painter::paragraph(Rect rect, std::string_view words, Color color, FontRole role) const {
  const float line_height = std::ceil(text_px_ * 1.35F);
  Rect line_rect{rect.x, rect.y, rect.w, line_height};
  while (!words.empty() && line_rect.bottom() <= rect.bottom() + 0.5F) {
    std::size_t end = 0;
    const bool is_last = line_rect.bottom() + line_height > rect.bottom() + 0.5F;
    for (std::size_t next = 0; next != std::string_view::npos && next <= words.size();) {
      const std::size_t blank = words.find(' ', next);
      const std::size_t stop = std::min(blank, words.size());
      if (end > 0 && width(words.substr(0, stop), role) > rect.w) break;
      end = stop;
      next = blank == std::string_view::npos ? blank : blank + 1;
    }
    line_in(line_rect, is_last ? words : words.substr(0, end), color, Align::left, role, text_px_);
    if (is_last) return;
    words.remove_prefix(std::min(end + 1, words.size()));
    line_rect.y += line_height;
  }
}

std::string shortened(std::string_view text, float width, FontRole role, float size_px, const TextMeasure& measure) {
  if (measure(text, role, size_px) <= width) return std::string(text);
  std::vector<std::size_t> ends{0};
  for (std::size_t at = 0; at < text.size();) {
    at += std::max<std::size_t>(decode_utf8(text.substr(at)).size_bytes, 1);
    ends.push_back(std::min(at, text.size()));
  }
  const auto fits = [&](std::size_t end) {
    return measure(std::string(text.substr(0, end)) + "…", role, size_px) <= width;
  };
  const auto beyond = std::partition_point(ends.begin(), ends.end(), fits);
  return beyond == ends.begin() ? std::string() : std::string(text.substr(0, *std::prev(beyond))) + "…";
}

}  // namespace doorway::app
