#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace doorway {

/// What a word of a script is, to whoever reads it in colours.
enum class Ink : std::uint8_t {
  plain,
  process,  ///< who calls, and in `bob.l` whose socket it is
  call,     ///< and `repeat`
  payload,
  comment,
};

/// Bytes of a line in one ink.
struct InkedBytes {
  std::size_t begin = 0;
  std::size_t end = 0;
  Ink ink = Ink::plain;

  friend bool operator==(const InkedBytes&, const InkedBytes&) = default;
};

/// The inks of one line, without its line end, from its first byte to its last; what has none of its own is plain. A
/// line that is being written is taken for what it can be. Total, and linear in the length of the line; any thread.
std::vector<InkedBytes> inks_of(std::string_view line);

/// The bytes of what stands at a column of the line, which counts characters from 1: a word, a text in quotes, a sign.
/// At the end of the line and beyond it the empty place there. Total and linear; any thread.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};
ByteRange word_at_column(std::string_view line, std::size_t column);

}  // namespace doorway
