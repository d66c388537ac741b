#include "app/panels/inspector.hpp"

#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace doorway::app {
namespace {

struct Leaf {
  InspectorTab tab;
  const char* name;
  const char* key;
  void (*draw)(const InspectorSources&, const LeafPainting&, InspectorUi&);
};

constexpr std::array<Leaf, 4> leaves{{{InspectorTab::bytes, "Bytes", "F2", draw_bytes_leaf},
                                      {InspectorTab::sockets, "Sockets", "F3", draw_sockets_leaf},
                                      {InspectorTab::program, "Program", "F4", draw_program_leaf},
                                      {InspectorTab::transcript, "Transcript", "F5", draw_transcript_leaf}}};

}  // namespace

void draw_inspector(const InspectorSources& sources, const LeafPainting& painting, InspectorUi& ui) {
  const Rect area = painting.area;
  const Theme& theme = painting.theme;
  const float em = painting.fonts.size;
  fill(area, theme.page);
  const float tabs_h = std::ceil(em * 2.9F);
  const float width = (area.w - em) / static_cast<float>(leaves.size());
  Rect tab{area.x + em / 2, area.y + em * 0.45F, width - em * 0.3F, em * 1.9F};
  Fonts fonts = painting.fonts;  // all of them in the size in which the widest has its room
  for (const Leaf& leaf : leaves) {
    const float whole = text_width(painting.fonts, leaf.name, FontRole::bold, em);
    fonts.size = std::min(fonts.size, std::max(std::floor(em * tab.w * 0.9F / whole), smallest_text_px));
  }
  for (const Leaf& leaf : leaves) {
    const bool chosen = leaf.tab == ui.tab;
    const ButtonLook look =
        chosen ? ButtonLook{theme.accent, theme.accent_text} : ButtonLook{theme.button, theme.button_text};
    if (button(leaf.name, tab, leaf.name, look, fonts) && !chosen) {
      painting.out.push_back(ViewCommand{view::ToggleInspector{leaf.tab}});
    }
    if (ImGui::IsItemHovered()) show_tooltip(leaf.key, painting.fonts);
    tab.x += width;
  }
  const Rect rest{area.x, area.y + tabs_h, area.w, area.h - tabs_h};
  for (const Leaf& leaf : leaves) {
    if (leaf.tab == ui.tab) leaf.draw(sources, {rest, theme, painting.fonts, painting.light, painting.out}, ui);
  }
}

}  // namespace doorway::app
