#include "app/widgets/card.hpp"

#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"

#include <imgui.h>

namespace doorway::app {

bool begin_card(const char* id, Rect window, Rect card, const Theme& theme) {
  ImGui::SetNextWindowPos(ImVec2(window.x, window.y));
  ImGui::SetNextWindowSize(ImVec2(window.w, window.h));
  ImGui::SetNextWindowFocus();
  ImGui::Begin(id, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollWithMouse);
  constexpr float border = 1.5F;
  constexpr float rounding = 12;
  fill(window, Color{0, 0, 0, 140});
  fill(card, theme.line, rounding);
  fill({card.x + border, card.y + border, card.w - 2 * border, card.h - 2 * border}, theme.page, rounding - border);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  return ImGui::IsWindowHovered() && ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !card.contains({mouse.x, mouse.y});
}

void end_card() {
  ImGui::End();
}

}  // namespace doorway::app
