// Where the words of a text stand in a window that is narrower than some of its lines.
#include "app/editor/rows.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

using namespace doorway::app;

namespace {

std::string rows_of(std::string_view text, std::size_t columns) {
  EditorRows rows;
  rows.lay_out(text, columns);
  std::string all;
  for (const EditorRow& row : rows.rows())
    all += (row.begins_line ? "|" : "+") + std::string(text.substr(row.begin, row.end - row.begin));
  return all;
}

}  // namespace

TEST_CASE("each line is a row, also an empty one and the one behind the last line end") {
  CHECK(rows_of("", 20) == "|");
  CHECK(rows_of("one\n\ntwo\n", 20) == "|one||two|");
}

TEST_CASE("a line that is too long goes on behind a blank, or where the row is full") {
  CHECK(rows_of("alice: s.send(\"Hello\")", 20) == "|alice: +s.send(\"Hello\")");
  CHECK(rows_of("0123456789abcdef", 10) == "|0123456789+abcdef");
  CHECK(rows_of("aaaa bbbb cccc dddd", 10) == "|aaaa bbbb +cccc +dddd");
}

TEST_CASE("each place is found again, and between two letters the nearer one") {
  const std::string text = "a\tb\n\xC3\xA9t\xC3\xA9";
  EditorRows rows;
  rows.lay_out(text, 20);
  CHECK(rows.cell_of(text, 2) == 4);
  CHECK(rows.cell_of(text, 6) == 1);
  CHECK(rows.offset_at(text, 0, 1.4) == 1);
  CHECK(rows.offset_at(text, 0, 3.9) == 2);
  CHECK(rows.offset_at(text, 1, 0.6) == 6);
  CHECK(rows.offset_at(text, 1, 90) == text.size());
  CHECK(rows.offset_at(text, 9, 0) == 4);
}

TEST_CASE("the rows of any text are its lines, none wider than the window, and each byte is found where it stands") {
  CHECK(rc::check([] {
    const auto parts = *rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("a", "bob: ", " ", "\n", "\t", "\xC3\xA9", "longlonglong", "\xFF"));
    std::string text;
    for (const std::string& part : parts) text += part;
    const auto columns = *rc::gen::inRange<std::size_t>(0, 30);
    EditorRows rows;
    rows.lay_out(text, columns);
    std::string again;
    for (const EditorRow& row : rows.rows()) {
      if (row.begins_line && row.begin > 0) again += '\n';
      const std::string words = text.substr(row.begin, row.end - row.begin);
      again += words;
      RC_ASSERT(row.first_cell + cells_before(words, words.size()) <= std::max<std::size_t>(columns, 8));
    }
    RC_ASSERT(again == text);
    for (std::size_t offset = 0; offset <= text.size(); ++offset) {
      const bool is_inside = offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U;
      if (is_inside) continue;
      const std::size_t row = rows.row_of(offset);
      RC_ASSERT(rows.offset_at(text, row, static_cast<double>(rows.cell_of(text, offset))) == offset);
    }
  }));
}
