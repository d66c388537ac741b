#include "tests/core/lesson/lesson_text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace doorway::test {
namespace {

/// Each text below a scenario, from line 17 on, with the one mistake that is in it.
void check_blocks(const std::vector<std::pair<std::string, std::string>>& blocks) {
  for (const auto& [written, mistake] : blocks) {
    const std::string& text = written;
    CAPTURE(text);
    CHECK(mistakes_of(page_of(hello_scenario() + "text\n\n" + text)) == std::vector<std::string>{mistake});
  }
}

const std::string solved = "```solution\nalice: wait(1ms)\n```\n";

}  // namespace

TEST_CASE("braces have two sides in one line") {
  const std::string open = "17:3: this { is not closed in its line: write {story|engineer}, or \\{ for the sign itself";
  check_blocks(
      {{"a {door\n", open},
       {"a {door|\nsocket}\n", open},
       {"a {door|\\\nsocket}\n", open},
       {"- {door\n- socket}\n", open},
       {"a {door} b\n", "17:3: {…} has two sides: write {story|engineer}, or \\{ for the sign itself"},
       {"ä {a|b|c} b\n", "17:7: {…} has two sides and this begins a third one: write \\| for the sign itself"},
       {"a {a {b|c}} b\n", "17:6: a { stands inside of another: write \\{ for the sign itself"},
       {"a {|} b\n", "17:3: both sides are empty: write the story's words before the | or an engineer's after it"}});
  CHECK(mistakes_of("---\ntitle: T\n---\n## {door|}\ntext\n") ==
        std::vector<std::string>{"4:1: the page has no title: write it after ##"});
}

TEST_CASE("a question is of one kind that is known") {
  const std::string rest = "\nWhat?\n- a when bob ended\n- b when bob ended\n```\n";
  check_blocks({{"```ask sevral" + rest, "17:8: there is no question ask sevral: did you mean several?"},
                {"```ask thing" + rest,
                 "17:8: there is no question ask thing: write one of one, several, number, order, point, this-run"},
                {"```ask several order" + rest, "17:16: a question is of one kind: take order out"}});
}

TEST_CASE("feedback has a text, and no choice stands below what is no feedback") {
  check_blocks({{"```ask\nWhat?\n- a when bob ended\n  >\n- b when bob ended\n```\n",
                 "20:1: the feedback has no text: write it after the >, or take the line out"},
                {"```ask\nWhat?\n- a when bob ended\n- b when bob ended\n\nno\n- c when bob ended\n```\n",
                 "22:1: this stands between the choices, of which line 23 has one: write > before it if it is "
                 "feedback, or write it below them all"},
                {"```ask number\nWhat?\n= bob.recv#1.bytes\n- 5\nno\n- 6\n```\n",
                 "21:1: this stands between the choices, of which line 22 has one: write > before it if it is "
                 "feedback, or write it below them all"},
                {"```ask\nWhat?\n- a when bob ended\n  > - No\n- b when bob ended\n```\n",
                 "20:7: lists, quotes and blocks do not stand inside one another: write an empty line and begin this "
                 "one at the left"}});
}

TEST_CASE("a number is a value of the run, and numbers believed in are there once") {
  const auto number = [](const std::string& lines) { return "```ask number\nWhat?\n" + lines + "```\n"; };
  check_blocks(
      {{number("- 5\n"), "17:4: the question has no number: write a line like = bob.recv#1.bytes"},
       {"```ask number\n= bob.recv#1.bytes\n- 5\n```\n", "18:1: the question is missing: write it above the line ="},
       {number("= 5\n- 6\n"),
        "19:3: the run tells the number: write a value such as bob.recv#1.bytes or bob.recv count"},
       {number("= bob.recv#1.data\n- 6\n"),
        "19:3: the run tells the number: write a value such as bob.recv#1.bytes or bob.recv count"},
       {number("= bob.recv#1.byts\n- 6\n"), "19:14: there is no field byts: did you mean bytes?"},
       {number("= bob.recv#1.bytes == 5\n- 6\n"),
        "19:20: the number was complete before ==: one value such as bob.recv#1.bytes"},
       {number("= bob.recv#1.bytes\n"),
        "19:3: nobody believes in another number here: write one below, like - 64, and a line > of feedback below "
        "that"},
       {number("= bob.recv#1.bytes\n- five\n"),
        "20:3: five is no whole number: write a number that is believed in, like - 64"},
       {number("= bob.recv#1.bytes\n- 64\n- 6_4\n"), "21:3: 64 is there twice: take one of them out"}});
}

