#pragma once

#include "app/panels/lesson_page.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/marks.hpp"
#include "app/widgets/prose.hpp"

#include <imgui.h>

#include <string>
#include <string_view>

// What the files that draw a lesson's page share; nobody else includes it.
namespace doorway::app {

/// A page while it is drawn, from top to bottom: each thing stands at `y` and moves it below itself. Where `paint` is
/// false it is only measured.
struct Sheet {
  const LessonPageSources& sources;
  const Theme& theme;
  const Fonts& fonts;
  LessonPageUi& ui;
  Commands& out;
  float x = 0;
  float y = 0;
  float width = 0;
  bool paint = true;

  [[nodiscard]] const LessonWalk& walk() const { return sources.walk; }
  [[nodiscard]] Vocabulary vocabulary() const { return sources.vocabulary; }
  [[nodiscard]] float em(float count) const { return count * fonts.size; }
  /// So many letters' heights, but never more than a share of the width: large text leaves no room for margins.
  [[nodiscard]] float margin(float count) const;
  [[nodiscard]] ProseStyle page() const { return page_style(theme, vocabulary()); }
  [[nodiscard]] ProseStyle paper() const { return paper_style(theme, vocabulary()); }
  void gap(float count) { y += em(count); }

  void text(std::string_view words, Color color, FontRole role = FontRole::text);
  void blocks(const std::vector<ProseBlock>& prose, const ProseStyle& style);
  void words(const Spans& spans, const ProseStyle& style);
  /// Something else of this height was drawn at `y`.
  void put(float height);
  /// All that was drawn since `top` is this spot.
  void mark_spot(PageSpot spot, float top);
};

/// The grounds of a card.
struct CardLook {
  Color ground;
  Color edge;
};

/// Draws what `content` draws on a card that is as high as it needs to be.
template <class Content>
void on_card(Sheet& sheet, const CardLook& look, const Content& content) {
  const float inset = sheet.margin(0.9F);
  const float top = sheet.y;
  const Sheet outside = sheet;
  const auto fill_in = [&](bool paint) {
    sheet.paint = paint;
    sheet.x = outside.x + inset;
    sheet.width = outside.width - 2 * inset;
    sheet.y = top + inset * 0.8F;
    content(sheet);
    sheet.y += inset * 0.8F;
  };
  fill_in(false);
  if (outside.paint) {
    const Rect card{outside.x, top, outside.width, sheet.y - top};
    fill(card, look.edge, 10);
    fill({card.x + 1.5F, card.y + 1.5F, card.w - 3, card.h - 3}, look.ground, 9);
    fill_in(true);
  }
  sheet.x = outside.x;
  sheet.width = outside.width;
  sheet.paint = outside.paint;
}

/// The small heading of a card, with its sign.
void draw_card_heading(Sheet& sheet, std::string_view words, Mark mark, Color color);

/// A button as wide as its words, which are broken where the page is narrower. `key` is shown behind them. True when it
/// was clicked.
bool page_button(Sheet& sheet, const char* id, std::string_view words, std::string_view key, bool is_action);

/// A row that can be clicked: a number, a sign, words.
struct RowLook {
  const char* id = "";
  std::size_t index = 0;  ///< among the rows of its id
  Mark mark = Mark::none;
  Color ground;
  Color ink;
  std::optional<Color> edge;
  bool enabled = true;
  bool lit = false;
  std::string note;       ///< below the words, smaller: what the sign means
  float right_room = 0;   ///< kept free at the right
  std::size_t digit = 0;  ///< the number shown; 0: one more than the index
};
struct RowDrawn {
  Rect rect;  ///< as wide as the sheet; empty where it was only measured
  bool clicked = false;
  bool hovered = false;
};
RowDrawn page_row(Sheet& sheet, const RowLook& look, const Spans& words);

// --- The parts of a page, a file each.
void draw_ask(Sheet& sheet, const Ask& ask);
/// The answers to the question, and how they stand.
void draw_answers(Sheet& sheet, const Ask& ask);
/// What is to be done next about the question; or, when it is judged, what the run says.
void draw_verdict(Sheet& sheet, const Ask& ask);
void draw_experiment(Sheet& sheet, const Experiment& experiment);
void draw_goal(Sheet& sheet, const Goal& goal);
void draw_gem_card(Sheet& sheet, const Gem& gem);
void draw_recap(Sheet& sheet);
/// That a changed scenario is shown, and the way back.
void draw_changed_note(Sheet& sheet);

}  // namespace doorway::app
