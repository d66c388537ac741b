#include "app/panels/stage_mark.hpp"

#include "app/widgets/draw.hpp"

#include <imgui.h>

namespace doorway::app {

void draw_stage_mark(const StageMark& mark, Rect stage, const Theme& theme, const Fonts& fonts) {
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, fonts.size);
  const float pad = fonts.size * 0.6F;
  const float width = paint.width(mark.words, FontRole::bold) + 1;
  const float height = fonts.size * 1.7F;
  const float margin = fonts.size * 0.6F;
  // On the hill before the rooms: nothing of the run stands there.
  const Rect area{stage.x + margin, stage.bottom() - margin - height, width + 2 * pad, height};
  if (area.right() > stage.right()) return;
  paint.fill(area, theme.paper_line, area.h / 2);
  constexpr float border = 1.5F;
  paint.fill({area.x + border, area.y + border, area.w - 2 * border, area.h - 2 * border}, theme.paper, area.h / 2);
  paint.text_in({area.x + pad, area.y, width, area.h}, mark.words, theme.paper_text, Align::left, FontRole::bold);
  if (is_hovered(area)) show_tooltip(mark.explanation, fonts);
}

}  // namespace doorway::app
