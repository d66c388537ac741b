// The pages of every kind at every size: nothing lies on another thing or beside the page, and what is new is seen.
#include "tests/app/kinds_page.hpp"
#include "tests/app/layout_checks.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

using namespace doorway;
using namespace doorway::test;

namespace {

void check_page(KindsPage& page) {
  const Rect lesson = page.app.layout().lesson;
  if (!lesson.shown()) return;
  const auto drawn = page.app.drawn_in("page");
  REQUIRE(drawn);
  CHECK(drawn->x >= lesson.x - 1);
  CHECK(drawn->right() <= lesson.right() + 1);
  const std::vector<Rect>& places = page.app.application().page_ui().places;
  REQUIRE_FALSE(places.empty());
  for (std::size_t i = 1; i < places.size(); ++i) CHECK(places[i].y + tolerance_px >= places[i - 1].bottom());
}

/// Answers as somebody would, and goes on to the end of what a page can show.
void go_through(KindsPage& page, std::size_t index) {
  check_page(page);
  if (index == kinds::goal) {
    for (int i = 0; i < 4; ++i) {
      page.press(U'h');
      check_page(page);
    }
    return;
  }
  page.press(U'1');
  check_page(page);
  if (index == kinds::order) page.press(U'2');
  page.play();
  check_page(page);
}

}  // namespace

TEST_CASE("every kind of page has its place at every size of window and text, before and after it is judged") {
  struct Screen {
    float width;
    float height;
    int larger;
  };
  for (const Screen& screen :
       {Screen{800, 600, 0}, Screen{800, 600, 12}, Screen{1366, 768, 4}, Screen{1280, 800, -2}}) {
    CAPTURE(screen.width);
    CAPTURE(screen.larger);
    KindsPage page(kinds::one);
    page.screen.resize(screen.width, screen.height);
    for (int i = 0; i < std::abs(screen.larger); ++i) page.press(screen.larger > 0 ? U'+' : U'-');
    for (std::size_t index = 0; index < kinds::count; ++index) {
      CAPTURE(index);
      page.to(index);
      go_through(page, index);
    }
  }
}

TEST_CASE("what the run says comes into sight by itself") {
  for (const int larger : {0, 6, 12}) {
    CAPTURE(larger);
    KindsPage page(kinds::one);
    page.screen.resize(800, 600);
    for (int i = 0; i < larger; ++i) page.press(U'+');
    page.press(U'1');
    page.play();
    REQUIRE(page.asked().is_decided());
    for (int i = 0; i < 3; ++i) page.app.frame();
    const auto verdict = page.app.application().page_ui().spots.find(app::PageSpot::verdict);
    REQUIRE(verdict != page.app.application().page_ui().spots.end());
    const Rect area = page.page_area();
    CHECK(verdict->second.y >= area.y - 1);
    const float half = std::min(verdict->second.h, area.h * 0.5F);
    CHECK(verdict->second.y + half <= area.bottom());
    // Where all of it has room, so has the edge of the card that it is on.
    const float edge = page.screen.fonts().size * 0.75F;
    const Rect view = page.app.application().page_ui().view;
    if (verdict->second.h + 3 * edge < view.h) CHECK(verdict->second.bottom() + edge <= view.bottom());
  }
}

TEST_CASE("a hint and a reached goal come into sight by themselves") {
  KindsPage page(kinds::goal);
  page.screen.resize(800, 600);
  for (int i = 0; i < 6; ++i) page.press(U'+');
  const auto is_seen = [&](app::PageSpot spot) {
    for (int i = 0; i < 3; ++i) page.app.frame();
    const auto& spots = page.app.application().page_ui().spots;
    const auto found = spots.find(spot);
    const Rect area = page.page_area();
    return found != spots.end() && found->second.y >= area.y - 1 && found->second.y < area.bottom();
  };
  page.press(U'h');
  CHECK(is_seen(app::PageSpot::hints));
  page.press(U'h');
  page.press(U'h');
  CHECK(is_seen(app::PageSpot::solution));
  page.press(U'h');
  CHECK(page.app.walk().goal_state().reached);
  CHECK(is_seen(app::PageSpot::goal_state));
}

TEST_CASE("what is to be done next is in sight or a button of the page leads to it") {
  std::size_t below = 0;
  for (const int larger : {0, 4, 12}) {
    CAPTURE(larger);
    KindsPage page(kinds::one);
    page.screen.resize(800, 600);
    for (int i = 0; i < larger; ++i) page.press(U'+');
    for (std::size_t index = 0; index < kinds::count; ++index) {
      CAPTURE(index);
      page.to(index);
      if (index < kinds::goal) page.press(U'1');
      const app::LessonPageUi& ui = page.app.application().page_ui();
      const auto is_seen = [&] {
        for (int i = 0; i < 3; ++i) page.app.frame();
        const auto next = ui.spots.find(app::PageSpot::next);
        return next == ui.spots.end() ||
               (next->second.y + 1 >= ui.view.y && next->second.bottom() <= ui.view.bottom() + 1);
      };
      for (int i = 0; i < 60; ++i) page.press(Key::up);
      for (int turn = 0; turn < 20 && !is_seen(); ++turn) {
        ++below;
        REQUIRE(ui.more);
        CHECK(ui.leads_on);
        CHECK(ui.more->y + tolerance_px >= ui.view.bottom());
        page.app.click(ui.more->center());
      }
      CHECK(is_seen());
    }
  }
  CHECK(below > 0);
}

TEST_CASE("a page that is seen whole has no button that leads further") {
  KindsPage page(kinds::one);
  page.screen.resize(1280, 1400);
  for (int i = 0; i < 3; ++i) page.app.frame();
  CHECK_FALSE(page.app.application().page_ui().more);
  CHECK_FALSE(page.app.application().page_ui().is_long);
}

TEST_CASE("the words of a page are those of the vocabulary at hand, at once") {
  KindsPage page(kinds::one);
  const auto drawn = [&] {
    page.app.frame();
    return page.app.application().page_ui().places;
  };
  const auto story = drawn();
  page.app.press(U'v');
  const auto engineer = drawn();
  CHECK(engineer.size() == story.size());
  const auto heights_of = [](const std::vector<Rect>& places) {
    float all = 0;
    for (const Rect& place : places) all += place.h;
    return all;
  };
  CHECK(heights_of(engineer) != heights_of(story));  // other words, other lines
  page.app.press(U'v');
  CHECK(heights_of(drawn()) == heights_of(story));
}
