// What is around the stage, in the whole application without a window: the palette, the edges of the panels, settings
// from one start to the next, what is asked for below the fold.
#include "app/settings_file.hpp"
#include "app/widgets/button.hpp"
#include "tests/app/headless.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace doorway;
using namespace doorway::test;
using app::FramePart;
using app::ThemeName;

namespace {

const std::string pages =
    "---\ntitle: A lesson\n---\n## One\nWords.\n```scenario\nbob: u = socket(udp)\nbob: u.bind(0)\n"
    "alice: v = socket(udp)\nalice: v.sendto(\"Hey\", bob.u)\nbob: u.recvfrom(64)\n```\n"
    "```ask\nHow many?\n- three when bob.recvfrom#1.bytes == 3\n- none when bob.recvfrom#1 blocks\nIt is so.\n```\n"
    "```cue\nopen before alice.sendto#1\nstop after bob.recvfrom#1\n```\n## The other one\nThe end.\n";

struct Own {
  explicit Own(const std::string& text = pages) : path(folder.file("own.md", text)) { start(); }
  void start() {
    hand.reset();
    app::ApplicationOptions options;
    options.lessons = folder.path("");
    options.file = path;
    options.settings = folder.path("doorway/settings.json");
    hand = std::make_unique<HeadlessApp>(screen, options);
    hand->rest();
  }
  [[nodiscard]] app::Application& application() { return hand->application(); }
  [[nodiscard]] std::size_t step() { return hand->session().view().steps.step_at(hand->session().playhead().cursor); }
  void find(std::string_view text) {
    hand->find(text);
    hand->rest();
  }
  [[nodiscard]] std::vector<std::string> found(std::string_view text) {
    hand->press_with_control(U'k');
    hand->type(text);
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < application().palette().row_count(); ++i) {
      rows.push_back(application().palette().row(i).text);
    }
    hand->press(Key::escape);
    return rows;
  }

  TemporaryFolder folder;
  std::string path;
  HeadlessScreen screen;
  std::unique_ptr<HeadlessApp> hand;
};

}  // namespace

TEST_CASE("the palette finds every action by its whole name, in a lesson and in the list") {
  Own own;
  for (const bool in_list : {false, true}) {
    if (in_list) own.hand->press(Key::escape), own.hand->rest();
    app::ActionContext context;
    context.in_lesson = !in_list;
    context.in_list = in_list;
    for (const app::Action& action : app::actions_in(context)) {
      if (action.name.empty()) continue;
      CAPTURE(action.name);
      REQUIRE_FALSE(own.found(action.name).empty());
      CHECK(own.found(action.name).front() == action.name);
    }
  }
}

TEST_CASE("the palette begins with what a learner is likely to want, and to scroll and resize comes last") {
  Own own;
  own.hand->press(U'1');
  own.hand->press(Key::space);
  own.hand->rest();
  for (const bool in_list : {false, true}) {
    CAPTURE(in_list);
    if (in_list) own.hand->press(Key::escape), own.hand->rest();
    const std::vector<std::string> rows = own.found("");
    const auto place = [&](std::string_view text) {
      const auto row =
          std::find_if(rows.begin(), rows.end(), [&](const std::string& each) { return each.starts_with(text); });
      REQUIRE(row != rows.end());
      return row - rows.begin();
    };
    const auto in_order = [&](const std::vector<std::string_view>& names) {
      for (std::size_t i = 1; i < names.size(); ++i) {
        CAPTURE(names[i]);
        CHECK(place(names[i - 1]) < place(names[i]));
      }
    };
    if (in_list) {
      CHECK(place("Go on where you were") == 0);
      in_order({"Go on", "Lesson 1", "Open a recording", "Larger text", "Scroll down"});
    } else {
      CHECK(place("Play to where") == 0);
      in_order({"Play to where", "One step on", "The next page", "The inspector, open", "Page 1", "Lesson 1",
                "Larger text", "Scroll down", "alice.sendto#1"});
      in_order({"Page 1", "Export the take as text", "Wider lesson"});
    }
  }
}

