#pragma once

#include "app/layout/bytes_layout.hpp"
#include "app/panels/leaf_parts.hpp"

namespace doorway::app {

/// A row of bytes that is drawn: its place, and what of the strip lies in it.
struct ByteRowView {
  const LeafSources& sources;
  const ByteStrip& strip;
  const ByteRow& row;
  const ByteUnits& units;
};

/// Draws the cells of one row with the bars beneath them, and tells the light what is where.
void draw_byte_row(LeafBrush& brush, const ByteRowView& view);

}  // namespace doorway::app
