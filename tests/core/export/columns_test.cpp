#include "core/export/columns.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace doorway {

TEST_CASE("columns are counted by character, not by byte") {
  CHECK(columns_of("Hello") == 5);
  CHECK(columns_of("Grüße") == 5);
  CHECK(columns_of("→ …") == 3);
}

TEST_CASE("wide characters take two columns and combining marks none") {
  CHECK(columns_of("日本") == 4);
  CHECK(columns_of("e\u0301") == 1);
  CHECK(columns_of("🚪") == 2);
}

TEST_CASE("what fits is not cut") {
  CHECK(cut_to("Hello", 5) == "Hello");
  CHECK(cut_to("", 0).empty());
}

TEST_CASE("what does not fit ends in an ellipsis, within the width") {
  CHECK(cut_to("Hello!", 5) == "Hell…");
  CHECK(cut_to("日本語", 4) == "日…");
  CHECK(cut_to("Hello", 1) == "…");
  CHECK(cut_to("Hello", 0).empty());
}

TEST_CASE("text is wrapped at spaces, and what follows is indented") {
  CHECK(wrap("one two three four", 10, 3) == std::vector<std::string>{"one two", "  three", "  four"});
}

TEST_CASE("a word that is longer than the line is broken") {
  CHECK(wrap("abcdefghijklmnop", 10, 3) == std::vector<std::string>{"abcdefghij", "  klmnop"});
}

TEST_CASE("the last line that is allowed ends in an ellipsis when there is more") {
  CHECK(wrap("one two three four", 10, 2) == std::vector<std::string>{"one two", "  three f…"});
}

TEST_CASE("no wrapped line is wider than asked for") {
  CHECK(rc::check([] {
    const auto words = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "a", "bb", " ", "  ", "ünf", "日本語", "🚪", "→", "longer-than-most-lines", "e\u0301"));
    std::string text;
    for (const std::string& word : words) text += word;
    const auto columns = *rc::gen::inRange<std::size_t>(2, 40);
    const auto lines = *rc::gen::inRange<std::size_t>(1, 5);
    const auto wrapped = wrap(text, columns, lines);
    RC_ASSERT(wrapped.size() <= lines);
    for (const std::string& line : wrapped) RC_ASSERT(columns_of(line) <= columns);
  }));
}

}  // namespace doorway
