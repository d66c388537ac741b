#include "core/export/columns.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace doorway {
namespace {

using Range = std::pair<char32_t, char32_t>;

// The blocks that matter, not the whole table: a column too many or too few in a rare script harms nobody.
constexpr std::array<Range, 6> zero_width{
    {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}}};
constexpr std::array<Range, 9> double_width{{{0x1100, 0x115F},
                                             {0x2E80, 0x303E},
                                             {0x3041, 0xA4CF},
                                             {0xAC00, 0xD7A3},
                                             {0xF900, 0xFAFF},
                                             {0xFE30, 0xFE6F},
                                             {0xFF00, 0xFF60},
                                             {0x1F300, 0x1FAFF},
                                             {0x20000, 0x3FFFD}}};

template <std::size_t Count>
bool is_in(const std::array<Range, Count>& ranges, char32_t point) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [point](const Range& range) { return point >= range.first && point <= range.second; });
}

std::size_t columns_of(char32_t point) {
  if (point < 0x300) return 1;
  if (is_in(zero_width, point)) return 0;
  return is_in(double_width, point) ? 2 : 1;
}

/// How many bytes of the text fit into the width.
std::size_t bytes_that_fit(std::string_view text, std::size_t columns) {
  std::size_t used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const DecodedCharacter next = decode_utf8(text.substr(at));
    used += columns_of(next.code_point);
    if (used > columns) break;
    at += next.size_bytes;
  }
  return at;
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter next = decode_utf8(text.substr(at));
    columns += columns_of(next.code_point);
    at += next.size_bytes;
  }
  return columns;
}

std::string cut_to(std::string_view text, std::size_t columns) {
  if (columns_of(text) <= columns) return std::string(text);
  if (columns == 0) return "";
  return std::string(text.substr(0, bytes_that_fit(text, columns - 1))) + "…";
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns, std::size_t lines) {
  constexpr std::size_t narrowest = 8;
  constexpr std::string_view indent = "  ";
  std::vector<std::string> wrapped;
  while (true) {
    const std::string_view lead = wrapped.empty() || columns < narrowest ? std::string_view() : indent;
    const std::size_t room = columns - lead.size();
    if (wrapped.size() + 1 >= lines || columns_of(text) <= room) {
      wrapped.push_back(std::string(lead) + cut_to(text, room));
      return wrapped;
    }
    const std::size_t fits = bytes_that_fit(text, room);
    const std::size_t space = text.substr(0, fits + 1).rfind(' ');
    // A space near the beginning would waste the line: then the word itself is broken.
    const bool at_space = space != std::string_view::npos && space > fits / 3;
    const std::size_t end = at_space ? space : std::max<std::size_t>(fits, decode_utf8(text).size_bytes);
    wrapped.push_back(std::string(lead) + std::string(text.substr(0, end)));
    text.remove_prefix(at_space ? end + 1 : end);
  }
}

std::string pad_to(std::string_view text, std::size_t columns) {
  const std::size_t used = columns_of(text);
  return std::string(text) + std::string(columns > used ? columns - used : 0, ' ');
}

}  // namespace doorway
