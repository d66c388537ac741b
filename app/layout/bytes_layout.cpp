#include "app/layout/bytes_layout.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace doorway::app {
namespace {

constexpr float bytes_margin_px = 14;  // at scale 1, left and right
constexpr float block_gap_px = 18;
constexpr float row_gap_px = 12;

float row_height(const ByteUnits& units, bool has_ruler) {
  const float tracks = 2 * (units.bar_h + units.line) + units.px(8);
  return (has_ruler ? units.line : 0) + units.cell_h + tracks + units.px(row_gap_px);
}

float heading_height(const ByteUnits& units) {
  return 2 * units.line + units.px(8);
}

ByteRow byte_row(float x, float y, const ByteUnits& units, bool has_ruler) {
  ByteRow row;
  if (has_ruler) row.ruler = {x, y, units.width, units.line};
  float at = y + (has_ruler ? units.line : 0);
  const auto take = [&](float height, float gap) {
    const Rect rect{x, at, units.width, height};
    at += height + gap;
    return rect;
  };
  row.cells = take(units.cell_h, units.px(4));
  row.send_track = take(units.bar_h, 0);
  row.send_words = take(units.line, units.px(4));
  row.fate_track = take(units.bar_h, 0);
  row.fate_words = take(units.line, 0);
  return row;
}

/// What is being laid out: where the next thing goes, seen from the top of all.
struct BytesColumn {
  Rect area;
  double scroll;
  const ByteUnits& units;
  double at = 0;

