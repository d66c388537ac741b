#include "app/panels/progress_card.hpp"

#include "app/widgets/button.hpp"
#include "app/widgets/card.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/prose.hpp"
#include "core/progress/progress_text.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::app {
namespace {

constexpr std::size_t figure_count = 9;

/// A column of figures. `title` stands above it, `words` beside a figure where there is no room for figure_columns.
struct FigureColumn {
  std::string_view title;
  std::string_view words;
  std::string_view hint;
};
constexpr std::array<FigureColumn, figure_count> figure_columns{{
    {"Pages", "pages seen", "Pages that were opened"},
    {"First try", "right at first", "Questions whose first answer was right"},
    {"Later", "right later", "Questions that were answered right at a later try"},
    {"Open", "questions open", "Questions that wait for a right answer"},
    {"Answers", "answers given", "All answers, right ones and others"},
    {"Own runs", "own runs", "Runs of a scenario that you had changed"},
    {"Goals", "goals reached", "Goals that were reached"},
    {"Hints", "hints taken", "Hints that were taken"},
    {"Time", "time", "While you were active: of a pause the first minute counts"},
}};

using Figures = std::array<std::string, figure_count>;

Figures figures_of(const LessonOverview& done) {
  return {share_text(done.pages),      std::to_string(done.right_at_first), std::to_string(done.right_later),
          std::to_string(done.open()), std::to_string(done.answers),        std::to_string(done.experiments),
          share_text(done.goals),      std::to_string(done.hints),          duration_text(done.active_s)};
}

struct TableLine {
  std::string title;
  Figures figures;
};

std::vector<TableLine> lines_of(const LearnerView& view) {
  const std::vector<ProgressRow> rows = progress_rows(view.known, view.progress);
  std::vector<TableLine> lines;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    lines.push_back({fmt::format("{}  {}", i + 1, rows[i].title), figures_of(rows[i].overview)});
  }
  lines.push_back({"All together", figures_of(sum_of(rows))});
  return lines;
}

struct TableSetting {
  const Theme& theme;
  const Fonts& fonts;

  [[nodiscard]] float em(float count) const { return fonts.size * count; }
};

/// As wide as its title and its widest figure.
std::array<float, figure_count> widths_of(const std::vector<TableLine>& lines, const TableSetting& set) {
  std::array<float, figure_count> widths{};
  for (std::size_t i = 0; i < figure_count; ++i) {
    widths[i] = text_width(set.fonts, figure_columns[i].title, FontRole::bold, set.fonts.size);
    for (const TableLine& line : lines) {
      widths[i] = std::max(widths[i], text_width(set.fonts, line.figures[i], FontRole::bold, set.fonts.size));
    }
    widths[i] += set.em(1.3F);
  }
  return widths;
}

// --- As a table

void draw_row(const Painter& paint, const TableLine& line, Rect row, const std::array<float, figure_count>& widths,
              Color ink, FontRole role) {
  float x = row.right();
  for (std::size_t i = figure_count; i-- > 0;) {
    x -= widths[i];
    paint.text_in({x, row.y, widths[i], row.h}, line.figures[i], ink, Align::right, role);
  }
  paint.text_in({row.x, row.y, x - row.x, row.h}, line.title, ink, Align::left, role);
}

void draw_titles(const Painter& paint, Rect row, const std::array<float, figure_count>& widths,
                 const TableSetting& set) {
  float x = row.right();
  for (std::size_t i = figure_count; i-- > 0;) {
    x -= widths[i];
    const Rect cell{x, row.y, widths[i], row.h};
    paint.text_in(cell, figure_columns[i].title, set.theme.inferred, Align::right, FontRole::bold);
    if (is_hovered(cell)) show_tooltip(figure_columns[i].hint, set.fonts);
  }
  paint.text_in({row.x, row.y, x - row.x, row.h}, "Lesson", set.theme.inferred, Align::left, FontRole::bold);
}

/// Returns how high it is.
float draw_table(const std::vector<TableLine>& lines, Rect area, const std::array<float, figure_count>& widths,
                 const TableSetting& set) {
  const Painter paint(*ImGui::GetWindowDrawList(), set.fonts, set.fonts.size);
  const float height = set.em(1.95F);
  Rect row{area.x, area.y, area.w, height};
  draw_titles(paint, row, widths, set);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    row.y += height;
    const bool is_sum = i + 1 == lines.size();
    if (i % 2 == 0 && !is_sum)
      paint.fill({row.x - set.em(0.4F), row.y, row.w + set.em(0.8F), row.h}, set.theme.button, 4);
    if (is_sum) paint.line({row.x, row.y}, {row.right(), row.y}, set.theme.text_dim, 1.5F);
    draw_row(paint, lines[i], row, widths, set.theme.text, is_sum ? FontRole::bold : FontRole::text);
  }
  return row.bottom() - area.y;
}

// --- As paragraphs, where a table has no room

float draw_paragraphs(const std::vector<TableLine>& lines, Rect area, const TableSetting& set) {
  float y = area.y;
  for (const TableLine& line : lines) {
    std::string text;
    for (std::size_t i = 0; i < figure_count; ++i) {
      text += fmt::format("{}{}: {}", i == 0 ? "" : " \u00b7 ", figure_columns[i].words, line.figures[i]);
    }
    y += set_text(line.title, {area.x, y}, area.w, set.theme.heading, set.fonts, FontRole::bold);
    y += set_text(text, {area.x, y}, area.w, set.theme.text, set.fonts, FontRole::text) + set.em(0.6F);
  }
  return y - area.y;
}

