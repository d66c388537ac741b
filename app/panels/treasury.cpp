#include "app/panels/treasury.hpp"

#include "app/widgets/button.hpp"
#include "app/widgets/card.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/marks.hpp"
#include "app/widgets/prose.hpp"
#include "app/widgets/signs.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace doorway::app {
namespace {

/// A gem of a lesson, and where it is.
struct Stone {
  const Page* page = nullptr;
  const Gem* gem = nullptr;
  LessonPlace place;
  std::size_t number = 0;  ///< among all gems, for its colour
};

/// The gems of a lesson.
struct Shelf {
  std::size_t lesson = 0;
  std::vector<Stone> kept;
  std::vector<Stone> closed;
};

bool is_kept(const LearnerView& view, const KnownLesson& known, const Page& page, std::size_t gem) {
  const PageProgress* done = view.progress.page({known.id, page.id});
  return done != nullptr && done->gems.contains(gem);
}

std::vector<Shelf> shelves_of(const LearnerView& view) {
  std::vector<Shelf> shelves;
  std::size_t number = 0;
  for (std::size_t lesson = 0; lesson < view.known.size(); ++lesson) {
    const KnownLesson& known = view.known[lesson];
    if (known.lesson == nullptr) continue;
    Shelf shelf{lesson, {}, {}};
    for (std::size_t page = 0; page < known.lesson->pages.size(); ++page) {
      const Page& of = known.lesson->pages[page];
      const auto gems = gems_of(of);
      for (std::size_t gem = 0; gem < gems.size(); ++gem) {
        auto& stones = is_kept(view, known, of, gem) ? shelf.kept : shelf.closed;
        stones.push_back({&of, gems[gem], {lesson, page}, number++});
      }
    }
    if (!shelf.kept.empty() || !shelf.closed.empty()) shelves.push_back(std::move(shelf));
  }
  return shelves;
}

/// What the card is set with: the same code measures and draws.
struct TreasurySetting {
  const LearnerView& view;
  const Theme& theme;
  const Fonts& fonts;
  Commands& out;
  bool paint;

