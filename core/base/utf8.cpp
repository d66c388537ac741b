#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace doorway {
namespace {

constexpr std::string_view hex_digits = "0123456789ABCDEF";

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, char32_t code_point) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [=](Range range) { return range.first <= code_point && code_point <= range.last; });
}

std::uint8_t byte_at(std::string_view text, std::size_t index) {
  return static_cast<std::uint8_t>(text[index]);
}

std::string escaped_byte(std::uint8_t byte) {
  return {'\\', 'x', hex_digits[byte >> 4], hex_digits[byte & 0xF]};
}

}  // namespace

DecodedCharacter decode_utf8(std::string_view text) {
  if (text.empty()) return {};
  const std::uint8_t lead = byte_at(text, 0);
  if (lead < 0x80) return {lead, 1, true};

  const DecodedCharacter not_utf8{lead, 1, false};
  std::size_t size = 0;
  if (lead >= 0xC2 && lead <= 0xDF) size = 2;
  if (lead >= 0xE0 && lead <= 0xEF) size = 3;
  if (lead >= 0xF0 && lead <= 0xF4) size = 4;
  if (size == 0 || text.size() < size) return not_utf8;

  char32_t code_point = lead & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    const std::uint8_t byte = byte_at(text, i);
    if ((byte & 0xC0) != 0x80) return not_utf8;
    code_point = (code_point << 6) | (byte & 0x3Fu);
  }
  const bool overlong = (size == 3 && code_point < 0x800) || (size == 4 && code_point < 0x10000);
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (overlong || surrogate || code_point > 0x10FFFF) return not_utf8;
  return {code_point, size, true};
}

std::string encode_utf8(char32_t code_point) {
  const auto tail = [=](int shift) { return static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point < 0x80) return {static_cast<char>(code_point)};
  if (code_point < 0x800) return {static_cast<char>(0xC0 | (code_point >> 6)), tail(0)};
  if (code_point < 0x10000) return {static_cast<char>(0xE0 | (code_point >> 12)), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | (code_point >> 18)), tail(12), tail(6), tail(0)};
}

void drop_last_character(std::string& text) {
  while (!text.empty() && continues_character(text.back())) text.pop_back();
  if (!text.empty()) text.pop_back();
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const DecodedCharacter character = decode_utf8(text);
    if (!character.valid) return false;
    text.remove_prefix(character.size_bytes);
  }
  return true;
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(decode_utf8(text).size_bytes);
  return count;
}

bool is_control(char32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F);
}

bool is_bidi_control(char32_t code_point) {
  static constexpr std::array<Range, 4> ranges{
      {{0x061C, 0x061C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}}};
  return is_in(ranges, code_point);
}

bool is_invisible(char32_t code_point) {
  static constexpr std::array<Range, 9> ranges{{{0x00AD, 0x00AD},
                                                {0x180E, 0x180E},
                                                {0x200B, 0x200D},
                                                {0x2028, 0x2029},
                                                {0x2060, 0x2064},
                                                {0x206A, 0x206F},
                                                {0xFEFF, 0xFEFF},
                                                {0xFFF9, 0xFFFB},
                                                {0xE0000, 0xE007F}}};
  return is_in(ranges, code_point);
}

bool is_odd_space(char32_t code_point) {
  static constexpr std::array<Range, 6> ranges{
      {{0x00A0, 0x00A0}, {0x1680, 0x1680}, {0x2000, 0x200A}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}}};
  return is_in(ranges, code_point);
}

std::string code_point_name(char32_t code_point) {
  std::string digits;
  for (char32_t rest = code_point; rest != 0 || digits.size() < 4; rest >>= 4) digits += hex_digits[rest & 0xF];
  std::reverse(digits.begin(), digits.end());
  return "U+" + digits;
}

std::string escape_for_display(std::string_view text, std::size_t max_characters) {
  std::string shown;
  for (std::size_t count = 0; !text.empty(); ++count) {
    if (count == max_characters) return shown + "…";
    const DecodedCharacter character = decode_utf8(text);
    const char32_t code_point = character.code_point;
    if (!character.valid) {
      shown += escaped_byte(static_cast<std::uint8_t>(code_point));
    } else if (code_point == '\n') {
      shown += "\\n";
    } else if (code_point == '\t') {
      shown += "\\t";
    } else if (is_control(code_point) || is_bidi_control(code_point) || is_invisible(code_point)) {
      shown += code_point_name(code_point);
    } else {
      shown += text.substr(0, character.size_bytes);
    }
    text.remove_prefix(character.size_bytes);
  }
  return shown;
}

}  // namespace doorway
