#pragma once

#include "app/layout/geometry.hpp"
#include "app/scene/bytes_scene.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace doorway::app {

/// Lengths of the leaf "Bytes", in pixels; they follow from the scale and the width.
struct ByteUnits {
  float scale = 1;
  float text_px = smallest_text_px;
  float line = 18;            ///< height of a line of text
  float width = 300;          ///< of a row of bytes
  float narrowest_cell = 22;  ///< two hexadecimal digits fit into it
  float widest_cell = 34;
  float cell_h = 40;
  float bar_h = 6;

  [[nodiscard]] float px(float at_scale_1) const { return at_scale_1 * scale; }
};

ByteUnits byte_units(float width, float scale, const TextMeasure& measure);

/// How many bytes stand in a row of a stream that has so many, and how wide each is.
struct RowShape {
  std::uint64_t per_row = 1;
  float cell_w = 22;
};
RowShape row_shape(std::uint64_t total, const ByteUnits& units);

/// A row of bytes: the bytes begin … end−1 side by side, beneath them two tracks for bars with their words.
struct ByteRow {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  float cell_w = 22;
  Rect ruler;  ///< the number of the first byte; empty where there is one row only
  Rect cells;
  Rect send_track;
  Rect send_words;
  Rect fate_track;
  Rect fate_words;
  Rect more;  ///< where it is said how many bytes have no place; empty where all have

  [[nodiscard]] Rect cell(std::uint64_t offset) const {
    return {cells.x + static_cast<float>(offset - begin) * cell_w, cells.y, cell_w, cells.h};
  }
};

/// The part of a bar that lies in one row.
struct ByteBarPlace {
  std::size_t bar = 0;  ///< index in the strip's sends or fates
  Rect bar_rect;
  Rect words;
  bool is_begin = true;  ///< the bar does not come from the row before
  bool is_end = true;    ///< nor goes on in the next one
};
std::vector<ByteBarPlace> place_bars(const std::vector<ByteBar>& bars, const ByteRow& row, Rect track, Rect words);

/// A stream of which something shows.
struct StreamPlace {
  std::size_t stream = 0;  ///< index in BytesOutline::streams
  Rect title;
  Rect note;
  std::vector<ByteRow> rows;  ///< those that show
};

struct DatagramPlace {
  std::size_t nth = 0;
  Rect title;
  Rect fate;
  ByteRow row;
};

/// Where what shows of the leaf "Bytes" is. The leaf may be any number of rows high.
struct BytesLayout {
  ByteUnits units;
  double height = 0;  ///< of all, shown or not
  Rect empty;         ///< where it is said that there is nothing
  std::vector<StreamPlace> streams;
  Rect datagrams_title;
  std::vector<DatagramPlace> datagrams;
};

/// `area`: what is seen, on the screen; `scroll`: how far down its upper edge is, in pixels. `datagram_size` says how
/// many bytes the nth datagram has. Takes time by the number of streams and what shows.
BytesLayout layout_bytes(Rect area, double scroll, const BytesOutline& outline, float scale, const TextMeasure& measure,
                         const std::function<std::uint64_t(std::size_t nth)>& datagram_size);

/// How far down the row of this byte is, as `scroll` of layout_bytes counts.
double scroll_to(const BytesOutline& outline, std::size_t stream, std::uint64_t offset, const ByteUnits& units);

}  // namespace doorway::app
