#include "app/panels/progress_table.hpp"

#include "app/widgets/draw.hpp"
#include "app/widgets/prose.hpp"
#include "core/progress/progress_text.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace doorway::app {
namespace {

constexpr float row_height = 1.95F;  // in sizes of text, as the next
constexpr float narrowest_title = 14.0F;

/// A column of figures. `title` stands above it, `words` beside a figure where there is no room for columns.
struct FigureColumn {
  std::string_view title;
  std::string_view words;
  std::string_view hint;
};
constexpr std::array<FigureColumn, 9> figure_columns{{
    {"Pages", "pages seen", "Pages that were opened"},
    {"First try", "right at the first try", "Questions whose first answer was right"},
    {"Later", "right later", "Questions that were answered right at a later try"},
    {"Open", "questions open", "Questions that wait for a right answer"},
    {"Answers", "answers given", "All answers, right ones and others"},
    {"Own runs", "own runs", "Runs of a scenario that you had changed"},
    {"Goals", "goals reached", "Goals that were reached"},
    {"Hints", "hints taken", "Hints that were taken"},
    {"Time", "time", "While you were active: of a pause the first minute counts"},
}};

/// A dash says nothing at a glance, and that is what 0 is to say.
std::string count_text(std::size_t count) {
  return count == 0 ? "\u2013" : std::to_string(count);
}

/// A line does not end between a figure and what it counts.
std::string in_one_piece(std::string_view words) {
  std::string text;
  for (const char letter : words) {
    if (letter == ' ') {
      text += "\u00a0";
    } else {
      text += letter;
    }
  }
  return text;
}

}  // namespace

ProgressTable::ProgressTable(const LearnerView& view, const Theme& theme, const Fonts& fonts)
    : theme_(theme), fonts_(fonts) {
  const std::vector<ProgressRow> rows = progress_rows(view.known, view.progress);
  for (std::size_t i = 0; i < rows.size(); ++i) add(fmt::format("{}  {}", i + 1, rows[i].title), rows[i].overview);
  add("All together", sum_of(rows));
  measure();
}

void ProgressTable::add(std::string title, const LessonOverview& done) {
  lines_.push_back(
      {std::move(title),
       {share_text(done.pages), count_text(done.right_at_first), count_text(done.right_later), count_text(done.open()),
        count_text(done.answers), count_text(done.experiments), share_text(done.goals), count_text(done.hints),
        done.active_s == 0 ? count_text(0) : duration_text(done.active_s)}});
}

// Each as wide as its title and its widest figure.
void ProgressTable::measure() {
  for (std::size_t i = 0; i < figure_count; ++i) {
    widths_[i] = text_width(fonts_, figure_columns[i].title, FontRole::bold, fonts_.size);
    for (const Line& line : lines_) {
      widths_[i] = std::max(widths_[i], text_width(fonts_, line.figures[i], FontRole::bold, fonts_.size));
    }
    widths_[i] += fonts_.size * 1.3F;
  }
}

bool ProgressTable::fits(float width) const {
  for (const float each : widths_) width -= each;
  return width > fonts_.size * narrowest_title;
}

float ProgressTable::height() const {
  return static_cast<float>(lines_.size() + 1) * fonts_.size * row_height;
}

float ProgressTable::draw(Rect area) const {
  return fits(area.w) ? draw_columns(area) : draw_paragraphs(area);
}

void ProgressTable::draw_titles(Rect row) const {
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts_, fonts_.size);
  float x = row.right();
  for (std::size_t i = figure_count; i-- > 0;) {
    x -= widths_[i];
    const Rect cell{x, row.y, widths_[i], row.h};
    paint.text_in(cell, figure_columns[i].title, theme_.inferred, Align::right, FontRole::bold);
    if (is_hovered(cell)) show_tooltip(figure_columns[i].hint, fonts_);
  }
  paint.text_in({row.x, row.y, x - row.x, row.h}, "Lesson", theme_.inferred, Align::left, FontRole::bold);
}

void ProgressTable::draw_line(const Line& line, Rect row, bool is_sum) const {
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts_, fonts_.size);
  const FontRole role = is_sum ? FontRole::bold : FontRole::text;
  if (is_sum) paint.line({row.x, row.y}, {row.right(), row.y}, theme_.text_dim, 1.5F);
  float x = row.right();
  for (std::size_t i = figure_count; i-- > 0;) {
    x -= widths_[i];
    paint.text_in({x, row.y, widths_[i], row.h}, line.figures[i], theme_.text, Align::right, role);
  }
  paint.text_in({row.x, row.y, x - row.x, row.h}, line.title, theme_.text, Align::left, role);
}

float ProgressTable::draw_columns(Rect area) const {
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts_, fonts_.size);
  const float margin = fonts_.size * 0.4F;
  Rect row{area.x, area.y, area.w, fonts_.size * row_height};
  draw_titles(row);
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    row.y += row.h;
    const bool is_sum = i + 1 == lines_.size();
    const Rect stripe{row.x - margin, row.y, row.w + 2 * margin, row.h};
    if (i % 2 == 0 && !is_sum) paint.fill(stripe, theme_.button, 4);
    draw_line(lines_[i], row, is_sum);
  }
  return row.bottom() - area.y;
}

float ProgressTable::draw_paragraphs(Rect area) const {
  float y = area.y;
  for (const Line& line : lines_) {
    std::string text;
    for (std::size_t i = 0; i < figure_count; ++i) {
      text += (i == 0 ? "" : " ") + in_one_piece(fmt::format("{}: {}", figure_columns[i].words, line.figures[i]));
      if (i + 1 < figure_count) text += "\u00a0\u00b7";
    }
    y += set_text(line.title, {area.x, y}, area.w, theme_.heading, fonts_, FontRole::bold);
    y += set_text(text, {area.x, y}, area.w, theme_.text, fonts_, FontRole::text) + fonts_.size * 0.6F;
  }
  return y - area.y;
}

}  // namespace doorway::app
