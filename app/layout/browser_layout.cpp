#include "app/layout/browser_layout.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {

BrowserLayout layout_browser(Rect window, float em, float go_width, float back_width) {
  const float inset = std::ceil(em * 0.8F);
  const float gap = std::ceil(em * 0.5F);
  const float title = std::ceil(em * 1.6F);
  const float line = std::ceil(em * 2.2F);
  const float note = std::ceil(em * 2.8F);
  constexpr float most_rows = 12;
  BrowserLayout at;
  at.row_height = std::ceil(em * 1.9F);
  const float width = std::floor(std::min(em * 48, window.w - em));
  const float around = 2 * inset + title + line + note + 3 * gap;
  const float room = std::max(std::floor(window.h * 0.96F) - around, at.row_height);
  const float rows = std::min(room, at.row_height * most_rows);
  const float height = around + rows;
  at.card = {std::floor(window.x + (window.w - width) / 2), std::floor(window.y + (window.h - height) / 2), width,
             height};
  const float x = at.card.x + inset;
  const float inner = width - 2 * inset;
  at.title = {x, at.card.y + inset, inner, title};
  at.rows = {x, at.title.bottom() + gap, inner, rows};
  const float y = at.rows.bottom() + gap;
  const float for_buttons = inner * 2 / 3 - 2 * gap;
  const float share = std::min(1.0F, for_buttons / std::max(go_width + back_width, 1.0F));
  const float go = std::floor(go_width * share);
  const float back = std::floor(back_width * share);
  at.field = {x, y, inner - go - back - 2 * gap, line};
  at.go = {at.field.right() + gap, y, go, line};
  at.back = {at.go.right() + gap, y, back, line};
  at.note = {x, y + line + gap, inner, note};
  return at;
}

}  // namespace doorway::app
