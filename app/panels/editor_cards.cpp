// What lies above the window while a scenario is changed: what can be written, and what is wrong with the caret's line.
#include "app/panels/editor_parts.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/prose.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace doorway::app {
namespace {

constexpr std::size_t most_offer_rows = 8;
constexpr float card_border = 1.5F;

/// Whole pixels, as a window has: else its border would be cut off.
Rect on_pixels(Rect card) {
  const float x = std::floor(card.x);
  const float y = std::floor(card.y);
  return {x, y, std::ceil(card.right() - x), std::ceil(card.bottom() - y)};
}

void begin_above(const char* id, Rect card, bool takes_mouse) {
  const ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                                 ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings |
                                 ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoScrollWithMouse;
  ImGui::SetNextWindowPos(ImVec2(card.x, card.y));
  ImGui::SetNextWindowSize(ImVec2(card.w, card.h));
  ImGui::Begin(id, nullptr, takes_mouse ? flags : flags | ImGuiWindowFlags_NoInputs);
}

/// Below this height where there is room, else above.
float place_beside(float above, float below, float height, Rect window) {
  if (below + height <= window.bottom() || above - window.y < window.bottom() - below) return below;
  return std::max(above - height, window.y);
}

// --- What can be written

struct OfferList {
  const ScenarioEditor& editor;
  const Theme& theme;
  const Fonts& fonts;
  const Painter& paint;
  float row;
  float shown_width;
};

void draw_offer(const OfferList& list, std::size_t index, Rect rect, Commands& out) {
  const Completion& offer = list.editor.offers()[index];
  ImGui::SetCursorScreenPos(ImVec2(rect.x, rect.y));
  ImGui::PushID(static_cast<int>(index));
  if (ImGui::InvisibleButton("offer", ImVec2(rect.w, rect.h))) {
    out.push_back(EditorCommand{editor::TakeOffer{index}});
  }
  const bool is_hot = ImGui::IsItemHovered();
  ImGui::PopID();
  const bool is_chosen = list.editor.chosen() == index;
  Color ink = list.theme.text;
  Color quiet = list.theme.text_dim;
  if (is_chosen) {
    list.paint.fill(rect, list.theme.accent, 5);
    ink = quiet = list.theme.accent_text;
  } else if (is_hot) {
    list.paint.fill(rect, list.theme.button, 5);
  }
  const float pad = list.fonts.size * 0.5F;
  list.paint.text_in({rect.x + pad, rect.y, list.shown_width, rect.h}, offer.shown, ink, Align::left, FontRole::mono);
  const float x = rect.x + pad + list.shown_width + list.fonts.size;
  list.paint.text_in({x, rect.y, rect.right() - pad - x, rect.h}, offer.meaning, quiet);
}

/// How wide what the offers show is, and what they mean.
Point widths_of(const std::vector<Completion>& offers, const Painter& paint) {
  Point widest;
  for (const Completion& offer : offers) {
    widest.x = std::max(widest.x, paint.width(offer.shown, FontRole::mono) + 1);
    widest.y = std::max(widest.y, paint.width(offer.meaning, FontRole::text) + 1);
  }
  return widest;
}

// The chosen row stays in sight; the wheel goes through the others.
void scroll_list(const ScenarioEditor& editor, std::size_t rows, EditorUi& ui) {
  const std::size_t last_first = editor.offers().size() - rows;
  const float wheel = ImGui::IsWindowHovered() ? ImGui::GetIO().MouseWheel : 0;
  if (wheel > 0 && ui.first_offer > 0) --ui.first_offer;
  if (wheel < 0) ++ui.first_offer;
  if (wheel == 0 && editor.chosen()) {
    const std::size_t chosen = *editor.chosen();
    ui.first_offer = std::clamp(ui.first_offer, chosen + 1 > rows ? chosen + 1 - rows : 0, chosen);
  }
  ui.first_offer = std::min(ui.first_offer, last_first);
}

void draw_offers(const EditorSources& sources, Rect window, const Theme& theme, const Fonts& fonts, EditorUi& ui,
                 Commands& out) {
  const auto& offers = sources.editor.offers();
  const std::size_t rows = std::min(offers.size(), most_offer_rows);
  const float row = std::ceil(fonts.size * 1.75F);
  const float pad = fonts.size * 0.35F;
  const float foot = std::ceil(fonts.size * 1.5F);
  const ListPainter measure(*ImGui::GetForegroundDrawList(), fonts, fonts.size);
  const Point widest = widths_of(offers, measure);
  const float around = 2 * pad + fonts.size * 2;
  const float width = std::min(std::max(widest.x + widest.y + around, fonts.size * 20), window.w - 2 * pad);
  const float shown_width = std::min(widest.x, (width - around) * 0.6F);
  const float height = row * static_cast<float>(rows) + foot + 2 * pad;
  const float caret_height = ui.caret.h;
  const float x = std::clamp(ui.offers.x - pad - fonts.size * 0.5F, pad, std::max(window.right() - width - pad, pad));
  const float y = place_beside(ui.offers.y, ui.offers.y + caret_height, height, window);
  const Rect card = on_pixels({x, y, width, height});
  begin_above("offers", card, true);
  fill(card, theme.accent, 8);
  fill({card.x + card_border, card.y + card_border, card.w - 2 * card_border, card.h - 2 * card_border}, theme.page, 7);
  scroll_list(sources.editor, rows, ui);
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, fonts.size);
  const OfferList list{sources.editor, theme, fonts, paint, row, shown_width};
  Rect at{card.x + pad, card.y + pad, card.w - 2 * pad, row};
  for (std::size_t i = ui.first_offer; i < ui.first_offer + rows; ++i) {
    draw_offer(list, i, at, out);
    at.y += row;
  }
  const Painter small = paint.sized(fonts.size * 0.9F);
  const Rect line{at.x + fonts.size * 0.5F, at.y, at.w - fonts.size, foot};
  small.text_in(line,
                sources.editor.chosen() ? "Enter or Tab: take it    Up, Down: choose    Esc: close"
                                        : "Tab: the first    Up, Down: choose    Esc: close",
                theme.text_dim);
  ImGui::End();
}

