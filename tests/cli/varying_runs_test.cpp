// What a check says where runs differ, from findings that are made by hand.
#include "app/cli/ask_check.hpp"
#include "app/cli/page_check.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace doorway::test {
namespace {

using cli::PageFindings;
using Lines = std::vector<std::string>;

/// A page whose blocks begin in line 16.
Page varying_page(const std::string& blocks) {
  const std::string text =
      "---\ntitle: T\n---\n## One\ntext\n\n```scenario\nbob: u = socket(udp)\nbob: u.bind(0)\n"
      "alice: v = socket(udp)\nalice: v.sendto(\"a\", bob.u)\nalice: v.sendto(\"b\", bob.u)\nbob: u.recvfrom(9)\n"
      "bob: u.recvfrom(9)\n```\n" +
      blocks;
  auto lesson = parse_lesson(text);
  if (!lesson) throw std::runtime_error(to_string(lesson.error().front()));
  return lesson->pages.at(0);
}

std::string ask_one(const std::string& words) {
  return "```ask" + words +
         "\nWhat?\n- the *a* when bob.recvfrom#1.data == \"a\"\n  > No.\n- b when bob.recvfrom#1.data == \"b\"\n  > "
         "No.\n```\n";
}

PageFindings with_right(std::size_t choice) {
  PageFindings findings;
  findings.holding = {choice};
  findings.right = answer::One{choice};
  return findings;
}

PageFindings with_answer(Answer right) {
  PageFindings findings;
  findings.right = std::move(right);
  return findings;
}

PageFindings with_place(bool is_reached) {
  PageFindings findings;
  findings.places = {{is_reached, "why"}};
  return findings;
}

Lines said_of(const Page& page, const std::vector<PageFindings>& runs) {
  Lines lines;
  for (const Mistake& mistake : cli::mistakes_of_page(page, runs)) lines.push_back(to_string(mistake));
  return lines;
}

}  // namespace

TEST_CASE("an answer that varies is refused with what it was how often") {
  const std::vector<PageFindings> runs{with_right(1), with_right(0), with_right(1)};
  CHECK(said_of(varying_page(ask_one("")), runs) ==
        Lines{"16:4: the answer varies, of 3 runs in 2 it is \"b\", in 1 it is \"the a\": write a scenario that goes "
              "one way, or this-run after the word ask, and on the page that it is so in this run"});
  CHECK(said_of(varying_page(ask_one(" this-run")), runs).empty());
}

TEST_CASE("a run without a right answer is refused also where answers may vary") {
  std::vector<PageFindings> runs{with_right(1), with_right(0), with_right(1), PageFindings{}};
  CHECK(said_of(varying_page(ask_one(" this-run")), runs) ==
        Lines{"16:4: in 1 of 4 runs there is no right answer, or more than one: write choices of which one holds in "
              "each run"});
  CHECK(
      said_of(varying_page(ask_one("")), runs).at(0).find("in 2 it is \"b\", in 1 it is none, in 1 it is \"the a\"") !=
      std::string::npos);
}

TEST_CASE("where answers vary, each choice that was wrong in a run has feedback") {
  const Page page = varying_page(
      "```ask this-run\nWhat?\n- a when bob.recvfrom#1.data == \"a\"\n- b when bob.recvfrom#1.data == \"b\"\n```\n");
  const std::string silent = "this wrong choice says nothing to who believes in it: write a line > below it";
  CHECK(said_of(page, {with_right(0), with_right(1)}) == Lines{"18:3: " + silent, "19:3: " + silent});
  CHECK(said_of(page, {with_right(0), with_right(0)}) == Lines{"19:3: " + silent});
}

TEST_CASE("numbers and orders that vary are told") {
  const Page number = varying_page("```ask number\nWhat?\n= bob.recvfrom.bytes\n- 5\n  > No.\n```\n");
  CHECK(said_of(number, {with_answer(answer::Number{2}), with_answer(answer::Number{1})})
            .at(0)
            .starts_with("16:4: the answer varies, of 2 runs in 1 it is 2, in 1 it is 1: "));
  const Page order = varying_page(
      "```ask order\nWhat?\n- a when at bob.recvfrom#1\n  > No.\n- b when at alice.sendto#1\n  > No.\n```\n");
  PageFindings first = with_answer(answer::Order{{0, 1}});
  PageFindings second = with_answer(answer::Order{{1, 0}});
  first.places = second.places = {{true, ""}, {true, ""}};
  CHECK(said_of(order, {first, second})
            .at(0)
            .starts_with("16:4: the answer varies, of 2 runs in 1 it is 2, 1, in 1 it is 1, 2: "));
}

TEST_CASE("a belief may be right in a run where answers vary, but not in each") {
  const Page page = varying_page("```ask number this-run\nWhat?\n= bob.recvfrom.bytes\n- 2\n  > No.\n```\n");
  CHECK(said_of(page, {with_answer(answer::Number{2}), with_answer(answer::Number{1})}).empty());
  CHECK(said_of(page, {with_answer(answer::Number{2}), with_answer(answer::Number{2})}) ==
        Lines{"19:3: 2 is the right number: take it out, or write what is wrongly believed"});
}

TEST_CASE("an answer that is not settled at the last stop in one run is refused") {
  const Page page = varying_page(ask_one("") + "```cue\nstop after alice.sendto#1\n```\n");
  PageFindings settled = with_right(0);
  settled.places = {{true, ""}};
  PageFindings late = settled;
  late.is_settled = false;
  CHECK(said_of(page, {settled, settled}).empty());
  CHECK(said_of(page, {settled, late}).at(0).starts_with("24:6: the question's answer is another here"));
}

TEST_CASE("a place that only some runs come to is refused, but where answers may vary") {
  const std::string cue = "```cue\nopen asleep bob.recvfrom#1\n```\n";
  const Page page = varying_page(cue);
  CHECK(said_of(page, {with_place(true), with_place(true)}).empty());
  CHECK(said_of(page, {with_place(true), with_place(false)}) ==
        Lines{"17:6: 1 of 2 runs come to asleep bob.recvfrom#1: write a place that each run comes to, or a scenario in "
              "which each run goes this way"});
  CHECK(said_of(page, {with_place(false), with_place(false)}) ==
        Lines{"17:6: this run never comes to asleep bob.recvfrom#1, why"});
  PageFindings reached = with_right(0);
  reached.places = {{true, ""}};
  PageFindings missed = with_right(1);
  missed.places = {{false, ""}};
  CHECK(said_of(varying_page(ask_one(" this-run") + cue), {reached, missed}).empty());
}

TEST_CASE("a goal that some runs of the page's scenario reach is refused, and a solution that some runs miss") {
  const Page page =
      varying_page("```goal\nDo it.\nwhen bob.recvfrom fails count > 0\n```\n```solution\nbob: wait(1ms)\n```\n");
  PageFindings reached;
  reached.goal_holds = true;
  CHECK(said_of(page, {PageFindings{}, PageFindings{}}).empty());
  CHECK(
      said_of(page, {PageFindings{}, reached}) ==
      Lines{"16:4: the goal is reached in 1 of 2 runs of the page's scenario as it stands: write a condition that has "
            "to be brought about"});
  const auto solution = [&page](const std::vector<bool>& runs) {
    return cli::mistakes_of_solution(*goal_of(page), runs);
  };
  CHECK(solution({true, true}).empty());
  REQUIRE(solution({true, false, true}).size() == 1);
  CHECK(to_string(solution({true, false, true})[0]) ==
        "20:4: this solution reaches the goal in 2 of 3 runs: write one that always does");
}

}  // namespace doorway::test
