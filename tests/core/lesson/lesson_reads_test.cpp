#include "tests/core/lesson/lesson_text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <variant>

namespace doorway::test {
namespace {

const ProseBlock& prose(const Page& page, std::size_t index) {
  return std::get<ProseBlock>(page.blocks.at(index));
}

const Spans& paragraph(const Page& page, std::size_t index) {
  return std::get<Paragraph>(prose(page, index)).text;
}

const std::string ask =
    "```ask\nHow many *bytes*?\n- `5`, only \"Hello\"   when bob.recv#1.bytes == 5\n- none   when bob.recv#1 blocks\n"
    "TCP carries bytes.\n\nNot messages.\n```\n";

}  // namespace

TEST_CASE("the header gives title, summary, place in the list and length") {
  const Lesson lesson = lesson_of(
      "---\ntitle: Two doors: a start\nsummary: What a socket is.\norder: 3\nminutes: 12\n---\n\n## One\ntext\n");
  CHECK(lesson.title == "Two doors: a start");
  CHECK(lesson.summary == "What a socket is.");
  CHECK(lesson.order == 3);
  CHECK(lesson.minutes == 12);
}

TEST_CASE("a page has its title, its place in the file and its blocks in order") {
  const Lesson lesson = lesson_of(page_of("first\n\n### below\n\nlast\n\n## Two `doors`\n\nmore\n"));
  REQUIRE(lesson.pages.size() == 2);
  CHECK(plain_text(lesson.pages[0].title) == "One");
  CHECK(lesson.pages[0].at == SourcePosition{4, 1});
  REQUIRE(lesson.pages[0].blocks.size() == 3);
  CHECK(paragraph(lesson.pages[0], 0) == Spans{{"first"}});
  CHECK(std::get<Subheading>(prose(lesson.pages[0], 1)).text == Spans{{"below"}});
  CHECK(paragraph(lesson.pages[0], 2) == Spans{{"last"}});
  CHECK(plain_text(lesson.pages[1].title) == "Two doors");
  CHECK(lesson.pages[1].at == SourcePosition{11, 1});
}

TEST_CASE("spans are strong, emphasised, code, or both of two") {
  const Lesson lesson = lesson_of(page_of("a **b** *c* `d*e` ***f***\ng\\\nh\n"));
  CHECK(paragraph(lesson.pages[0], 0) == Spans{{"a "},
                                               {"b", true},
                                               {" "},
                                               {"c", false, true},
                                               {" "},
                                               {"d*e", false, false, true},
                                               {" "},
                                               {"f", true, true},
                                               {" g\nh"}});
}

TEST_CASE("lists have bullets or numbers, tight or with empty lines between") {
  const Lesson lesson = lesson_of(page_of("- one\n- **two**\n  more\n\nbetween\n\n3. three\n\n4. four\n"));
  const Page& page = lesson.pages[0];
  REQUIRE(page.blocks.size() == 3);
  CHECK(std::get<ListItems>(prose(page, 0)) == ListItems{false, 1, {{{"one"}}, {{"two", true}, {" more"}}}});
  CHECK(std::get<ListItems>(prose(page, 2)) == ListItems{true, 3, {{{"three"}}, {{"four"}}}});
}

TEST_CASE("quotes and blocks without a word are kept as they are") {
  const Lesson lesson = lesson_of(page_of("> said\n>\n> done\n\n```\n  a\n\n b\n```\n\n```text\n*c*\n```\n"));
  const Page& page = lesson.pages[0];
  REQUIRE(page.blocks.size() == 3);
  CHECK(std::get<Quote>(prose(page, 0)) == Quote{{{{"said"}}, {{"done"}}}});
  CHECK(std::get<CodeBlock>(prose(page, 1)).text == "  a\n\n b\n");
  CHECK(std::get<CodeBlock>(prose(page, 2)).text == "*c*\n");
}

TEST_CASE("a question has its text, its choices with their conditions, and an explanation") {
  const Lesson lesson = lesson_of(page_of("before\n\n" + hello_scenario() + ask + "after\n"));
  const Page& page = lesson.pages[0];
  REQUIRE(page.blocks.size() == 3);
  REQUIRE(ask_of(page) == std::get_if<Ask>(&page.blocks[1]));
  const Ask& question = *ask_of(page);
  CHECK(question.at == SourcePosition{17, 4});
  REQUIRE(question.question.size() == 1);
  CHECK(std::get<Paragraph>(question.question[0]).text == Spans{{"How many "}, {"bytes", false, true}, {"?"}});
  REQUIRE(std::get<OneOf>(question.answers).choices.size() == 2);
  CHECK(std::get<OneOf>(question.answers).choices[0].text == Spans{{"5", false, false, true}, {", only \"Hello\""}});
  CHECK(std::get<OneOf>(question.answers).choices[0].when_text == "bob.recv#1.bytes == 5");
  CHECK(std::get<OneOf>(question.answers).choices[0].at == SourcePosition{19, 3});
  CHECK(to_string(std::get<OneOf>(question.answers).choices[1].when) == "bob.recv#1 blocks");
  CHECK(question.explanation.size() == 2);
}

TEST_CASE("the word when may stand in a choice and in the bytes of its condition") {
  const Lesson lesson = lesson_of(page_of(hello_scenario() + "```ask\nWhat?\n- when Bob reads when bob ended\n"
                                                             "- said when bob.recv.data == \"when now\"\n```\n"));
  const Ask& question = *ask_of(lesson.pages[0]);
  CHECK(plain_text(std::get<OneOf>(question.answers).choices[0].text) == "when Bob reads");
  CHECK(std::get<OneOf>(question.answers).choices[0].when_text == "bob ended");
  CHECK(std::get<OneOf>(question.answers).choices[1].when_text == "bob.recv.data == \"when now\"");
}

TEST_CASE("a scenario's lines have the positions of the lesson") {
  const Lesson lesson = lesson_of(page_of("text\n\n" + hello_scenario()));
  REQUIRE(lesson.scenarios.size() == 1);
  CHECK(lesson.scenarios[0].processes == std::vector<std::string>{"bob", "alice"});
  CHECK(lesson.scenarios[0].lines[0]->at == SourcePosition{8, 1});
}

TEST_CASE("a page without a scenario goes on with that of the page before it") {
  const Lesson lesson = lesson_of("---\ntitle: T\n---\n## None\na\n## Own\nb\n\n" + hello_scenario() +
                                  "## Goes on\nc\n## Another\nd\n\n" + hello_scenario());
  REQUIRE(lesson.pages.size() == 4);
  CHECK_FALSE(lesson.pages[0].scenario);
  CHECK(lesson.pages[1].scenario == 0);
  CHECK(lesson.pages[1].begins_scenario);
  CHECK(lesson.pages[2].scenario == 0);
  CHECK_FALSE(lesson.pages[2].begins_scenario);
  CHECK(lesson.pages[3].scenario == 1);
  CHECK(lesson.pages[3].begins_scenario);
}

TEST_CASE("a cue says where the page opens, where it stops and who goes first") {
  const Lesson lesson =
      lesson_of(page_of("t\n\n```cue\nopen after alice.connect#1\n\nstop before bob.recv#1\n"
                        "  stop\tasleep bob.accept#1\nstop end\norder alice, bob,alice\n```\n" +
                        hello_scenario()));
  const Cue& cue = lesson.pages[0].cue;
  REQUIRE(cue.open);
  CHECK(to_string(*cue.open) == "after alice.connect#1");
  CHECK(cue.open->at == SourcePosition{8, 6});
  REQUIRE(cue.stops.size() == 3);
  CHECK(to_string(cue.stops[0]) == "before bob.recv#1");
  CHECK(to_string(cue.stops[1]) == "asleep bob.accept#1");
  CHECK(to_string(cue.stops[2]) == "end");
  CHECK(cue.order == std::vector<ProcessId>{1, 0, 1});
}

TEST_CASE("Windows line ends and a byte order mark change nothing") {
  const std::string unix_text = page_of("text\n\n" + hello_scenario() + ask);
  std::string windows_text = "\xEF\xBB\xBF";
  for (const char c : unix_text) windows_text += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const Lesson lesson = lesson_of(windows_text);
  CHECK(lesson.title == "A lesson");
  CHECK(lesson.scenarios[0].lines.size() == 8);
  CHECK(std::get<OneOf>(ask_of(lesson.pages[0])->answers).choices[0].when_text == "bob.recv#1.bytes == 5");
}

}  // namespace doorway::test