TEST_CASE("the palette does what was found, and closes") {
  Own own;
  own.find("parchment");
  CHECK(own.application().theme().name == ThemeName::parchment);
  CHECK_FALSE(own.application().palette().is_open());
  own.find("colours contrast");
  CHECK(own.application().theme().name == ThemeName::high_contrast);
  own.find("reduced");
  CHECK(own.application().reduced_motion());
  own.find("whole screen");
  CHECK(own.application().is_fullscreen());
  own.find("alice alone");
  CHECK(own.application().walk()->session()->take_number() >= 1);
}

TEST_CASE("the palette finds lessons, pages, calls and steps") {
  Own own;
  CHECK(own.found("A lesson").front() == "Lesson 1: A lesson");
  own.hand->press(U'1');
  own.hand->press(Key::space);
  own.hand->rest();
  REQUIRE_FALSE(own.found("bob.recvfrom").empty());
  CHECK(own.found("bob.recvfrom").front() == "bob.recvfrom#1");
  CHECK(own.found("alice send").front() == "alice.sendto#1");
  own.find("bob.bind#1");
  const Seq cursor = own.hand->session().playhead().cursor;
  CHECK(own.hand->session().recording().at(cursor).process == 0);  // Bob is named first
  CHECK(own.step() > 1);
  own.find("4");
  CHECK(own.step() == 4);
  own.find("step 2");
  CHECK(own.step() == 2);
  CHECK(own.found("99999").front().find("the last there is") != std::string::npos);
  own.find("99999");
  CHECK(own.step() == own.hand->session().view().steps.step_count());
  own.find("other one");
  CHECK(own.hand->walk().page_index() == 1);
  own.find("lesson 1");
  CHECK(own.hand->walk().page_index() == 0);
}

TEST_CASE("typing in the palette does nothing else, and Escape leaves all as it was") {
  Own own;
  const app::Settings before = own.application().settings();
  const std::size_t step = own.step();
  own.hand->press_with_control(U'k');
  own.hand->type("abrvtimh?+-,.1 2");
  for (const Key key : {Key::home, Key::end, Key::left, Key::right, Key::f1, Key::f2, Key::f11, Key::page_down}) {
    own.hand->press(key);
  }
  CHECK(own.application().palette().typed() == "abrvtimh?+-,.1 2");
  CHECK(own.application().palette().row_count() == 0);
  own.hand->press(Key::enter);
  CHECK(own.application().palette().is_open());
  for (int i = 0; i < 14; ++i) own.hand->press(Key::backspace);
  CHECK(own.application().palette().typed() == "ab");
  own.hand->press({Key::backspace, 0, false, true});
  CHECK(own.application().palette().typed().empty());
  own.hand->press(Key::escape);
  CHECK_FALSE(own.application().palette().is_open());
  CHECK(own.application().settings() == before);
  CHECK(own.step() == step);
  CHECK(own.hand->walk().page_index() == 0);
  CHECK_FALSE(own.application().is_fullscreen());
  CHECK_FALSE(own.application().help_is_open());
  CHECK_FALSE(own.hand->walk().ask_state().answer);
}

TEST_CASE("in the palette Up and Down choose, a click takes, and a click beside it closes it") {
  Own own;
  HeadlessApp& hand = *own.hand;
  hand.press_with_control(U'k');
  hand.press(Key::down);
  hand.press(Key::down);
  hand.press(Key::up);
  CHECK(own.application().palette().chosen() == 1);
  for (int i = 0; i < 100; ++i) hand.press(Key::page_down);
  CHECK(own.application().palette().chosen() + 1 == own.application().palette().row_count());
  hand.type("parchment");
  CHECK(own.application().palette().chosen() == 0);
  REQUIRE(hand.click_control("row", hand.whole(), 0, "palette"));
  CHECK(own.application().theme().name == ThemeName::parchment);
  REQUIRE(hand.click_control("find", hand.layout().top_bar));
  CHECK(own.application().palette().is_open());
  hand.click({3, 700});
  CHECK_FALSE(own.application().palette().is_open());
}

