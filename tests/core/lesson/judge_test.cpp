#include "core/lesson/judge.hpp"

#include "tests/core/lesson/hand_made_recording.hpp"
#include "tests/core/lesson/lesson_text.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <optional>
#include <string>
#include <vector>

namespace doorway::test {
namespace {

using Indices = std::vector<std::size_t>;
constexpr ProcessId judged_alice = 0;
constexpr ProcessId judged_bob = 1;

/// The question of a lesson; it has feedback where a line has a `!`.
Ask question(const std::string& words, const std::string& lines) {
  std::string block = "```ask " + words + "\nWhat?\n";
  for (const char c : lines) block += c == '!' ? std::string("\n  > No.") : std::string(1, c);
  return *ask_of(lesson_of(page_of(hello_scenario() + block + "```\n")).pages.at(0));
}

/// Alice sends, and Bob, who slept, receives; up to a step of it.
Evidence after(std::size_t step, HandMadeRecording& made) {
  const CallId recv = made.call(judged_bob, call::Recv{64});
  made.sleeps(judged_bob, recv);
  if (step > 0) made.send(judged_alice, "Hello");
  if (step > 1) made.brings(judged_bob, recv, "Hello");
  return Evidence(made.recording());
}

std::optional<Answer> one(std::size_t choice) {
  return answer::One{choice};
}

}  // namespace

TEST_CASE("one choice is right where it alone holds") {
  const Ask ask = question("",
                           "- five when bob.recv#1.bytes == 5!\n- asleep when bob.recv#1 blocks!\n"
                           "- some when bob.recv#1.bytes > 0\n");
  HandMadeRecording empty;
  CHECK(right_answer(ask, Evidence(empty.recording())) == std::nullopt);
  HandMadeRecording asleep;
  const Evidence early = after(0, asleep);
  CHECK(right_answer(ask, early) == one(1));
  CHECK(verdict_of(ask, answer::One{1}, early) == Verdict{true, answer::One{1}, {1}});
  CHECK(verdict_of(ask, answer::One{0}, early) == Verdict{false, answer::One{1}, {0}});
  CHECK(verdict_of(ask, answer::One{2}, early) == Verdict{false, answer::One{1}, {}});
  CHECK(feedback_of(ask, 0).size() == 1);
  HandMadeRecording whole;
  const Evidence late = after(2, whole);
  CHECK(right_answer(ask, late) == std::nullopt);
  CHECK(holding(ask, late) == Indices{0, 2});
  CHECK(verdict_of(ask, answer::One{0}, late) == std::nullopt);
}

TEST_CASE("a recording is judged as far as a cursor") {
  const Ask ask = question("", "- five when bob.recv#1.bytes == 5\n- asleep when bob.recv#1 blocks\n");
  HandMadeRecording made;
  after(2, made);
  CHECK(right_answer(ask, Evidence(made.recording())) == one(0));
  CHECK(right_answer(ask, Evidence(made.recording(), 2)) == one(1));
  CHECK(right_answer(ask, Evidence(made.recording(), 0)) == std::nullopt);
}

TEST_CASE("of several, all that hold are right, and no other") {
  const Ask ask = question("several",
                           "- a when bob.recv#1.bytes == 5!\n- b when bob.recv#1 sleeps!\n"
                           "- c when bob.recv#1 fails!\n- d when alice.send#1 fails\n");
  HandMadeRecording made;
  const Evidence evidence = after(2, made);
  const Answer right = answer::Several{{0, 1}};
  CHECK(right_answer(ask, evidence) == right);
  CHECK(verdict_of(ask, right, evidence) == Verdict{true, right, {}});
  CHECK(verdict_of(ask, answer::Several{{1, 2, 3}}, evidence) == Verdict{false, right, {0, 2}});
  CHECK(verdict_of(ask, answer::Several{}, evidence) == Verdict{false, right, {0, 1}});
  HandMadeRecording empty;
  CHECK(right_answer(ask, Evidence(empty.recording())) == std::nullopt);
}

TEST_CASE("a number is what the run has, and who believes in another is told") {
  const Ask ask = question("number", "= bob.recv#1.bytes\n- 64!\n- 10!\n");
  HandMadeRecording asleep;
  CHECK(right_answer(ask, after(1, asleep)) == std::nullopt);
  HandMadeRecording made;
  const Evidence evidence = after(2, made);
  CHECK(right_answer(ask, evidence) == std::optional<Answer>(answer::Number{5}));
  CHECK(verdict_of(ask, answer::Number{5}, evidence) == Verdict{true, answer::Number{5}, {}});
  CHECK(verdict_of(ask, answer::Number{10}, evidence) == Verdict{false, answer::Number{5}, {1}});
  CHECK(verdict_of(ask, answer::Number{7}, evidence) == Verdict{false, answer::Number{5}, {}});
}

TEST_CASE("an order is that of the run, and the first item that stands wrong has its say") {
  const Ask ask = question("order",
                           "- woken when after bob.recv#1!\n- asleep when asleep bob.recv#1!\n"
                           "- sent when after alice.send#1!\n");
  HandMadeRecording early;
  CHECK(right_answer(ask, after(1, early)) == std::nullopt);
  HandMadeRecording made;
  const Evidence evidence = after(2, made);
  const Answer right = answer::Order{{1, 2, 0}};
  CHECK(right_answer(ask, evidence) == right);
  CHECK(verdict_of(ask, right, evidence) == Verdict{true, right, {}});
  CHECK(verdict_of(ask, answer::Order{{1, 0, 2}}, evidence) == Verdict{false, right, {0}});
  CHECK(verdict_of(ask, answer::Order{{2, 1, 0}}, evidence) == Verdict{false, right, {2}});
}

TEST_CASE("two moments that are one have no order") {
  const Ask ask = question("order", "- a when start\n- b when before bob.recv#1\n");
  HandMadeRecording made;
  CHECK(right_answer(ask, after(2, made)) == std::nullopt);
}

TEST_CASE("each target that holds is right, and what is no target is wrong") {
  const Ask ask = question("point",
                           "- bob.hands when bob.recv#1.bytes == 5\n- bob.c when bob.recv#1 fails!\n"
                           "- bob when bob.recv#1 returns!\n");
  HandMadeRecording made;
  const Evidence evidence = after(2, made);
  CHECK(right_answer(ask, evidence) == one(0));
  CHECK(verdict_of(ask, answer::One{0}, evidence) == Verdict{true, answer::One{0}, {}});
  CHECK(verdict_of(ask, answer::One{2}, evidence) == Verdict{true, answer::One{0}, {2}});
  CHECK(verdict_of(ask, answer::One{1}, evidence) == Verdict{false, answer::One{0}, {1}});
  CHECK(verdict_of(ask, answer::Elsewhere{}, evidence) == Verdict{false, answer::One{0}, {}});
}

TEST_CASE("an answer fits its question by its kind and its indices") {
  const std::string two = "- a when bob ended\n- b when alice ended\n";
  const Ask choice = question("", two);
  CHECK(fits(choice, answer::One{1}));
  CHECK_FALSE(fits(choice, answer::One{2}));
  CHECK_FALSE(fits(choice, answer::Elsewhere{}));
  CHECK_FALSE(fits(choice, answer::Number{0}));
  const Ask several = question("several", two);
  CHECK(fits(several, answer::Several{}));
  CHECK(fits(several, answer::Several{{0, 1}}));
  CHECK_FALSE(fits(several, answer::Several{{1, 0}}));
  CHECK_FALSE(fits(several, answer::Several{{1, 1}}));
  CHECK_FALSE(fits(several, answer::Several{{0, 2}}));
  CHECK_FALSE(fits(several, answer::One{0}));
  const Ask order = question("order", "- a when end\n- b when start\n");
  CHECK(fits(order, answer::Order{{1, 0}}));
  CHECK_FALSE(fits(order, answer::Order{{1, 1}}));
  CHECK_FALSE(fits(order, answer::Order{{0}}));
  CHECK_FALSE(fits(order, answer::Order{{0, 1, 2}}));
  const Ask point = question("point", "- bob when bob ended\n- alice when alice ended\n");
  CHECK(fits(point, answer::One{1}));
  CHECK(fits(point, answer::Elsewhere{}));
  CHECK_FALSE(fits(point, answer::One{2}));
  CHECK(fits(question("number", "= bob.recv count\n- 7\n"), answer::Number{-3}));
}

TEST_CASE("any answer to any question has a verdict in range, or none") {
  const std::vector<Ask> asks{
      question("", "- a when bob.recv#1.bytes == 5!\n- b when bob.recv#1 blocks\n"),
      question("several", "- a when bob.recv#1 sleeps!\n- b when bob.recv#1 blocks!\n- c when bob ended\n"),
      question("number", "= bob.recv#1.bytes\n- 1!\n- 2!\n"),
      question("order", "- a when after bob.recv#1!\n- b when at bob.recv#1\n- c when after alice.send#1!\n"),
      question("point", "- bob when bob.recv#1 sleeps!\n- alice when alice.send#1 fails\n")};
  CHECK(rc::check([&asks] {
    const Ask& ask = *rc::gen::elementOf(asks);
    const auto index = [] { return rc::gen::inRange<std::size_t>(0, 4); };
    const auto indices = rc::gen::container<Indices>(index());
    Answer answer;
    switch (*rc::gen::inRange(0, 5)) {
      case 0: answer = answer::One{*index()}; break;
      case 1: answer = answer::Several{*indices}; break;
      case 2: answer = answer::Number{*rc::gen::inRange<std::int64_t>(-1, 7)}; break;
      case 3: answer = answer::Order{*indices}; break;
      default: answer = answer::Elsewhere{}; break;
    }
    HandMadeRecording made;
    const Evidence evidence = after(*rc::gen::inRange<std::size_t>(0, 3), made);
    const auto verdict = verdict_of(ask, answer, evidence);
    RC_ASSERT(verdict.has_value() == (fits(ask, answer) && right_answer(ask, evidence).has_value()));
    if (!verdict) return;
    RC_ASSERT(fits(ask, verdict->right));
    RC_ASSERT(verdict_of(ask, verdict->right, evidence)->is_right);
    for (const std::size_t said : verdict->feedback) RC_ASSERT(!feedback_of(ask, said).empty());
  }));
}

}  // namespace doorway::test
