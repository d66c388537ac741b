// What a page hides and shows, and who decides.
#include "app/page_views.hpp"

#include "tests/app/kinds_page.hpp"

#include <doctest/doctest.h>

using namespace doorway;
using namespace doorway::test;
using app::InspectorTab;
using app::InspectorWish;

TEST_CASE("a page's views hold until the learner chooses, and then theirs do") {
  Cue cue;
  cue.hidden = {View::timeline, View::bytes};
  app::PageViews views(cue);
  CHECK(views.hides_timeline());
  CHECK(views.inspector({true, InspectorTab::bytes}) == InspectorWish{false, InspectorTab::bytes});
  CHECK(views.inspector({true, InspectorTab::sockets}) == InspectorWish{true, InspectorTab::sockets});
  CHECK(views.inspector({false, InspectorTab::sockets}) == InspectorWish{false, InspectorTab::sockets});
  views.leave_inspector_to_learner();
  CHECK(views.inspector({true, InspectorTab::bytes}) == InspectorWish{true, InspectorTab::bytes});
  views.choose_timeline(true);
  CHECK_FALSE(views.hides_timeline());
}

TEST_CASE("each view that a page shows is the inspector's leaf, but the timeline, which is always there") {
  for (const auto& [view, tab] :
       {std::pair(View::bytes, InspectorTab::bytes), std::pair(View::sockets, InspectorTab::sockets),
        std::pair(View::program, InspectorTab::program), std::pair(View::transcript, InspectorTab::transcript)}) {
    Cue cue;
    cue.shown = view;
    const InspectorTab other = tab == InspectorTab::bytes ? InspectorTab::program : InspectorTab::bytes;
    CHECK(app::PageViews(cue).inspector({false, other}) == InspectorWish{true, tab});
  }
  Cue cue;
  cue.shown = View::timeline;
  CHECK_FALSE(app::PageViews(cue).hides_timeline());
  CHECK_FALSE(app::PageViews(cue).inspector({false, InspectorTab::bytes}).is_open);
}

TEST_CASE("a hidden timeline gives its room to the stage until its key asks for it, on this page") {
  KindsPage page(kinds::one);
  const float alone = page.app.layout().stage.h;
  CHECK_FALSE(page.app.layout().timeline.shown());
  page.app.press(Key::f6);
  CHECK(page.app.layout().timeline.shown());
  CHECK(page.app.layout().stage.h < alone);
  page.app.press(Key::f6);
  CHECK_FALSE(page.app.layout().timeline.shown());
  page.to(kinds::number);
  CHECK(page.app.layout().timeline.shown());
  page.to(kinds::one);
  CHECK_FALSE(page.app.layout().timeline.shown());
  CHECK_FALSE(page.app.application().settings().panels.timeline_is_hidden);
}

TEST_CASE("a hidden timeline comes with a button of its own, and with whatever is asked of it") {
  KindsPage page(kinds::one);
  REQUIRE(page.app.click_control("show timeline", page.app.layout().transport));
  CHECK(page.app.layout().timeline.shown());
  CHECK_FALSE(page.app.click_control("show timeline", page.app.layout().transport));
  KindsPage other(kinds::one);
  other.press(U'j');
  CHECK(other.app.layout().timeline.shown());
  CHECK(other.app.application().timeline_ui().card == app::TimelineCard::jump);
}

TEST_CASE("at 800x600 and in large text the hidden timeline's button has its place") {
  KindsPage page(kinds::one);
  page.screen.resize(800, 600);
  CHECK(page.app.find_control("show timeline", page.app.layout().transport));
  for (int i = 0; i < 4; ++i) page.press(U'+');
  CHECK(page.app.find_control("show timeline", page.app.layout().transport));
}

TEST_CASE("a page opens a leaf of the inspector, and the learner's own choice holds for the rest of it") {
  KindsPage page(kinds::several);
  CHECK(page.app.layout().inspector.shown());
  CHECK(page.app.application().inspector_tab() == InspectorTab::transcript);
  CHECK_FALSE(page.app.application().settings().panels.inspector_is_open);
  page.press(U'i');
  CHECK_FALSE(page.app.layout().inspector.shown());
  page.press(Key::f3);
  CHECK(page.app.application().inspector_tab() == InspectorTab::sockets);
  page.to(kinds::order);
  CHECK(page.app.layout().inspector.shown());  // as the learner left it
  CHECK(page.app.application().inspector_tab() == InspectorTab::sockets);
}

TEST_CASE("no page opens a leaf that would take its own room") {
  KindsPage page(kinds::several);
  page.screen.resize(800, 600);
  page.app.frame();
  CHECK(page.app.layout().lesson.shown());
  CHECK_FALSE(page.app.layout().inspector.shown());
  page.press(Key::f5);  // but the learner may ask for it
  CHECK(page.app.layout().inspector.shown());
}

TEST_CASE("a page hides a leaf that the learner has open, until they ask for it") {
  KindsPage page(kinds::order);
  page.press(Key::f3);
  CHECK(page.app.layout().inspector.shown());
  page.to(kinds::number);  // hides bytes and sockets
  CHECK_FALSE(page.app.layout().inspector.shown());
  page.press(U'i');
  CHECK(page.app.layout().inspector.shown());
  CHECK(page.app.application().inspector_tab() == InspectorTab::sockets);
  page.press(Key::f4);
  page.to(kinds::order);
  page.to(kinds::number);
  CHECK(page.app.layout().inspector.shown());  // the program is not hidden
}
