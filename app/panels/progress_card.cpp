#include "app/panels/progress_card.hpp"

#include "app/panels/progress_table.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/card.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/prose.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::app {
namespace {

struct ProgressSetting {
  const Theme& theme;
  const Fonts& fonts;

  [[nodiscard]] float em(float count) const { return fonts.size * count; }
};

// --- What can be chosen

struct CardChoice {
  const char* id;
  std::string_view label;
  Command command;
  bool is_action = false;
};

std::vector<CardChoice> choices_of(bool has_file, bool asks_for_reset) {
  if (!has_file) return {};
  if (asks_for_reset) {
    return {{"keep", "No, keep it all", BookCommand{book::KeepAll{}}, true},
            {"reset", "Yes, begin anew", BookCommand{book::Reset{}}}};
  }
  return {{"csv", "Export CSV", BookCommand{book::WriteTable{}}},
          {"ask reset", "Reset \u2026", BookCommand{book::AskForReset{}}}};
}

/// In lines as wide as there is room. `out` null: only measures. Returns how high they are.
float set_choices(const std::vector<CardChoice>& choices, Point at, float width, const ProgressSetting& set,
                  Commands* out) {
  const float height = set.em(2.1F);
  const float gap = set.em(0.6F);
  float x = 0;
  float y = 0;
  for (const CardChoice& choice : choices) {
    const float label = text_width(set.fonts, choice.label, FontRole::bold, set.fonts.size);
    const float wide = std::min(label + set.em(1.8F), width);
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

std::string foot_text(const ProgressCardUi& ui, bool has_file) {
  if (!has_file) return "Nothing of this is kept: there is no folder for it.";
  if (ui.asks_for_reset) {
    return "Begin anew, as if you had done nothing? The old file stays beside the new one, under another name.";
  }
  return ui.note.empty() ? "This stays on this computer, in a file of yours." : ui.note;
}

/// What there is to be said and chosen below the table. `out` null: only measures. Returns how high it is.
float set_foot(const std::string& text, const std::vector<CardChoice>& choices, Point at, float width,
               const ProgressSetting& set, Commands* out) {
  float y = set.em(0.6F);
  y += set_text(text, {at.x, at.y + y}, width, set.theme.text, set.fonts, FontRole::text, out != nullptr);
  if (!choices.empty()) y += set.em(0.5F) + set_choices(choices, {at.x, at.y + y + set.em(0.5F)}, width, set, out);
  return y + set.em(1);
}

// --- Where it is

struct CardPlaces {
  Rect card;
  Rect head;
  Rect table;  ///< empty where there is no room for it
  float foot_y = 0;
};

float card_width(Rect window, const ProgressSetting& set) {
  return std::min(set.em(80), window.w - set.em(1));
}

/// How wide words and lines may be.
float inner_width(Rect window, const ProgressSetting& set) {
  return card_width(window, set) - set.em(3.8F);
}

CardPlaces places_of(const ProgressTable& table, float foot, Rect window, const ProgressSetting& set) {
  const float width = card_width(window, set);
  const float head = set.em(3.4F);
  const float most = window.h - set.em(2);
  const float wanted = head + table.height() + set.em(0.6F) + foot;
  const float height = table.fits(inner_width(window, set)) ? std::min(wanted, most) : most;
  const Rect card{window.x + (window.w - width) / 2, window.y + (window.h - height) / 2, width, height};
  const float foot_y = std::max(card.bottom() - foot, card.y + head);
  const float inset = set.em(1.5F);
  return {card,
          {card.x + inset, card.y + set.em(0.9F), card.w - 2 * inset, set.em(2)},
          {card.x + 2, card.y + head, card.w - 4, foot_y - card.y - head},
          foot_y};
}

void draw_head(Rect head, const ProgressSetting& set, Commands& out) {
  const Rect close{head.right() - set.em(5), head.y, set.em(5), head.h};
  set_title("My progress", {head.x, head.y}, close.x - head.x, set.theme.heading, set.fonts);
  if (button("close", close, "Close", {set.theme.action, set.theme.action_text}, set.fonts)) {
    out.push_back(BookCommand{book::Close{}});
  }
}

}  // namespace

void draw_progress_card(const LearnerView& view, bool has_file, Rect window, const Theme& theme, const Fonts& fonts,
                        ProgressCardUi& ui, Commands& out) {
  const ProgressSetting set{theme, fonts};
  const ProgressTable table(view, theme, fonts);
  const std::vector<CardChoice> choices = choices_of(has_file, ui.asks_for_reset);
  const std::string words = foot_text(ui, has_file);
  const float inner = inner_width(window, set);
  const CardPlaces places = places_of(table, set_foot(words, choices, {0, 0}, inner, set, nullptr), window, set);
  if (begin_card("progress", window, places.card, theme)) out.push_back(BookCommand{book::Close{}});
  draw_head(places.head, set, out);
  if (places.table.shown()) {
    const float top = begin_scrolling("table", places.table, theme);
    take_scroll(ui.scroll_by);
    end_scrolling({places.head.x, top + table.draw({places.head.x, top, inner, 0})}, theme.page, fonts.size);
  }
  fill({places.table.x, places.foot_y, places.table.w, 1}, theme.line);
  set_foot(words, choices, {places.head.x, places.foot_y}, inner, set, &out);
  end_card();
}

}  // namespace doorway::app