TEST_CASE("an edge that is dragged resizes its part, and a double click puts it back") {
  Own own;
  HeadlessApp& hand = *own.hand;
  own.screen.resize(1920, 1080);
  hand.press(U'i');
  for (const FramePart part : app::frame_parts) {
    CAPTURE(static_cast<int>(part));
    const float first = hand.layout().size_of(part);
    const Rect edge = app::edge_of(hand.layout(), part, 1);
    const Point at = edge.center();
    const float by = part == FramePart::lesson ? -50.0F : 50.0F;
    hand.drag(at, {at.x - by * (part == FramePart::lesson ? -1 : 1), at.y - (part == FramePart::timeline ? 50 : 0)});
    const float now = hand.layout().size_of(part);
    CHECK(std::abs(now - first) > 40);
    CHECK(std::abs(now - first) < 60);
    const Point there = app::edge_of(hand.layout(), part, 1).center();
    hand.click(there);
    hand.click(there);
    CHECK(hand.layout().size_of(part) == first);
  }
}

TEST_CASE("no edge can be dragged so far that a part is lost") {
  Own own;
  HeadlessApp& hand = *own.hand;
  for (const Point to : {Point{0, 0}, Point{1280, 800}, Point{0, 800}, Point{1280, 0}}) {
    for (const FramePart part : {FramePart::lesson, FramePart::timeline}) {
      hand.drag(app::edge_of(hand.layout(), part, 1).center(), to);
      CHECK(hand.layout().lesson.w >= 190);
      CHECK(hand.layout().timeline.h >= 100);
      CHECK(hand.layout().stage.w >= 300);
      CHECK(hand.layout().stage.h >= 100);
    }
  }
}

TEST_CASE("panels are resized by the palette too, and go back together") {
  Own own;
  HeadlessApp& hand = *own.hand;
  const auto first = hand.layout();
  own.find("wider lesson");
  CHECK(hand.layout().lesson.w == first.lesson.w + 40);
  own.find("narrower lesson");
  own.find("narrower lesson");
  CHECK(hand.layout().lesson.w == first.lesson.w - 40);
  own.find("higher timeline");
  CHECK(hand.layout().timeline.h > first.timeline.h);
  own.find("all panels");
  CHECK(hand.layout().lesson.w == first.lesson.w);
  CHECK(hand.layout().timeline.h == first.timeline.h);
}

TEST_CASE("what was set is there at the next start, and a reset forgets it") {
  Own own;
  HeadlessApp& hand = *own.hand;
  for (const char32_t key : {U't', U'v', U'm', U'.', U'+', U'+'}) hand.press(key);
  hand.press(Key::f4);
  own.find("wider lesson");
  own.application().set_window_place({10, 20, 900, 700, false});
  const app::Settings before = own.application().settings();
  own.start();
  CHECK(own.application().settings() == before);
  CHECK(own.application().theme().name == ThemeName::parchment);
  CHECK(own.application().take_window_place() == app::WindowPlace{10, 20, 900, 700, false});
  CHECK_FALSE(own.application().take_window_place());
  CHECK(own.application().message().empty());
  own.find("reset settings");
  CHECK(own.application().theme().name == ThemeName::night);
  CHECK_FALSE(own.application().message().empty());
  own.hand->press(Key::escape);
  CHECK(own.application().message().empty());
  CHECK(own.application().walk() != nullptr);
  own.start();
  CHECK(own.application().vocabulary() == Vocabulary::story);
}

TEST_CASE("settings are saved by themselves while one goes on") {
  Own own;
  own.hand->press(U't');
  for (int i = 0; i < 3; ++i) own.hand->turn(), own.hand->rest();
  CHECK(app::read_settings(own.folder.path("doorway/settings.json")).settings.theme == ThemeName::parchment);
}