TEST_CASE("the items of an order say when they happen") {
  const auto order = [](const std::string& lines) { return "```ask order\nWhat?\n" + lines + "```\n"; };
  check_blocks(
      {{order(""), "17:4: the question has no items: write lines like - Bob wakes   when after bob.recv#1"},
       {order("- a when start\n"), "19:3: one choice is no question: write a second one, that somebody may believe in"},
       {order("- a when start\n- b\n"),
        "20:3: the item does not say when it happens: write when and a place after it, like when after bob.recv#1"},
       {order("- a when start\n- b when aftr bob.recv#1\n"), "20:10: there is no place aftr: did you mean after?"},
       {order("- a when start\n-  when end\n"), "20:3: the item has no text: write what can be answered before when"},
       {order("- a when start\n- 1. b when end\n"),
        "20:3: the item is one line of text: write \\ before a sign that begins something else"}});
}

TEST_CASE("parts of the stage are there") {
  const auto point = [](const std::string& part) { return "```cue\npoint " + part + "\n```\n"; };
  check_blocks(
      {{point(""), "18:7: the part is missing: write a part of the stage, like bob.hands or bob.c.recvbuffer"},
       {point(".c"), "18:7: .c is no part of the stage: write one like bob.hands or bob.c.recvbuffer"},
       {point("bob."), "18:7: bob. is no part of the stage: write one like bob.hands or bob.c.recvbuffer"},
       {point("bob.c."), "18:7: bob.c. is no part of the stage: write one like bob.hands or bob.c.recvbuffer"},
       {point("bobby"), "18:7: there is no process bobby: did you mean bob?"},
       {point("bob.hand"), "18:11: bob has no socket hand: did you mean hands?"},
       {point("bob.xyzzy"), "18:11: bob has no socket xyzzy: write one of c, l, hands, program"},
       {point("alice.c"), "18:13: alice has no socket c: write one of s, hands, program"},
       {point("bob.c.recv_buffer"), "18:13: bob.c has no recv_buffer: did you mean recvbuffer?"},
       {point("bob.c.buffer.x"), "18:13: bob.c has no buffer.x: write one of sendbuffer, recvbuffer, backlog, road"},
       {point("bob.c.backlog"),
        "18:13: nobody calls listen at bob.c, so nobody waits there: write bob.c for the door itself"},
       {point("bob.l.recvbuffer"),
        "18:13: bob.l listens and has no bytes of its own: write bob.l.backlog, or the socket that accept makes"},
       {point("bob.c now"), "18:13: now is one too many: a line has one part"},
       {point("bob.c\npoint bob.c"), "19:1: this part lights up already: take one of the lines out"}});
  check_blocks({{"```ask point\nWhat?\n- bob.c when bob ended\n- bob.c when alice ended\n```\n",
                 "20:3: bob.c is there twice: join the two conditions with or"},
                {"```ask point\nWhat?\n- bob.d when bob ended\n- bob when alice ended\n```\n",
                 "19:7: bob has no socket d: write one of c, l, hands, program"},
                {"```ask point\nWhat?\n```\n",
                 "17:4: the question has no places: write lines like - bob.hands   when bob.recv#1.bytes == 5"}});
}

TEST_CASE("views are known, and are hidden or shown once") {
  const auto cue = [](const std::string& lines) { return "```cue\n" + lines + "\n```\n"; };
  check_blocks(
      {{cue("hide"), "18:5: the view is missing: write one, like hide timeline"},
       {cue("hide time line"),
        "18:6: there is no view time: write one of timeline, bytes, sockets, program, transcript"},
       {cue("show socket"), "18:6: there is no view socket: did you mean sockets?"},
       {cue("hide bytes sockets"), "18:12: sockets is one too many: a line has one view"},
       {cue("hide bytes\nshow bytes"), "19:1: the bytes is hidden or shown already: take one of the lines out"},
       {cue("show bytes\nshow sockets"), "19:1: a page opens one view: take one of the lines show out"}});
}

