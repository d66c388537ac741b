#include "core/scenario/lexer.hpp"

#include <doctest/doctest.h>

using namespace doorway;

namespace {

std::string mistake_in(std::string_view line) {
  const LexedLine lexed = lex_line(line, 7);
  return lexed.mistake ? to_string(*lexed.mistake) : "";
}

}  // namespace

TEST_CASE("a line is taken apart into words with the columns of their characters") {
  const LexedLine lexed = lex_line(" a.send(\"é#\", 10ms)  # \"é", 1);
  REQUIRE_FALSE(lexed.mistake);
  REQUIRE(lexed.tokens.size() == 8);
  CHECK(lexed.tokens[0].source == "a");
  CHECK(lexed.tokens[0].column == 2);
  CHECK(lexed.tokens[4].kind == TokenKind::text);
  CHECK(lexed.tokens[4].source == "\"é#\"");
  CHECK(lexed.tokens[4].bytes == "é#");
  CHECK(lexed.tokens[5].column == 13);
  CHECK(lexed.tokens[6].kind == TokenKind::number);
  CHECK(lexed.tokens[6].source == "10ms");
  CHECK(lexed.end_column == 20);
}

TEST_CASE("the escapes of a text stand for their bytes") {
  const LexedLine lexed = lex_line(R"("a\n\t\"\\\x00\xfF")", 1);
  REQUIRE(lexed.tokens.size() == 1);
  CHECK(lexed.tokens[0].bytes == std::string("a\n\t\"\\\0\xFF", 7));
}

TEST_CASE("bytes that are not UTF-8 are named with their place, also in a comment") {
  const std::string advice = " is not UTF-8: save the file as UTF-8, or write ";
  CHECK(mistake_in("é\xFF") == "7:2: the byte FF" + advice + "\\xFF inside quotes to send this byte");
  CHECK(mistake_in("a # \xC3(") == "7:5: the byte C3" + advice + "\\xC3 inside quotes to send this byte");
  CHECK(mistake_in("\"\xED\xA0\x80\"") == "7:2: the byte ED" + advice + "\\xED inside quotes to send this byte");
}

TEST_CASE("control characters are named and never printed") {
  const std::string advice = " cannot be seen: delete it, or write ";
  CHECK(mistake_in("a\x1B[31m") == "7:2: the control character U+001B" + advice + "\\x1B inside quotes to send it");
  CHECK(mistake_in(std::string_view("\0", 1)) ==
        "7:1: the control character U+0000" + advice + "\\x00 inside quotes to send it");
  CHECK(mistake_in("ab\rc") == "7:3: the control character U+000D" + advice + "\\x0D inside quotes to send it");
  CHECK(mistake_in("# \xC2\x85") ==
        "7:3: the control character U+0085" + advice + "\\xC2\\x85 inside quotes to send it");
}

TEST_CASE("characters that turn the direction of the text are named and never printed") {
  const std::string advice = " makes a line read otherwise than it is: delete it, or write ";
  CHECK(mistake_in("a: s.send(\"x\xE2\x80\xAE\")") ==
        "7:13: the character U+202E" + advice + "\\xE2\\x80\\xAE inside quotes to send it");
  CHECK(mistake_in("# \xE2\x81\xA6") ==
        "7:3: the character U+2066" + advice + "\\xE2\\x81\\xA6 inside quotes to send it");
}

TEST_CASE("blanks that only look like one are named") {
  CHECK(mistake_in("a:\xC2\xA0s") == "7:3: U+00A0 is no ordinary blank: write one");
  CHECK(mistake_in("a:\xE3\x80\x80s") == "7:3: U+3000 is no ordinary blank: write one");
  CHECK(mistake_in("a\xE2\x80\x8B: s") ==
        "7:2: U+200B can stand only in quotes and comments: write names with a-z, A-Z, 0-9 and _");
  CHECK(mistake_in("\"a\xC2\xA0\xE2\x80\x8B\"") == "");
}

TEST_CASE("a tab is a blank outside of quotes") {
  CHECK(lex_line("\ta\t:", 1).tokens.size() == 2);
  CHECK(lex_line("\ta", 1).tokens[0].column == 2);
}