// --- Buttons

struct CardChoice {
  const char* id;
  std::string_view label;
  Command command;
  bool is_action = false;
};

float width_of(const CardChoice& choice, const TableSetting& set) {
  return text_width(set.fonts, choice.label, FontRole::bold, set.fonts.size) + set.em(1.8F);
}

/// In lines as wide as there is room. Returns how high they are.
float set_choices(const std::vector<CardChoice>& choices, Point at, float width, const TableSetting& set,
                  Commands* out) {
  const float height = set.em(2.1F);
  const float gap = set.em(0.6F);
  float x = 0;
  float y = 0;
  for (const CardChoice& choice : choices) {
    const float wide = std::min(width_of(choice, set), width);
    if (x > 0 && x + wide > width) x = 0, y += height + gap;
    const ButtonLook look = choice.is_action ? ButtonLook{set.theme.action, set.theme.action_text}
                                             : ButtonLook{set.theme.button, set.theme.button_text};
    if (out != nullptr && button(choice.id, {at.x + x, at.y + y, wide, height}, choice.label, look, set.fonts)) {
      out->push_back(choice.command);
    }
    x += wide + gap;
  }
  return y + height;
}

std::vector<CardChoice> choices_of(bool has_file, bool asks_for_reset) {
  if (!has_file) return {};
  if (asks_for_reset) {
    return {{"keep", "No, keep it all", BookCommand{book::KeepAll{}}, true},
            {"reset", "Yes, begin anew", BookCommand{book::Reset{}}}};
  }
  return {{"csv", "Export CSV", BookCommand{book::WriteTable{}}},
          {"ask reset", "Reset \u2026", BookCommand{book::AskForReset{}}}};
}

std::string foot_text(const ProgressCardUi& ui, bool has_file) {
  if (!has_file) return "Nothing of this is kept: there is no folder for it.";
  if (ui.asks_for_reset) {
    return "Begin anew, as if you had done nothing? The old file stays beside the new one, under another name.";
  }
  return ui.note.empty() ? "This stays on this computer, in a file of yours." : ui.note;
}

}  // namespace

void draw_progress_card(const LearnerView& view, bool has_file, Rect window, const Theme& theme, const Fonts& fonts,
                        ProgressCardUi& ui, Commands& out) {
  const TableSetting set{theme, fonts};
  const float inset = set.em(1.5F);
  const float width = std::min(set.em(80), window.w - fonts.size);
  const float inner = width - 2 * inset - set.em(0.8F);
  const std::vector<TableLine> lines = lines_of(view);
  const auto widths = widths_of(lines, set);
  float figures = 0;
  for (const float each : widths) figures += each;
  const bool as_table = inner - figures > set.em(14);
  const std::vector<CardChoice> choices = choices_of(has_file, ui.asks_for_reset);
  const std::string foot = foot_text(ui, has_file);
  const float foot_height = set_text(foot, {0, 0}, inner, theme.text, fonts, FontRole::text, false) + set.em(0.5F) +
                            (choices.empty() ? 0 : set_choices(choices, {0, 0}, inner, set, nullptr)) + set.em(1.6F);
  const float head = set.em(3.4F);
  const float table = static_cast<float>(lines.size() + 1) * set.em(1.95F);
  const float most = window.h - 2 * fonts.size;
  const float height = as_table ? std::min(head + table + foot_height + set.em(0.6F), most) : most;
  const Rect card{window.x + (window.w - width) / 2, window.y + (window.h - height) / 2, width, height};

  if (begin_card("progress", window, card, theme)) out.push_back(BookCommand{book::Close{}});
  const Rect close{card.right() - inset - set.em(5), card.y + set.em(0.9F), set.em(5), set.em(2)};
  set_title("My progress", {card.x + inset, card.y + set.em(0.9F)}, close.x - card.x - inset, theme.heading, fonts);
  if (button("close", close, "Close", {theme.action, theme.action_text}, fonts)) {
    out.push_back(BookCommand{book::Close{}});
  }
  const float foot_y = std::max(card.bottom() - foot_height, card.y + head);
  const Rect inside{card.x + 2, card.y + head, card.w - 4, foot_y - card.y - head};
  if (inside.shown()) {
    const float top = begin_scrolling("table", inside, theme);
    take_scroll(ui.scroll_by);
    const Rect area{card.x + inset, top, inner, 0};
    const float end = as_table ? draw_table(lines, area, widths, set) : draw_paragraphs(lines, area, set);
    end_scrolling({card.x + inset, top + end});
  }
  fill({card.x + 2, foot_y, card.w - 4, 1}, theme.line);
  const float words = foot_y + set.em(0.6F);
  const float said = set_text(foot, {card.x + inset, words}, inner, theme.text, fonts, FontRole::text);
  set_choices(choices, {card.x + inset, words + said + set.em(0.5F)}, inner, set, &out);
  end_card();
}

}  // namespace doorway::app
