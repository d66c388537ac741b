#include "app/panels/changed_mark.hpp"

#include "app/widgets/draw.hpp"

#include <imgui.h>

#include <string_view>

namespace doorway::app {

void draw_changed_mark(Rect stage, const Theme& theme, const Fonts& fonts) {
  constexpr std::string_view words = "Your version";
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, fonts.size);
  const float pad = fonts.size * 0.6F;
  const float width = paint.width(words, FontRole::bold) + 1;
  const float height = fonts.size * 1.7F;
  const float margin = fonts.size * 0.6F;
  // On the hill before the rooms: nothing of the run stands there.
  const Rect mark{stage.x + margin, stage.bottom() - margin - height, width + 2 * pad, height};
  if (mark.right() > stage.right()) return;
  paint.fill(mark, theme.paper_line, mark.h / 2);
  constexpr float border = 1.5F;
  paint.fill({mark.x + border, mark.y + border, mark.w - 2 * border, mark.h - 2 * border}, theme.paper, mark.h / 2);
  paint.text_in({mark.x + pad, mark.y, width, mark.h}, words, theme.paper_text, Align::left, FontRole::bold);
  if (is_hovered(mark)) show_tooltip("The scenario as you changed it runs here, not the page's own.", fonts);
}

}  // namespace doorway::app
