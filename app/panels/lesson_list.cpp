#include "app/panels/lesson_list.hpp"

#include "app/panels/lesson_card.hpp"
#include "app/panels/start_banner.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/prose.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <string>
#include <vector>

namespace doorway::app {
namespace {

Rect column_in(Rect area, const Fonts& fonts) {
  const float width = std::min(area.w - 2 * fonts.size, fonts.size * 46);
  return {area.x + (area.w - width) / 2, area.y, width, area.h};
}

/// Where the cards stand: in one, two or three columns, row by row.
struct Grid {
  Rect area;  ///< of all columns together
  std::size_t columns = 1;
  float card_width = 0;
  float gap = 0;

  [[nodiscard]] Rect card(std::size_t column, float y, float height) const {
    return {area.x + static_cast<float>(column) * (card_width + gap), y, card_width, height};
  }
};

Grid grid_in(Rect area, std::size_t lessons, const Fonts& fonts) {
  const float narrowest = fonts.size * 31;
  const float widest = fonts.size * 46;
  const float gap = fonts.size * 0.9F;
  const float room = area.w - 3 * fonts.size;
  const auto fitting = static_cast<std::size_t>(std::max((room + gap) / (narrowest + gap), 1.0F));
  Grid grid;
  grid.gap = gap;
  grid.columns = std::clamp<std::size_t>(std::min(fitting, lessons), 1, 3);
  const auto columns = static_cast<float>(grid.columns);
  grid.card_width = std::min((room - (columns - 1) * gap) / columns, widest);
  const float width = columns * grid.card_width + (columns - 1) * gap;
  grid.area = {area.x + (area.w - width) / 2, area.y, width, area.h};
  return grid;
}

/// Draws the cards, those of a row as high as each other. Returns where they end.
float draw_cards(const LearnerView& view, const Grid& grid, float y, const Theme& theme, const Fonts& fonts,
                 Commands& out) {
  for (std::size_t first = 0; first < view.lessons.size(); first += grid.columns) {
    const std::size_t end = std::min(first + grid.columns, view.lessons.size());
    float height = 0;
    for (std::size_t i = first; i < end; ++i) {
      height = std::max(height, lesson_card_height(view, i, grid.card_width, fonts));
    }
    for (std::size_t i = first; i < end; ++i) {
      draw_lesson_card(view, i, grid.card(i - first, y, height), theme, fonts, out);
    }
    y += height + grid.gap;
  }
  return y;
}

}  // namespace

void draw_lesson_list(const LearnerView& view, const StartFiles& files, Rect area, const Theme& theme,
                      const Fonts& fonts, float& scroll_by, Commands& out) {
  fill(area, theme.page);
  const Grid grid = grid_in(area, view.lessons.size(), fonts);
  float y = begin_scrolling("lessons", area, theme);
  take_scroll(scroll_by);
  y += draw_start_banner(view, {area.x, y, area.w, area.h}, grid.area, theme, fonts, out) + fonts.size * 1.3F;
  y += draw_start_files(files, grid.area, y, theme, fonts, out);
  if (view.lessons.empty()) {
    y += set_text(view.is_loading ? "Reading the lessons\u2026"
                                  : "There are no lessons here. Start doorway with a lesson's file: doorway FILE.md",
                  {grid.area.x, y}, grid.area.w, theme.text, fonts, FontRole::text);
  }
  y = draw_cards(view, grid, y, theme, fonts, out);
  end_scrolling({grid.area.x, y + fonts.size * 0.6F}, theme.page, fonts.size);
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
  end_scrolling({column.x, y + fonts.size * 3}, theme.page, fonts.size);
}

}  // namespace doorway::app