  [[nodiscard]] float em(float count) const { return fonts.size * count; }
};

/// An invisible control over a stone; true while the mouse is over it.
bool clickable(const char* id, const Stone& stone, Rect rect, const TreasurySetting& set) {
  ImGui::SetCursorScreenPos(ImVec2(rect.x, rect.y));
  ImGui::PushID(static_cast<int>(stone.number));
  const bool clicked = ImGui::InvisibleButton(id, ImVec2(rect.w, rect.h));
  const bool hot = ImGui::IsItemHovered();
  ImGui::PopID();
  if (clicked) set.out.push_back(ViewCommand{view::OpenLessonAt{stone.place.lesson, stone.place.page}});
  return hot;
}

float set_kept(const Stone& stone, Point at, float width, const TreasurySetting& set) {
  const Theme& theme = set.theme;
  const float side = set.em(1.9F);
  const float inset = set.em(0.5F);
  const float x = at.x + inset + side + set.em(0.8F);
  const float words = at.x + width - inset - x;
  const ProseStyle style = page_style(theme, set.view.vocabulary);
  const Spans& text = stone.gem->text;
  const std::string from = shown_title(*stone.page, set.view.vocabulary);
  const float sentence = set_words(text, {0, 0}, words, style, set.fonts, false);
  const float page = set_text(from, {0, 0}, words, theme.text_dim, set.fonts, FontRole::text, false);
  const float height = std::max(sentence + page, side) + 2 * inset;
  if (set.paint) {
    const Rect rect{at.x, at.y, width, height};
    const bool hot = clickable("gem", stone, rect, set);
    const ListPainter paint(*ImGui::GetWindowDrawList(), set.fonts, set.fonts.size);
    if (hot) paint.frame(rect, theme.accent, 2, set.em(0.5F));
    const Rect gem{at.x + inset, at.y + (height - side) / 2, side, side};
    draw_gem(gem, theme, stone.number);
    draw_mark(Mark::spark, {gem.right() - side * 0.3F, gem.y, side * 0.36F, side * 0.36F}, theme.lit);
    set_words(text, {x, at.y + inset}, words, style, set.fonts, true);
    set_text(from, {x, at.y + inset + sentence}, words, theme.text_dim, set.fonts, FontRole::text, true);
  }
  return height;
}

/// The closed stones of a lesson side by side.
float set_closed(const std::vector<Stone>& stones, Point at, float width, const TreasurySetting& set) {
  if (stones.empty()) return 0;
  const float side = set.em(1.7F);
  const float step = side + set.em(0.5F);
  float x = set.em(0.6F);
  float y = set.em(0.3F);
  for (const Stone& stone : stones) {
    if (x + side > width) x = set.em(0.6F), y += step;
    if (set.paint) {
      const Rect rect{at.x + x, at.y + y, side, side};
      const ListPainter paint(*ImGui::GetWindowDrawList(), set.fonts, set.fonts.size);
      const bool hot = clickable("stone", stone, rect, set);
      draw_closed_stone(paint, rect, set.theme);
      if (hot) paint.frame(rect, set.theme.accent, 2, set.em(0.3F));
      const std::string page = shown_title(*stone.page, set.view.vocabulary);
      if (hot) show_tooltip(fmt::format("Closed still: a click opens its page, {}", page), set.fonts);
    }
    x += step;
  }
  return y + step;
}

std::string closed_text(std::size_t count) {
  return count == 0 ? "all are yours" : fmt::format("{} closed {}", count, count == 1 ? "stone" : "stones");
}

float set_shelf(const Shelf& shelf, Point at, float width, const TreasurySetting& set) {
  const std::string title = fmt::format("{}  {}", shelf.lesson + 1, shown_title(*set.view.known[shelf.lesson].lesson));
  const std::string count = fmt::format("{} of {} \u00b7 {}", shelf.kept.size(),
                                        shelf.kept.size() + shelf.closed.size(), closed_text(shelf.closed.size()));
  float y = set_text(title, at, width, set.theme.inferred, set.fonts, FontRole::bold, set.paint);
  y += set_text(count, {at.x, at.y + y}, width, set.theme.text_dim, set.fonts, FontRole::text, set.paint);
  for (const Stone& stone : shelf.kept) y += set_kept(stone, {at.x, at.y + y}, width, set);
  y += set_closed(shelf.closed, {at.x, at.y + y}, width, set);
  return y + set.em(0.9F);
}

/// The shelves in one or two columns, those at the left about as high as those at the right. Returns how high it is.
float set_shelves(const std::vector<Shelf>& shelves, Rect area, const TreasurySetting& set) {
  const bool in_two = area.w > set.em(58);
  const float gap = set.em(2);
  const float width = in_two ? (area.w - gap) / 2 : area.w;
  TreasurySetting measure = set;
  measure.paint = false;
  std::vector<float> heights;
  float all = 0;
  for (const Shelf& shelf : shelves) all += heights.emplace_back(set_shelf(shelf, {0, 0}, width, measure));
  Point at{area.x, area.y};
  float left = 0;
  bool is_left = true;
  for (std::size_t i = 0; i < shelves.size(); ++i) {
    if (in_two && is_left && at.y - area.y + heights[i] / 2 > all / 2) {
      is_left = false;
      left = at.y - area.y;
      at = {area.x + width + gap, area.y};
    }
    if (set.paint) set_shelf(shelves[i], at, width, set);
    at.y += heights[i];
  }
  return std::max(left, at.y - area.y);
}

std::string summary(const std::vector<Shelf>& shelves) {
  std::size_t kept = 0;
  std::size_t all = 0;
  for (const Shelf& shelf : shelves) {
    kept += shelf.kept.size();
    all += shelf.kept.size() + shelf.closed.size();
  }
  if (all == 0) return "These lessons have no gems.";
  if (kept == 0) {
    return fmt::format(
        "A gem is the one sentence of a page to keep. {} wait in the lessons, closed still: answer a page's question, "
        "and "
        "its gem is yours.",
        all);
  }
  return fmt::format("You keep {} of {}. A click on one opens its page.", kept, all);
}

}  // namespace

void draw_treasury(const LearnerView& view, Rect window, const Theme& theme, const Fonts& fonts, float& scroll_by,
                   Commands& out) {
  const TreasurySetting set{view, theme, fonts, out, true};
  const float inset = set.em(1.5F);
  const float width = std::min(set.em(86), window.w - fonts.size);
  const float height = window.h - 2 * fonts.size;
  const Rect card{window.x + (window.w - width) / 2, window.y + fonts.size, width, height};
  const auto shelves = shelves_of(view);
  if (begin_card("treasury", window, card, theme)) out.push_back(BookCommand{book::Close{}});
  const Rect close{card.right() - inset - set.em(5), card.y + set.em(0.9F), set.em(5), set.em(2)};
  const float words = close.x - card.x - inset - set.em(1);
  float head = set.em(0.9F);
  head += set_title("Treasury", {card.x + inset, card.y + head}, words, theme.heading, fonts);
  head += set_text(summary(shelves), {card.x + inset, card.y + head}, words, theme.text, fonts, FontRole::text);
  head += set.em(0.7F);
  if (button("close", close, "Close", {theme.action, theme.action_text}, fonts)) {
    out.push_back(BookCommand{book::Close{}});
  }
  const Rect inside{card.x + 2, card.y + head, card.w - 4, card.h - head - 2};
  const float top = begin_scrolling("gems", inside, theme);
  take_scroll(scroll_by);
  const float end = set_shelves(shelves, {card.x + inset, top, card.w - 2 * inset, 0}, set);
  end_scrolling({card.x + inset, top + end}, theme.page, fonts.size);
  end_card();
}

}  // namespace doorway::app
