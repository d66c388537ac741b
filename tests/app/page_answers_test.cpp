// Every kind of question answered by keys and by mouse, in the whole application without a window.
#include "tests/app/kinds_page.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace doorway;
using namespace doorway::test;

namespace {

Answer chosen(std::size_t choice) {
  return answer::One{choice};
}
Answer ticked(std::vector<std::size_t> choices) {
  return answer::Several{std::move(choices)};
}
Answer in_order(std::vector<std::size_t> items) {
  return answer::Order{std::move(items)};
}
Answer number(std::int64_t value) {
  return answer::Number{value};
}

}  // namespace

TEST_CASE("one answer is chosen by its digit and by a click, stands once it runs, and the wrong one has its feedback") {
  KindsPage page(kinds::one);
  page.press(U'2');
  CHECK(page.asked().answer == chosen(1));
  REQUIRE(page.clicks("choice", 0));
  CHECK(page.asked().answer == chosen(0));
  CHECK_FALSE(page.asked().committed);
  page.press(Key::space);
  CHECK(page.asked().committed);
  page.press(U'2');
  CHECK(page.clicks("choice", 1));
  CHECK(page.asked().answer == chosen(0));
  page.play();
  REQUIRE(page.asked().is_decided());
  CHECK_FALSE(page.asked().verdict->is_right);
  CHECK(page.asked().verdict->feedback == std::vector<std::size_t>{0});
}

TEST_CASE("a button of the card lets it run, and another asks again, as the keys do") {
  KindsPage page(kinds::one);
  page.press(U'1');
  while (!page.asked().is_decided()) REQUIRE(page.clicks_anywhere("let it run"));
  CHECK_FALSE(page.asked().verdict->is_right);
  REQUIRE(page.clicks_anywhere("ask again"));
  CHECK(page.asked() == AskState{});
  CHECK(page.app.session().take_number() == 2);
  page.press(U'2');
  page.play();
  REQUIRE(page.asked().is_decided());
  CHECK(page.asked().verdict->is_right);
  page.press(U'q');
  CHECK(page.asked() == AskState{});
  page.press(U'q');
  CHECK(page.app.session().take_number() == 3);  // an open question is not asked again
}

TEST_CASE("several answers are ticked and left again by their digits and by clicks") {
  KindsPage page(kinds::several);
  page.press(U'1');
  page.press(U'3');
  REQUIRE(page.clicks("choice", 1));
  CHECK(page.asked().answer == ticked({0, 1, 2}));
  REQUIRE(page.clicks("choice", 2));
  CHECK(page.asked().answer == ticked({0, 1}));
  page.play();
  REQUIRE(page.asked().is_decided());
  CHECK(page.asked().verdict->is_right);
}

TEST_CASE("a number is typed with its digits, and no key of it means anything else meanwhile") {
  KindsPage page(kinds::number);
  const auto before = page.app.application().settings();
  const std::size_t step = page.app.session().playhead().cursor;
  page.press(U'1');
  CHECK(page.app.application().ask_ui().is_typing);
  for (const char32_t letter : {U'r', U'v', U't', U'a', U'b', U'i', U'm', U'?', U'h', U'q', U'+'}) page.press(letter);
  for (const Key key : {Key::left, Key::right, Key::home, Key::end}) page.press(key);
  CHECK(page.app.application().ask_ui().typed == "-1");  // "+" is the other sign
  CHECK(page.app.session().take_number() == 1);
  CHECK(page.app.session().playhead().cursor == step);
  CHECK(page.app.application().settings() == before);
  page.press(U'-');
  page.press(U'0');
  page.press(Key::backspace);
  CHECK(page.app.application().ask_ui().typed == "1");
  page.press(Key::enter);
  CHECK(page.app.walk().page_index() == kinds::number);
  CHECK_FALSE(page.app.application().ask_ui().is_typing);
  CHECK(page.asked().answer == number(1));
  page.press(Key::enter);
  CHECK(page.app.walk().page_index() == kinds::number + 1);
}

