#include "app/panels/edges.hpp"

#include "app/widgets/button.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

const char* id_of(FramePart part) {
  switch (part) {
    case FramePart::lesson: return "edge of the lesson";
    case FramePart::timeline: return "edge of the timeline";
    case FramePart::inspector: return "edge of the inspector";
  }
  return "";
}

void drag(const FrameLayout& frame, FramePart part, float scale, EdgesUi& ui, Commands& out) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const float wanted = size_at(frame, part, {mouse.x, mouse.y});
  if (ImGui::IsItemActivated()) {
    ui.grip_px = wanted - frame.size_of(part);
    ui.was_reset = false;
  }
  if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    ui.was_reset = true;
    out.push_back(SettingCommand{setting::ResetPart{part}});
  }
  const float size = wanted - ui.grip_px;
  // Held still, it asks for nothing.
  if (ui.was_reset || std::abs(size - frame.size_of(part)) < 1) return;
  out.push_back(SettingCommand{setting::ResizePart{part, std::max(size, 1.0F) / scale}});
}

}  // namespace

void take_edges(const FrameLayout& frame, float scale, EdgesUi& ui, Commands& out) {
  ui.hot.reset();
  for (const FramePart part : frame_parts) {
    const Rect edge = edge_of(frame, part, scale);
    if (!edge.shown()) continue;
    ImGui::SetCursorScreenPos(ImVec2(edge.x, edge.y));
    ImGui::InvisibleButton(id_of(part), ImVec2(edge.w, edge.h));
    if (ImGui::IsItemActive()) drag(frame, part, scale, ui, out);
    if (!ImGui::IsItemActive() && !ImGui::IsItemHovered()) continue;
    ui.hot = part;
    ImGui::SetMouseCursor(part == FramePart::timeline ? ImGuiMouseCursor_ResizeNS : ImGuiMouseCursor_ResizeEW);
  }
}

void draw_edges(const FrameLayout& frame, const EdgesUi& ui, float scale, const Theme& theme) {
  for (const FramePart part : {FramePart::lesson, FramePart::inspector}) {
    const Rect edge = edge_of(frame, part, scale);
    if (edge.shown()) fill({part == FramePart::lesson ? edge.x : edge.right() - 1, edge.y, 1, edge.h}, theme.line);
  }
  if (!ui.hot) return;
  Rect edge = edge_of(frame, *ui.hot, scale);
  if (!edge.shown()) return;
  const float thick = std::max(3 * scale, 2.0F);
  if (*ui.hot == FramePart::lesson) edge.w = thick;
  if (*ui.hot == FramePart::inspector) edge = {edge.right() - thick, edge.y, thick, edge.h};
  if (*ui.hot == FramePart::timeline) edge = {edge.x, edge.bottom() - thick, edge.w, thick};
  fill(edge, theme.accent);
}

}  // namespace doorway::app
