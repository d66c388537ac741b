#include "app/panels/lesson_list.hpp"

#include "app/widgets/button.hpp"
#include "app/widgets/prose.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <string>

namespace doorway::app {
namespace {

Rect column_in(Rect area, const Fonts& fonts) {
  const float width = std::min(area.w - 2 * fonts.size, fonts.size * 46);
  return {area.x + (area.w - width) / 2, area.y, width, area.h};
}

std::string under_title(const LessonFile& file) {
  if (!file.lesson) {
    return fmt::format(
        "This file is no lesson yet: {} to mend. Open it to see where.",
        file.mistakes.size() == 1 ? std::string("one thing") : fmt::format("{} things", file.mistakes.size()));
  }
  std::string text = escape_for_display(file.lesson->summary, 200);
  const std::size_t pages = file.lesson->pages.size();
  const std::string length = fmt::format("{} {}", pages, pages == 1 ? "page" : "pages");
  if (!text.empty()) text += "\n";
  text += length;
  if (file.lesson->minutes) text += fmt::format(" \u00b7 about {} minutes", *file.lesson->minutes);
  return text;
}

/// Draws a lesson's card and returns its height.
float draw_card(const LessonFile& file, std::size_t index, Rect at, const Theme& theme, const Fonts& fonts,
                Commands& out) {
  const float inset = fonts.size * 1.1F;
  const float number = fonts.size * 2.6F;
  const float words = at.w - 2 * inset - number;
  const std::string title = file.title();
  const std::string under = under_title(file);
  const float title_height = set_title(title, {0, 0}, words, theme.text, fonts, false);
  const float height =
      title_height + set_text(under, {0, 0}, words, theme.text, fonts, FontRole::text, false) + 2 * inset;
  const Rect card{at.x, at.y, at.w, height};
  ImGui::SetCursorScreenPos(ImVec2(card.x, card.y));
  ImGui::PushID(static_cast<int>(index));
  const bool clicked = ImGui::InvisibleButton("lesson", ImVec2(card.w, card.h));
  const bool hot = ImGui::IsItemHovered();
  ImGui::PopID();
  fill(card, hot ? theme.accent : theme.button, 12);
  const Color title_ink = hot ? theme.accent_text : theme.text;
  const Color under_ink = hot ? theme.accent_text : theme.text_dim;
  const float x = card.x + inset;
  set_title(fmt::format("{}", index + 1), {x, card.y + inset}, number, hot ? theme.accent_text : theme.heading, fonts);
  set_title(title, {x + number, card.y + inset}, words, title_ink, fonts);
  set_text(under, {x + number, card.y + inset + title_height}, words, under_ink, fonts, FontRole::text);
  if (clicked) out.push_back(ViewCommand{view::OpenLesson{index}});
  return height;
}

}  // namespace

void draw_lesson_list(const std::vector<LessonFile>& lessons, bool loading, Rect area, const Theme& theme,
                      const Fonts& fonts, float& scroll_by, Commands& out) {
  fill(area, theme.page);
  const Rect column = column_in(area, fonts);
  float y = begin_scrolling("lessons", area, theme) + fonts.size * 2.5F;
  take_scroll(scroll_by);
  y += set_title("Watch a message go through two doors", {column.x, y}, column.w, theme.text, fonts);
  y += fonts.size * 0.4F;
  y += set_text(
      "Two programs in two rooms talk over real sockets of this computer. You step through what happens, "
      "forward and back. Choose a lesson: click it, or press its number.",
      {column.x, y}, column.w, theme.text_dim, fonts, FontRole::text);
  y += fonts.size * 1.2F;
  if (lessons.empty()) {
    y += set_text(loading ? "Reading the lessons\u2026"
                          : "There are no lessons here. Start doorway with a lesson's file: doorway FILE.md",
                  {column.x, y}, column.w, theme.text, fonts, FontRole::text);
  }
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    y += draw_card(lessons[i], i, {column.x, y, column.w, 0}, theme, fonts, out) + fonts.size * 0.8F;
  }
  end_scrolling({column.x, y + fonts.size});
}

void draw_mistakes(const LessonFile& file, Rect area, const Theme& theme, const Fonts& fonts, float& scroll_by,
                   Commands& out) {
  fill(area, theme.page);
  const Rect column = column_in(area, fonts);
  float y = begin_scrolling("mistakes", area, theme) + fonts.size * 2.5F;
  take_scroll(scroll_by);
  y += set_title(fmt::format("{} cannot be shown yet", file.title()), {column.x, y}, column.w, theme.text, fonts);
  y += fonts.size * 0.6F;
  for (const std::string& mistake : file.mistakes) {
    y += set_text(mistake, {column.x, y}, column.w, theme.text, fonts, FontRole::mono) + fonts.size * 0.5F;
  }
  y += fonts.size * 0.6F;
  const float width = fonts.size * 9;
  if (button("again", {column.x, y, width, fonts.size * 2.2F}, "Read it again", {theme.action, theme.action_text},
             fonts)) {
    out.push_back(ViewCommand{view::ReadAgain{}});
  }
  const Rect list{column.x + width + fonts.size, y, width, fonts.size * 2.2F};
  if (button("list", list, "Lessons", {theme.button, theme.button_text}, fonts)) {
    out.push_back(ViewCommand{view::ShowList{}});
  }
  end_scrolling({column.x, y + fonts.size * 3});
}

}  // namespace doorway::app
