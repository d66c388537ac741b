#include "app/widgets/draw.hpp"

#include "app/widgets/packed.hpp"

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

}  // namespace

void ListCanvas::fill(Rect rect, Color color, float rounding) {
  list_.AddRectFilled(low(rect), high(rect), packed(color), rounding);
}

void ListCanvas::gradient(Rect rect, Color top, Color bottom) {
  list_.AddRectFilledMultiColor(low(rect), high(rect), packed(top), packed(top), packed(bottom), packed(bottom));
}

void ListCanvas::frame(Rect rect, Color color, float thickness, float rounding) {
  add_rect(list_, rect, packed(color), rounding, thickness);
}

void ListCanvas::line(Point from, Point to, Color color, float thickness) {
  list_.AddLine(vec(from), vec(to), packed(color), thickness);
}

void ListCanvas::dashed_line(Point from, Point to, Color color, float thickness, float dash) {
  const float length = std::hypot(to.x - from.x, to.y - from.y);
  if (length <= 0) return;
  const float dx = (to.x - from.x) / length;
  const float dy = (to.y - from.y) / length;
  for (float at = 0; at < length; at += 2 * dash) {
    const float end = std::min(at + dash, length);
    line({from.x + dx * at, from.y + dy * at}, {from.x + dx * end, from.y + dy * end}, color, thickness);
  }
}

void ListCanvas::polyline(std::span<const Point> points, Color color, float thickness, bool closed) {
  add_polyline(list_, vectors(points), packed(color), closed, thickness);
}

void ListCanvas::polygon(std::span<const Point> points, Color color) {
  const std::vector<ImVec2> corners = vectors(points);
  list_.AddConvexPolyFilled(corners.data(), static_cast<int>(corners.size()), packed(color));
}

void ListCanvas::circle(Point center, float radius, Color color) {
  list_.AddCircleFilled(vec(center), radius, packed(color));
}

void ListCanvas::curve(const std::array<Point, 4>& points, Color color, float thickness) {
  list_.AddBezierCubic(vec(points[0]), vec(points[1]), vec(points[2]), vec(points[3]), packed(color), thickness);
}

void ListCanvas::begin_clip(Rect rect) {
  list_.PushClipRect(low(rect), high(rect), true);
}

void ListCanvas::end_clip() {
  list_.PopClipRect();
}

void ListCanvas::text(Point at, std::string_view words, Color color, FontRole role, float size_px) {
  list_.AddText(font_of(fonts_, role, size_px), size_px, vec(at), packed(color), words.data(),
                words.data() + words.size());
}

float ListCanvas::text_width(std::string_view words, FontRole role, float size_px) const {
  return app::text_width(fonts_, words, role, size_px);
}

float text_width(const Fonts& fonts, std::string_view text, FontRole role, float size_px) {
  ImFont* font = font_of(fonts, role, size_px);
  return font->CalcTextSizeA(size_px, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

bool is_hovered(Rect rect) {
  return rect.shown() && ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(low(rect), high(rect));
}

std::optional<Point> WindowMouse::place() const {
  if (!ImGui::IsWindowHovered()) return std::nullopt;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  return Point{mouse.x, mouse.y};
}

bool WindowMouse::is_pressed() const {
  return ImGui::IsMouseClicked(ImGuiMouseButton_Left);
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
