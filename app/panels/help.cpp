#include "app/panels/help.hpp"

#include "app/actions.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/card.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/prose.hpp"

#include <algorithm>
#include <vector>

namespace doorway::app {
namespace {

/// How the lines of a column are set.
struct ColumnStyle {
  float width = 0;
  float keys_width = 0;  ///< of the keys, the meanings stand beside them
  const Theme& theme;
  const Fonts& fonts;
};

float widest_keys(const std::vector<HelpSection>& sections, const Fonts& fonts) {
  float width = 0;
  for (const HelpSection& section : sections) {
    for (const HelpLine& line : section.lines) {
      width = std::max(width, text_width(fonts, line.keys, FontRole::bold, fonts.size));
    }
  }
  return width + fonts.size;
}

float set_line(const HelpLine& line, Point at, const ColumnStyle& style, bool paint) {
  const float left = line.keys.empty() ? 0 : style.keys_width;
  const float keys = line.keys.empty() ? 0
                                       : set_text(line.keys, at, left - style.fonts.size * 0.6F, style.theme.heading,
                                                  style.fonts, FontRole::bold, paint);
  const float meaning = set_text(line.meaning, {at.x + left, at.y}, style.width - left, style.theme.text, style.fonts,
                                 FontRole::text, paint);
  return std::max(keys, meaning) + style.fonts.size * 0.12F;
}

float set_section(const HelpSection& section, Point at, const ColumnStyle& style, bool paint) {
  float height = set_text(section.title, at, style.width, style.theme.inferred, style.fonts, FontRole::bold, paint);
  height += style.fonts.size * 0.2F;
  for (const HelpLine& line : section.lines) height += set_line(line, {at.x, at.y + height}, style, paint);
  return height + style.fonts.size * 0.9F;
}

/// So many sections stand in the first of two columns that both are about as high.
std::size_t sections_at_left(const std::vector<float>& heights) {
  float all = 0;
  for (const float height : heights) all += height;
  float left = 0;
  std::size_t count = 0;
  while (count < heights.size() && left + heights[count] / 2 < all / 2) left += heights[count++];
  return count;
}

}  // namespace

void draw_help(Rect window, const Theme& theme, const Fonts& fonts, float& scroll_by, Commands& out) {
  const auto sections = key_help();
  const float inset = fonts.size * 1.5F;
  const float head = fonts.size * 3.6F;
  const float card_width = std::min(fonts.size * 72, window.w - fonts.size);
  const bool in_two = card_width >= fonts.size * 56;
  const float gap = fonts.size * 2;
  const float column = (card_width - 2 * inset - (in_two ? gap : 0)) / (in_two ? 2 : 1);
  const ColumnStyle style{column, std::min(widest_keys(sections, fonts), column * 0.42F), theme, fonts};
  std::vector<float> heights;
  for (const HelpSection& section : sections) heights.push_back(set_section(section, {0, 0}, style, false));
  const std::size_t at_left = in_two ? sections_at_left(heights) : sections.size();
  float left = 0, right = 0;
  for (std::size_t i = 0; i < heights.size(); ++i) (i < at_left ? left : right) += heights[i];
  const float text_height = std::max(left, right);
  const float height = std::min(head + text_height + inset * 0.5F, window.h - fonts.size);
  const Rect card{window.x + (window.w - card_width) / 2, window.y + (window.h - height) / 2, card_width, height};

  if (begin_card("help", window, card, theme)) out.push_back(ViewCommand{view::ToggleHelp{}});
  const Rect close{card.right() - inset - fonts.size * 5, card.y + fonts.size * 0.9F, fonts.size * 5, fonts.size * 2};
  set_title("Keys", {card.x + inset, card.y + fonts.size * 0.9F}, close.x - card.x - inset, theme.heading, fonts);
  if (button("close", close, "Close", {theme.action, theme.action_text}, fonts)) {
    out.push_back(ViewCommand{view::ToggleHelp{}});
  }
  const Rect text{card.x + 2, card.y + head, card.w - 4, card.h - head - 2};
  const float top = begin_scrolling("lines", text, theme);
  take_scroll(scroll_by);
  Point at{card.x + inset, top};
  for (std::size_t i = 0; i < sections.size(); ++i) {
    if (i == at_left) at = {card.x + inset + column + gap, top};
    at.y += set_section(sections[i], at, style, true);
  }
  end_scrolling({card.x + inset, top + text_height}, theme.page, fonts.size);
  end_card();
}

}  // namespace doorway::app
