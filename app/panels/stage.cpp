#include "app/panels/stage.hpp"

#include "app/widgets/draw.hpp"

#include <imgui.h>

namespace doorway::app {

void draw_stage(const StageScene& scene, const StageLayout& layout, const StageChange& change, const Theme& theme,
                const Fonts& fonts, Light& light) {
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, layout.text_px);
  show_tooltip(paint_stage(scene, layout, change, theme, paint, light), fonts);
}

TextMeasure text_measure(const Fonts& fonts) {
  return
      [fonts](std::string_view text, FontRole role, float size_px) { return text_width(fonts, text, role, size_px); };
}

}  // namespace doorway::app
