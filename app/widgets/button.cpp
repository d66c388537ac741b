#include "app/widgets/button.hpp"

#include "app/widgets/draw.hpp"
#include "app/widgets/packed.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace doorway::app {
namespace {

constexpr float scroll_bar_px = 11;

bool pressed(const char* id, Rect rect, const ButtonLook& look) {
  ImGui::SetCursorScreenPos(ImVec2(rect.x, rect.y));
  const bool clicked = ImGui::InvisibleButton(id, ImVec2(rect.w, rect.h));
  const bool hot = look.enabled && ImGui::IsItemHovered();
  const Color ground = look.enabled ? look.ground : look.ground.faded(disabled_ground);
  fill(rect, ground, rect.h * 0.2F);
  if (hot) fill(rect, look.text.faded(tint), rect.h * 0.2F);
  return clicked && look.enabled;
}

}  // namespace

ButtonLook action_look(const Theme& theme, bool enabled) {
  if (!enabled) return {theme.button, theme.button_text, false};
  return {theme.action, theme.action_text};
}

void fill(Rect rect, Color color, float rounding) {
  ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(rect.x, rect.y), ImVec2(rect.right(), rect.bottom()), packed(color),
                                            rounding);
}

void push_id(std::string_view name) {
  ImGui::PushID(static_cast<int>(std::hash<std::string_view>{}(name)));
}

float begin_scrolling(const char* id, Rect area, const Theme& theme) {
  ImGui::SetCursorScreenPos(ImVec2(area.x, area.y));
  ImGui::PushStyleColor(ImGuiCol_ScrollbarBg, packed(theme.page));
  ImGui::PushStyleColor(ImGuiCol_ScrollbarGrab, packed(theme.tube_edge));
  ImGui::PushStyleColor(ImGuiCol_ScrollbarGrabHovered, packed(theme.accent));
  ImGui::PushStyleColor(ImGuiCol_ScrollbarGrabActive, packed(theme.accent));
  ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, scroll_bar_px);
  ImGui::BeginChild(id, ImVec2(area.w, area.h), false, ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor(4);
  return area.y - ImGui::GetScrollY();
}

void take_scroll(float& pixels) {
  if (pixels == 0) return;
  ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + pixels, 0.0F, ImGui::GetScrollMaxY()));
  pixels = 0;
}

EdgeFades edge_fades(float scroll, float scroll_max, float height, float most) {
  const float longest = std::min(most, height * 0.25F);
  return {std::clamp(scroll, 0.0F, longest), std::clamp(scroll_max - scroll, 0.0F, longest)};
}

void fade_edges(Rect area, const EdgeFades& fades, Color ground) {
  const ImU32 whole = packed(ground);
  const ImU32 none = packed(ground.faded(0));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto draw = [&](float edge, float into) {
    constexpr float shut = 0.35F;  // of it: nothing shines through there
    const float middle = edge + (into - edge) * shut;
    list.AddRectFilled(ImVec2(area.x, std::min(edge, middle)), ImVec2(area.right(), std::max(edge, middle)), whole);
    if (into > middle) {
      list.AddRectFilledMultiColor(ImVec2(area.x, middle), ImVec2(area.right(), into), whole, whole, none, none);
    } else {
      list.AddRectFilledMultiColor(ImVec2(area.x, into), ImVec2(area.right(), middle), none, none, whole, whole);
    }
  };
  if (fades.top >= 1) draw(area.y, area.y + fades.top);
  if (fades.bottom >= 1) draw(area.bottom(), area.bottom() - fades.bottom);
}

// What was drawn by hand is as high as this.
void end_scrolling(Point end, Color ground, float fade) {
  const ImVec2 at = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  const float width = size.x - (ImGui::GetScrollMaxY() > 0 ? scroll_bar_px : 0);
  fade_edges({at.x, at.y, width, size.y}, edge_fades(ImGui::GetScrollY(), ImGui::GetScrollMaxY(), size.y, fade),
             ground);
  ImGui::SetCursorScreenPos(ImVec2(end.x, end.y));
  ImGui::Dummy(ImVec2(1, 1));
  ImGui::EndChild();
}

bool button(const char* id, Rect rect, std::string_view label, const ButtonLook& look, const Fonts& fonts) {
  if (!rect.shown()) return false;
  const bool clicked = pressed(id, rect, look);
  // Words that are wider than their button are drawn smaller: on the next one they could not be read.
  const float whole = text_width(fonts, label, FontRole::bold, fonts.size);
  const float room = rect.w * 0.92F;
  const float size = whole <= room ? fonts.size : std::max(std::floor(fonts.size * room / whole), smallest_text_px);
  const float width = text_width(fonts, label, FontRole::bold, size);
  const ImVec2 at(rect.x + (rect.w - width) / 2, rect.y + (rect.h - size) / 2);
  const Color color = look.enabled ? look.text : look.text.faded(disabled_text);
  ImGui::GetWindowDrawList()->AddText(fonts.bold, size, at, packed(color), label.data(), label.data() + label.size());
  return clicked;
}

bool icon_button(const char* id, Rect rect, Icon icon, const ButtonLook& look) {
  if (!rect.shown()) return false;
  const bool clicked = pressed(id, rect, look);
  const ImU32 color = packed(look.enabled ? look.text : look.text.faded(disabled_text));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Point mid = rect.center();
  const float r = std::min(rect.h * 0.2F, rect.w * 0.23F);
  const auto triangle = [&](float x, float direction) {
    list.AddTriangleFilled(ImVec2(x - r * direction, mid.y - r), ImVec2(x - r * direction, mid.y + r),
                           ImVec2(x + r * direction, mid.y), color);
  };
  const auto bar = [&](float x) {
    list.AddRectFilled(ImVec2(x - r * 0.22F, mid.y - r), ImVec2(x + r * 0.22F, mid.y + r), color);
  };
  switch (icon) {
    case Icon::to_start: bar(mid.x - r * 1.2F), triangle(mid.x + r * 0.2F, -1); break;
    case Icon::back: triangle(mid.x, -1); break;
    case Icon::play: triangle(mid.x, 1); break;
    case Icon::pause: bar(mid.x - r * 0.5F), bar(mid.x + r * 0.5F); break;
    case Icon::forward: triangle(mid.x, 1); break;
    case Icon::to_end: triangle(mid.x - r * 0.2F, 1), bar(mid.x + r * 1.2F); break;
  }
  return clicked;
}

}  // namespace doorway::app
