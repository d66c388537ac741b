#include "app/editor/text_buffer.hpp"

#include "core/base/utf8.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

using doorway::app::column_of;
using doorway::app::offset_of_column;
using doorway::app::TextBuffer;
using Motion = TextBuffer::Motion;

namespace {

/// The text with [ and ] round what is selected, or | at the caret.
std::string seen(const TextBuffer& buffer) {
  std::string text = buffer.text();
  if (!buffer.has_selection()) return text.insert(buffer.caret(), "|");
  return text.insert(buffer.selection_end(), "]").insert(buffer.selection_begin(), "[");
}

TextBuffer at(std::string text) {
  const std::size_t caret = text.find('|');
  TextBuffer buffer(text.erase(caret, 1));
  buffer.select(caret, caret);
  return buffer;
}

void type_in(TextBuffer& buffer, std::string_view text) {
  for (const char c : text) buffer.type(std::string(1, c));
}

std::string moved(std::string text, Motion motion, bool select = false) {
  TextBuffer buffer = at(std::move(text));
  buffer.move(motion, select);
  return seen(buffer);
}

}  // namespace

TEST_CASE("the caret goes by letters, words, lines, and to both ends") {
  CHECK(moved("a|é", Motion::right) == "aé|");
  CHECK(moved("aé|", Motion::left) == "a|é");
  CHECK(moved("|a", Motion::left) == "|a");
  CHECK(moved("a|", Motion::right) == "a|");
  CHECK(moved("bob: |l.send(1)", Motion::word_right) == "bob: l|.send(1)");
  CHECK(moved("bob|  : l", Motion::word_right) == "bob  |: l");
  CHECK(moved("bob: l.send|(1)", Motion::word_left) == "bob: l.|send(1)");
  CHECK(moved("a\n|b", Motion::word_left) == "a|\nb");
  CHECK(moved("a|\nb", Motion::word_right) == "a\n|b");
  CHECK(moved("  on|e\n", Motion::line_start) == "  |one\n");
  CHECK(moved("  |one\n", Motion::line_start) == "|  one\n");
  CHECK(moved("  on|e\n", Motion::line_end) == "  one|\n");
  CHECK(moved("a\nb|\nc", Motion::text_start) == "|a\nb\nc");
  CHECK(moved("a\nb|\nc", Motion::text_end) == "a\nb\nc|");
}

TEST_CASE("up and down keep the column over shorter lines, and end at the text's ends") {
  TextBuffer buffer = at("lo|ng line\nx\nanother");
  buffer.move(Motion::down, false);
  CHECK(seen(buffer) == "long line\nx|\nanother");
  buffer.move(Motion::down, false);
  CHECK(seen(buffer) == "long line\nx\nan|other");
  buffer.move(Motion::down, false);
  CHECK(seen(buffer) == "long line\nx\nanother|");
  buffer.move(Motion::up, false);
  buffer.move(Motion::up, false);
  buffer.move(Motion::up, false);
  CHECK(seen(buffer) == "|long line\nx\nanother");
  CHECK(moved("one\ntwo|", Motion::page_up) == "|one\ntwo");
}

TEST_CASE("with Shift the way is selected, and without it the selection is left at its side") {
  CHECK(moved("a|bc", Motion::right, true) == "a[b]c");
  TextBuffer buffer = at("a|bc");
  buffer.select(1, 3);
  buffer.move(Motion::left, false);
  CHECK(seen(buffer) == "a|bc");
  buffer.select(3, 1);
  buffer.move(Motion::right, false);
  CHECK(seen(buffer) == "abc|");
  buffer.select_all();
  CHECK(buffer.selected() == "abc");
}

TEST_CASE("a word, the blanks or the signs at a place are selected together") {
  const auto selected_at = [](std::string text, std::size_t offset) {
    TextBuffer buffer(std::move(text));
    buffer.select_word(offset);
    return seen(buffer);
  };
  CHECK(selected_at("bob: l.send(1)", 8) == "bob: l.[send](1)");
  CHECK(selected_at("bob:  l", 4) == "bob:[  ]l");
  CHECK(selected_at("bob", 3) == "[bob]");
  CHECK(selected_at("a\n\nb", 2) == "a\n|\nb");
}

TEST_CASE("what is typed takes the place of what is selected") {
  TextBuffer buffer = at("a|bc");
  buffer.select(1, 2);
  CHECK(buffer.type("é"));
  CHECK(seen(buffer) == "aé|c");
  buffer.erase(Motion::left);
  CHECK(seen(buffer) == "a|c");
  buffer.erase(Motion::right);
  CHECK(seen(buffer) == "a|");
  buffer.erase(Motion::right);
  CHECK(seen(buffer) == "a|");
}

