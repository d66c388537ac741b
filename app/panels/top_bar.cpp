#include "app/panels/top_bar.hpp"

#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/prose.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <string>

namespace doorway::app {
namespace {

/// A button of the bar's right side.
struct Item {
  const char* id;
  std::string label;
  std::string hint;
  Command command;
  int rank;  ///< those with the lowest give way last
  bool chosen = false;
  float gap_before = 0;
  bool is_shown = false;
};

float width_of(const Item& item, const Fonts& fonts) {
  return text_width(fonts, item.label, FontRole::bold, fonts.size) + fonts.size * 1.1F;
}

// From left to right.
std::array<Item, 7> items_of(Vocabulary vocabulary, const Theme& theme, const Fonts& fonts) {
  const std::string words_hint = "V: the words of the story, or an engineer's";
  const std::string next(theme_title(next_theme(theme.name)));
  const float gap = fonts.size * 0.8F;
  return {
      {{"story", "Story", words_hint, SettingCommand{setting::SetVocabulary{Vocabulary::story}}, 2,
        vocabulary == Vocabulary::story},
       {"engineer", "Engineer", words_hint, SettingCommand{setting::SetVocabulary{Vocabulary::engineer}}, 2,
        vocabulary == Vocabulary::engineer},
       {"theme", next, fmt::format("T: from {} to {}", theme_title(theme.name), next),
        SettingCommand{setting::SetTheme{next_theme(theme.name)}}, 5, false, gap},
       {"smaller", "A\u2212", "-: smaller text (Ctrl 0: as at first)", SettingCommand{setting::ChangeTextSize{-1}}, 4},
       {"larger", "A+", "+: larger text (Ctrl 0: as at first)", SettingCommand{setting::ChangeTextSize{1}}, 3},
       {"find", "Find", "Ctrl+K: find an action, a lesson, a page, a call, a step", ViewCommand{view::TogglePalette{}},
        1},
       {"help", "?", "F1: the keys", ViewCommand{view::ToggleHelp{}}, 0}}};
}

/// Shows as many as there is room for, by rank. Returns how wide they are together.
float choose(std::array<Item, 7>& items, float room, const Fonts& fonts) {
  const float gap = fonts.size * 0.4F;
  float width = 0;
  for (int rank = 0; rank <= 5; ++rank) {
    float of_rank = 0;
    for (const Item& item : items) {
      if (item.rank == rank) of_rank += width_of(item, fonts) + gap + item.gap_before;
    }
    if (width + of_rank > room) break;
    width += of_rank;
    for (Item& item : items) item.is_shown = item.is_shown || item.rank == rank;
  }
  return width;
}

void draw_items(const std::array<Item, 7>& items, Rect row, const Theme& theme, const Fonts& fonts, Commands& out) {
  float x = row.x;
  for (const Item& item : items) {
    if (!item.is_shown) continue;
    x += item.gap_before;
    const Rect rect{x, row.y, width_of(item, fonts), row.h};
    const ButtonLook look =
        item.chosen ? ButtonLook{theme.accent, theme.accent_text} : ButtonLook{theme.button, theme.button_text};
    if (button(item.id, rect, item.label, look, fonts)) out.push_back(item.command);
    if (ImGui::IsItemHovered()) show_tooltip(item.hint, fonts);
    // Not by its colour alone.
    const float line = std::max(fonts.size * 0.12F, 1.5F);
    if (item.chosen) {
      fill({rect.x + fonts.size * 0.55F, rect.bottom() - 2 * line, rect.w - fonts.size * 1.1F, line},
           theme.accent_text);
    }
    x += rect.w + fonts.size * 0.4F;
  }
}

}  // namespace

void draw_top_bar(std::string_view title, bool in_lesson, Vocabulary vocabulary, Rect area, const Theme& theme,
                  const Fonts& fonts, Commands& out) {
  fill(area, theme.bar);
  const Rect row{area.x + fonts.size, area.y + area.h * 0.16F, area.w - 1.4F * fonts.size, area.h * 0.68F};
  float x = row.x;
  const float way_back = text_width(fonts, "Lessons", FontRole::bold, fonts.size) + fonts.size * 1.2F;
  auto items = items_of(vocabulary, theme, fonts);
  const float left = in_lesson ? way_back + fonts.size : 0;
  const float right = choose(items, row.w - left, fonts);
  draw_items(items, {row.right() - right, row.y, right, row.h}, theme, fonts, out);
  if (in_lesson) {
    if (button("lessons", {x, row.y, way_back, row.h}, "Lessons", {theme.button, theme.button_text}, fonts)) {
      out.push_back(ViewCommand{view::ShowList{}});
    }
    if (ImGui::IsItemHovered()) show_tooltip("Escape: the list of lessons", fonts);
    x += way_back + fonts.size;
  }
  const float end = row.right() - right - fonts.size;
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, fonts.size);
  const float name = paint.width("Doorway", FontRole::bold);
  if (end - x < name) return;
  paint.text_in({x, row.y, name + 1, row.h}, "Doorway", theme.text, Align::left, FontRole::bold);
  x += name + fonts.size;
  if (end - x < fonts.size * 4) return;
  const Rect place{x, row.y, end - x, row.h};
  if (paint.text_in(place, title, theme.text_dim) && is_hovered(place)) show_tooltip(title, fonts);
}

}  // namespace doorway::app
