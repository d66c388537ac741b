#include "app/panels/page_sheet.hpp"

#include "app/widgets/draw.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorway::app {

float Sheet::margin(float count) const {
  return std::min(em(count), width * 0.05F);
}

void Sheet::put(float height) {
  if (paint) ui.places.push_back({x, y, width, height});
  y += height;
}

void Sheet::text(std::string_view words, Color color, FontRole role) {
  put(set_text(words, {x, y}, width, color, fonts, role, paint));
}

void Sheet::blocks(const std::vector<ProseBlock>& prose, const ProseStyle& style) {
  if (!prose.empty()) put(set_blocks(prose, {x, y}, width, style, fonts, paint));
}

void Sheet::words(const Spans& spans, const ProseStyle& style) {
  put(set_words(spans, {x, y}, width, style, fonts, paint));
}

void Sheet::mark_spot(PageSpot spot, float top) {
  if (paint) ui.spots[spot] = {x, top, width, y - top};
}

void draw_card_heading(Sheet& sheet, std::string_view words, Mark mark, Color color) {
  const float sign = mark == Mark::none ? 0 : sheet.em(1.35F);
  const float height =
      set_text(words, {sheet.x + sign, sheet.y}, sheet.width - sign, color, sheet.fonts, FontRole::bold, sheet.paint);
  if (sheet.paint && sign > 0)
    draw_mark(mark, {sheet.x, sheet.y + sheet.em(0.25F), sheet.em(0.9F), sheet.em(0.9F)}, color);
  sheet.put(height);
  sheet.gap(0.15F);
}

bool page_button(Sheet& sheet, const char* id, std::string_view words, std::string_view key, bool is_action) {
  const Theme& theme = sheet.theme;
  const std::string label = key.empty() ? std::string(words) : fmt::format("{}  [{}]", words, key);
  const float pad = sheet.margin(0.8F);
  const float whole = text_width(sheet.fonts, label, FontRole::bold, sheet.fonts.size) + 1;
  const float inner = std::min(whole, sheet.width - 2 * pad);
  const Color ink = is_action ? theme.action_text : theme.button_text;
  const float above = sheet.em(0.3F);
  const float height = set_text(label, {0, 0}, inner, ink, sheet.fonts, FontRole::bold, false) + 2 * above;
  bool clicked = false;
  if (sheet.paint) {
    const Rect rect{sheet.x, sheet.y, inner + 2 * pad, height};
    if (is_action) sheet.ui.spots[PageSpot::next] = rect;
    clicked = button(id, rect, "", {is_action ? theme.action : theme.button, ink}, sheet.fonts);
    set_text(label, {rect.x + pad, rect.y + above}, inner, ink, sheet.fonts, FontRole::bold);
  }
  sheet.put(height);
  return clicked;
}

RowDrawn page_row(Sheet& sheet, const RowLook& look, const Spans& words) {
  const Fonts& fonts = sheet.fonts;
  const float inset = sheet.margin(0.55F);
  // Where there is little room the number is left out: the key works all the same.
  const bool is_narrow = sheet.width < sheet.em(9);
  const float number = is_narrow ? 0 : sheet.em(1.3F);
  const float sign = look.mark == Mark::none ? 0 : sheet.em(1.5F);
  const float room = std::max(sheet.width - 2 * inset - number - sign - look.right_room, sheet.em(1));
  const ProseStyle style{look.ink, look.ink, look.ink, look.ink.faded(tint), sheet.vocabulary()};
  const float words_height = set_words(words, {0, 0}, room, style, fonts, false);
  const float note_height =
      look.note.empty() ? 0 : set_text(look.note, {0, 0}, room, look.ink, fonts, FontRole::text, false);
  const float above = sheet.em(0.22F);
  const float height = words_height + note_height + 2 * above;
  RowDrawn drawn;
  if (sheet.paint) {
    drawn.rect = {sheet.x, sheet.y, sheet.width, height};
    ImGui::SetCursorScreenPos(ImVec2(sheet.x, sheet.y));
    ImGui::PushID(static_cast<int>(look.index));
    const bool clicked = ImGui::InvisibleButton(look.id, ImVec2(sheet.width - look.right_room, height));
    drawn.hovered = ImGui::IsItemHovered();
    ImGui::PopID();
    drawn.clicked = clicked && look.enabled;
    if (look.edge) fill(drawn.rect, *look.edge, 6);
    const float edge = look.edge ? 2.0F : 0.0F;
    fill({drawn.rect.x + edge, drawn.rect.y + edge, drawn.rect.w - 2 * edge, height - 2 * edge}, look.ground, 6);
    if ((drawn.hovered && look.enabled) || look.lit) fill(drawn.rect, look.ink.faded(tint), 6);
    const float top = sheet.y + above;
    if (number > 0) {
      const std::size_t digit = look.digit == 0 ? look.index + 1 : look.digit;
      set_text(fmt::format("{}", digit), {sheet.x + inset, top}, number, look.ink, fonts, FontRole::bold);
    }
    const float left = sheet.x + inset + number + sign;
    draw_mark(look.mark, {left - sign, top + sheet.em(0.25F), sheet.em(0.92F), sheet.em(0.92F)}, look.ink);
    set_words(words, {left, top}, room, style, fonts, true);
    if (note_height > 0) set_text(look.note, {left, top + words_height}, room, look.ink, fonts, FontRole::text);
  }
  sheet.put(height);
  sheet.gap(0.4F);
  return drawn;
}

}  // namespace doorway::app