TEST_CASE("typing is undone word by word, erasing in one go, and each can be done again") {
  TextBuffer buffer;
  type_in(buffer, "bob: close\nx");
  CHECK(buffer.undo());
  CHECK(seen(buffer) == "bob: close\n|");
  CHECK(buffer.undo());
  CHECK(seen(buffer) == "bob: close|");
  CHECK(buffer.undo());
  CHECK(seen(buffer) == "bob: |");
  CHECK(buffer.undo());
  CHECK(seen(buffer) == "|");
  CHECK_FALSE(buffer.undo());
  while (buffer.redo()) {
  }
  CHECK(seen(buffer) == "bob: close\nx|");
  for (int i = 0; i < 4; ++i) buffer.erase(Motion::left);
  CHECK(buffer.text() == "bob: clo");
  CHECK(buffer.undo());
  CHECK(seen(buffer) == "bob: close\nx|");
  buffer.move(Motion::text_start, false);
  for (int i = 0; i < 5; ++i) buffer.erase(Motion::right);
  CHECK(buffer.undo());
  CHECK(seen(buffer) == "|bob: close\nx");
}

TEST_CASE("who moves on between two words undoes them one by one, and a new change forgets what was undone") {
  TextBuffer buffer;
  type_in(buffer, "ab");
  buffer.move(Motion::left, false);
  type_in(buffer, "x");
  CHECK(buffer.undo());
  CHECK(buffer.text() == "ab");
  type_in(buffer, "y");
  CHECK_FALSE(buffer.redo());
  CHECK(buffer.text() == "ayb");
}

TEST_CASE("a text taken in from elsewhere has the line ends of this one, and is undone as a whole") {
  TextBuffer buffer = at("a|b");
  CHECK(buffer.insert("1\r\n2\r3"));
  CHECK(seen(buffer) == "a1\n2\n3|b");
  CHECK(buffer.undo());
  CHECK(seen(buffer) == "a|b");
}

TEST_CASE("a part is replaced and what is new in it selected, also all of it, and both can be undone") {
  TextBuffer buffer = at("bob: l.se|");
  CHECK(buffer.replace(7, 9, "send(\"Hello\")", 6, 11));
  CHECK(seen(buffer) == "bob: l.send(\"[Hello]\")");
  CHECK(buffer.replace_all("one\ntwo"));
  CHECK(seen(buffer) == "|one\ntwo");
  buffer.undo();
  CHECK(buffer.text() == "bob: l.send(\"Hello\")");
  buffer.undo();
  CHECK(seen(buffer) == "bob: l.se|");
}

TEST_CASE("a text that would become too large stays as it is, and one that is too large can become smaller") {
  TextBuffer small("1234567", {8, 3});
  CHECK(small.type("8"));
  CHECK_FALSE(small.type("9"));
  CHECK(small.text() == "81234567");
  TextBuffer lines("a\nb\nc", {100, 3});
  CHECK(lines.type("\n"));  // behind it no line begins
  CHECK_FALSE(lines.insert("\n"));
  TextBuffer large("123456", {3, 3});
  large.erase(Motion::right);
  CHECK(large.text() == "23456");
}

TEST_CASE("a column is a number of characters, and each has its byte") {
  CHECK(column_of("aé\tb", 3) == 2);
  CHECK(offset_of_column("aé\tb", 2) == 3);
  CHECK(offset_of_column("aé", 9) == 3);
}

TEST_CASE("whatever is done to a text, all can be undone to where it began and done again") {
  CHECK(rc::check([] {
    const auto begin = *rc::gen::element<std::string>("", "bob: l = socket(tcp)\n", "é\n\nü x");
    TextBuffer buffer(begin);
    std::vector<std::string> texts{begin};
    const int steps = *rc::gen::inRange(0, 40);
    for (int i = 0; i < steps; ++i) {
      const auto motion = static_cast<Motion>(*rc::gen::inRange(0, 12));
      switch (*rc::gen::inRange(0, 7)) {
        case 0: buffer.move(motion, *rc::gen::arbitrary<bool>()); break;
        case 1: buffer.erase(motion); break;
        case 2: buffer.insert(*rc::gen::element<std::string>("two\r\nlines", "é", "")); break;
        case 3: buffer.replace_all(*rc::gen::element<std::string>("another\ntext", "")); break;
        case 4: buffer.select_word(*rc::gen::inRange<std::size_t>(0, buffer.text().size() + 1)); break;
        default: buffer.type(*rc::gen::element<std::string>("a", " ", "\n", "ö", "(")); break;
      }
      RC_ASSERT(buffer.caret() <= buffer.text().size());
      RC_ASSERT(doorway::is_utf8(std::string_view(buffer.text()).substr(0, buffer.caret())));
      RC_ASSERT(doorway::is_utf8(std::string_view(buffer.text()).substr(0, buffer.anchor())));
      const std::size_t line = buffer.line_of(buffer.caret());
      RC_ASSERT(buffer.begin_of_line(line) <= buffer.caret());
      RC_ASSERT(buffer.caret() <= buffer.begin_of_line(line) + buffer.line(line).size());
    }
    const std::string end = buffer.text();
    while (buffer.undo()) {
    }
    RC_ASSERT(buffer.text() == begin);
    while (buffer.redo()) {
    }
    RC_ASSERT(buffer.text() == end);
  }));
}
