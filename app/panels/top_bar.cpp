#include "app/panels/top_bar.hpp"

#include "app/keys.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/prose.hpp"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <string>

namespace doorway::app {
namespace {

/// Places buttons from right to left.
class FromRight {
 public:
  FromRight(Rect area, const Fonts& fonts)
      : x_(area.right() - fonts.size * 0.8F),
        y_(area.y + area.h * 0.16F),
        height_(area.h * 0.68F),
        gap_(fonts.size * 0.4F) {}
  Rect take(float width, float gap_before = 0) {
    x_ -= width + gap_before;
    const Rect rect{x_, y_, width, height_};
    x_ -= gap_;
    return rect;
  }
  [[nodiscard]] float left() const { return x_; }

 private:
  float x_, y_, height_, gap_;
};

void draw_switch(FromRight& row, Vocabulary now, const Theme& theme, const Fonts& fonts, Commands& out) {
  const ButtonLook chosen{theme.accent, theme.accent_text};
  const ButtonLook other{theme.button, theme.button_text};
  const auto half = [&](const char* id, const char* label, Vocabulary words, float gap) {
    const Rect rect = row.take(text_width(fonts, label, FontRole::bold, fonts.size) + fonts.size * 1.4F, gap);
    if (button(id, rect, label, now == words ? chosen : other, fonts)) {
      out.push_back(ViewCommand{view::SetVocabulary{words}});
    }
    if (ImGui::IsItemHovered()) show_tooltip("V: the words of the story, or an engineer's", fonts);
  };
  half("engineer", "Engineer", Vocabulary::engineer, fonts.size * 0.8F);
  half("story", "Story", Vocabulary::story, 0);
}

}  // namespace

void draw_top_bar(std::string_view title, bool in_lesson, Vocabulary vocabulary, Rect area, const Theme& theme,
                  const Fonts& fonts, Commands& out) {
  fill(area, theme.bar);
  FromRight row(area, fonts);
  const ButtonLook look{theme.button, theme.button_text};
  struct Small {
    const char* id;
    const char* label;
    const char* hint;
    ViewCommand command;
  };
  const Small small[] = {
      {"help", "?", "F1: the keys", view::ToggleHelp{}},
      {"larger", "A+", "+: larger text", view::ChangeTextSize{1}},
      {"smaller", "A\u2212", "-: smaller text", view::ChangeTextSize{-1}},
      {"theme", theme.dark ? "Parchment" : "Night", "T: night or parchment", view::SetDark{!theme.dark}}};
  for (const Small& one : small) {
    const Rect rect = row.take(text_width(fonts, one.label, FontRole::bold, fonts.size) + fonts.size * 1.1F);
    if (button(one.id, rect, one.label, look, fonts)) out.push_back(one.command);
    if (ImGui::IsItemHovered()) show_tooltip(one.hint, fonts);
  }
  draw_switch(row, vocabulary, theme, fonts, out);
  float x = area.x + fonts.size;
  const float y = area.center().y - fonts.size * 0.71F;
  const float name_width = text_width(fonts, "Doorway", FontRole::bold, fonts.size);
  if (in_lesson) {
    const float width = text_width(fonts, "Lessons", FontRole::bold, fonts.size) + fonts.size * 1.2F;
    if (button("lessons", {x, area.y + area.h * 0.16F, width, area.h * 0.68F}, "Lessons", look, fonts)) {
      out.push_back(ViewCommand{view::ShowList{}});
    }
    if (ImGui::IsItemHovered()) show_tooltip("Escape: the list of lessons", fonts);
    x += width + fonts.size;
  }
  set_text("Doorway", {x, y}, name_width * 1.2F, theme.text, fonts, FontRole::bold);
  x += name_width + fonts.size;
  if (row.left() - x < fonts.size * 4) return;
  ImGui::PushClipRect(ImVec2(x, area.y), ImVec2(row.left(), area.bottom()), true);
  set_text(title, {x, y}, FLT_MAX, theme.text_dim, fonts, FontRole::text);
  ImGui::PopClipRect();
}

void draw_help(Rect window, const Theme& theme, const Fonts& fonts, Commands& out) {
  const auto lines = key_help();
  const float line = fonts.size * 1.75F;
  const float width = std::min(fonts.size * 44, window.w - fonts.size * 2);
  const float height = std::min(line * static_cast<float>(lines.size()) + fonts.size * 6.2F, window.h - fonts.size);
  const Rect card{window.x + (window.w - width) / 2, window.y + (window.h - height) / 2, width, height};
  ImGui::SetNextWindowPos(ImVec2(window.x, window.y));
  ImGui::SetNextWindowSize(ImVec2(window.w, window.h));
  ImGui::SetNextWindowFocus();
  ImGui::Begin("help", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings);
  fill(window, Color{0, 0, 0, 130});
  fill(card, theme.paper, 12);
  const float x = card.x + fonts.size * 1.6F;
  const float second = x + std::min(fonts.size * 14, width * 0.38F);
  float y = card.y + fonts.size * 1.2F;
  y += set_title("Keys", {x, y}, width, theme.paper_text, fonts) + fonts.size * 0.5F;
  for (const KeyHelp& help : lines) {
    set_text(help.keys, {x, y}, second - x, theme.paper_text, fonts, FontRole::bold);
    set_text(help.meaning, {second, y}, card.right() - second - fonts.size, theme.paper_text, fonts, FontRole::text);
    y += line;
  }
  const Rect close{card.right() - fonts.size * 7, card.y + fonts.size, fonts.size * 5.6F, fonts.size * 2};
  if (button("close", close, "Close", {theme.action, theme.action_text}, fonts)) {
    out.push_back(ViewCommand{view::ToggleHelp{}});
  }
  ImGui::End();
}

}  // namespace doorway::app