TEST_CASE("Escape leaves the field without an answer, and Space gives what stands in it and plays") {
  KindsPage page(kinds::number);
  page.press(U'7');
  page.press(Key::escape);
  CHECK_FALSE(page.app.application().ask_ui().is_typing);
  CHECK_FALSE(page.asked().answer);
  CHECK(page.app.application().walk() != nullptr);
  page.press(U'2');
  page.press(Key::space);
  CHECK(page.asked().answer == number(2));
  page.play();
  REQUIRE(page.asked().is_decided());
  CHECK(page.asked().verdict->feedback == std::vector<std::size_t>{0});
  CHECK(page.asked().verdict->right == number(1));
  page.press(U'5');
  CHECK_FALSE(page.app.application().ask_ui().is_typing);
}

TEST_CASE("a field takes no more digits than a number has, and Enter in an empty one gives nothing") {
  KindsPage page(kinds::number);
  for (int i = 0; i < 40; ++i) page.press(U'9');
  CHECK(page.app.application().ask_ui().typed == std::string(app::most_digits_typed, '9'));
  page.press(Key::enter);
  CHECK(page.asked().answer == number(999'999'999'999'999));
  page.press(U'4');
  page.app.press(KeyPress{Key::backspace, 0, false, true});
  page.press(Key::enter);
  CHECK(page.asked().answer == number(999'999'999'999'999));
}

TEST_CASE("a number's field, sign and button are clicked") {
  KindsPage page(kinds::number);
  REQUIRE(page.clicks_anywhere("number"));
  CHECK(page.app.application().ask_ui().is_typing);
  page.press(U'3');
  REQUIRE(page.clicks_anywhere("sign"));
  CHECK(page.app.application().ask_ui().typed == "-3");
  REQUIRE(page.clicks_anywhere("give"));
  CHECK(page.asked().answer == number(-3));
}

TEST_CASE("on another page nothing is typed any more") {
  KindsPage page(kinds::number);
  page.press(U'1');
  page.press(Key::page_down);
  CHECK_FALSE(page.app.application().ask_ui().is_typing);
  page.to(kinds::number);
  CHECK(page.app.application().ask_ui().typed.empty());
}

TEST_CASE("items are put in order by their digits, one after the other") {
  KindsPage page(kinds::order);
  page.press(U'2');
  page.press(U'3');
  CHECK(page.asked().answer == in_order({1, 2, 0}));
  page.play();
  REQUIRE(page.asked().is_decided());
  CHECK(page.asked().verdict->is_right);
}

TEST_CASE("items are put in order by the arrows beside them") {
  KindsPage page(kinds::order);
  REQUIRE(page.clicks_anywhere("down", 0));
  CHECK(page.asked().answer == in_order({1, 0, 2}));
  REQUIRE(page.clicks_anywhere("up", 2));
  CHECK(page.asked().answer == in_order({1, 2, 0}));
  CHECK(page.clicks_anywhere("up", 1));  // there is nothing above the first
  CHECK(page.asked().answer == in_order({1, 2, 0}));
}

TEST_CASE("items are dragged to their places") {
  KindsPage page(kinds::order);
  const auto first = page.app.find_control("item", page.column(0.3F), 0, "page");
  const auto last = page.app.find_control("item", page.column(0.3F), 2, "page");
  REQUIRE(first);
  REQUIRE(last);
  page.app.drag({first->x, first->y + 4}, {last->x, last->y + 30});
  CHECK(page.asked().answer == in_order({1, 2, 0}));
  const auto second = page.app.find_control("item", page.column(0.3F), 2, "page");
  const auto top = page.app.find_control("item", page.column(0.3F), 1, "page");
  REQUIRE(second);
  REQUIRE(top);
  page.app.drag({second->x, second->y + 4}, {top->x, top->y - 6});
  CHECK(page.asked().answer == in_order({2, 1, 0}));
}
