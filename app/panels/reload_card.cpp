#include "app/panels/reload_card.hpp"

#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/prose.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace doorway::app {
namespace {

constexpr std::size_t most_mistakes = 5;

/// What stands on the card, from `at` on; returns its height.
float set_card(const LessonFile& file, Point at, float width, const Theme& theme, const Fonts& fonts, bool paint) {
  const float gap = fonts.size * 0.4F;
  float y = at.y;
  y += set_text("The file was saved with a mistake. The page stays as it was until that is mended:", {at.x, y}, width,
                theme.paper_text, fonts, FontRole::bold, paint);
  for (std::size_t i = 0; i < std::min(file.mistakes.size(), most_mistakes); ++i) {
    y += gap + set_text(file.mistakes[i], {at.x, y + gap}, width, theme.paper_warning, fonts, FontRole::mono, paint);
  }
  if (file.mistakes.size() > most_mistakes) {
    const std::string more = fmt::format("and {} more", file.mistakes.size() - most_mistakes);
    y += gap + set_text(more, {at.x, y + gap}, width, theme.paper_text, fonts, FontRole::text, paint);
  }
  return y - at.y;
}

}  // namespace

void draw_reload_card(const LessonFile& file, Rect area, const Theme& theme, const Fonts& fonts) {
  const float margin = fonts.size * 0.5F;
  const float inset = fonts.size * 0.8F;
  const float width = area.w - 2 * margin;
  const float words = width - 2 * inset;
  const float height = std::min(set_card(file, {0, 0}, words, theme, fonts, false) + 2 * inset, area.h - 2 * margin);
  const Rect card{std::floor(area.x + margin), std::floor(area.y + margin), std::ceil(width), std::ceil(height)};
  ImGui::SetNextWindowPos(ImVec2(card.x, card.y));
  ImGui::SetNextWindowSize(ImVec2(card.w, card.h));
  ImGui::Begin("reload", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
  constexpr float border = 1.5F;
  fill(card, theme.paper_warning, 10);
  fill({card.x + border, card.y + border, card.w - 2 * border, card.h - 2 * border}, theme.paper, 9);
  ImGui::PushClipRect(ImVec2(card.x, card.y), ImVec2(card.right(), card.bottom() - inset / 2), true);
  set_card(file, {card.x + inset, card.y + inset}, words, theme, fonts, true);
  ImGui::PopClipRect();
  ImGui::End();
}

}  // namespace doorway::app
