// The same by mouse: each control is found on the screen and clicked.
#include "tests/app/headless.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>

using namespace doorway;
using namespace doorway::test;

namespace {

const std::string lesson =
    "---\ntitle: A lesson\n---\n## One\nWords.\n```scenario\nbob: u = socket(udp)\nbob: u.bind(0)\n"
    "alice: v = socket(udp)\nalice: v.sendto(\"Hey\", bob.u)\nbob: u.recvfrom(64)\n```\n"
    "```ask\nHow many?\n- three when bob.recvfrom#1.bytes == 3\n- none when bob.recvfrom#1 blocks\nIt is so.\n```\n"
    "```cue\nopen before alice.sendto#1\nstop after bob.recvfrom#1\n```\n## Two\nThe end.\n";

struct Clicker {
  explicit Clicker(const std::string& text = lesson, bool open = true) : path(folder.file("own.md", text)) {
    app::ApplicationOptions options;
    options.lessons = folder.path("");
    if (open) options.file = path;
    hand = std::make_unique<HeadlessApp>(screen, options);
    hand->rest();
  }
  /// Clicks it and waits until what it brings about is done.
  bool clicks(std::string_view control, Rect area, std::optional<int> number = {}, std::string_view child = {}) {
    const bool found = hand->click_control(control, area, number, child);
    hand->rest();
    return found;
  }
  [[nodiscard]] std::size_t step() { return hand->session().view().steps.step_at(hand->session().playhead().cursor); }
  [[nodiscard]] app::FrameLayout layout() { return hand->layout(); }

  TemporaryFolder folder;
  std::string path;
  HeadlessScreen screen;
  std::unique_ptr<HeadlessApp> hand;
};

}  // namespace

TEST_CASE("the buttons of the transport step, jump and play") {
  Clicker clicker;
  HeadlessApp& app = *clicker.hand;
  const Rect bar = clicker.layout().transport;
  const std::size_t begin = clicker.step();
  REQUIRE(clicker.clicks("step on", bar));
  CHECK(clicker.step() == begin + 1);
  REQUIRE(clicker.clicks("step back", bar));
  CHECK(clicker.step() == begin);
  REQUIRE(clicker.clicks("home", bar));
  CHECK(clicker.step() == 0);
  REQUIRE(clicker.clicks("end", bar));
  CHECK(app.session().is_live());
  REQUIRE(clicker.clicks("play", bar));
  CHECK(app.walk().ask_state().asked_to_answer);
  REQUIRE(clicker.clicks("play", bar));
  CHECK(app.session().view().places.find({Place::Moment::after, {{"bob", "recvfrom"}, 1}, {}}, true).cursor ==
        app.session().playhead().cursor);
}

TEST_CASE("the buttons of the processes grant one alone, and that of the take begins a new one") {
  Clicker clicker;
  HeadlessApp& app = *clicker.hand;
  clicker.screen.resize(1920, 1080);
  REQUIRE(clicker.clicks("home", clicker.layout().transport));
  REQUIRE(clicker.clicks("one", clicker.layout().transport, 0));  // Alice, whom the script has second
  CHECK(app.session().take_number() == 2);
  CHECK(app.session().recording().at(1).process == 1);
  REQUIRE(clicker.clicks("end", clicker.layout().transport));
  REQUIRE(clicker.clicks("one", clicker.layout().transport, 1));
  CHECK(app.session().take_number() == 2);
  REQUIRE(clicker.clicks("new take", clicker.layout().transport));
  CHECK(app.session().take_number() == 3);
}

TEST_CASE("at 1280x800 every button of the transport has its place") {
  Clicker clicker;
  for (const char* control : {"home", "step back", "play", "step on", "end", "new take", "speed"}) {
    CAPTURE(control);
    CHECK(clicker.clicks(control, clicker.layout().transport));
  }
  CHECK(clicker.clicks("one", clicker.layout().transport, 0));
  CHECK(clicker.clicks("one", clicker.layout().transport, 1));
}

TEST_CASE("every process has its button in a window of 800x600, four of them too") {
  Clicker clicker(
      "---\ntitle: Four\n---\n## One\nWords.\n```scenario\nalice: u = socket(udp)\nbob: u = socket(udp)\n"
      "carol: u = socket(udp)\ndave: u = socket(udp)\n```\n");
  clicker.screen.resize(800, 600);
  for (int number = 0; number < 4; ++number) {
    CAPTURE(number);
    CHECK(clicker.hand->find_control("one", clicker.layout().transport, number));
  }
  CHECK(clicker.hand->find_control("new take", clicker.layout().transport));
}

TEST_CASE("a click answers the question, and one that is decided is not answered again") {
  Clicker clicker;
  HeadlessApp& app = *clicker.hand;
  const Rect page = clicker.layout().lesson;
  const Rect column{page.x + page.w / 2, page.y, 12, page.h};
  REQUIRE(clicker.clicks("choice", column, 1, "page"));
  CHECK(app.walk().ask_state().answer == Answer{answer::One{1}});
  REQUIRE(clicker.clicks("choice", column, 0, "page"));
  CHECK(app.walk().ask_state().answer == Answer{answer::One{0}});
  app.press(Key::space);
  app.rest();
  CHECK(app.walk().ask_state().is_decided());
  CHECK(clicker.clicks("choice", column, 1, "page"));
  CHECK(app.walk().ask_state().answer == Answer{answer::One{0}});
}

