// Every word that the window writes, against what it is written on: not by a list of colours but as it is drawn.
#include "tests/app/drawn_words.hpp"

#include "app/widgets/button.hpp"
#include "app/widgets/prose.hpp"
#include "tests/app/kinds_page.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace doorway;
using namespace doorway::test;

namespace {

/// What is shown now; words on the stage and the timeline are `text_pairs`' own.
void check_words(KindsPage& kinds) {
  const app::Theme& theme = kinds.app.application().theme();
  const double least = theme.name == app::ThemeName::high_contrast ? 7 : 4.5;
  const app::FrameLayout layout = kinds.app.layout();
  const std::vector<DrawnWords> all = drawn_words(kinds.screen.size());
  CHECK(all.size() > 3);
  for (const DrawnWords& words : all) {
    const double stands_out = app::contrast(words.text, words.ground);
    if (stands_out >= least) continue;
    CAPTURE(theme_title(theme.name));
    CAPTURE(words.at.x);
    CAPTURE(words.at.y);
    CAPTURE(stands_out);
    CAPTURE(words.window);
    const bool is_in_scene = layout.stage.contains(words.at) || layout.timeline.contains(words.at);
    CHECK((words.window == "doorway" && is_in_scene));
  }
}

/// Again in each theme.
template <class Check>
void in_each_theme(KindsPage& kinds, Check check) {
  for (std::size_t i = 0; i < app::theme_count; ++i) {
    check();
    kinds.app.find(i == 0 ? "colours parchment" : i == 1 ? "colours contrast" : "colours night");
    kinds.app.rest();
  }
}

}  // namespace

TEST_CASE("words that are drawn are found with what they stand on") {
  HeadlessScreen screen;
  screen.resize(300, 200);
  const app::Theme theme = app::night();
  screen.draw([&] {
    app::fill({0, 0, 300, 200}, theme.page);
    app::fill({0, 0, 300, 100}, theme.action);
    app::set_text("below", {10, 120}, 200, theme.text, screen.fonts(), app::FontRole::text);
    app::set_text("faint", {10, 20}, 200, theme.action_text.faded(0.3F), screen.fonts(), app::FontRole::text);
  });
  const std::vector<DrawnWords> words = drawn_words(screen.size());
  const auto on = [&](app::Color ground) {
    return std::find_if(words.begin(), words.end(), [&](const DrawnWords& each) { return each.ground == ground; });
  };
  REQUIRE(on(theme.page) != words.end());
  CHECK(on(theme.page)->text == theme.text);
  REQUIRE(on(theme.action) != words.end());
  CHECK(on(theme.action)->text == over(theme.action_text.faded(0.3F), theme.action));
  CHECK(app::contrast(on(theme.action)->text, theme.action) < 4.5);
}

TEST_CASE("every word of a page is read with ease in each theme, before and after it is judged") {
  KindsPage kinds(kinds::one);
  kinds.screen.resize(1000, 640);
  for (std::size_t page = 0; page < kinds::count; ++page) {
    kinds.to(page);
    CAPTURE(page);
    in_each_theme(kinds, [&] { check_words(kinds); });
    kinds.press(U'1');
    kinds.play();
    if (page == kinds::goal) kinds.press(U'h');
    in_each_theme(kinds, [&] { check_words(kinds); });
  }
}

TEST_CASE("every word of the inspector is read with ease in each theme") {
  KindsPage kinds(kinds::one);
  kinds.screen.resize(1100, 640);
  kinds.play();
  for (const Key tab : {Key::f2, Key::f3, Key::f4, Key::f5}) {
    kinds.press(tab);
    in_each_theme(kinds, [&] { check_words(kinds); });
  }
}

TEST_CASE("every word of what lies above the page is read with ease in each theme") {
  KindsPage kinds(kinds::goal);
  kinds.screen.resize(1000, 640);
  for (const char32_t card : {U'k', U'o', U'g', U'p', U'e', U' '}) {
    CAPTURE(static_cast<int>(card));
    in_each_theme(kinds, [&] {
      if (card != U' ') kinds.app.press_with_control(card);
      kinds.app.rest();
      if (card == U'e') kinds.app.press_with_control(Key::space);
      check_words(kinds);
      kinds.app.press(Key::escape);
      kinds.app.press(Key::escape);
      kinds.app.rest();
      kinds.app.find("lesson 1");
      kinds.app.rest();
    });
  }
}
