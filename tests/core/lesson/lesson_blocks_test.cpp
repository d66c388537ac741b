#include "tests/core/lesson/lesson_text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <variant>
#include <vector>

namespace doorway::test {
namespace {

const Ask& ask_after_scenario(const Lesson& lesson) {
  const Ask* ask = ask_of(lesson.pages.at(0));
  REQUIRE(ask != nullptr);
  return *ask;
}

Lesson with_block(const std::string& block) {
  return lesson_of(page_of("text\n\n" + hello_scenario() + block));
}

Spans first_paragraph(const std::vector<ProseBlock>& blocks) {
  return std::get<Paragraph>(blocks.at(0)).text;
}

/// The spans of the one paragraph of a page with this text.
Spans spans_of(const std::string& text) {
  const Lesson lesson = lesson_of(page_of(text + "\n"));
  return std::get<Paragraph>(std::get<ProseBlock>(lesson.pages.at(0).blocks.at(0))).text;
}

Span plain(std::string text, std::string engineer) {
  return {std::move(text), false, false, false, std::move(engineer)};
}

}  // namespace

TEST_CASE("words in braces are the story's and an engineer's") {
  CHECK(spans_of("a {door|socket} here") == Spans{{"a "}, plain("door", "socket"), {" here"}});
  CHECK(spans_of("{door|socket}{room|process}") == Spans{plain("door", "socket"), plain("room", "process")});
  CHECK(spans_of("*{a|b}*") == Spans{{"a", false, true, false, "b"}});
  CHECK(spans_of("{, really a socket|}.") == Spans{plain(", really a socket", ""), {"."}});
  CHECK(spans_of("{|socket}") == Spans{plain("", "socket")});
}

TEST_CASE("the two sides may have styles of their own") {
  const Spans spans = spans_of("a {door, really a **socket**|**socket**}!");
  CHECK(plain_text(spans) == "a door, really a socket!");
  CHECK(plain_text(spans, Vocabulary::engineer) == "a socket!");
  CHECK(spans == Spans{{"a "},
                       plain("door, really a ", ""),
                       {"socket", true, false, false, ""},
                       {"", true, false, false, "socket"},
                       {"!"}});
  CHECK(plain_text(spans_of("{`s`|the `fd` of *s*} x"), Vocabulary::engineer) == "the fd of s x");
}

TEST_CASE("signs are themselves where they are escaped, in code, or have no brace before them") {
  CHECK(spans_of("\\{a|b}") == Spans{{"{a|b}"}});
  CHECK(spans_of("`{a|b}`") == Spans{{"{a|b}", false, false, true}});
  CHECK(spans_of("a | b }") == Spans{{"a | b }"}});
  CHECK(spans_of("{a\\|b\\}|c\\{}") == Spans{plain("a|b}", "c{")});
  CHECK(spans_of("\\\\{a|b}") == Spans{{"\\"}, plain("a", "b")});
}

TEST_CASE("titles, choices, lists, quotes and gems have both vocabularies") {
  const Lesson lesson =
      lesson_of("---\ntitle: T\n---\n## A {door|socket}\n- {room|process}\n\n> {road|TCP}\n\n" + hello_scenario() +
                "```ask\nWhat?\n- the {letter|segment} when bob ended\n- b when bob.recv#1 blocks\n"
                "```\n```gem\nA {door|socket}.\n```\n");
  const Page& page = lesson.pages[0];
  const auto engineer = [](const Spans& spans) { return plain_text(spans, Vocabulary::engineer); };
  CHECK(engineer(page.title) == "A socket");
  CHECK(page.id == "a-door");
  CHECK(engineer(std::get<ListItems>(std::get<ProseBlock>(page.blocks[0])).items[0]) == "process");
  CHECK(engineer(std::get<Quote>(std::get<ProseBlock>(page.blocks[1])).paragraphs[0]) == "TCP");
  CHECK(engineer(std::get<OneOf>(ask_of(page)->answers).choices[0].text) == "the segment");
  CHECK(engineer(gems_of(page).at(0)->text) == "A socket.");
}

TEST_CASE("the header has an outcome") {
  CHECK(lesson_of("---\ntitle: T\noutcome: say why: recv\n---\n## P\nt\n").outcome == "say why: recv");
}

TEST_CASE("a choice has feedback of several lines and paragraphs, with their styles") {
  const Lesson lesson = with_block(
      "```ask\nWhat?\n- a when bob ended\n  > No,\n  > *never*.\n  >\n  > Not so.\n\n- b when bob.recv#1 blocks\n"
      "> Why?\nexplained\n```\n");
  const auto& choices = std::get<OneOf>(ask_after_scenario(lesson).answers).choices;
  REQUIRE(choices.size() == 2);
  REQUIRE(choices[0].feedback.size() == 2);
  CHECK(first_paragraph(choices[0].feedback) == Spans{{"No, "}, {"never", false, true}, {"."}});
  CHECK(first_paragraph(choices[1].feedback) == Spans{{"Why?"}});
  CHECK(first_paragraph(ask_after_scenario(lesson).explanation) == Spans{{"explained"}});
}

TEST_CASE("a question says of which kind it is, and whether its answer is that of one run") {
  const std::string rest = "\nWhat?\n- a when bob ended\n- b when alice ended\n```\n";
  const auto of = [&](const std::string& words) { return with_block("```ask" + words + rest); };
  CHECK_FALSE(ask_after_scenario(of("")).this_run);
  CHECK(ask_after_scenario(of(" this-run")).this_run);
  CHECK(std::holds_alternative<OneOf>(ask_after_scenario(of(" one")).answers));
  const Lesson lesson = of("  several \t this-run ");
  CHECK(ask_after_scenario(lesson).this_run);
  CHECK(std::get<SeveralOf>(ask_after_scenario(lesson).answers).choices.size() == 2);
}

TEST_CASE("a number is asked for, with numbers that are believed in") {
  const Lesson lesson = with_block(
      "```ask number\nHow many?\n=  bob.recv.bytes\n- 1_000\n  > No.\n- -1\n  > Nor this.\nexplained\n```\n");
  const auto& number = std::get<NumberAnswer>(ask_after_scenario(lesson).answers);
  CHECK(number.number_text == "bob.recv.bytes");
  CHECK(to_string(number.number) == "bob.recv.bytes");
  CHECK(number.at == SourcePosition{19, 4});
  REQUIRE(number.beliefs.size() == 2);
  CHECK(number.beliefs[0].number == 1000);
  CHECK(number.beliefs[0].at == SourcePosition{20, 3});
  CHECK(first_paragraph(number.beliefs[1].feedback) == Spans{{"Nor this."}});
  CHECK(choice_count(ask_after_scenario(lesson)) == 0);
}

TEST_CASE("moments are put in order") {
  const Lesson lesson = with_block(
      "```ask order\nWhich first?\n- when Bob has it when after bob.recv#1\n  > Late.\n- sent   when at "
      "alice.send#1\n```\n");
  const auto& items = std::get<InOrder>(ask_after_scenario(lesson).answers).items;
  REQUIRE(items.size() == 2);
  CHECK(plain_text(items[0].text) == "when Bob has it");
  CHECK(to_string(items[0].when) == "after bob.recv#1");
  CHECK(items[0].when.at == SourcePosition{19, 24});
  CHECK(items[0].feedback.size() == 1);
  CHECK(to_string(items[1].when) == "at alice.send#1");
}

TEST_CASE("a part of the stage is pointed at") {
  const Lesson lesson = with_block(
      "```ask point\nWhere?\n- bob.hands when bob ended\n- bob.c.recvbuffer when bob.recv#1 blocks\n  > No.\n"
      "- alice when alice ended\n- alice.program when alice ended\n- alice.s when alice ended\n"
      "- alice.s.sendbuffer when alice ended\n- alice.s.road when alice ended\n- bob.l.backlog when bob ended\n```\n");
  const auto& targets = std::get<PointAt>(ask_after_scenario(lesson).answers).targets;
  REQUIRE(targets.size() == 8);
  using Kind = StagePart::Kind;
  CHECK(targets[0].part == StagePart{Kind::hands, "bob", ""});
  CHECK(targets[1].part == StagePart{Kind::receive_buffer, "bob", "c"});
  CHECK(targets[1].when_text == "bob.recv#1 blocks");
  CHECK(targets[1].feedback.size() == 1);
  CHECK(targets[2].part == StagePart{Kind::process, "alice", ""});
  CHECK(targets[3].part == StagePart{Kind::program, "alice", ""});
  CHECK(targets[4].part == StagePart{Kind::socket, "alice", "s"});
  CHECK(targets[5].part == StagePart{Kind::send_buffer, "alice", "s"});
  CHECK(targets[6].part == StagePart{Kind::road, "alice", "s"});
  CHECK(targets[7].part == StagePart{Kind::backlog, "bob", "l"});
}

TEST_CASE("a cue points, hides and shows") {
  const Lesson lesson =
      with_block("```cue\npoint bob.c\npoint bob.hands\nhide timeline\nhide transcript\nshow bytes\n```\n");
  const Cue& cue = lesson.pages[0].cue;
  REQUIRE(cue.points.size() == 2);
  CHECK(to_string(cue.points[0]) == "bob.c");
  CHECK(cue.hidden == std::vector<View>{View::timeline, View::transcript});
  CHECK(cue.shown == View::bytes);
}

TEST_CASE("a solution is kept as it is written, with the blanks before its lines") {
  const std::string solution = "repeat 2 {\n  bob: wait(1ms)\n}\n";
  const Lesson lesson = with_block("```goal\nMake it so.\nwhen bob ended\n```\n```solution\n" + solution + "```\n");
  REQUIRE(goal_of(lesson.pages[0]) != nullptr);
  CHECK(goal_of(lesson.pages[0])->solution_text == solution);
}

TEST_CASE("a page has something to try, a goal with hints and a solution, gems and notes") {
  const std::string solution = "bob: u = socket(udp)\ncarol: u = socket(udp)\n";
  const Lesson lesson = with_block(
      "```try\nChange *64*.\n```\n```goal\nMake it\nwhen you like\nso.\n\nwhen bob.send#1 sleeps or carol ended\n\n"
      "hint Look\nagain.\n\nhint Now.\n```\n```solution\n" +
      solution +
      "```\n```gem\nKeep\nthis.\n```\n```note\nAsk:\n\n- why?\n```\n```gem\nAnd this.\n```\n```recap\n```\n");
  const Page& page = lesson.pages[0];
  CHECK(page.blocks.size() == 6);
  CHECK(std::get<Experiment>(page.blocks[1]).at == SourcePosition{17, 4});
  const Goal* goal = goal_of(page);
  REQUIRE(goal != nullptr);
  CHECK(plain_text(first_paragraph(goal->text)) == "Make it when you like so.");
  CHECK(goal->when_text == "bob.send#1 sleeps or carol ended");
  CHECK(to_string(goal->when) == goal->when_text);
  REQUIRE(goal->hints.size() == 2);
  CHECK(plain_text(first_paragraph(goal->hints[0])) == "Look again.");
  CHECK(goal->solution_text == solution);
  CHECK(goal->solution.processes == std::vector<std::string>{"bob", "carol"});
  REQUIRE(gems_of(page).size() == 2);
  CHECK(plain_text(gems_of(page)[0]->text) == "Keep this.");
  CHECK(page.notes.size() == 1);
  CHECK(page.notes[0].size() == 2);
  CHECK(std::holds_alternative<Recap>(page.blocks.back()));
}

TEST_CASE("blocks stand on the page in the order of the file") {
  const Lesson lesson = lesson_of(
      page_of("one\n\n```gem\ng\n```\n\ntwo\n\n```ask\nWhat?\n- a when bob ended\n- b when bob ended\n```\nthree\n\n" +
              hello_scenario()));
  const auto& blocks = lesson.pages[0].blocks;
  REQUIRE(blocks.size() == 5);
  CHECK(std::holds_alternative<Gem>(blocks[1]));
  CHECK(std::holds_alternative<Ask>(blocks[3]));
}

}  // namespace doorway::test
