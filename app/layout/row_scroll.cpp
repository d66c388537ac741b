#include "app/layout/row_scroll.hpp"

#include <algorithm>
#include <utility>

namespace doorway::app {
namespace {

/// The place at which the last row ends where the area does.
RowScroll end_of(const RowList& list) {
  float height = 0;
  for (std::size_t row = list.count; row > 0; --row) {
    height += list.height(row - 1);
    if (height >= list.area_px) return {row - 1, height - list.area_px};
  }
  return {};
}

bool is_past(RowScroll one, RowScroll other) {
  return std::pair(one.first, one.above_px) > std::pair(other.first, other.above_px);
}

bool shows_all_of(std::size_t row, RowScroll scroll, const RowList& list) {
  if (row < scroll.first || (row == scroll.first && scroll.above_px > 0)) return false;
  float bottom = -scroll.above_px;
  for (std::size_t each = scroll.first; each <= row && bottom <= list.area_px; ++each) bottom += list.height(each);
  return bottom <= list.area_px;
}

}  // namespace

RowScroll scrolled(RowScroll scroll, float by_px, const RowList& list) {
  if (list.count == 0) return {};
  if (scroll.first >= list.count) scroll = {list.count - 1, 0};
  scroll.above_px += by_px;
  while (scroll.above_px < 0 && scroll.first > 0) scroll.above_px += list.height(--scroll.first);
  scroll.above_px = std::max(scroll.above_px, 0.0F);
  while (scroll.first + 1 < list.count && scroll.above_px >= list.height(scroll.first)) {
    scroll.above_px -= list.height(scroll.first++);
  }
  const RowScroll end = end_of(list);
  return is_past(scroll, end) ? end : scroll;
}

RowScroll scrolled_to(RowScroll scroll, std::size_t row, const RowList& list) {
  if (row >= list.count) return scrolled(scroll, 0, list);
  scroll = scrolled(scroll, 0, list);
  if (shows_all_of(row, scroll, list)) return scroll;
  const float before = std::min(list.area_px * 0.6F, list.area_px - list.height(row));
  return scrolled({row, 0}, -std::max(before, 0.0F), list);
}

std::vector<PlacedRow> placed_rows(RowScroll scroll, const RowList& list) {
  std::vector<PlacedRow> rows;
  float y = -scroll.above_px;
  for (std::size_t row = scroll.first; row < list.count && y < list.area_px; ++row) {
    const float height = list.height(row);
    rows.push_back({row, y, height});
    y += height;
  }
  return rows;
}

}  // namespace doorway::app
