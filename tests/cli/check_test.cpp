#include "tests/cli/cli_support.hpp"
#include "tests/support/content_of.hpp"

#include <doctest/doctest.h>

#include <string>

namespace doorway::test {
namespace {

const std::string front_matter = "---\ntitle: T\n---\n";

/// Alice sends "Hello", and Bob's recv brings it without sleeping.
std::string hello_lines() {
  return "bob:   l = socket(tcp)\n"
         "bob:   l.bind(0)\n"
         "bob:   l.listen(1)\n"
         "alice: s = socket(tcp)\n"
         "alice: s.connect(bob.l)\n"
         "alice: s.send(\"Hello\")\n"
         "bob:   c = l.accept()\n"
         "bob:   c.recv(64)\n";
}

/// The same as ten lines of a lesson.
std::string hello() {
  return "```scenario\n" + hello_lines() + "```\n";
}

/// A page that begins in line 4; `blocks` begin in line 16.
std::string lesson_with(const std::string& blocks) {
  return front_matter + "## One\ntext\n\n" + hello() + blocks;  // 3 + 3 + 10 lines
}

void check_lesson_refused(const std::string& lesson, const std::string& errors) {
  const Ended ended = run_doorway({"check", "-"}, lesson);
  CAPTURE(lesson);
  CHECK(ended.exit_code == 1);
  CHECK(ended.output.empty());
  CHECK(ended.errors == errors);
}

}  // namespace

TEST_CASE("a lesson that is well gets one line with what is in it") {
  const TemporaryFolder folder;
  const std::string file =
      folder.file("well.md", lesson_with("```ask\nWhat?\n- five   when bob.recv#1.bytes == 5\n- none   when bob.recv#1 "
                                         "blocks\n  > No.\n```\n```cue\nopen before bob.recv#1\nstop after bob.recv#1\n"
                                         "order bob, bob, bob\n```\n## Two\nmore\n\n```cue\nopen end\n```\n"));
  const Ended ended = run_doorway({"check", file});
  CHECK(ended.exit_code == 0);
  CHECK(ended.output == file + ": 2 pages, 1 scenario, 1 question: all well\n");
  CHECK(ended.errors.empty());
}

TEST_CASE("a scenario can be checked as well") {
  const Ended ended = run_doorway({"check", "-"}, std::string(two_sends));
  CHECK(ended.exit_code == 0);
  CHECK(contains(ended.output, "<stdin>: "));
  CHECK(contains(ended.output, " calls: all well\n"));
}

TEST_CASE("a second connection between the same two addresses is no lack of the system") {
  const TemporaryFolder folder;
  const std::string scenario = folder.file("twice.scenario", R"(
bob:   l = socket(tcp)
bob:   l.bind(0)
bob:   l.listen(4)
alice: a = socket(tcp)
alice: b = socket(tcp)
alice: a.set(reuseaddr, on)
alice: b.set(reuseaddr, on)
alice: a.bind(0)
alice: b.bind(alice.a)
alice: a.connect(bob.l)
alice: b.connect(bob.l)
)");
  CHECK(contains(run_doorway({"run", scenario, "--jsonl"}).output, "EADDRNOTAVAIL"));
  const Ended checked = run_doorway({"check", scenario});
  CHECK(checked.exit_code == 0);
  CHECK(checked.errors.empty());
}

TEST_CASE("a question that no choice answers is refused") {
  check_lesson_refused(
      lesson_with("```ask\nWhat?\n- six when bob.recv#1.bytes == 6\n- none when bob.recv#1 blocks\n```\n"),
      "<stdin>:17:4: no choice is right in this run: write one whose condition holds (doorway run shows "
      "what happens)\n");
}

TEST_CASE("a question that two choices answer is refused at the second one") {
  check_lesson_refused(
      lesson_with("```ask\nWhat?\n- five when bob.recv#1.bytes == 5\n- no when bob.recv#1 blocks\n- some when "
                  "bob.recv#1.bytes > 0\n```\n"),
      "<stdin>:21:3: the choices 1 and 3 are all right in this run: write conditions of which one holds\n");
}

TEST_CASE("of several choices one at least is right") {
  check_lesson_refused(
      lesson_with("```ask several\nWhat?\n- six when bob.recv#1.bytes == 6\n- none when bob.recv#1 blocks\n```\n"),
      "<stdin>:17:4: no choice is right in this run: write one or more whose conditions hold (doorway run shows what "
      "happens)\n");
}

TEST_CASE("a number that the run does not have is refused, and so is a belief that is right") {
  check_lesson_refused(
      lesson_with("```ask number\nWhat?\n= bob.recv#2.bytes\n- 6\n  > No.\n```\n"),
      "<stdin>:19:3: this run has no bob.recv#2.bytes: write a number that is there at its end (doorway "
      "run shows what happens)\n");
  check_lesson_refused(lesson_with("```ask number\nWhat?\n= bob.recv#1.bytes\n- 5\n  > No.\n- 6\n  > No.\n```\n"),
                       "<stdin>:20:3: 5 is the right number: take it out, or write what is wrongly believed\n");
}

TEST_CASE("items that stand in their order already, or have none, are refused") {
  const auto order = [](const std::string& items) { return lesson_with("```ask order\nWhat?\n" + items + "```\n"); };
  check_lesson_refused(order("- sent when after alice.send#1\n- had when after bob.recv#1\n  > No.\n"),
                       "<stdin>:17:4: the items stand in their right order already: write them in another one\n");
  check_lesson_refused(order("- sent when before bob.socket#1\n  > No.\n- had when start\n  > No.\n"),
                       "<stdin>:17:4: two of the items come at the same moment: write places of which one comes after "
                       "the other\n");
  check_lesson_refused(order("- slept when asleep bob.recv#1\n  > No.\n- had when after bob.recv#1\n  > No.\n"),
                       "<stdin>:19:14: this run never comes to asleep bob.recv#1, the call returns without sleeping: "
                       "write after bob.recv#1\n");
}

TEST_CASE("a place on the stage that nothing makes right is refused") {
  check_lesson_refused(
      lesson_with("```ask point\nWhere?\n- bob when bob.recv#1 fails\n- alice when bob.recv#1 blocks\n```\n"),
      "<stdin>:17:4: no part is right in this run: write one whose condition holds (doorway run shows what happens)\n");
}

TEST_CASE("a wrong choice without feedback is refused, a right one needs none") {
  const std::string silent = "this wrong choice says nothing to who believes in it: write a line > below it\n";
  check_lesson_refused(
      lesson_with("```ask\nWhat?\n- a when bob.recv#1.bytes == 5\n- b when bob.recv#1 blocks\n- c when bob.recv#1 "
                  "fails\n  > No.\n```\n"),
      "<stdin>:20:3: " + silent);
  check_lesson_refused(
      lesson_with("```ask several\nWhat?\n- a when bob.recv#1.bytes == 5\n- b when bob.recv#1 blocks\n```\n"),
      "<stdin>:20:3: " + silent);
  check_lesson_refused(lesson_with("```ask number\nWhat?\n= bob.recv count\n- 5\n```\n"), "<stdin>:20:3: " + silent);
  check_lesson_refused(
      lesson_with("```ask point\nWhere?\n- bob when bob.recv#1 returns\n- alice when bob.recv#1 blocks\n```\n"),
      "<stdin>:20:3: " + silent);
  check_lesson_refused(
      lesson_with("```ask order\nWhat?\n- c when after bob.recv#1\n- a when at alice.socket#1\n- b when at "
                  "alice.send#1\n  > No.\n```\n"),
      "<stdin>:19:3: " + silent);
}

TEST_CASE("a question is settled at the last stop of its page, whatever its kind") {
  const std::string late =
      "the question's answer is another here, at the page's last stop, than at the end of the run: stop where it is "
      "settled, or write a condition that is true at both\n";
  const std::string cue = "```cue\nstop before bob.recv#1\n```\n";
  check_lesson_refused(
      lesson_with("```ask\nWhat?\n- a when bob.recv#1.bytes == 5\n- b when bob.recv count == 0\n  > No.\n```\n" + cue),
      "<stdin>:24:6: " + late);
  check_lesson_refused(lesson_with("```ask number\nWhat?\n= bob.recv count\n- 5\n  > No.\n```\n" + cue),
                       "<stdin>:24:6: " + late);
}

TEST_CASE("a goal is reached by its solution and not by the page's scenario") {
  const auto goal = [](const std::string& condition, const std::string& solution) {
    return lesson_with("```goal\nDo it.\nwhen " + condition + "\n```\n```solution\n" + solution + "```\n");
  };
  const std::string closed = "bob: u = socket(udp)\nbob: u.close()\nbob: u.recvfrom(9)\n";
  check_lesson_refused(goal("bob.recv#1.bytes == 5", hello_lines()),
                       "<stdin>:17:4: the goal is reached by the page's scenario as it stands: write a condition that "
                       "has to be brought about\n");
  check_lesson_refused(goal("bob.recvfrom#1.errno == EPIPE", closed),
                       "<stdin>:21:4: this solution does not reach the goal: its condition does not hold at the end of "
                       "the run (doorway run shows what happens)\n");
  const Ended ended = run_doorway({"check", "-"}, goal("bob.recvfrom#1.errno == EBADF", closed));
  CHECK(ended.errors.empty());
  CHECK(ended.output == "<stdin>: 1 page, 1 scenario, 0 questions, 1 goal: all well\n");
}

TEST_CASE("runs side by side do not meet, and their sockets are as on one address") {
  const std::string lesson =
      front_matter +
      "## One\ntext\n\n```scenario\nbob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nalice: s = socket(tcp)\n"
      "alice: s.local()\nalice: s.connect(bob.l)\nalice: s.local()\nbob: c = l.accept()\nbob: c.peer()\n"
      "alice: t = socket(tcp)\nalice: t.bind(alice.s)\nbob: l.close()\nalice: t.connect(bob.l)\n"
      "bob: u = socket(udp)\nbob: u.local()\nalice: v = socket(udp)\nalice: v.sendto(\"x\", bob.u)\n```\n"
      "```ask several\nWhat?\n- a when alice.local#1.port == 0 and alice.local#2.port == bob.peer#1.port\n"
      "- b when alice.bind#1.errno == EADDRINUSE\n- c when alice.connect#2.errno == ECONNREFUSED\n"
      "- d when bob.local#1.port == 0 and alice.sendto count == 0\n- e when bob ended and not alice ended\n"
      "- f when alice.bind#1 succeeds\n  > No.\n```\n";
  const Ended ended = run_doorway({"check", "-", "--repeat", "100"}, lesson);
  CHECK(ended.errors.empty());
  CHECK(ended.exit_code == 0);
}

TEST_CASE("a scenario is run as often as the command line says, once at least") {
  CHECK(run_doorway({"check", "-", "--repeat", "1"}, lesson_with("")).exit_code == 0);
  CHECK(run_doorway({"check", "-", "--repeat", "0"}, lesson_with("")).exit_code == 2);
  CHECK(run_doorway({"check", "-", "--repeat", "many"}, lesson_with("")).exit_code == 2);
}

TEST_CASE("a place that the run never comes to is refused with one that it comes to") {
  check_lesson_refused(lesson_with("```cue\nopen asleep bob.recv#1\n```\n"),
                       "<stdin>:18:6: this run never comes to asleep bob.recv#1, the call returns without sleeping: "
                       "write after bob.recv#1\n");
  const std::string nobody_sends_to_bob =
      front_matter +
      "## One\ntext\n\n```scenario\nbob: u = socket(udp)\nbob: u.bind(0)\nbob: u.recvfrom(9)\nbob: "
      "u.close()\n```\n```cue\nopen after bob.recvfrom#1\nstop at bob.close#1\n```\n";
  check_lesson_refused(nobody_sends_to_bob,
                       "<stdin>:14:6: this run never comes to after bob.recvfrom#1, the call never returns: write "
                       "asleep bob.recvfrom#1\n"
                       "<stdin>:15:6: this run never comes to at bob.close#1, the call is never made: write a call "
                       "that is, or end\n");
}

TEST_CASE("the page that goes on with a take is judged by that take") {
  check_lesson_refused(
      lesson_with("## Two\nmore\n\n```ask\nWhat?\n- a when bob.recv#1 blocks\n- b when bob.recv#1 "
                  "fails\n```\n"),
      "<stdin>:20:4: no choice is right in this run: write one whose condition holds (doorway run shows "
      "what happens)\n");
}

TEST_CASE("an order in which a process cannot move is refused") {
  check_lesson_refused(lesson_with("```cue\norder alice, alice, bob\n```\n"),
                       "<stdin>:4:1: 1 name of the order of this page is passed over, since the process could not move "
                       "at its turn: write an order in which each can\n");
}

TEST_CASE("all files are checked, and one that is wrong makes the exit code 1") {
  const TemporaryFolder folder;
  const std::string bad = folder.file("bad.md", "## No header\ntext\n");
  const std::string good = folder.file("good.md", front_matter + "## One\ntext\n");
  const Ended ended = run_doorway({"check", bad, good, folder.path("none.md")});
  CHECK(ended.exit_code == 1);
  CHECK(ended.output == good + ": 1 page, 0 scenarios, 0 questions: all well\n");
  CHECK(ended.errors ==
        bad +
            ":1:1: a lesson begins with its header: write a line ---, then title: and its title, then ---\ndoorway: " +
            folder.path("none.md") + ": No such file or directory: look at its name\n");
}

TEST_CASE("a README among the lessons is passed over") {
  const Ended ended = run_doorway({"check", DOORWAY_LESSONS "/README.md"});
  CHECK(ended.exit_code == 0);
  CHECK(ended.output == DOORWAY_LESSONS "/README.md: no lesson but a README, passed over\n");
}

TEST_CASE("check without a file is a mistake of the command line, and its help has examples") {
  CHECK(run_doorway({"check"}).exit_code == 2);
  CHECK(contains(run_doorway({"check", "--help"}).output, "doorway check lessons/*.md"));
}

TEST_CASE("run takes a lesson and runs its scenarios one after another, with the order of their cues") {
  const TemporaryFolder folder;
  const std::string file =
      folder.file("two.md", lesson_with("```cue\norder bob, bob, bob, alice\n```\n## Two\nmore\n\n" + hello()));
  const Ended text = run_doorway({"run", file});
  CHECK(text.exit_code == 0);
  CHECK(contains(text.output, "Page 1 of 2: One\n\n"));
  CHECK(contains(text.output, "\n\nPage 2 of 2: Two\n\n"));
  const Ended lines = run_doorway({"run", file, "--jsonl"});
  CHECK(lines.exit_code == 0);
  std::size_t began = 0;
  for (const Json& line : parse_lines(lines.output)) began += line["kind"] == "began" ? 1U : 0U;
  CHECK(began == 2);
}

TEST_CASE("run says so when a lesson has nothing to run") {
  const Ended ended = run_doorway({"run", "-"}, front_matter + "## One\ntext\n");
  CHECK(ended.exit_code == 1);
  CHECK(ended.errors == "doorway: <stdin>: no page of this lesson has a scenario to run\n");
}

TEST_CASE("the example in lessons/README.md is a lesson that is well") {
  const std::string readme = content_of(DOORWAY_LESSONS "/README.md");
  const std::string open = "````markdown\n";
  const std::size_t from = readme.find(open);
  REQUIRE(from != std::string::npos);
  const std::size_t begin = from + open.size();
  const Ended ended = run_doorway({"check", "-"}, readme.substr(begin, readme.find("````\n", begin) - begin));
  CHECK(ended.errors.empty());
  CHECK(ended.output == "<stdin>: 2 pages, 1 scenario, 1 question: all well\n");
}

}  // namespace doorway::test