TEST_CASE("a bad file of settings is told of on a card, which its button closes") {
  Own own;
  own.hand.reset();
  std::filesystem::create_directories(own.folder.path("doorway"));
  own.folder.write("doorway/settings.json", "{\"theme\": \"parchment\", \"speed\": \"fast\"}");
  own.start();
  CHECK(own.application().theme().name == ThemeName::parchment);
  CHECK(own.application().message().find("speed is no number") != std::string::npos);
  REQUIRE(own.hand->click_control("close message", own.hand->whole(), {}, "message"));
  CHECK(own.application().message().empty());
}

TEST_CASE("the speed changes by its keys and its button, and playing goes by it") {
  Own own;
  HeadlessApp& hand = *own.hand;
  hand.press(U'.');
  CHECK(own.application().settings().speed == 2);
  hand.press(U',');
  hand.press(U'<');
  CHECK(own.application().settings().speed == 0.5F);
  REQUIRE(hand.click_control("speed", hand.layout().transport));
  CHECK(own.application().settings().speed == 1);
}

TEST_CASE("a guess that is asked for below the fold comes into sight") {
  std::string text = pages;
  std::string words;
  for (int i = 0; i < 60; ++i) words += "Many words stand above the question.\n";
  text.replace(text.find("```ask"), 0, words + "\n\n");
  Own own(text);
  HeadlessApp& hand = *own.hand;
  for (int i = 0; i < 4; ++i) hand.press(U'+');
  const auto column = [&] {
    const Rect page = hand.layout().lesson;
    return Rect{page.x + page.w / 2, page.y, 12, page.h - 80};
  };
  REQUIRE_FALSE(hand.click_control("choice", column(), 0, "page"));
  hand.press(Key::space);
  hand.rest();
  CHECK(hand.walk().ask_state().asked_to_answer);
  CHECK(hand.click_control("choice", column(), 0, "page"));
  CHECK(hand.walk().ask_state().answer == Answer{answer::One{0}});
}

TEST_CASE("what scrolls fades where it goes on, and nowhere else") {
  const auto fades = [](float scroll, float most) { return app::edge_fades(scroll, 500, 400, most); };
  CHECK(fades(0, 20).top == 0);
  CHECK(fades(0, 20).bottom == 20);
  CHECK(fades(8, 20).top == 8);  // what stands first is not covered by more than was scrolled away
  CHECK(fades(250, 20).top == 20);
  CHECK(fades(495, 20).bottom == 5);
  CHECK(fades(500, 20).bottom == 0);
  CHECK(app::edge_fades(0, 0, 400, 20).bottom == 0);
  CHECK(app::edge_fades(50, 100, 40, 20).top == 10);  // of little height most is seen as it is
}

TEST_CASE("Down and Up scroll the page and the list") {
  std::string text = pages;
  std::string words;
  for (int i = 0; i < 90; ++i) words += "Many words stand above the question.\n";
  text.replace(text.find("```ask"), 0, words + "\n\n");
  Own own(text);
  HeadlessApp& hand = *own.hand;
  const Rect page = hand.layout().lesson;
  const Rect column{page.x + page.w / 2, page.y, 12, page.h - 80};
  REQUIRE_FALSE(hand.click_control("choice", column, 1, "page"));
  for (int i = 0; i < 60; ++i) hand.press(Key::down);
  CHECK(hand.click_control("choice", column, 1, "page"));
  for (int i = 0; i < 60; ++i) hand.press(Key::up);
  CHECK_FALSE(hand.click_control("choice", column, 1, "page"));
}

TEST_CASE("all that lies above the stage is drawn at every size of window and text, in every theme") {
  Own own;
  HeadlessApp& hand = *own.hand;
  for (const Point size : {Point{480, 360}, Point{800, 600}, Point{1366, 768}, Point{3840, 2160}}) {
    own.screen.resize(size.x, size.y);
    for (int scale = 0; scale < 4; ++scale) {
      hand.press(U't');
      hand.press(U'?');
      hand.press(Key::down);
      hand.press_with_control(U'k');
      hand.type("o");
      hand.press(Key::escape);
      for (int i = 0; i < 5; ++i) hand.press(U'+');
    }
    hand.press_with_control(U'0');
  }
  CHECK(own.application().text_scale() == 1);
}
