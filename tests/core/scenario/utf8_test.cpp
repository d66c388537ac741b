#include "core/base/utf8.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

using namespace doorway;

namespace {

char32_t decoded(std::string_view text) {
  const DecodedCharacter character = decode_utf8(text);
  REQUIRE(character.valid);
  REQUIRE(character.size_bytes == text.size());
  return character.code_point;
}

}  // namespace

TEST_CASE("characters of one to four bytes are decoded") {
  CHECK(decoded("A") == U'A');
  CHECK(decoded(std::string_view("\0", 1)) == U'\0');
  CHECK(decoded("é") == U'é');
  CHECK(decoded("…") == U'…');
  CHECK(decoded("🚪") == U'🚪');
  CHECK(decoded("\xF4\x8F\xBF\xBF") == 0x10FFFF);
  CHECK(decode_utf8("").size_bytes == 0);
}

TEST_CASE("overlong forms, surrogates, too large values and cut off sequences are not UTF-8") {
  for (const std::string_view bytes :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x80\x80", "\xE2\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF0\x9F\x9A", "\xFE", "\xFF"}) {
    CAPTURE(escape_for_display(bytes));
    const DecodedCharacter character = decode_utf8(bytes);
    CHECK_FALSE(character.valid);
    CHECK(character.size_bytes == 1);
    CHECK(character.code_point == static_cast<unsigned char>(bytes.front()));
    CHECK_FALSE(is_utf8(bytes));
  }
}

TEST_CASE("each code point but the surrogates is decoded as it was encoded") {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string bytes = encode_utf8(c);
    const DecodedCharacter character = decode_utf8(bytes);
    if (!character.valid || character.code_point != c || character.size_bytes != bytes.size()) FAIL(code_point_name(c));
  }
}

TEST_CASE("characters are counted, and each byte that is none counts as one") {
  CHECK(count_characters("") == 0);
  CHECK(count_characters("aé…🚪") == 4);
  CHECK(count_characters("a\xFF\xE2\x80z") == 5);
}

TEST_CASE("what cannot be shown is shown escaped") {
  CHECK(escape_for_display("Grüße 🚪") == "Grüße 🚪");
  CHECK(escape_for_display("a\nb\tc") == "a\\nb\\tc");
  CHECK(escape_for_display("\x1B[31m") == "U+001B[31m");
  CHECK(escape_for_display("\x7F") == "U+007F");
  CHECK(escape_for_display("\xC2\x85") == "U+0085");
  CHECK(escape_for_display("ab\xE2\x80\xAE"
                           "cd") == "abU+202Ecd");
  CHECK(escape_for_display("\xE2\x80\x8B\xEF\xBB\xBF") == "U+200BU+FEFF");
  CHECK(escape_for_display("\xF3\xA0\x81\x81") == "U+E0041");
  CHECK(escape_for_display("a\xFF\xC3") == "a\\xFF\\xC3");
}

TEST_CASE("a long text is cut after so many characters") {
  CHECK(escape_for_display("abcdef", 3) == "abc…");
  CHECK(escape_for_display("abc", 3) == "abc");
  CHECK(escape_for_display("éééé", 3) == "ééé…");
  CHECK(escape_for_display("abc", 0) == "…");
}

TEST_CASE("any bytes are escaped to UTF-8 that hides nothing") {
  CHECK(rc::check([](const std::string& bytes) {
    const std::string shown = escape_for_display(bytes);
    RC_ASSERT(is_utf8(shown));
    for (std::string_view rest = shown; !rest.empty();) {
      const DecodedCharacter character = decode_utf8(rest);
      RC_ASSERT_FALSE(is_control(character.code_point) || is_bidi_control(character.code_point) ||
                      is_invisible(character.code_point));
      rest.remove_prefix(character.size_bytes);
    }
  }));
}
