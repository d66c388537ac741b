#include "app/panels/state_diagram.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

// What was not passed is there and quiet.
constexpr float quiet_share = 0.45F;

bool mouse_is_near(Point from, Point to, float reach) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const float dx = to.x - from.x;
  const float dy = to.y - from.y;
  const float length = std::max(dx * dx + dy * dy, 0.001F);
  const float along = std::clamp(((mouse.x - from.x) * dx + (mouse.y - from.y) * dy) / length, 0.0F, 1.0F);
  return ImGui::IsWindowHovered() && std::hypot(mouse.x - from.x - along * dx, mouse.y - from.y - along * dy) <= reach;
}

Color color_of(const Theme& theme, Passage passage) {
  switch (passage) {
    case Passage::none: return theme.text_dim.faded(quiet_share);
    case Passage::inferred: return theme.inferred;
    case Passage::measured: return theme.text;
  }
  return theme.line;
}

void draw_arrow(LeafBrush& brush, const StateArrow& arrow, const ArrowPath& path) {
  const Color color = color_of(brush.theme, arrow.passage);
  const bool passed = arrow.passage != Passage::none;
  const float thickness = brush.px(passed ? 2.0F : 1.2F);
  for (std::size_t i = 1; i < path.points.size(); ++i) {
    const Point from = path.points[i - 1];
    const Point to = path.points[i];
    if (arrow.passage == Passage::inferred) {
      brush.paint.dashed_line(from, to, color, thickness, brush.px(4));
    } else {
      brush.paint.line(from, to, color, thickness);
    }
    if (mouse_is_near(from, to, brush.px(4))) brush.tooltip = arrow.cause;
  }
  brush.paint.arrow_head(path.points[path.points.size() - 2], path.points.back(), color,
                         brush.px(passed ? 8.0F : 6.0F));
}

void draw_box(LeafBrush& brush, const StateBox& box, Rect rect) {
  const Theme& theme = brush.theme;
  const float rounding = brush.px(5);
  const float thickness = brush.px(1.5F);
  const bool solid_present = box.is_present && box.passage == Passage::measured;
  brush.paint.fill(rect, solid_present ? theme.accent : theme.page, rounding);
  switch (box.passage) {
    case Passage::none: brush.paint.frame(rect, theme.text_dim.faded(quiet_share), brush.px(1), rounding); break;
    case Passage::inferred: brush.paint.dashed_frame(rect, theme.inferred, thickness, brush.px(4)); break;
    case Passage::measured: brush.paint.frame(rect, theme.text, thickness, rounding); break;
  }
  Color words = box.passage == Passage::none ? theme.text_dim : theme.text;
  if (box.passage == Passage::inferred) words = theme.inferred;
  if (solid_present) words = theme.accent_text;
  const FontRole role = box.is_present ? FontRole::bold : FontRole::text;
  const float pad = brush.px(4);
  brush.words({rect.x + pad, rect.y, rect.w - 2 * pad, rect.h}, box.name, words, role, Align::center);
  const std::string present = box.is_present ? "\nThis is the last state that is known" : "";
  brush.hint(rect, box.hint + present);
}

}  // namespace

void draw_state_diagram(LeafBrush& brush, const StateDiagram& diagram, const DiagramLayout& layout) {
  for (const Passage passage : {Passage::none, Passage::inferred, Passage::measured}) {
    for (const ArrowPath& path : layout.arrows) {
      const StateArrow& arrow = diagram.arrows[path.arrow];
      if (arrow.passage == passage) draw_arrow(brush, arrow, path);
    }
  }
  for (std::size_t i = 0; i < diagram.boxes.size(); ++i) draw_box(brush, diagram.boxes[i], layout.boxes.at(i));
}

void draw_diagram_legend(LeafBrush& brush, Rect rect) {
  if (!rect.shown()) return;
  const float mark = brush.px(22);
  const float y = rect.center().y;
  float x = rect.x;
  const auto sample = [&](std::string_view words, Color color, bool dashed) {
    if (dashed) {
      brush.paint.dashed_line({x, y}, {x + mark, y}, color, brush.px(2), brush.px(4));
    } else {
      brush.paint.line({x, y}, {x + mark, y}, color, brush.px(2));
    }
    const float w = brush.paint.width(words, FontRole::text) + 1;
    x += mark + brush.px(6);
    brush.words({x, rect.y, std::min(w, rect.right() - x), rect.h}, words, color);
    x += w + brush.px(16);
  };
  sample("measured", brush.theme.text, false);
  sample("inferred", brush.theme.inferred, true);
}

}  // namespace doorway::app
