#include "app/labels.hpp"
#include "app/layout/bytes_layout.hpp"
#include "app/layout/paragraph.hpp"
#include "app/panels/byte_row.hpp"
#include "app/widgets/button.hpp"
#include "app/window/font_set.hpp"

#include <imgui.h>

#include <algorithm>

namespace doorway::app {
namespace {

void draw_stream(LeafBrush& brush, const LeafSources& sources, const StreamView& stream, const StreamPlace& place,
                 const ByteUnits& units) {
  brush.words(place.title, stream.title, brush.theme.heading, FontRole::bold);
  brush.words(place.note, stream.note, brush.theme.text_dim);
  if (place.rows.empty()) return;
  const ByteStrip strip = stream_strip(sources, stream, place.rows.front().begin, place.rows.back().end);
  for (const ByteRow& row : place.rows) draw_byte_row(brush, {sources, strip, row, units});
}

Color color_of(const Theme& theme, const DatagramView& view) {
  switch (view.fate) {
    case DatagramFate::whole: return theme.text;
    case DatagramFate::cut:
    case DatagramFate::lost: return theme.warning;
    case DatagramFate::waits: return theme.inferred;
    case DatagramFate::not_read: return theme.text_dim;
  }
  return theme.text;
}

void draw_datagram(LeafBrush& brush, const LeafSources& sources, const DatagramPlace& place, const ByteUnits& units) {
  const auto most = static_cast<std::size_t>(place.row.end);
  const DatagramView view = datagram_view(sources, place.nth, most);
  brush.words(place.title, view.title, brush.theme.heading, FontRole::bold);
  brush.words(place.fate, view.fate_words, color_of(brush.theme, view), FontRole::text, Align::right);
  brush.hint(place.title, view.hint);
  brush.hint(place.fate, view.hint);
  brush.light.is_at(place.title, {view.send, {}, SocketId::none});
  if (view.total == 0) {
    brush.paint.dashed_frame(place.row.cells, brush.theme.line, brush.px(1), brush.px(5));
    brush.words(place.row.cells, "no bytes: an empty datagram", brush.theme.text_dim, FontRole::text, Align::center);
  }
  draw_byte_row(brush, {sources, view.strip, place.row, units});
  if (place.row.more.shown()) {
    brush.words(place.row.more, "+ " + grouped(view.total - place.row.end) + " more", brush.theme.text_dim);
  }
}

/// What was clicked elsewhere is brought into sight, once.
void follow(const InspectorSources& from, const LeafPainting& painting, const BytesOutline& outline, Rect area,
            float scale, const TextMeasure& measure, InspectorUi& ui) {
  const Pointed pinned = painting.light.pinned();
  if (pinned == ui.followed_in_bytes) return;
  ui.followed_in_bytes = pinned;
  if (!pinned.call) return;
  const auto offset = from.view.lineage.stream_offset(*pinned.call, pinned.byte.value_or(0), from.cursor());
  const SocketId sender = from.view.lineage.socket_of(*pinned.call);
  const auto stream = std::find_if(outline.streams.begin(), outline.streams.end(),
                                   [sender](const StreamView& view) { return view.sender == sender; });
  if (!offset || stream == outline.streams.end()) return;
  const ByteUnits units = byte_units(area.w, scale, measure);
  const auto at = scroll_to(outline, static_cast<std::size_t>(stream - outline.streams.begin()), *offset, units);
  const double scroll = ImGui::GetScrollY();
  const double row_h = units.cell_h + 3 * units.line;
  if (at >= scroll && at + row_h <= scroll + area.h) return;
  ImGui::SetScrollY(static_cast<float>(std::max(at - area.h / 3, 0.0)));
}

void draw_all(LeafBrush& brush, const LeafSources& sources, const BytesOutline& outline, const BytesLayout& layout) {
  if (layout.empty.shown()) brush.paint.paragraph(layout.empty, outline.empty, brush.theme.text_dim);
  for (const StreamPlace& place : layout.streams) {
    draw_stream(brush, sources, outline.streams[place.stream], place, layout.units);
  }
  brush.words(layout.datagrams_title, outline.datagrams_title, brush.theme.text_dim);
  for (const DatagramPlace& place : layout.datagrams) draw_datagram(brush, sources, place, layout.units);
}

}  // namespace

void draw_bytes_leaf(const InspectorSources& from, const LeafPainting& painting, InspectorUi& ui) {
  const Rect area = painting.area;
  if (!area.shown()) return;
  const LeafSources sources = leaf_sources(from);
  const TextMeasure measure = text_measure(painting.fonts);
  const float scale = painting.fonts.size / text_px_at_scale_1;
  const BytesOutline outline = make_bytes_outline(sources);
  begin_scrolling("bytes", area, painting.theme);
  const Rect inner{area.x, area.y, area.w - scroll_bar_px, area.h};
  const double scroll = ImGui::GetScrollY();
  follow(from, painting, outline, inner, scale, measure, ui);
  painting.light.is_ground(area);
  const BytesLayout layout = layout_bytes(inner, scroll, outline, scale, measure,
                                          [&sources](std::size_t nth) { return datagram_size(sources, nth); });
  const ListPainter paint(*ImGui::GetWindowDrawList(), painting.fonts, layout.units.text_px);
  LeafBrush brush{paint, painting.theme, painting.light, measure, area, scale};
  draw_all(brush, sources, outline, layout);
  end_scrolling({area.x, static_cast<float>(area.y - scroll + layout.height)}, painting.theme.page,
                painting.fonts.size * 0.7F);
  show_tooltip(brush.tooltip, painting.fonts);
}

}  // namespace doorway::app
