#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace doorway::app {

/// A line of a text as it is seen, or a part of one that is too long: bytes of the text that stand in one row.
struct EditorRow {
  std::size_t line = 0;  ///< from 0
  std::size_t begin = 0;
  std::size_t end = 0;         ///< without the line end
  std::size_t first_cell = 0;  ///< where it begins: further in where a line goes on
  bool begins_line = true;
};

/// How many cells, each as wide as a letter, lie before this byte of a row's words. A tab goes on to the next cell that
/// four divides.
std::size_t cells_before(std::string_view words, std::size_t offset);

/// The rows of a text in a window of so many cells: long lines go on in the next row, from a blank on where there is
/// one. At least one row. Linear in the size of the text.
class EditorRows {
 public:
  /// `columns`: at least 8 are taken.
  void lay_out(std::string_view text, std::size_t columns);

  [[nodiscard]] const std::vector<EditorRow>& rows() const { return rows_; }
  /// The row that this byte stands in.
  [[nodiscard]] std::size_t row_of(std::size_t offset) const;
  /// The cell of this byte within its row.
  [[nodiscard]] std::size_t cell_of(std::string_view text, std::size_t offset) const;
  /// The byte at this place: the nearest between two letters. `cell` may be between two cells, `row` beyond the last.
  [[nodiscard]] std::size_t offset_at(std::string_view text, std::size_t row, double cell) const;

 private:
  void lay_out_line(std::string_view text, std::size_t line, std::size_t begin, std::size_t end, std::size_t columns);

  std::vector<EditorRow> rows_;
};

}  // namespace doorway::app
