#include "app/editor/rows.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

constexpr std::size_t tab_cells = 4;
constexpr std::size_t least_columns = 8;
constexpr std::size_t further_in = 4;  // where a line goes on, if there is room

std::size_t size_of_character(std::string_view words, std::size_t offset) {
  return std::max<std::size_t>(decode_utf8(words.substr(offset)).size_bytes, 1);
}

std::size_t cells_of(char first_byte, std::size_t cell) {
  return first_byte == '\t' ? tab_cells - cell % tab_cells : 1;
}

}  // namespace

std::size_t cells_before(std::string_view words, std::size_t offset) {
  std::size_t cells = 0;
  for (std::size_t at = 0; at < std::min(offset, words.size()); at += size_of_character(words, at))
    cells += cells_of(words[at], cells);
  return cells;
}

void EditorRows::lay_out(std::string_view text, std::size_t columns) {
  rows_.clear();
  columns = std::max(columns, least_columns);
  std::size_t line = 0;
  for (std::size_t begin = 0;; ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lay_out_line(text, line, begin, end, columns);
    if (end == text.size()) return;
    begin = end + 1;
  }
}

void EditorRows::lay_out_line(std::string_view text, std::size_t line, std::size_t begin, std::size_t end,
                              std::size_t columns) {
  EditorRow row{line, begin, end, 0, true};
  std::size_t cells = 0;
  std::size_t after_blank = begin;  // where the row can be broken
  for (std::size_t at = begin; at < end;) {
    const std::size_t size = size_of_character(text.substr(0, end), at);
    const std::size_t width = cells_of(text[at], cells);
    if (row.first_cell + cells + width > columns && at > row.begin) {
      row.end = after_blank > row.begin ? after_blank : at;
      rows_.push_back(row);
      row = {line, row.end, end, std::min(further_in, columns / 4), false};
      cells = 0;
      at = after_blank = row.begin;
      continue;
    }
    cells += width;
    at += size;
    if (text[at - size] == ' ') after_blank = at;
  }
  rows_.push_back(row);
}

std::size_t EditorRows::row_of(std::size_t offset) const {
  const auto after = std::upper_bound(rows_.begin(), rows_.end(), offset,
                                      [](std::size_t at, const EditorRow& row) { return at < row.begin; });
  return after == rows_.begin() ? 0 : static_cast<std::size_t>(after - rows_.begin()) - 1;
}

std::size_t EditorRows::cell_of(std::string_view text, std::size_t offset) const {
  const EditorRow& row = rows_[row_of(offset)];
  return row.first_cell + cells_before(text.substr(row.begin, row.end - row.begin), offset - row.begin);
}

std::size_t EditorRows::offset_at(std::string_view text, std::size_t row, double cell) const {
  const EditorRow& at_row = rows_[std::min(row, rows_.size() - 1)];
  const std::string_view words = text.substr(at_row.begin, at_row.end - at_row.begin);
  std::size_t cells = 0;
  std::size_t offset = 0;
  while (offset < words.size()) {
    const std::size_t width = cells_of(words[offset], cells);
    const double middle = static_cast<double>(at_row.first_cell + cells) + static_cast<double>(width) / 2;
    if (cell < middle) break;
    cells += width;
    offset += size_of_character(words, offset);
  }
  // The end of a row in the middle of a line is the next one's beginning.
  const bool goes_on = at_row.end < text.size() && text[at_row.end] != '\n';
  if (goes_on && offset == words.size() && offset > 0) --offset;
  return at_row.begin + offset;
}

}  // namespace doorway::app