TEST_CASE("next and back turn the pages, and after the last one comes the list") {
  Clicker clicker;
  HeadlessApp& app = *clicker.hand;
  const Rect page = clicker.layout().lesson;
  const Rect foot{page.x, page.bottom() - 60, page.w, 60};
  CHECK(clicker.clicks("back", foot));
  CHECK(app.walk().page_index() == 0);
  REQUIRE(clicker.clicks("next", foot));
  CHECK(app.walk().page_index() == 1);
  REQUIRE(clicker.clicks("back", foot));
  CHECK(app.walk().page_index() == 0);
  REQUIRE(clicker.clicks("next", foot));
  REQUIRE(clicker.clicks("next", foot));
  CHECK(app.application().walk() == nullptr);
}

TEST_CASE("a lesson's card opens it") {
  Clicker clicker(lesson, false);
  CHECK(clicker.hand->application().walk() == nullptr);
  const Rect all = clicker.hand->whole();
  REQUIRE(clicker.clicks("lesson", {all.w / 2, 44, 12, all.h - 44}, 0, "lessons"));
  CHECK(clicker.hand->walk().lesson().title == "A lesson");
}

TEST_CASE("the switches of the top bar change words, colours and text size, open the help and lead to the list") {
  Clicker clicker;
  HeadlessApp& app = *clicker.hand;
  REQUIRE(clicker.clicks("engineer", clicker.layout().top_bar));
  CHECK(app.application().vocabulary() == Vocabulary::engineer);
  REQUIRE(clicker.clicks("story", clicker.layout().top_bar));
  CHECK(app.application().vocabulary() == Vocabulary::story);
  for (const auto theme : {app::ThemeName::parchment, app::ThemeName::high_contrast, app::ThemeName::night}) {
    REQUIRE(clicker.clicks("theme", clicker.layout().top_bar));
    CHECK(app.application().theme().name == theme);
  }
  REQUIRE(clicker.clicks("larger", clicker.layout().top_bar));
  CHECK(app.application().text_scale() > 1);
  REQUIRE(clicker.clicks("smaller", clicker.layout().top_bar));
  CHECK(app.application().text_scale() == doctest::Approx(1));
  REQUIRE(clicker.clicks("help", clicker.layout().top_bar));
  CHECK(app.application().help_is_open());
  app.press(Key::escape);
  REQUIRE(clicker.clicks("lessons", clicker.layout().top_bar));
  CHECK(app.application().walk() == nullptr);
}

TEST_CASE("while the help is open a click reaches nothing below it, and its button closes it") {
  Clicker clicker;
  HeadlessApp& app = *clicker.hand;
  app.press(Key::f1);
  const std::size_t step = clicker.step();
  CHECK_FALSE(clicker.clicks("step on", clicker.layout().transport));
  const Rect timeline = clicker.layout().timeline;
  app.click(timeline.center());
  app.rest();
  CHECK(clicker.step() == step);
  REQUIRE(clicker.clicks("close", app.whole(), {}, "help"));
  CHECK_FALSE(app.application().help_is_open());
  app.press(U'?');
  app.click({4, 4});
  CHECK_FALSE(app.application().help_is_open());
}

TEST_CASE("a press on the timeline moves the cursor, and dragging goes on") {
  Clicker clicker;
  HeadlessApp& app = *clicker.hand;
  app.press(Key::home);
  const Rect line = clicker.layout().timeline;
  const float y = line.center().y;
  const auto cursor = [&] { return app.session().playhead().cursor; };
  clicker.screen.mouse({line.x + line.w * 0.5F, y}, false);
  app.frame();
  clicker.screen.mouse({line.x + line.w * 0.5F, y}, true);
  app.frame();
  const Seq middle = cursor();
  CHECK(middle > 0);
  clicker.screen.mouse({line.right() - 4, y}, true);
  app.frame();
  const Seq right = cursor();
  CHECK(right >= middle);
  clicker.screen.mouse({line.x + 4, y}, true);
  app.frame();
  CHECK(cursor() < middle);
  clicker.screen.mouse({line.right() - 4, y}, false);
  app.frame();
  CHECK(cursor() < middle);
  CHECK(app.session().take_number() == 1);
}

TEST_CASE("the mistakes of a file have a button that reads it again, and one that leads to the list") {
  Clicker clicker("---\ntitle: A lesson\n---\n## One\n");
  HeadlessApp& app = *clicker.hand;
  const Rect all = app.whole();
  REQUIRE(app.application().faulty_file() != nullptr);
  REQUIRE(clicker.clicks("again", all, {}, "mistakes"));
  REQUIRE(app.application().faulty_file() != nullptr);
  clicker.folder.write("own.md", lesson);
  REQUIRE(clicker.clicks("again", all, {}, "mistakes"));
  CHECK(app.walk().lesson().title == "A lesson");
  clicker.folder.write("own.md", "nothing\n");
  app.press(Key::escape);
  app.rest();
  app.press(U'1');
  app.rest();
  REQUIRE(app.application().faulty_file() != nullptr);
  REQUIRE(clicker.clicks("list", all, {}, "mistakes"));
  CHECK(app.application().faulty_file() == nullptr);
}
