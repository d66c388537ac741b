#include "app/panels/stage_mark.hpp"

#include "app/layout/mark_layout.hpp"
#include "app/widgets/draw.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

void paint_mark(const StageMark& mark, Rect area, float pad, const Painter& paint, const Theme& theme) {
  paint.fill(area, theme.paper_line, area.h / 2);
  constexpr float border = 1.5F;
  paint.fill({area.x + border, area.y + border, area.w - 2 * border, area.h - 2 * border}, theme.paper, area.h / 2);
  paint.text_in({area.x + pad, area.y, area.w - 2 * pad, area.h}, mark.words, theme.paper_text, Align::left,
                FontRole::bold);
}

}  // namespace

void draw_stage_mark(const StageMark& mark, const StageLayout& stage, const Theme& theme, const Fonts& fonts) {
  const std::vector<Rect> taken = taken_by(stage);
  const float least = std::min(smallest_text_px, fonts.size);
  for (float letters = fonts.size;; letters = std::max(std::floor(letters * 0.9F), least)) {
    const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, letters);
    const float pad = letters * 0.6F;
    const Point size{paint.width(mark.words, FontRole::bold) + 1 + 2 * pad, letters * 1.7F};
    if (const auto area = place_on_stage(stage.area, size, letters * 0.6F, taken)) {
      paint_mark(mark, *area, pad, paint, theme);
      if (is_hovered(*area)) show_tooltip(mark.explanation, fonts);
      return;
    }
    if (letters <= least) return;
  }
}

}  // namespace doorway::app
