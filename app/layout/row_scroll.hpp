#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace doorway::app {

/// Where a list of rows stands in its area. Only the rows at hand are measured, so that a million rows cost what those
/// that show do.
struct RowScroll {
  std::size_t first = 0;  ///< the row at the top
  float above_px = 0;     ///< how much of it is hidden above the area
};

/// A list: how many rows, how high its area is, and how high each row is (above 0).
struct RowList {
  std::size_t count = 0;
  float area_px = 0;
  std::function<float(std::size_t row)> height;
};

struct PlacedRow {
  std::size_t row = 0;
  float y = 0;  ///< from the area's top
  float h = 0;
};

/// Further down by so many pixels, up when below 0. Never past the beginning; the last row ends at the area's end at
/// least.
RowScroll scrolled(RowScroll scroll, float by_px, const RowList& list);

/// As it is where all of the row shows, else moved so that it does, with rows before and after it.
RowScroll scrolled_to(RowScroll scroll, std::size_t row, const RowList& list);

/// The rows that show, from top to bottom.
std::vector<PlacedRow> placed_rows(RowScroll scroll, const RowList& list);

}  // namespace doorway::app
