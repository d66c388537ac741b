#include "app/panels/palette.hpp"

#include "app/widgets/button.hpp"
#include "app/widgets/card.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/prose.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace doorway::app {
namespace {

constexpr float most_palette_rows = 12;

/// What drawing the card needs.
struct PaletteSheet {
  const Palette& palette;
  const Theme& theme;
  const Fonts& fonts;
  const Painter& paint;
  Rect card;
  float inset;
  float row_height;
};

// What is typed stays in sight: of a text that is too long its end is shown.
void draw_typed(const PaletteSheet& sheet, Rect box) {
  sheet.paint.fill(box, sheet.theme.button, 6);
  sheet.paint.frame(box, sheet.theme.accent, 1.5F, 6);
  const float pad = sheet.fonts.size * 0.7F;
  const Rect inside{box.x + pad, box.y, box.w - 2 * pad, box.h};
  const std::string& typed = sheet.palette.typed();
  float caret = inside.x;
  ImGui::PushClipRect(ImVec2(inside.x, inside.y), ImVec2(inside.right() + 2, inside.bottom()), true);
  if (typed.empty()) {
    const float beside_caret = sheet.fonts.size * 0.3F;
    sheet.paint.text_in({inside.x + beside_caret, inside.y, inside.w - beside_caret, inside.h},
                        "Type what you look for: larger, page 2, recv, 12", sheet.theme.text_dim);
  } else {
    const float width = sheet.paint.width(typed, FontRole::text);
    const float x = inside.x - std::max(width - inside.w, 0.0F);
    sheet.paint.text({x, box.center().y - sheet.fonts.size * 0.55F}, typed, sheet.theme.heading);
    caret = std::min(inside.x + width, inside.right());
  }
  const float half = sheet.fonts.size * 0.65F;
  sheet.paint.line({caret + 1, box.center().y - half}, {caret + 1, box.center().y + half}, sheet.theme.heading, 1.5F);
  ImGui::PopClipRect();
}

void draw_row(const PaletteSheet& sheet, std::size_t index, Rect rect, Commands& out) {
  const PaletteEntry& entry = sheet.palette.row(index);
  const Theme& theme = sheet.theme;
  const bool is_chosen = index == sheet.palette.chosen();
  ImGui::SetCursorScreenPos(ImVec2(rect.x, rect.y));
  ImGui::PushID(static_cast<int>(index));
  if (ImGui::InvisibleButton("row", ImVec2(rect.w, rect.h))) {
    out.push_back(ViewCommand{view::TakeFromPalette{index}});
  }
  const bool is_hot = ImGui::IsItemHovered();
  ImGui::PopID();
  Color ink = theme.text;
  Color quiet = theme.text_dim;
  if (is_chosen) {
    sheet.paint.fill(rect, theme.accent, 6);
    ink = quiet = theme.accent_text;
  } else if (is_hot) {
    sheet.paint.fill(rect, theme.button, 6);
  }
  const float pad = sheet.fonts.size * 0.7F;
  const Rect inside{rect.x + pad, rect.y, rect.w - 2 * pad, rect.h};
  const float wanted = sheet.paint.width(entry.detail, FontRole::text);
  const float detail = std::min(std::ceil(wanted) + 1, inside.w * 0.4F);
  sheet.paint.text_in({inside.right() - detail, inside.y, detail, inside.h}, entry.detail, quiet, Align::right);
  sheet.paint.text_in({inside.x, inside.y, inside.w - detail - pad, inside.h}, entry.text, ink, Align::left,
                      is_chosen ? FontRole::bold : FontRole::text);
}

void draw_rows(const PaletteSheet& sheet, Rect area, Commands& out) {
  const std::size_t count = sheet.palette.row_count();
  const auto fit = static_cast<std::size_t>(std::max(area.h / sheet.row_height + 0.01F, 1.0F));
  const std::size_t chosen = sheet.palette.chosen();
  const std::size_t last_first = count > fit ? count - fit : 0;
  const std::size_t first = std::min(chosen < fit / 2 ? 0 : chosen - fit / 2, last_first);
  Rect row{area.x, area.y, area.w, sheet.row_height};
  for (std::size_t i = first; i < std::min(count, first + fit); ++i) {
    draw_row(sheet, i, row, out);
    row.y += sheet.row_height;
  }
  if (count == 0) sheet.paint.text_in(row, "Nothing here has that name.", sheet.theme.text_dim);
}

}  // namespace

void draw_palette(const Palette& palette, Rect window, const Theme& theme, const Fonts& fonts, Commands& out) {
  const float inset = fonts.size * 0.9F;
  const float row = std::ceil(fonts.size * 2);
  const float box_height = std::ceil(fonts.size * 2.4F);
  const float foot = std::ceil(fonts.size * 1.8F);
  const float width = std::min(fonts.size * 44, window.w - fonts.size);
  const float around = box_height + foot + 2 * inset;
  const float room = std::max(window.h * 0.9F - around, row);
  const float height = around + row * std::min(most_palette_rows, std::max(std::floor(room / row), 1.0F));
  const Rect card{window.x + (window.w - width) / 2, window.y + std::min((window.h - height) / 2, window.h * 0.12F),
                  width, height};
  if (begin_card("palette", window, card, theme)) out.push_back(ViewCommand{view::TogglePalette{}});
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, fonts.size);
  const PaletteSheet sheet{palette, theme, fonts, paint, card, inset, row};
  const Rect box{card.x + inset, card.y + inset, card.w - 2 * inset, box_height};
  draw_typed(sheet, box);
  const Rect rows{box.x, box.bottom() + inset * 0.5F, box.w, card.bottom() - foot - box.bottom() - inset};
  draw_rows(sheet, rows, out);
  const Rect line{box.x, card.bottom() - foot, box.w, foot};
  paint.text_in(line, "Up, Down: choose    Enter: do it    Escape: close", theme.text_dim);
  paint.text_in(line, fmt::format("{} found", palette.row_count()), theme.text_dim, Align::right);
  end_card();
}

}  // namespace doorway::app
