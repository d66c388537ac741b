#include "app/panels/stage.hpp"

#include "app/widgets/draw.hpp"

#include <imgui.h>

namespace doorway::app {

void draw_stage(const StageScene& scene, const StageLayout& layout, const StageChange& change, const Theme& theme,
                const Fonts& fonts, Light& light) {
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, layout.text_px);
  show_tooltip(paint_stage(scene, layout, change, theme, paint, light), fonts);
}

void take_hidden_click(const StageLayout& layout, Commands& out) {
  if (layout.hidden_doors == 0 || !is_hovered(layout.hidden) || ImGui::IsAnyItemHovered()) return;
  ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
    out.push_back(ViewCommand{view::ToggleInspector{InspectorTab::sockets}});
  }
}

TextMeasure text_measure(const Fonts& fonts) {
  return
      [fonts](std::string_view text, FontRole role, float size_px) { return text_width(fonts, text, role, size_px); };
}

}  // namespace doorway::app
