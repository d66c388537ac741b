#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

namespace doorway {

/// The character at the beginning of a text.
struct DecodedCharacter {
  char32_t code_point = 0;     ///< where `valid` is false: the byte itself
  std::size_t size_bytes = 0;  ///< 0 for an empty text, 1 where `valid` is false
  bool valid = false;
};

/// Decodes the first character of `text`. Overlong forms, surrogates, values above U+10FFFF and sequences that are cut
/// off are not valid; they are taken byte by byte. Source: RFC 3629 §4. Any thread.
DecodedCharacter decode_utf8(std::string_view text);

/// The bytes of a code point as UTF-8. The caller answers for its being one: no surrogate, at most U+10FFFF.
std::string encode_utf8(char32_t code_point);

/// Whether all of `text` is UTF-8.
bool is_utf8(std::string_view text);

/// How many characters (code points) `text` has; a byte that is not UTF-8 counts as one.
std::size_t count_characters(std::string_view text);

/// Whether a byte of UTF-8 stands within a character, behind its first byte.
constexpr bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Takes the last character away, where there is one.
void drop_last_character(std::string& text);

/// C0, DEL and C1: U+0000 to U+001F (tab and line feed too) and U+007F to U+009F.
bool is_control(char32_t code_point);

/// Whether the character changes the direction of the text around it, so that a line can read otherwise than it is.
/// Source: UAX #9 §2.
bool is_bidi_control(char32_t code_point);

/// Whether the character cannot be seen: zero-width characters, line and paragraph separators, tags.
bool is_invisible(char32_t code_point);

/// Blanks other than the ordinary one: U+00A0 and the spaces of typography.
bool is_odd_space(char32_t code_point);

/// "U+202E"
std::string code_point_name(char32_t code_point);

/// `text` in a form that is safe to show on one line of a terminal or a window: `\n` and `\t` as these two characters,
/// other control, bidirectional and invisible characters as "U+202E", bytes that are not UTF-8 as "\xFF". At most
/// `max_characters` characters of `text` are shown, and "…" when that is not all. Any thread.
std::string escape_for_display(std::string_view text,
                               std::size_t max_characters = std::numeric_limits<std::size_t>::max());

}  // namespace doorway
