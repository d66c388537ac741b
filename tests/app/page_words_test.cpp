// What a page says and what it stresses.
#include "app/panels/page_words.hpp"

#include "app/scene/staged_part.hpp"
#include "tests/app/kinds_page.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

using namespace doorway;
using namespace doorway::test;
using app::PageAction;

TEST_CASE("the digits of an order are keys first, then the learner's places, then the right ones") {
  AskState state;
  state.answer = answer::Order{{2, 0, 1}};
  CHECK(app::order_digit(state, 2, 0) == 3);
  CHECK(app::order_digit(state, 0, 1) == 1);
  state.committed = true;
  CHECK(app::order_digit(state, 2, 0) == 1);
  CHECK(app::order_digit(state, 0, 1) == 2);
  state.standing = AskState::Standing::decided;
  state.verdict = Verdict{};
  state.verdict->right = answer::Order{{2, 1, 0}};
  CHECK(app::order_digit(state, 2, 0) == 1);
  CHECK(app::order_digit(state, 0, 1) == 3);
  CHECK(app::order_digit(state, 1, 2) == 2);
}

TEST_CASE("an order that is right is counted from one on") {
  KindsPage page(kinds::order);
  page.press(U'2');
  page.press(U'3');
  page.play();
  REQUIRE(page.asked().is_decided());
  REQUIRE(page.asked().verdict->is_right);
  const auto items = items_in_order(page.asked(), *ask_of(page.app.walk().page()));
  for (std::size_t place = 0; place < items.size(); ++place) {
    CHECK(app::order_digit(page.asked(), items[place], place) == place + 1);
  }
}

TEST_CASE("until its question is answered nothing else on a page is the next thing to do") {
  KindsPage page(kinds::one);
  CHECK(app::next_action(page.app.walk()) == PageAction::answer);
  page.press(U'2');
  CHECK(app::next_action(page.app.walk()) == PageAction::answer);
  page.play();
  REQUIRE(page.asked().is_decided());
  CHECK(app::next_action(page.app.walk()) == PageAction::turn_page);
}

TEST_CASE("a goal leads from change to solution to the way back to the next page") {
  KindsPage page(kinds::goal);
  CHECK(app::next_action(page.app.walk()) == PageAction::change);
  for (int i = 0; i < 3; ++i) page.press(U'h');
  CHECK(app::next_action(page.app.walk()) == PageAction::run_solution);
  page.press(U'h');
  REQUIRE(page.app.walk().goal_state().reached);
  CHECK(app::next_action(page.app.walk()) == PageAction::restore);
  page.press(U'u');
  CHECK(app::next_action(page.app.walk()) == PageAction::turn_page);
}

TEST_CASE("the socket of a part of the stage is named as code") {
  const StagePart inbox{StagePart::Kind::receive_buffer, "bob", "c"};
  for (const auto& [vocabulary, name] : {std::pair(Vocabulary::story, "c"), std::pair(Vocabulary::engineer, "bob.c")}) {
    const Spans spans = app::part_spans(inbox, vocabulary);
    CHECK(plain_text(spans) == app::part_title(inbox, vocabulary));
    REQUIRE(spans.size() >= 2);
    CHECK(spans[1].code);
    CHECK(spans[1].text == name);
  }
  CHECK(app::part_spans({StagePart::Kind::hands, "bob", ""}, Vocabulary::story).size() == 1);
}

TEST_CASE("one of several answers says what is wrong with it in plain words, and nothing where it is well") {
  CHECK(app::several_note(true, true).empty());
  CHECK(app::several_note(false, false).empty());
  CHECK(app::several_note(false, true) == "true as well, but you did not tick it");
  CHECK(app::several_note(true, false) == "you ticked it, but it is not true");
}

TEST_CASE("who has run Doorway's solution is not told that they have brought it about") {
  GoalState state;
  state.reached = true;
  CHECK(app::reached_words(state).find("You have") != std::string::npos);
  state.by_solution = true;
  CHECK(app::reached_words(state).find("You have") == std::string::npos);
}

TEST_CASE("a wrong place in an order is told with the one where the item belongs") {
  CHECK(app::order_note(2, 2).empty());
  CHECK(app::order_note(4, 0) == "it came as number 5; you had it as number 1");
}

TEST_CASE("a recap praises who has put everything right, and nobody for nothing") {
  CHECK(app::nothing_missed_words(0).find("Well done") == std::string::npos);
  CHECK(app::nothing_missed_words(1).starts_with("Well done! One question"));
  CHECK(app::nothing_missed_words(12).starts_with("Well done! 12 questions"));
}

TEST_CASE("hints are gone from the page once the goal is reached, also where a solution did it") {
  KindsPage page(kinds::goal);
  page.press(U'h');
  page.app.frame();
  CHECK(page.app.application().page_ui().spots.contains(app::PageSpot::hints));
  page.press(U'h');
  page.press(U'h');
  page.press(U'h');
  REQUIRE(page.app.walk().goal_state().reached);
  CHECK(page.app.walk().goal_state().by_solution);
  page.app.frame();
  CHECK_FALSE(page.app.application().page_ui().spots.contains(app::PageSpot::hints));
}
