#include "app/panels/message.hpp"

#include "app/widgets/button.hpp"
#include "app/widgets/prose.hpp"

#include <imgui.h>

#include <algorithm>

namespace doorway::app {

void draw_message(std::string_view text, Rect window, const Theme& theme, const Fonts& fonts, Commands& out) {
  const float inset = fonts.size;
  const float button_width = fonts.size * 4.6F;
  const float width = std::min(fonts.size * 50, window.w - 2 * inset);
  const float words = width - 3 * inset - button_width;
  const float words_height = set_text(text, {0, 0}, words, theme.paper_text, fonts, FontRole::text, false);
  const float height = std::min(std::max(words_height, fonts.size * 2) + 2 * inset, window.h - 2 * inset);
  const Rect card{window.x + (window.w - width) / 2, window.bottom() - height - inset, width, height};
  ImGui::SetNextWindowPos(ImVec2(card.x, card.y));
  ImGui::SetNextWindowSize(ImVec2(card.w, card.h));
  ImGui::Begin("message", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
  fill(card, theme.paper_line, 10);
  fill({card.x + 1.5F, card.y + 1.5F, card.w - 3, card.h - 3}, theme.paper, 9);
  set_text(text, {card.x + inset, card.y + inset}, words, theme.paper_text, fonts, FontRole::text);
  const Rect close{card.right() - inset - button_width, card.center().y - fonts.size, button_width, fonts.size * 2};
  if (button("close message", close, "Close", {theme.action, theme.action_text}, fonts)) {
    out.push_back(ViewCommand{view::CloseMessage{}});
  }
  ImGui::End();
}

}  // namespace doorway::app
