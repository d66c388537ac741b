#pragma once

#include "core/scenario/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::app {

/// How large a text may become.
struct TextLimits {
  std::size_t bytes = limits::text_bytes;
  std::size_t lines = limits::text_lines;
};

/// A text that somebody writes: its caret, what is selected, and what can be undone. Places are bytes of the text and
/// never lie inside a character. Knows no window.
class TextBuffer {
 public:
  enum class Motion : std::uint8_t {
    left,
    right,
    word_left,
    word_right,
    up,
    down,
    page_up,
    page_down,
    line_start,  ///< to the first letter of the line, from there to its very start
    line_end,
    text_start,
    text_end
  };

  explicit TextBuffer(std::string text = {}, TextLimits limits = {});

  [[nodiscard]] const std::string& text() const { return text_; }
  /// Another number for each other text that it has had.
  [[nodiscard]] std::uint64_t version() const { return version_; }

  [[nodiscard]] std::size_t caret() const { return caret_; }
  [[nodiscard]] std::size_t anchor() const { return anchor_; }  ///< where the selection began
  [[nodiscard]] bool has_selection() const { return caret_ != anchor_; }
  [[nodiscard]] std::size_t selection_begin() const { return caret_ < anchor_ ? caret_ : anchor_; }
  [[nodiscard]] std::size_t selection_end() const { return caret_ < anchor_ ? anchor_ : caret_; }
  [[nodiscard]] std::string_view selected() const;

  // --- Lines, counted from 0
  [[nodiscard]] std::size_t line_count() const { return line_begins_.size(); }
  [[nodiscard]] std::size_t line_of(std::size_t offset) const;
  [[nodiscard]] std::size_t begin_of_line(std::size_t line) const { return line_begins_[line]; }
  [[nodiscard]] std::string_view line(std::size_t line) const;  ///< without its line end

  // --- Moving
  void move(Motion motion, bool select);
  /// Both ends are put where a character begins, inside the text.
  void select(std::size_t anchor, std::size_t caret);
  void select_all() { select(0, text_.size()); }
  /// The word, the blanks or the signs at this place.
  void select_word(std::size_t offset);

  // --- Changing. False: the text would become too large, and is as it was.
  /// In the place of what is selected. What is typed in one go is undone in one go, word by word.
  bool type(std::string_view characters);
  /// The same, always undone for itself. Line ends of other systems become "\n".
  bool insert(std::string_view text);
  /// In the place of these bytes; afterwards this part of `text` is selected.
  bool replace(std::size_t begin, std::size_t end, std::string_view text, std::size_t select_begin,
               std::size_t select_end);
  /// Another text altogether, which can be undone.
  bool replace_all(std::string_view text);
  /// What is selected, or else what lies between the caret and there.
  void erase(Motion to);

  /// False: there is nothing to undo, or to do again.
  bool undo();
  bool redo();

 private:
  enum class Kind : std::uint8_t { alone, typing, erasing };

  /// One step of undoing.
  struct Change {
    std::size_t at = 0;
    std::string removed;
    std::string inserted;
    std::size_t caret = 0;  // before it
    std::size_t anchor = 0;
    Kind kind = Kind::alone;
  };

  bool change(std::size_t begin, std::size_t end, std::string_view text, Kind kind);
  [[nodiscard]] bool goes_on(const Change& change) const;
  void remember(Change change);
  void put(std::size_t at, std::size_t removed, std::string_view inserted);
  void find_lines();
  [[nodiscard]] std::size_t place_of(Motion motion) const;
  [[nodiscard]] std::size_t lines_away(std::ptrdiff_t lines) const;
  [[nodiscard]] std::size_t at_character(std::size_t offset) const;

  std::string text_;
  TextLimits limits_;
  std::uint64_t version_ = 1;
  std::size_t caret_ = 0;
  std::size_t anchor_ = 0;
  std::size_t wanted_column_ =
      std::numeric_limits<std::size_t>::max();  // while it moves up and down; none: the caret's
  std::vector<std::size_t> line_begins_;
  std::vector<Change> changes_;
  std::size_t done_ = 0;    // of `changes_`; those behind can be done again
  bool may_go_on_ = false;  // nothing has happened since the last change
};

/// How many characters of the text lie before this byte of it, on its line.
std::size_t column_of(std::string_view line, std::size_t offset);
/// The byte of the line at which this character of it begins; its end where it has fewer.
std::size_t offset_of_column(std::string_view line, std::size_t column);

}  // namespace doorway::app
