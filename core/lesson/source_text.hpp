#pragma once

#include "core/scenario/mistake.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

constexpr std::string_view blanks = " \t";

/// `text` without the blanks around it; a part of it, also where nothing is left.
std::string_view trimmed(std::string_view text);

/// The text of a file and where its parts stand in it. Parts are views into the text that it was made from.
class SourceText {
 public:
  explicit SourceText(std::string_view whole);

  [[nodiscard]] std::string_view whole() const { return whole_; }

  [[nodiscard]] std::size_t line_count() const { return starts_.size(); }
  /// A line by its number, from 1, without its line end; empty past the last one.
  [[nodiscard]] std::string_view line(std::size_t number) const;
  /// The text from the beginning of one line up to the beginning of another.
  [[nodiscard]] std::string_view lines(std::size_t first, std::size_t past_last) const;

  /// Whether the pointer is into the text, or to its end.
  [[nodiscard]] bool holds(const char* place) const;
  [[nodiscard]] std::size_t line_of(const char* place) const;
  [[nodiscard]] SourcePosition position_of(const char* place) const;

 private:
  [[nodiscard]] std::size_t start_of(std::size_t number) const;

  std::string_view whole_;
  std::vector<std::size_t> starts_;  // of the lines
};

/// The mistakes of a file, found in any order.
class MistakeList {
 public:
  void add(SourcePosition at, std::string message);
  void add_all(const std::vector<Mistake>& mistakes);

  [[nodiscard]] bool empty() const { return mistakes_.empty(); }
  /// How many there are. One that is_full counts no further.
  [[nodiscard]] std::size_t size() const { return mistakes_.size(); }
  /// So many that no more are looked for.
  [[nodiscard]] bool is_full() const;

  /// In order of the file: lesson_limits::mistakes at most, and one more that says that there are more.
  [[nodiscard]] std::vector<Mistake> in_order() const;

 private:
  std::vector<Mistake> mistakes_;
};

/// Finds what no lesson may contain: bytes that are not UTF-8, control characters, characters that turn the direction
/// of the text; and what would take md4c or what is made of its answers too much time or memory: lines that are too
/// long, too many of them or too many together, very many signs of style, and brackets deep inside one another.
void check_characters(const SourceText& source, MistakeList& mistakes);

}  // namespace doorway
