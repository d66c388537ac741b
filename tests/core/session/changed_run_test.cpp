// What a learner makes of a page's scenario, the page's goal, its gems, and what is told of all that has been done.
#include "tests/core/session/walker.hpp"

#include <doctest/doctest.h>

using namespace doorway;
using namespace doorway::test;

namespace {

const std::string longer = connected("alice: s.send(\"Hello, Bob!!\")\nbob: c.recv(64)\n");
const std::string sleeper = connected("bob: c.recv(64)\nalice: s.send(\"Hello\")\n");

const std::string goal_page =
    page_of("Words.\n") + hello_scenario() +
    "```ask\nHow many?\n- five when bob.recv#1.bytes == 5\n- eleven when bob.recv#1.bytes == 11\n  > Count them.\n```\n"
    "```goal\nMake Bob sleep.\nwhen bob.recv#1 sleeps\nhint Who is first?\nhint Bob is to be "
    "first.\n```\n```solution\n" +
    sleeper +
    "```\n```gem\nWho asks first waits.\n```\n```gem\nTwo of them.\n```\n```cue\nopen before alice.send#1\n"
    "stop after bob.recv#1\n```\n## Two\nThe end.\n```gem\nThis one at once.\n```\n";

std::string received(Walker& walker) {
  return result_of(walker.session().recording(), "bob.recv#1");
}

}  // namespace

TEST_CASE("a changed scenario runs on fresh sockets to its end, and Restore returns to where the page stood") {
  Walker walker(goal_page);
  const Session* own = walker.walk().session();
  const Seq cursor = walker.cursor();
  walker.does(walk::RunChanged{longer});
  CHECK(walker.walk().runs_changed());
  CHECK(walker.walk().session() != own);
  CHECK(walker.session().run_is_over());
  CHECK(walker.session().is_live());
  CHECK(received(walker) == "12");
  CHECK(walker.walk().changed_text() == longer);
  walker.does(walk::RunChanged{sleeper});
  CHECK(walker.walk().changed_text() == sleeper);
  walker.does(walk::Restore{});
  CHECK_FALSE(walker.walk().runs_changed());
  CHECK(walker.walk().session() == own);
  CHECK(walker.cursor() == cursor);
  CHECK_FALSE(walker.walk().changed_text());
  walker.does(walk::Restore{});
  CHECK(walker.walk().session() == own);
}

TEST_CASE("a text that is no scenario is not run, and neither is any where the page has none") {
  Walker walker(goal_page);
  walker.does(walk::RunChanged{"alice: s = sockt(tcp)\n"});
  CHECK_FALSE(walker.walk().runs_changed());
  CHECK_FALSE(walker.walk().changed_text());
  CHECK(count_of_events<learner::Tried>(walker.walk().take_events()) == 0);
  Walker without(page_of("Words.\n"));
  without.does(walk::RunChanged{longer});
  CHECK(without.walk().session() == nullptr);
}

TEST_CASE("the page's question is not judged by a changed run, and waits for the page's own") {
  Walker walker(goal_page);
  walker.does(walk::Choose{1});
  walker.does(walk::RunChanged{longer});
  CHECK(walker.asked().standing == AskState::Standing::open);
  CHECK_FALSE(walker.asked().committed);
  walker.does(walk::PlayOrPause{});  // plays what is shown
  CHECK_FALSE(walker.asked().committed);
  walker.does(walk::Restore{});
  walker.does(walk::PlayOrPause{});
  REQUIRE(walker.asked().is_decided());
  CHECK_FALSE(walker.asked().verdict->is_right);
}

TEST_CASE("asked again while a changed run is shown, a question is open on the page's own scenario") {
  Walker walker(goal_page);
  walker.does(walk::Choose{0});
  walker.does(walk::PlayOrPause{});
  REQUIRE(walker.asked().is_decided());
  walker.does(walk::RunChanged{longer});
  walker.does(walk::AskAgain{});
  CHECK_FALSE(walker.walk().runs_changed());
  CHECK(walker.stands_before_send());
  CHECK(walker.walk().changed_text() == longer);
}

TEST_CASE("another page shows the lesson's own scenario, and coming back the change is still known") {
  Walker walker(goal_page);
  const Session* own = walker.walk().session();
  walker.does(walk::RunChanged{longer});
  walker.does(walk::NextPage{});
  CHECK(walker.walk().session() == own);
  CHECK_FALSE(walker.walk().changed_text());
  walker.does(walk::PreviousPage{});
  CHECK(walker.walk().session() == own);
  CHECK_FALSE(walker.walk().runs_changed());
  CHECK(walker.walk().changed_text() == longer);
}

TEST_CASE("a changed run goes in the order of its lines, not in that of the page") {
  const std::string ordered = page_of("Words.\n") +
                              "```scenario\nbob: u = socket(udp)\nbob: u.bind(0)\nalice: v = socket(udp)\n```\n"
                              "```cue\norder alice, bob\n```\n";
  Walker walker(ordered);
  walker.does(session::PlayTo{});
  CHECK(walker.session().recording().at(1).process == alice);
  walker.does(walk::RunChanged{"bob: u = socket(udp)\nalice: v = socket(udp)\n"});
  CHECK(walker.session().recording().at(1).process == bob);
}

