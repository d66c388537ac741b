#include "app/widgets/draw.hpp"

#include "app/widgets/packed.hpp"
#include "core/base/utf8.hpp"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <vector>

namespace doorway::app {
namespace {

ImVec2 vec(Point point) {
  return {point.x, point.y};
}

ImVec2 low(Rect rect) {
  return {rect.x, rect.y};
}

ImVec2 high(Rect rect) {
  return {rect.right(), rect.bottom()};
}

// Bold words that are larger than ordinary ones are sharp only in the letters that are made for titles.
ImFont* font_of(const Fonts& fonts, FontRole role, float size_px) {
  switch (role) {
    case FontRole::text: return fonts.text;
    case FontRole::bold: return size_px > fonts.size * 1.2F ? fonts.title : fonts.bold;
    case FontRole::mono: return fonts.mono;
  }
  return fonts.text;
}

// ImGui 1.92.8 has thickness before flags.
void add_rect(ImDrawList& list, Rect rect, ImU32 color, float rounding, float thickness) {
#if IMGUI_VERSION_NUM >= 19280
  list.AddRect(low(rect), high(rect), color, rounding, thickness);
#else
  list.AddRect(low(rect), high(rect), color, rounding, 0, thickness);
#endif
}

void add_polyline(ImDrawList& list, const std::vector<ImVec2>& points, ImU32 color, bool closed, float thickness) {
  const ImDrawFlags flags = closed ? ImDrawFlags_Closed : ImDrawFlags_None;
#if IMGUI_VERSION_NUM >= 19280
  list.AddPolyline(points.data(), static_cast<int>(points.size()), color, thickness, flags);
#else
  list.AddPolyline(points.data(), static_cast<int>(points.size()), color, flags, thickness);
#endif
}

std::vector<ImVec2> vectors(std::span<const Point> points) {
  std::vector<ImVec2> result;
  result.reserve(points.size());
  for (const Point point : points) result.push_back(vec(point));
  return result;
}

// Of the size of text: what has not enough room for its words may be drawn as small as this.
constexpr float smallest_share = 0.8F;

}  // namespace

void Painter::fill(Rect rect, Color color, float rounding) const {
  if (rect.shown()) list_.AddRectFilled(low(rect), high(rect), packed(color), rounding);
}

void Painter::gradient(Rect rect, Color top, Color bottom) const {
  if (!rect.shown()) return;
  list_.AddRectFilledMultiColor(low(rect), high(rect), packed(top), packed(top), packed(bottom), packed(bottom));
}

void Painter::frame(Rect rect, Color color, float thickness, float rounding) const {
  if (rect.shown()) add_rect(list_, rect, packed(color), rounding, thickness);
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
  list_.AddLine(vec(from), vec(to), packed(color), thickness);
}

void Painter::dashed_line(Point from, Point to, Color color, float thickness, float dash) const {
  const float length = std::hypot(to.x - from.x, to.y - from.y);
  if (length <= 0 || dash <= 0) return;
  const float dx = (to.x - from.x) / length;
  const float dy = (to.y - from.y) / length;
  for (float at = 0; at < length; at += 2 * dash) {
    const float end = std::min(at + dash, length);
    line({from.x + dx * at, from.y + dy * at}, {from.x + dx * end, from.y + dy * end}, color, thickness);
  }
}

void Painter::polyline(std::span<const Point> points, Color color, float thickness, bool closed) const {
  add_polyline(list_, vectors(points), packed(color), closed, thickness);
}

void Painter::polygon(std::span<const Point> points, Color color) const {
  const std::vector<ImVec2> corners = vectors(points);
  list_.AddConvexPolyFilled(corners.data(), static_cast<int>(corners.size()), packed(color));
}

void Painter::circle(Point center, float radius, Color color) const {
  list_.AddCircleFilled(vec(center), radius, packed(color));
}

void Painter::curve(const std::array<Point, 4>& points, Color color, float thickness) const {
  list_.AddBezierCubic(vec(points[0]), vec(points[1]), vec(points[2]), vec(points[3]), packed(color), thickness);
}

void Painter::hatch(Rect rect, Color color, float spacing, float thickness) const {
  if (!rect.shown() || spacing <= 0) return;
  list_.PushClipRect(low(rect), high(rect), true);
  for (float x = rect.x - rect.h; x < rect.right(); x += spacing) {
    line({x, rect.bottom()}, {x + rect.h, rect.y}, color, thickness);
  }
  list_.PopClipRect();
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
  return text_width(fonts_, text, role, text_px_);
}

void Painter::text(Point at, std::string_view text, Color color, FontRole role) const {
  const ImVec2 place{std::floor(at.x), std::floor(at.y)};
  list_.AddText(font_of(fonts_, role, text_px_), text_px_, place, packed(color), text.data(),
                text.data() + text.size());
}

bool Painter::text_in(Rect rect, std::string_view words, Color color, Align align, FontRole role) const {
  if (!rect.shown()) return false;
  const float share = std::clamp(rect.w / std::max(width(words, role), 1.0F), smallest_share, 1.0F);
  return line_in(rect, words, color, align, role, text_px_ * share);
}

bool Painter::line_in(Rect rect, std::string_view words, Color color, Align align, FontRole role, float size_px) const {
  const auto measure = [this](std::string_view part, FontRole of, float size) {
    return text_width(fonts_, part, of, size);
  };
  const std::string fitting = shortened(words, rect.w, role, size_px, measure);
  const float free = std::max(rect.w - measure(fitting, role, size_px), 0.0F);
  const float share = align == Align::left ? 0.0F : (align == Align::center ? 0.5F : 1.0F);
  const Point at{std::floor(rect.x + free * share), std::floor(rect.y + (rect.h - size_px) / 2 - size_px * 0.06F)};
  list_.AddText(font_of(fonts_, role, size_px), size_px, vec(at), packed(color), fitting.data(),
                fitting.data() + fitting.size());
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

float text_width(const Fonts& fonts, std::string_view text, FontRole role, float size_px) {
  ImFont* font = font_of(fonts, role, size_px);
  return font->CalcTextSizeA(size_px, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

bool is_hovered(Rect rect) {
  return rect.shown() && ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(low(rect), high(rect));
}

void show_tooltip(std::string_view text, const Fonts& fonts) {
  if (text.empty()) return;
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(fonts.size * 30);
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
}

}  // namespace doorway::app
