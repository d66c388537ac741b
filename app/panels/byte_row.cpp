#include "app/panels/byte_row.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorway::app {
namespace {

/// The character, or how C writes it; nothing where it has no sign of its own.
std::string sign_of(std::uint8_t byte) {
  if (byte > 0x20 && byte < 0x7f) return std::string(1, static_cast<char>(byte));
  switch (byte) {
    case ' ': return "·";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    case 0: return "\\0";
    default: return "";
  }
}

// Pastels are too light for a bar on a light page: there it has the same hue in full.
Color bar_color(const Theme& theme, std::uint32_t send) {
  const Color pastel = theme.of_send(send);
  if (theme.dark) return pastel;
  const auto fuller = [](std::uint8_t part) {
    const float missing = 255.0F - static_cast<float>(part);
    return static_cast<std::uint8_t>(std::max(static_cast<float>(part) - 1.2F * missing, 0.0F));
  };
  return {fuller(pastel.r), fuller(pastel.g), fuller(pastel.b)};
}

void draw_cell(LeafBrush& brush, const ByteRowView& view, std::uint64_t offset) {
  const ByteCell& cell = view.strip.cells[static_cast<std::size_t>(offset - view.strip.begin)];
  const Rect whole = view.row.cell(offset);
  const Rect rect{whole.x + brush.px(0.5F), whole.y, whole.w - brush.px(1), whole.h};
  brush.paint.fill(rect, brush.theme.of_send(cell.send), brush.px(3));
  const float half = (rect.h - brush.px(4)) / 2;
  const Rect upper{rect.x, rect.y + brush.px(2), rect.w, half};
  const Rect lower{rect.x, upper.bottom(), rect.w, half};
  const Color ink = brush.theme.byte_text;
  brush.words(upper, cell.known ? sign_of(cell.value) : "?", ink, FontRole::mono, Align::center);
  if (cell.known) {
    const std::string hex = fmt::format("{:02x}", cell.value);
    brush.words(lower, hex, ink, FontRole::mono, Align::center);
  }
  if (is_hovered(whole)) brush.tooltip = byte_hint(view.sources, cell, offset);
  if (!cell.known) return;
  brush.light.is_at(whole, {cell.call, cell.send_offset, SocketId::none});
  if (brush.light.lit().has_byte(cell.send, cell.send_offset)) {
    brush.paint.frame(rect, brush.theme.lit, brush.px(2.5F), brush.px(3));
  }
}

Color words_color(const Theme& theme, const ByteBar& bar) {
  switch (bar.kind) {
    case BarKind::send:
    case BarKind::recv: return theme.text;
    case BarKind::unread: return bar.inferred ? theme.inferred : theme.text_dim;
    case BarKind::never_read:
    case BarKind::cut_off:
    case BarKind::lost: return theme.warning;
  }
  return theme.text;
}

void draw_line(LeafBrush& brush, const ByteBar& bar, Rect rect) {
  const Theme& theme = brush.theme;
  const float rounding = rect.h / 2;
  switch (bar.kind) {
    case BarKind::send: brush.paint.fill(rect, bar_color(theme, bar.send), rounding); break;
    case BarKind::recv: brush.paint.fill(rect, theme.of_process(bar.color).strong, rounding); break;
    case BarKind::unread:
      brush.paint.dashed_frame(rect, bar.inferred ? theme.inferred : theme.text_dim, brush.px(1.5F), brush.px(4));
      break;
    case BarKind::lost: brush.paint.dashed_frame(rect, theme.warning, brush.px(1.5F), brush.px(4)); break;
    case BarKind::never_read:
    case BarKind::cut_off:
      brush.paint.frame(rect, theme.warning, brush.px(1));
      brush.paint.hatch(rect, theme.warning, brush.px(4), brush.px(1.5F));
      break;
  }
}

/// The longest of a bar's texts that fits.
std::string words_of(const LeafBrush& brush, const ByteBar& bar, const ByteBarPlace& place) {
  const std::string before = place.is_begin ? "" : "… ";
  for (const std::string& text : {before + bar.label, before + bar.brief, bar.brief}) {
    if (brush.paint.width(text, FontRole::text) <= place.words.w) return text;
  }
  const std::size_t blank = bar.brief.rfind(' ');
  const std::string number = blank == std::string::npos ? "" : bar.brief.substr(blank + 1);
  return brush.paint.width(number, FontRole::text) <= place.words.w ? number : "";
}

void draw_bars(LeafBrush& brush, const ByteRowView& view, const std::vector<ByteBar>& bars, Rect track, Rect words) {
  for (const ByteBarPlace& place : place_bars(bars, view.row, track, words)) {
    const ByteBar& bar = bars[place.bar];
    const float gap = place.bar_rect.w > brush.px(6) ? brush.px(1) : 0;
    const Rect line{place.bar_rect.x + gap, place.bar_rect.y, place.bar_rect.w - 2 * gap, place.bar_rect.h};
    draw_line(brush, bar, line);
    const std::string text = words_of(brush, bar, place);
    brush.words(place.words, text, words_color(brush.theme, bar));
    const float reach = std::max(place.bar_rect.w, brush.paint.width(text, FontRole::text));
    const Rect hit{place.bar_rect.x, place.bar_rect.y, std::min(reach, std::max(place.words.w, place.bar_rect.w)),
                   place.bar_rect.h + words.h};
    brush.hint(hit, bar.hint);
    if (!bar.call) continue;
    brush.light.is_at(hit, {*bar.call, {}, SocketId::none});
    if (brush.light.lit().has_call(*bar.call)) brush.ring(line, line.h / 2);
  }
}

}  // namespace

void draw_byte_row(LeafBrush& brush, const ByteRowView& view) {
  const ByteRow& row = view.row;
  brush.words(row.ruler, fmt::format("{}", row.begin), brush.theme.text_dim, FontRole::mono);
  const std::uint64_t end = std::min<std::uint64_t>(row.end, view.strip.begin + view.strip.cells.size());
  for (std::uint64_t offset = std::max(row.begin, view.strip.begin); offset < end; ++offset) {
    draw_cell(brush, view, offset);
  }
  draw_bars(brush, view, view.strip.sends, row.send_track, row.send_words);
  draw_bars(brush, view, view.strip.fates, row.fate_track, row.fate_words);
}

}  // namespace doorway::app
