// Goals, what is tried, and the recap, by keys and by mouse.
#include "app/panels/lesson_page.hpp"
#include "app/panels/page_words.hpp"
#include "tests/app/kinds_page.hpp"

#include <doctest/doctest.h>

using namespace doorway;
using namespace doorway::test;

TEST_CASE("one key leads from hint to hint to the solution and its run, which reaches the goal") {
  KindsPage page(kinds::goal);
  const auto state = [&] { return page.app.walk().goal_state(); };
  page.press(U'h');
  page.press(U'h');
  CHECK(state().hints_shown == 2);
  CHECK_FALSE(state().solution_seen);
  page.press(U'h');
  CHECK(state().solution_seen);
  CHECK_FALSE(page.app.walk().runs_changed());
  page.press(U'h');
  CHECK(page.app.walk().runs_changed());
  CHECK(state().reached);
  page.press(U'u');
  CHECK_FALSE(page.app.walk().runs_changed());
  CHECK(state().reached);
}

TEST_CASE("the same by the buttons of the goal's card") {
  KindsPage page(kinds::goal);
  page.screen.resize(1280, 1400);
  REQUIRE(page.clicks_anywhere("hint"));
  REQUIRE(page.clicks_anywhere("hint"));
  CHECK(page.app.walk().goal_state().hints_shown == 2);
  CHECK_FALSE(page.clicks_anywhere("hint"));
  REQUIRE(page.clicks_anywhere("solution"));
  REQUIRE(page.clicks_anywhere("run solution"));
  CHECK(page.app.walk().goal_state().reached);
  REQUIRE(page.clicks_anywhere("restore"));
  CHECK_FALSE(page.app.walk().runs_changed());
}

TEST_CASE("a goal's page that opens on an empty stage says what to press first") {
  KindsPage page(kinds::goal);
  page.screen.resize(1280, 1400);
  page.app.frame();
  REQUIRE(page.app.session().playhead().cursor > 0);
  CHECK_FALSE(page.clicks_anywhere("watch it"));
  page.press(Key::home);
  page.app.frame();
  REQUIRE(page.clicks_anywhere("watch it"));
  CHECK(page.app.session().playhead().cursor > 0);
  CHECK_FALSE(page.clicks_anywhere("watch it"));
}

namespace {

/// A page drawn by itself, with what no application gives it yet.
app::Commands click_on_recap(const LessonWalk& walk, const std::vector<MissedQuestion>& missed, int row) {
  HeadlessScreen screen;
  app::LessonPageUi ui;
  const app::AskUi ask;
  const Rect area{0, 0, 400, 700};
  app::Commands out;
  const app::Fonts fonts = screen.fonts();
  const app::Theme theme = app::night();
  const auto draw = [&] {
    screen.draw([&] {
      app::draw_lesson_page({walk, Vocabulary::story, ask, missed, std::nullopt}, area, theme, fonts, ui, out);
    });
  };
  draw();
  REQUIRE(ui.places.size() > static_cast<std::size_t>(row));
  const Point at = ui.places[ui.places.size() - missed.size() + static_cast<std::size_t>(row)].center();
  for (const bool pressed : {false, true, false}) {
    screen.mouse(at, pressed);
    draw();
  }
  return out;
}

}  // namespace

TEST_CASE("each missed question of a recap opens its lesson at its page") {
  KindsPage page(kinds::recap);
  const std::vector<MissedQuestion> missed{{"Lesson one", "A page", 0, 3}, {"Lesson four", "Another page", 3, 1}};
  const app::Commands out = click_on_recap(page.app.walk(), missed, 1);
  REQUIRE(out.size() == 1);
  const auto* view = std::get_if<app::ViewCommand>(&out.front());
  REQUIRE(view != nullptr);
  const auto* open = std::get_if<app::view::OpenLessonAt>(view);
  REQUIRE(open != nullptr);
  CHECK(open->lesson == 3);
  CHECK(open->page == 1);
}

TEST_CASE("a run of Doorway's solution is not called the learner's own") {
  KindsPage kinds(kinds::goal);
  kinds.play();
  CHECK_FALSE(app::runs_solution(kinds.app.walk()));
  for (int i = 0; i < 6 && !kinds.app.walk().runs_changed(); ++i) kinds.press(U'h');
  CHECK(app::runs_solution(kinds.app.walk()));
  kinds.press(U'u');
  CHECK_FALSE(app::runs_solution(kinds.app.walk()));
}
