#include "tests/core/lesson/lesson_text.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace doorway::test {
namespace {

using Texts = std::vector<std::string>;

std::string repeated(std::string_view part, std::size_t count) {
  std::string text;
  text.reserve(part.size() * count);
  for (std::size_t i = 0; i < count; ++i) text += part;
  return text;
}

/// `text` in lines of at most `length` bytes.
std::string in_lines(const std::string& text, std::size_t length) {
  std::string lines;
  for (std::size_t at = 0; at < text.size(); at += length) lines += text.substr(at, length) + "\n";
  return lines;
}

/// Whether it is read as a lesson, or has mistakes that are in order and inside of the text.
void check_answer(const std::string& text) {
  const auto lesson = parse_lesson(text);
  if (lesson) {
    RC_ASSERT(!lesson->pages.empty());
    return;
  }
  RC_ASSERT(!lesson.error().empty());
  RC_ASSERT(lesson.error().size() <= lesson_limits::mistakes + 1);
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  SourcePosition before;
  for (const Mistake& mistake : lesson.error()) {
    RC_ASSERT(mistake.at.line >= 1 && mistake.at.line <= lines);
    RC_ASSERT(mistake.at >= before);
    before = mistake.at;
  }
}

}  // namespace

TEST_CASE("a line of one MiB is refused where it stands") {
  CHECK(mistakes_of(page_of(std::string(1'000'000, 'x'))) ==
        Texts{"5:1: the line has 1,000,000 bytes and the limit is 2,000: begin a new line in between"});
  CHECK(mistakes_of(std::string(lesson_limits::text_bytes + 1, 'x')) ==
        Texts{"1:1: the lesson has 1,048,577 bytes and the limit is 1,048,576: write two of it"});
}