TEST_CASE("a goal has a text, a condition, hints after it and a solution") {
  const auto goal = [](const std::string& lines) { return "```goal\n" + lines + "```\n" + solved; };
  check_blocks(
      {{goal("text\n"), "17:4: the goal does not say when it is reached: write a line like when alice.send#1 sleeps"},
       {goal("text\nhint h\nwhen bob ended\n"),
        "17:4: the goal does not say when it is reached: write a line like when alice.send#1 sleeps"},
       {goal("when bob ended\n"), "18:1: the goal has no text: write what is to be brought about above when"},
       {goal("text\nwhen bob endd\n"),
        "19:6: after the process bob comes a dot and a call: bob.recv#1 blocks, or: bob ended"},
       {goal("text\nwhen carol ended\n"), "19:6: there is no process carol: write one of bob, alice"},
       {goal("text\nwhen bob ended\nmore\nhint h\n"),
        "20:1: after when come the hints: write hint before this, or write it above when"},
       {goal("text\nwhen bob ended\nhint\n"), "20:1: the hint has no text: write it after hint"},
       {goal("text\nwhen bob ended\nhint a\nhint b\nhint c\nhint d\nhint e\nhint f\n"),
        "25:1: a goal has 5 hints at most: take some out"},
       {"```goal\ntext\nwhen bob ended\n```\n",
        "17:4: the goal has no solution: write a block ```solution with a scenario that reaches it"},
       {solved, "17:4: there is no goal that this solves: write a block ```goal on this page"},
       {"```goal\ntext\nwhen bob ended\n```\n```solution\nalice: s = socket(tpc)\n```\n",
        "22:19: there is no socket type tpc: did you mean tcp?"}});
}

TEST_CASE("blocks have what they need, and no more of them than a page has") {
  check_blocks(
      {{"```try\n```\n", "17:4: there is nothing to try: write what is worth changing"},
       {"```try this-run\nx\n```\n", "17:4: after the word try the line ends: write ```try"},
       {"```try\na\n```\n```try\nb\n```\n",
        "20:4: a page has one block ```try: write ## and a title for the next page before this one, or take it out"},
       {"```gem\n\n```\n", "17:4: the gem has no text: write the sentence to keep"},
       {"```gem\na\n\nb\n```\n", "17:4: a gem is one sentence: write a block ```gem for each"},
       {"```gem\n- a\n```\n", "17:4: a gem is one sentence: write a block ```gem for each"},
       {"```note\n```\n", "17:4: the note has no text: write what the instructor should know"},
       {"```recap\nx\n```\n", "18:1: a recap has no text of its own: write this above the block"},
       {"```gme\na\n```\n", "17:4: there is no block ```gme: did you mean ```gem?"}});
  std::string gems;
  for (int i = 0; i < 10; ++i) gems += "```gem\ng\n```\n";
  check_blocks({{gems, "44:4: a page has 9 gems at most: take some out"}});
}

TEST_CASE("a try and a goal need a scenario, a gem and a recap do not") {
  const auto alone = [](const std::string& block) { return mistakes_of(page_of("t\n\n" + block)); };
  CHECK(alone("```try\na\n```\n") ==
        std::vector<std::string>{"7:4: there is nothing to change, and there is none so far: write a block ```scenario "
                                 "on this page"});
  CHECK(alone("```goal\na\nwhen bob ended\n```\n" + solved) ==
        std::vector<std::string>{
            "7:4: a run reaches the goal, and there is none so far: write a block ```scenario on this page"});
  CHECK(alone("```gem\na\n```\n```recap\n```\n```note\nb\n```\n").empty());
}

TEST_CASE("a page that only an instructor sees has no text") {
  const std::vector<std::string> mistakes{"4:1: the page has no text: write what is to be seen on it, or take it out"};
  CHECK(mistakes_of(page_of("```note\nb\n```\n")) == mistakes);
}

}  // namespace doorway::test