  [[nodiscard]] float x() const { return area.x + units.px(bytes_margin_px); }
  [[nodiscard]] float y(double place) const { return static_cast<float>(area.y + (place - scroll)); }
  [[nodiscard]] bool shows(double place, double height) const {
    return place + height > scroll && place < scroll + area.h;
  }
  /// The part of `count` equal things from here on that shows, as first and one past the last.
  [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> shown(std::uint64_t count, double height) const {
    const auto clamped = [count](double index) {
      return static_cast<std::uint64_t>(std::clamp(index, 0.0, static_cast<double>(count)));
    };
    return {clamped(std::floor((scroll - at) / height)), clamped(std::ceil((scroll + area.h - at) / height))};
  }
};

void lay_stream(BytesLayout& layout, BytesColumn& column, std::size_t index, const StreamView& stream) {
  const ByteUnits& units = column.units;
  const RowShape shape = row_shape(stream.total, units);
  const std::uint64_t rows = (stream.total + shape.per_row - 1) / shape.per_row;
  const bool has_ruler = rows > 1;
  const double height = row_height(units, has_ruler);
  const double heading = heading_height(units);
  const double whole = heading + static_cast<double>(rows) * height;
  if (column.shows(column.at, whole)) {
    StreamPlace place;
    place.stream = index;
    const float y = column.y(column.at);
    if (column.shows(column.at, heading)) {
      place.title = {column.x(), y, units.width, units.line};
      place.note = {column.x(), y + units.line, units.width, units.line};
    }
    column.at += heading;
    const auto [first, last] = column.shown(rows, height);
    for (std::uint64_t i = first; i < last; ++i) {
      ByteRow row = byte_row(column.x(), column.y(column.at + static_cast<double>(i) * height), units, has_ruler);
      row.begin = i * shape.per_row;
      row.end = std::min(row.begin + shape.per_row, stream.total);
      row.cell_w = shape.cell_w;
      place.rows.push_back(row);
    }
    column.at -= heading;
    layout.streams.push_back(std::move(place));
  }
  column.at += whole + units.px(block_gap_px);
}

/// One row, whatever its length: what has no place is counted at its end.
ByteRow datagram_row(float x, float y, std::uint64_t total, const ByteUnits& units) {
  ByteRow row = byte_row(x, y, units, false);
  const float narrowest_row = static_cast<float>(total) * units.narrowest_cell;
  if (narrowest_row <= units.width) {
    row.end = total;
    row.cell_w = row_shape(total, units).cell_w;
    return row;
  }
  const float words = std::min(units.text_px * 6, units.width / 2);
  row.end = static_cast<std::uint64_t>(std::max((units.width - words) / units.narrowest_cell, 1.0F));
  row.cell_w = std::min(units.narrowest_cell, units.width - words);
  const float used = static_cast<float>(row.end) * row.cell_w;
  row.more = {x + used + units.px(6), row.cells.y, units.width - used - units.px(6), row.cells.h};
  return row;
}

void lay_datagrams(BytesLayout& layout, BytesColumn& column, const BytesOutline& outline,
                   const std::function<std::uint64_t(std::size_t)>& datagram_size) {
  if (outline.datagrams == 0) return;
  const ByteUnits& units = column.units;
  const double heading = units.line + units.px(10);
  if (column.shows(column.at, heading)) {
    layout.datagrams_title = {column.x(), column.y(column.at), units.width, units.line};
  }
  column.at += heading;
  const float title_h = units.line + units.px(4);
  const double height = title_h + row_height(units, false) + units.px(6);
  const auto [first, last] = column.shown(outline.datagrams, height);
  for (std::uint64_t i = first; i < last; ++i) {
    const float y = column.y(column.at + static_cast<double>(i) * height);
    const float fate_w = std::floor(units.width * 0.36F);
    DatagramPlace place;
    place.nth = static_cast<std::size_t>(i);
    place.title = {column.x(), y, units.width - fate_w - units.px(8), units.line};
    place.fate = {column.x() + units.width - fate_w, y, fate_w, units.line};
    place.row = datagram_row(column.x(), y + title_h, datagram_size(place.nth), units);
    layout.datagrams.push_back(place);
  }
  column.at += static_cast<double>(outline.datagrams) * height;
}

}  // namespace

ByteUnits byte_units(float width, float scale, const TextMeasure& measure) {
  ByteUnits units;
  units.scale = scale;
  units.text_px = smallest_text_px * scale;
  units.line = std::ceil(units.text_px * 1.4F);
  units.width = std::max(width - 2 * units.px(bytes_margin_px), 1.0F);
  units.narrowest_cell = std::min(std::ceil(measure("00", FontRole::mono, units.text_px) + units.px(3)), units.width);
  units.widest_cell = std::max(units.px(34), units.narrowest_cell);
  units.cell_h = 2 * std::ceil(units.text_px * 1.25F) + units.px(6);
  units.bar_h = std::ceil(units.px(6));
  return units;
}

RowShape row_shape(std::uint64_t total, const ByteUnits& units) {
  const auto fitting = static_cast<std::uint64_t>(std::max(units.width / units.narrowest_cell, 1.0F));
  // Whole rows of 16 or 8, as dumps of bytes have them, once one row is not enough.
  const std::uint64_t per_row = total <= fitting ? std::max<std::uint64_t>(total, 1) : std::bit_floor(fitting);
  return {per_row, std::min(units.width / static_cast<float>(per_row), units.widest_cell)};
}

std::vector<ByteBarPlace> place_bars(const std::vector<ByteBar>& bars, const ByteRow& row, Rect track, Rect words) {
  std::vector<ByteBarPlace> places;
  const auto first = std::partition_point(bars.begin(), bars.end(),
                                          [&row](const ByteBar& bar) { return bar.end <= row.begin && row.begin > 0; });
  for (auto bar = first; bar != bars.end(); ++bar) {
    const bool is_empty = bar->begin == bar->end;
    if (bar->begin > row.end || (bar->begin == row.end && !is_empty)) break;
    const std::uint64_t from = std::max(bar->begin, row.begin);
    const std::uint64_t to = std::min(bar->end, row.end);
    ByteBarPlace place;
    place.bar = static_cast<std::size_t>(bar - bars.begin());
    place.is_begin = bar->begin >= row.begin;
    place.is_end = bar->end <= row.end;
    const float x = track.x + static_cast<float>(from - row.begin) * row.cell_w;
    // A datagram without bytes has a bar too: it was sent, and read.
    const bool is_alone = is_empty && bars.size() == 1;
    const float w = is_alone ? track.w : static_cast<float>(to - from) * row.cell_w;
    place.bar_rect = {x, track.y, w, track.h};
    // The words of the last bar may go on behind it.
    const bool is_last = bar + 1 == bars.end() || (bar + 1)->begin >= row.end;
    place.words = {x, words.y, is_last ? words.right() - x : w, words.h};
    if (is_empty && !is_alone) place.words = {};
    places.push_back(place);
  }
  return places;
}

BytesLayout layout_bytes(Rect area, double scroll, const BytesOutline& outline, float scale, const TextMeasure& measure,
                         const std::function<std::uint64_t(std::size_t nth)>& datagram_size) {
  BytesLayout layout;
  layout.units = byte_units(area.w, scale, measure);
  BytesColumn column{area, scroll, layout.units};
  column.at = layout.units.px(10);
  if (!outline.empty.empty()) {
    layout.empty = {column.x(), column.y(column.at), layout.units.width, layout.units.line * 7};
    column.at += layout.empty.h;
  }
  for (std::size_t i = 0; i < outline.streams.size(); ++i) lay_stream(layout, column, i, outline.streams[i]);
  lay_datagrams(layout, column, outline, datagram_size);
  layout.height = column.at + layout.units.px(10);
  return layout;
}

double scroll_to(const BytesOutline& outline, std::size_t stream, std::uint64_t offset, const ByteUnits& units) {
  double at = units.px(10);
  for (std::size_t i = 0; i <= stream && i < outline.streams.size(); ++i) {
    const RowShape shape = row_shape(outline.streams[i].total, units);
    const std::uint64_t rows = (outline.streams[i].total + shape.per_row - 1) / shape.per_row;
    const double height = row_height(units, rows > 1);
    at += heading_height(units);
    if (i == stream) return at + static_cast<double>(offset / shape.per_row) * height;
    at += static_cast<double>(rows) * height + units.px(block_gap_px);
  }
  return at;
}

}  // namespace doorway::app
