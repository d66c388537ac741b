#include "app/layout/sockets_layout.hpp"

#include "app/layout/paragraph.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace doorway::app {
namespace {

constexpr float sockets_margin_px = 14;
constexpr std::size_t first_line_columns = 2;  // of a row that takes two lines: name and state

using ColumnWidths = std::array<float, socket_column_count>;

/// What is being laid out: where the next thing goes.
struct SocketsColumn {
  float x;
  float width;
  float scale;
  const TextMeasure& measure;
  float y;

  [[nodiscard]] float px(float at_scale_1) const { return at_scale_1 * scale; }
  [[nodiscard]] float text() const { return smallest_text_px * scale; }
  [[nodiscard]] float line() const { return std::ceil(text() * 1.45F); }
  Rect take(float height, float gap_below) {
    const Rect rect{x, y, width, height};
    y += height + px(gap_below);
    return rect;
  }
  Rect paragraph(std::string_view words, float gap_below) {
    if (words.empty()) return {};
    return take(paragraph_height(words, width, FontRole::text, text(), measure), gap_below);
  }
};

/// How wide each column of the table has to be for all its words.
ColumnWidths needed_widths(const SocketsScene& scene, const SocketsColumn& column) {
  ColumnWidths widths{};
  for (std::size_t i = 0; i < widths.size(); ++i) {
    widths.at(i) = column.measure(scene.heads.at(i).text, FontRole::text, column.text());
    for (const SocketRow& row : scene.rows) {
      widths.at(i) = std::max(widths.at(i), column.measure(row.cells.at(i).text, FontRole::mono, column.text()));
    }
    widths.at(i) = std::ceil(widths.at(i)) + 1;
  }
  return widths;
}

/// The table's columns side by side; none where they have no room.
std::optional<ColumnWidths> one_line(ColumnWidths widths, const SocketsColumn& column) {
  const float needed = std::accumulate(widths.begin(), widths.end(), 0.0F);
  const float gaps = static_cast<float>(widths.size() - 1);
  const float inner = column.width - column.px(20);
  const float free = inner - needed;
  if (free < gaps * column.px(7)) return std::nullopt;
  const float gap = std::min(free / gaps, column.px(26));
  for (float& width : widths) width += gap;
  return widths;
}

TableRowPlace table_row(SocketsColumn& column, const std::optional<ColumnWidths>& widths, bool has_options) {
  TableRowPlace place;
  const float line = column.line();
  const float pad = column.px(3);
  const std::size_t lines = (widths ? 1U : 2U) + (has_options ? 1U : 0U);
  place.rect = column.take(static_cast<float>(lines) * line + 2 * pad, 0);
  const float x = place.rect.x + column.px(10);
  const float inner = std::max(place.rect.w - column.px(20), 1.0F);
  float at = x;
  float y = place.rect.y + pad;
  for (std::size_t i = 0; i < socket_column_count; ++i) {
    if (!widths && i == first_line_columns) {
      at = x;
      y += line;
    }
    const std::size_t in_line = i < first_line_columns ? first_line_columns : socket_column_count - first_line_columns;
    const float width = widths ? widths->at(i) : inner / static_cast<float>(in_line);
    const float room = std::min(width - column.px(widths ? 0.0F : 6.0F), place.rect.right() - at);
    place.cells.at(i) = {at, y, std::max(room, 0.0F), line};
    at += width;
  }
  if (has_options) place.options = {x, y + line, inner, line};
  return place;
}

void lay_table(SocketsLayout& layout, SocketsColumn& column, const SocketsScene& scene) {
  layout.title = column.take(column.line(), 4);
  const std::optional<ColumnWidths> widths = one_line(needed_widths(scene, column), column);
  layout.heads = table_row(column, widths, false);
  for (const SocketRow& row : scene.rows) layout.rows.push_back(table_row(column, widths, !row.options.empty()));
  column.y += column.px(18);
}

void lay_numbers(SocketsLayout& layout, SocketsColumn& column, const SocketPortrait& portrait) {
  layout.numbers_title = column.take(column.line(), 4);
  float name_w = 0;
  float value_w = 0;
  float source_w = 0;
  for (const KernelNumber& number : portrait.numbers) {
    name_w = std::max(name_w, column.measure(number.name, FontRole::text, column.text()));
    value_w = std::max(value_w, column.measure(number.value, FontRole::mono, column.text()));
    source_w = std::max(source_w, column.measure(number.source, FontRole::mono, column.text()));
  }
  const float gap = column.px(12);
  value_w = std::min(std::ceil(value_w) + 1, column.width * 0.5F);
  const bool has_source = std::ceil(name_w) + value_w + std::ceil(source_w) + 2 * gap <= column.width;
  name_w = has_source ? std::ceil(name_w) + 1 : column.width - value_w - gap;
  for (std::size_t i = 0; i < portrait.numbers.size(); ++i) {
    NumberPlace place;
    place.row = column.take(column.line(), 1);
    place.name = {place.row.x, place.row.y, name_w, place.row.h};
    place.value = {place.name.right() + gap, place.row.y, value_w, place.row.h};
    const float source_x = place.value.right() + gap;
    if (has_source) place.source = {source_x, place.row.y, place.row.right() - source_x, place.row.h};
    layout.numbers.push_back(place);
  }
  column.y += column.px(4);
  layout.not_told = column.paragraph(portrait.not_told, 4);
}

void lay_portrait(SocketsLayout& layout, SocketsColumn& column, const SocketPortrait& portrait) {
  layout.portrait_title = column.take(column.line(), 8);
  if (portrait.diagram) {
    layout.diagram =
        layout_diagram({column.x, column.y}, column.width, *portrait.diagram, column.scale, column.measure);
    column.y += layout.diagram.height + column.px(10);
    layout.legend = column.take(column.line(), 2);
    layout.way = column.paragraph(portrait.diagram->way, 4);
    layout.note = column.paragraph(portrait.note, 4);
  } else {
    layout.no_diagram = column.paragraph(portrait.no_diagram, 4);
  }
  column.y += column.px(14);
  lay_numbers(layout, column, portrait);
}

}  // namespace

SocketsLayout layout_sockets(Rect area, const SocketsScene& scene, float scale, const TextMeasure& measure) {
  SocketsLayout layout;
  layout.scale = scale;
  layout.text_px = smallest_text_px * scale;
  const float margin = sockets_margin_px * scale;
  SocketsColumn column{area.x + margin, std::max(area.w - 2 * margin, 1.0F), scale, measure, area.y + 8 * scale};
  if (!scene.empty.empty()) layout.empty = column.paragraph(scene.empty, 4);
  if (!scene.rows.empty()) lay_table(layout, column, scene);
  if (scene.portrait) lay_portrait(layout, column, *scene.portrait);
  layout.height = column.y - area.y + 10 * scale;
  return layout;
}

}  // namespace doorway::app