TEST_CASE("a goal is reached once, by a changed run at whose end its condition holds, and stays reached") {
  Walker walker(goal_page);
  CHECK(walker.walk().goal_state() == GoalState{});
  walker.does(walk::RunChanged{longer});
  CHECK_FALSE(walker.walk().goal_state().reached);
  CHECK(walker.walk().goal_state().last_run_missed);
  walker.begin(walk::RunChanged{sleeper});
  CHECK_FALSE(walker.walk().goal_state().reached);  // it has just begun
  CHECK_FALSE(walker.walk().goal_state().last_run_missed);
  walker.rest();
  CHECK(walker.walk().goal_state().reached);
  walker.does(walk::RunChanged{longer});
  CHECK(walker.walk().goal_state().reached);
  walker.does(walk::RunChanged{sleeper});
  const auto events = walker.walk().take_events();
  CHECK(count_of_events<learner::GoalReached>(events) == 1);
  CHECK(count_of_events<learner::Tried>(events) == 4);
}

TEST_CASE("a new take of a changed run is judged for the goal too") {
  Walker walker(goal_page);
  walker.does(walk::RunChanged{longer});
  CHECK(walker.walk().goal_state().last_run_missed);
  walker.does(session::GoTo{place(Place::Moment::before, "alice", "send")});
  walker.does(session::GrantOne{bob});  // recv before there is anything
  walker.does(walk::PlayOrPause{});
  CHECK(walker.session().run_is_over());
  CHECK(walker.walk().goal_state().reached);
}

TEST_CASE("the page's own scenario reaches no goal, whatever order its processes go in") {
  Walker walker(goal_page);
  walker.does(session::GrantOne{bob});
  walker.does(session::PlayTo{});
  CHECK(walker.session().run_is_over());
  CHECK(walker.walk().goal_state() == GoalState{});
}

TEST_CASE("hints come one by one, and the solution after the last") {
  Walker walker(goal_page);
  walker.does(walk::ShowSolution{});
  CHECK_FALSE(walker.walk().goal_state().solution_seen);
  walker.does(walk::NextHint{});
  walker.does(walk::ShowSolution{});
  CHECK_FALSE(walker.walk().goal_state().solution_seen);
  for (int i = 0; i < 3; ++i) walker.does(walk::NextHint{});
  CHECK(walker.walk().goal_state().hints_shown == 2);
  for (int i = 0; i < 2; ++i) walker.does(walk::ShowSolution{});
  CHECK(walker.walk().goal_state().solution_seen);
  const auto events = walker.walk().take_events();
  CHECK(count_of_events<learner::HintTaken>(events) == 2);
  CHECK(last_of_events<learner::HintTaken>(events).hint == 1);
  CHECK(count_of_events<learner::SolutionSeen>(events) == 1);
  walker.does(walk::RunChanged{goal_of(walker.walk().page())->solution_text});
  CHECK(walker.walk().goal_state().reached);
  CHECK(walker.walk().goal_state().by_solution);
  walker.does(walk::RunChanged{"# My own way.\n" + sleeper});
  CHECK_FALSE(walker.walk().goal_state().by_solution);
  walker.does(walk::RunChanged{goal_of(walker.walk().page())->solution_text});
  CHECK_FALSE(walker.walk().goal_state().by_solution);  // they had a way of their own before
}

TEST_CASE("who has reached the goal may see the solution without the hints") {
  Walker walker(goal_page);
  walker.does(walk::RunChanged{sleeper});
  walker.does(walk::ShowSolution{});
  CHECK(walker.walk().goal_state().solution_seen);
}

TEST_CASE("where a page has no goal and no question, their commands do nothing") {
  Walker walker(goal_page);
  walker.does(walk::NextPage{});
  walker.walk().take_events();
  walker.does(walk::NextHint{});
  walker.does(walk::ShowSolution{});
  walker.does(walk::Choose{0});
  walker.does(walk::Give{answer::Number{1}});
  walker.does(walk::AskAgain{});
  CHECK(walker.walk().take_events().empty());
  CHECK(walker.session().take_number() == 1);
}

TEST_CASE("gems are kept once: with the verdict, or as the page opens where it asks nothing") {
  Walker walker(goal_page);
  CHECK(count_of_events<learner::GemKept>(walker.walk().take_events()) == 0);
  walker.does(walk::Choose{1});
  walker.does(walk::PlayOrPause{});
  auto events = walker.walk().take_events();
  CHECK(count_of_events<learner::GemKept>(events) == 2);
  CHECK(last_of_events<learner::GemKept>(events).gem == 1);
  walker.does(walk::AskAgain{});
  walker.does(walk::Choose{0});
  walker.does(walk::PlayOrPause{});
  events = walker.walk().take_events();
  CHECK(count_of_events<learner::Answered>(events) == 1);
  CHECK(count_of_events<learner::GemKept>(events) == 0);
  for (int i = 0; i < 2; ++i) {
    walker.does(walk::ToPage{1});
    walker.does(walk::ToPage{0});
  }
  events = walker.walk().take_events();
  CHECK(count_of_events<learner::GemKept>(events) == 1);
  CHECK(last_of_events<learner::GemKept>(events).page == 1);
  CHECK(count_of_events<learner::PageOpened>(events) == 4);
}

TEST_CASE("a lesson opens at any of its pages, and only that page counts as opened") {
  TestGround ground;
  LessonWalk walk(lesson_of(goal_page), ground.ground, ground.now, 1);
  CHECK(walk.page_index() == 1);
  const auto events = walk.take_events();
  CHECK(count_of_events<learner::PageOpened>(events) == 1);
  CHECK(last_of_events<learner::PageOpened>(events).page == 1);
  CHECK(walk.take_events().empty());
  CHECK(LessonWalk(lesson_of(goal_page), ground.ground, ground.now, 99).page_index() == 1);
}
