#include "app/panels/start_files.hpp"

#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/prose.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <filesystem>

namespace doorway::app {
namespace {

constexpr std::size_t recent_characters = 40;

/// What all parts are drawn with.
struct StartSheet {
  Rect column;
  const Theme& theme;
  const Fonts& fonts;
  Commands& out;

  [[nodiscard]] float em(float count) const { return fonts.size * count; }
  [[nodiscard]] float width_of(std::string_view label) const {
    return std::min(text_width(fonts, label, FontRole::bold, fonts.size) + em(1.6F), column.w);
  }
};

std::string offer_words(const JourneyOffer& offer) {
  return fmt::format("Doorway ended while this was recorded: {}, {}, {} {}.", offer.what, offer.when, offer.steps,
                     offer.steps == 1 ? "step" : "steps");
}

/// Two buttons, beside each other where there is room. Returns how high they are.
float draw_offer_buttons(const StartSheet& sheet, const JourneyOffer& offer, Rect inside, float y) {
  const float height = sheet.em(2.2F);
  const float gap = sheet.em(0.5F);
  constexpr std::string_view open = "Open it";
  constexpr std::string_view away = "Put it away";
  const Rect first{inside.x, y, std::min(sheet.width_of(open), inside.w), height};
  const float second_width = std::min(sheet.width_of(away), inside.w);
  const bool has_room = first.right() + gap + second_width <= inside.right();
  const Rect second{has_room ? first.right() + gap : inside.x, has_room ? y : y + height + gap, second_width, height};
  push_id(offer.path.native());  // a press that began at another offer is none at this one
  if (button("open offer", first, open, {sheet.theme.action, sheet.theme.action_text}, sheet.fonts)) {
    sheet.out.push_back(FileCommand{files::OpenOffer{offer.path}});
  }
  if (button("put away", second, away, {sheet.theme.button, sheet.theme.button_text}, sheet.fonts)) {
    sheet.out.push_back(FileCommand{files::PutAway{offer.path}});
  }
  if (ImGui::IsItemHovered()) show_tooltip("It is not offered again", sheet.fonts);
  ImGui::PopID();
  return second.bottom() - y;
}

float draw_cut_off(const StartSheet& sheet, const JourneyOffer& offer, float y) {
  const float pad = sheet.em(0.8F);
  const Rect inside{sheet.column.x + pad, y + pad, sheet.column.w - 2 * pad, 0};
  const std::string words = offer_words(offer);
  const Color ink = sheet.theme.paper_text;
  const float text = set_text(words, {inside.x, inside.y}, inside.w, ink, sheet.fonts, FontRole::text, false);
  const bool has_room = sheet.width_of("Open it") + sheet.width_of("Put it away") + sheet.em(0.5F) <= inside.w;
  const float buttons = sheet.em(has_room ? 2.2F : 4.9F);
  const Rect card{sheet.column.x, y, sheet.column.w, text + buttons + pad * 2 + sheet.em(0.5F)};
  constexpr float border = 1.5F;
  fill(card, sheet.theme.paper_line, 10);
  fill({card.x + border, card.y + border, card.w - 2 * border, card.h - 2 * border}, sheet.theme.paper, 9);
  set_text(words, {inside.x, inside.y}, inside.w, ink, sheet.fonts, FontRole::text);
  draw_offer_buttons(sheet, offer, inside, inside.y + text + sheet.em(0.5F));
  return card.h + sheet.em(0.8F);
}

/// One after the other, in lines as wide as the column.
float draw_recent(const StartSheet& sheet, const std::vector<std::string>& recent, float y) {
  const float height = sheet.em(2.1F);
  const float gap = sheet.em(0.5F);
  float end = y + set_text("Recent files", {sheet.column.x, y}, sheet.column.w, sheet.theme.text_dim, sheet.fonts,
                           FontRole::bold);
  end += sheet.em(0.3F);
  float x = 0;
  for (const std::string& file : recent) {
    const std::string name = escape_for_display(std::filesystem::path(file).filename().string(), recent_characters);
    const float width = sheet.width_of(name);
    if (x > 0 && x + width > sheet.column.w) x = 0, end += height + gap;
    push_id(file);
    const Rect rect{sheet.column.x + x, end, width, height};
    if (button("recent", rect, "", {sheet.theme.button, sheet.theme.button_text}, sheet.fonts)) {
      sheet.out.push_back(FileCommand{files::OpenRecent{file}});
    }
    if (ImGui::IsItemHovered()) show_tooltip(escape_for_display(file, 200), sheet.fonts);
    ImGui::PopID();
    ListPainter(*ImGui::GetWindowDrawList(), sheet.fonts, sheet.fonts.size)
        .text_in({rect.x + sheet.em(0.5F), rect.y, rect.w - sheet.em(1), rect.h}, name, sheet.theme.button_text,
                 Align::center, FontRole::bold);
    x += width + gap;
  }
  return end + height - y + sheet.em(1);
}

}  // namespace

float draw_start_files(const StartFiles& files, Rect column, float y, const Theme& theme, const Fonts& fonts,
                       Commands& out) {
  const StartSheet sheet{column, theme, fonts, out};
  float height = 0;
  for (const JourneyOffer& offer : files.offers) height += draw_cut_off(sheet, offer, y + height);
  if (!files.recent.empty()) height += draw_recent(sheet, files.recent, y + height);
  return height;
}

}  // namespace doorway::app