// --- What is wrong

void draw_mistake_card(const EditorSources& sources, Rect window, const Theme& theme, const Fonts& fonts,
                       const EditorUi& ui) {
  const TextBuffer& buffer = sources.editor.buffer();
  const Mistake* mistake = sources.editor.mistake_in(buffer.line_of(buffer.caret()));
  const bool is_in_sight = ui.caret.y >= ui.text.y - 1 && ui.caret.bottom() <= ui.text.bottom() + 1;
  if (mistake == nullptr || !is_in_sight) return;
  const EditorMeasures measures = editor_measures(sources.editor, fonts);
  const float pad = fonts.size * 0.55F;
  const float x = ui.text.x + measures.gutter - pad;
  const float most = std::max(ui.text.right() - x - pad, fonts.size * 8);
  const float words = std::min(text_width(fonts, mistake->message, FontRole::text, fonts.size) + 2, most - 2 * pad);
  const float height = set_text(mistake->message, {0, 0}, words, theme.paper_text, fonts, FontRole::text, false) + pad;
  const float gap = fonts.size * 0.15F;
  const float y = place_beside(ui.caret.y - gap, ui.caret.bottom() + gap, height, window);
  const Rect card = on_pixels({x, y, words + 2 * pad, height});
  begin_above("mistake", card, false);
  fill(card, theme.paper_warning, 6);
  fill({card.x + card_border, card.y + card_border, card.w - 2 * card_border, card.h - 2 * card_border}, theme.paper,
       5);
  set_text(mistake->message, {card.x + pad, card.y + pad / 2}, words, theme.paper_text, fonts, FontRole::text);
  ImGui::End();
}

}  // namespace

void draw_editor_cards(const EditorSources& sources, Rect window, const Theme& theme, const Fonts& fonts, EditorUi& ui,
                       Commands& out) {
  if (!ui.text.shown()) return;
  if (sources.editor.offers().empty()) {
    draw_mistake_card(sources, window, theme, fonts, ui);
  } else {
    draw_offers(sources, window, theme, fonts, ui, out);
  }
}

}  // namespace doorway::app
