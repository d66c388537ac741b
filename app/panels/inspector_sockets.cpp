#include "app/layout/sockets_layout.hpp"
#include "app/panels/leaf_parts.hpp"
#include "app/panels/state_diagram.hpp"
#include "app/widgets/button.hpp"
#include "app/window/font_set.hpp"

#include <imgui.h>

#include <array>

namespace doorway::app {
namespace {

void draw_heads(LeafBrush& brush, const SocketsScene& scene, const SocketsLayout& layout) {
  for (std::size_t i = 0; i < socket_column_count; ++i) {
    brush.words(layout.heads.cells.at(i), scene.heads.at(i).text, brush.theme.text_dim);
    brush.hint(layout.heads.cells.at(i), scene.heads.at(i).hint);
  }
  const Rect rect = layout.heads.rect;
  brush.paint.line({rect.x, rect.bottom()}, {rect.right(), rect.bottom()}, brush.theme.line, brush.px(1));
}

/// What this step has touched has a mark before its name, what is chosen a ground of its own.
void draw_row(LeafBrush& brush, const SocketRow& row, const TableRowPlace& place) {
  if (!brush.sees(place.rect)) return;
  const Theme& theme = brush.theme;
  const ProcessColors& colors = theme.of_process(row.color);
  if (row.is_chosen) brush.paint.fill(place.rect, theme.button, brush.px(5));
  if (row.changed) {
    const Rect mark{place.rect.x + brush.px(2), place.rect.y + brush.px(4), brush.px(3.5F), place.rect.h - brush.px(8)};
    brush.paint.fill(mark, colors.strong, brush.px(2));
  }
  const Color quiet = row.is_chosen ? theme.button_text : theme.text_dim;
  const Color words = row.is_chosen ? theme.button_text : theme.text;
  for (std::size_t i = 0; i < socket_column_count; ++i) {
    const TableCell& cell = row.cells.at(i);
    const bool is_name = i == static_cast<std::size_t>(SocketColumn::name);
    brush.words(place.cells.at(i), cell.text, cell.told ? words : quiet, FontRole::mono);
    const std::string changed = is_name && row.changed ? "\nThis step has touched it" : "";
    brush.hint(place.cells.at(i), cell.hint + changed);
  }
  brush.words(place.options, "set: " + row.options, quiet);
  brush.hint(place.options, "Options that the script has set, as it gave them: " + row.options);
  brush.light.is_at(place.rect, {{}, {}, row.socket});
  if (brush.light.lit().has_socket(row.socket)) brush.paint.frame(place.rect, theme.lit, brush.px(2), brush.px(5));
}

void draw_numbers(LeafBrush& brush, const SocketPortrait& portrait, const SocketsLayout& layout) {
  const Theme& theme = brush.theme;
  brush.words(layout.numbers_title, portrait.numbers_title, theme.heading, FontRole::bold);
  for (std::size_t i = 0; i < layout.numbers.size(); ++i) {
    const NumberPlace& place = layout.numbers[i];
    if (!brush.sees(place.row)) continue;
    const KernelNumber& number = portrait.numbers[i];
    brush.words(place.name, number.name, theme.text);
    brush.words(place.value, number.value, theme.heading, FontRole::mono, Align::right);
    brush.words(place.source, number.source, theme.text_dim, FontRole::mono);
    brush.paint.line({place.row.x, place.row.bottom()}, {place.row.right(), place.row.bottom()}, theme.line.faded(0.6F),
                     brush.px(1));
    brush.hint(place.row, number.hint);
  }
  brush.paint.paragraph(layout.not_told, portrait.not_told, theme.text_dim);
  brush.hint(layout.not_told, "What the kernel does not say is not known: it is not zero");
}

void draw_portrait(LeafBrush& brush, const SocketPortrait& portrait, const SocketsLayout& layout) {
  const Theme& theme = brush.theme;
  const std::string title = portrait.name + (portrait.diagram ? " in the TCP state diagram" : "");
  brush.words(layout.portrait_title, title, theme.heading, FontRole::bold);
  if (portrait.diagram) {
    draw_state_diagram(brush, *portrait.diagram, layout.diagram);
    draw_diagram_legend(brush, layout.legend);
    brush.paint.paragraph(layout.way, portrait.diagram->way, theme.text);
    brush.paint.paragraph(layout.note, portrait.note, theme.inferred);
  } else {
    brush.paint.paragraph(layout.no_diagram, portrait.no_diagram, theme.text);
  }
  draw_numbers(brush, portrait, layout);
}

}  // namespace

void draw_sockets_leaf(const InspectorSources& from, const LeafPainting& painting, InspectorUi& /*ui*/) {
  const Rect area = painting.area;
  if (!area.shown()) return;
  const TextMeasure measure = text_measure(painting.fonts);
  const float scale = painting.fonts.size / text_px_at_scale_1;
  const SocketsScene scene = make_sockets_scene(leaf_sources(from), painting.light.pinned().socket);
  const float top = begin_scrolling("sockets", area, painting.theme);
  painting.light.is_ground(area);
  const SocketsLayout layout = layout_sockets({area.x, top, area.w - scroll_bar_px, area.h}, scene, scale, measure);
  const ListPainter paint(*ImGui::GetWindowDrawList(), painting.fonts, layout.text_px);
  LeafBrush brush{paint, painting.theme, painting.light, measure, area, scale};
  paint.paragraph(layout.empty, scene.empty, painting.theme.text_dim);
  brush.words(layout.title, scene.title, painting.theme.heading, FontRole::bold);
  if (!scene.rows.empty()) draw_heads(brush, scene, layout);
  for (std::size_t i = 0; i < scene.rows.size(); ++i) draw_row(brush, scene.rows[i], layout.rows[i]);
  if (scene.portrait) draw_portrait(brush, *scene.portrait, layout);
  end_scrolling({area.x, top + layout.height}, painting.theme.page, painting.fonts.size);
  show_tooltip(brush.tooltip, painting.fonts);
}

}  // namespace doorway::app