TEST_CASE("thousands of pages are refused at the first one too many, and a million by their lines") {
  const std::string header = "---\ntitle: T\n---\n";
  CHECK(mistakes_of(header + repeated("## P\n\na\n", 6000)) ==
        Texts{"604:1: a lesson has 200 pages at most: write a second lesson"});
  CHECK(mistakes_of(header + repeated("## P\n\na\n", 100'000)) ==
        Texts{"20001:1: a lesson has 20000 lines at most: write two of it"});
  CHECK(mistakes_of(header + repeated("## P\n\na\n", 1'000'000)) ==
        Texts{"1:1: the lesson has 8,000,017 bytes and the limit is 1,048,576: write two of it"});
}

TEST_CASE("NUL, control characters, bad UTF-8 and turned text are refused with their place") {
  CHECK(mistakes_of(page_of(std::string("a\0b", 3))) ==
        Texts{"5:2: U+0000 is a control character, which cannot be seen: take it out"});
  CHECK(mistakes_of(page_of("ä\x1b[31m")) ==
        Texts{"5:2: U+001B is a control character, which cannot be seen: take it out"});
  CHECK(mistakes_of(page_of("t\nä\xff")) == Texts{"6:2: the byte 0xFF is not UTF-8: save the file as UTF-8"});
  CHECK(mistakes_of(page_of("a\xE2\x80\xAE"
                            "b")) == Texts{"5:2: U+202E turns the direction of the text: take it out"});
  CHECK(mistakes_of(page_of("a\xE2\x80\x8B"
                            "b")) == Texts{"5:2: U+200B cannot be seen: take it out"});
  CHECK(mistakes_of("---\ntitle: A\xEF\xBB\xBF lesson\n---\n\n## P\n\na\n") ==
        Texts{"2:9: U+FEFF cannot be seen: take it out"});
}

TEST_CASE("many mistakes are cut short with a word that there are more") {
  const Texts mistakes = mistakes_of(page_of(repeated("a <b>\n\n", 1000)));
  REQUIRE(mistakes.size() == 21);
  CHECK(mistakes.back() == "45:3: there are more mistakes from here on: mend these first");
}

TEST_CASE("deep nesting and long rows of signs are answered soon") {
  for (const char* part :
       {">", "- ", "> - ", "*",    "_a",      "**a ", "[",   "[a](", "![", "`",    "``` ", "<",   "<a",
        "&", "\\", "](",   "*a_b", "[a]: b ", "# ",   "1. ", "|",    "~",  "<!--", "<?",   "[[]", "a*b*"}) {
    CAPTURE(part);
    const std::string row = repeated(part, 60'000 / std::string_view(part).size());
    CHECK_NOTHROW((void)parse_lesson(page_of(in_lines(row, 1999))));
    CHECK_NOTHROW((void)parse_lesson(page_of(in_lines(row, 40))));
    std::string spaced;
    for (const char c : in_lines(row, 1000)) spaced += c == '\n' ? std::string("\n\n") : std::string(1, c);
    CHECK_NOTHROW((void)parse_lesson(page_of(spaced)));
  }
}

TEST_CASE("more lines together than a paragraph needs are refused") {
  CHECK(mistakes_of(page_of(repeated("a\n", 1000))) ==
        Texts{"401:1: more than 400 lines stand together: write an empty line in between"});
}

TEST_CASE("brackets deep inside one another are refused, and many beside one another are not") {
  const auto nested = [](std::size_t pairs) { return repeated("[", pairs) + "x\n" + repeated("]", pairs) + "\n"; };
  CHECK(mistakes_of(page_of(nested(17))).empty());
  CHECK(mistakes_of(page_of("ä" + nested(18))) ==
        Texts{"6:18: more than 16 pairs of brackets stand inside one another: take some out"});
  CHECK(mistakes_of(page_of(repeated("[x] ", 400))).empty());
  CHECK(mistakes_of(page_of(repeated("from [0 to 5)\n", 100) + "]\n")).empty());
  CHECK(mistakes_of(page_of(repeated("\\[", 100) + repeated("\\]", 100))).empty());
  CHECK(mistakes_of(page_of(repeated("[\n\n", 100) + repeated("]", 100))).empty());
  // Minutes, were it not for that.
  CHECK(mistakes_of(page_of(in_lines(repeated("[", 380'000) + repeated("]", 380'000), 1999))).size() == 1);
}

TEST_CASE("very many lines, and very many signs of style, are refused at the first one too many") {
  CHECK(mistakes_of(page_of(repeated("a\n\n", 15'000))) ==
        Texts{"20001:1: a lesson has 20000 lines at most: write two of it"});
  CHECK(mistakes_of(page_of(repeated(repeated("a*b*", 400) + "\n\n", 63))) ==
        Texts{"129:1: a lesson has 50,000 of the signs * _ ` { at most: write two of it"});
  CHECK(mistakes_of(page_of(repeated(repeated("a*b*", 400) + "\n\n", 62))).empty());
}

TEST_CASE("what has no text is refused where it stands, in quotes and lists too") {
  const std::string across = "a line across divides nothing: write ## and a title for the next page";
  for (const char* before : {"", "> ", "1. ", "+ ", "> > ", "12) > "}) {
    CAPTURE(before);
    for (const char* rule : {"***", "_ _ _", "***  "}) {
      const Texts mistakes = mistakes_of(page_of("text\n\n" + std::string(before) + rule + "\n\nmore\n\n***\n"));
      CHECK(std::count(mistakes.begin(), mistakes.end(), "7:1: " + across) == 1);
      CHECK(std::count(mistakes.begin(), mistakes.end(), "11:1: " + across) == 1);
    }
    for (const char* heading : {"#", "# #"}) {
      check_answer(page_of("text\n\n" + std::string(before) + heading + "\n\nmore\n"));
    }
  }
}

TEST_CASE("random bytes give a lesson or mistakes") {
  CHECK(rc::check([](const std::string& text) { check_answer(text); }));
  CHECK(rc::check([](const std::string& text) { check_answer(page_of(text)); }));
}

TEST_CASE("lessons put together from random pieces give a lesson or mistakes") {
  const auto pieces = rc::gen::element<std::string>(
      "---\n", "title: T\n", "## P\n", "### s\n", "# t\n", "```scenario\n", "```ask\n", "```cue\n", "```text\n",
      "```\n", "~~~\n", "bob: l = socket(tcp)\n", "alice: s = socket(udp)\n", "What?\n", "- a   when bob ended\n",
      "- b   when bob.recv#1 blocks\n", "- c\n", "open start\n", "stop after bob.socket#1\n", "order bob\n", "> q\n",
      "- l\n", "  - m\n", "1. n\n", "*e* **s** `c`\n", "[a](b)\n", "<b>\n", "&amp;\n", "\n", "\n", "text ", "\\", "\t",
      "***\n", "[x]: y\n", "==\n", "ä", "\r\n", "```", "    ", "```ask several\n", "```ask number this-run\n",
      "```ask order\n", "```ask point\n", "```try\n", "```goal\n", "```solution\n", "```gem\n", "```note\n",
      "```recap\n", "= bob.recv#1.bytes\n", "- 5\n", "  > f\n", "- b when after bob.socket#1\n",
      "- bob.l when bob ended\n", "- bob.l.road when bob ended\n", "when bob ended\n", "hint h\n",
      "point bob.l.backlog\n", "hide bytes\n", "show sockets\n", "{a|b}", "{", "|", "}", "\\{", "outcome: o\n");
  CHECK(rc::check([&pieces] {
    const auto parts = *rc::gen::container<std::vector<std::string>>(pieces);
    std::string text;
    for (const std::string& part : parts) text += part;
    check_answer(text);
    check_answer(page_of(text));
    check_answer(page_of(hello_scenario() + text));
  }));
}

}  // namespace doorway::test
