// The whole application without a window, by keys: lessons, steps, answers, sizes, files with mistakes.
#include "app/tour_answers.hpp"
#include "tests/app/headless.hpp"
#include "tests/support/run_scenario.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace doorway;
using namespace doorway::test;
using app::ApplicationOptions;

namespace {

ApplicationOptions with_lessons() {
  ApplicationOptions options;
  options.lessons = DOORWAY_LESSONS;
  return options;
}

const std::string two_pages =
    "---\ntitle: A lesson\n---\n## One\nWords.\n```scenario\nbob: u = socket(udp)\nbob: u.bind(0)\n"
    "alice: v = socket(udp)\nalice: v.sendto(\"Hey\", bob.u)\nbob: u.recvfrom(64)\n```\n"
    "```ask\nHow many?\n- three when bob.recvfrom#1.bytes == 3\n- none when bob.recvfrom#1 blocks\nIt is so.\n```\n"
    "```cue\nopen before alice.sendto#1\nstop after bob.recvfrom#1\n```\n## Two\nThe end.\n";

/// An application on a file of its own.
struct OwnFile {
  explicit OwnFile(const std::string& text) : path(folder.file("own.md", text)), app(screen, options()) { app.rest(); }
  [[nodiscard]] ApplicationOptions options() const {
    ApplicationOptions options;
    options.lessons = folder.path("");
    options.file = path;
    return options;
  }
  [[nodiscard]] Seq cursor() { return app.session().playhead().cursor; }
  [[nodiscard]] std::size_t step() { return app.session().view().steps.step_at(cursor()); }

  TemporaryFolder folder;
  std::string path;
  HeadlessScreen screen;
  HeadlessApp app;
};

/// Opens a lesson of the list, by its digit or by its name.
void open_lesson(HeadlessApp& app, std::size_t lesson) {
  if (lesson < 9) {
    app.press(U'1' + static_cast<char32_t>(lesson));
  } else {
    app.find("Lesson " + std::to_string(lesson + 1));
  }
  app.rest();
}

/// Answers, plays and steps through each page of the lessons with these numbers, from 0.
void go_through_lessons(std::size_t first, std::size_t last) {
  HeadlessScreen screen;
  HeadlessApp app(screen, with_lessons());
  app.rest();
  REQUIRE(last < app.application().lessons().size());
  for (std::size_t i = first; i <= last; ++i) {
    open_lesson(app, i);
    const std::size_t pages = app.walk().lesson().pages.size();
    for (std::size_t page = 0; page < pages; ++page) {
      CAPTURE(page);
      REQUIRE(app.walk().page_index() == page);
      const Ask* asks = ask_of(app.walk().page());
      if (asks != nullptr) {
        for (const KeyPress& key : app::keys_for(*asks, app::belief(*asks))) app.press(key);
      }
      const std::size_t most_stops = app.walk().page().cue.stops.size() + 1;
      for (std::size_t stop = 0; stop < most_stops; ++stop) {
        app.press(Key::space);
        app.rest();
      }
      if (asks != nullptr) CHECK(app.walk().ask_state().is_decided());
      if (app.walk().session() != nullptr) {
        app.press(Key::home);
        for (std::size_t step = app.session().view().steps.step_count(); step > 0; --step) {
          app.press(Key::right);
          app.rest();
        }
        CHECK(app.session().is_live());
      }
      app.press(Key::page_down);
      app.rest();
    }
    app.press(Key::escape);
    app.rest();
  }
}

}  // namespace

TEST_CASE("the application opens on the list, and each of its lessons opens by its digit and closes by Escape") {
  HeadlessScreen screen;
  HeadlessApp app(screen, with_lessons());
  app.frame();  // while it reads
  app.rest();
  REQUIRE(app.application().lessons().size() >= 2);
  for (std::size_t i = 0; i < app.application().lessons().size(); ++i) {
    open_lesson(app, i);
    CHECK(app.walk().lesson().title == app.application().lessons()[i].lesson->title);
    app.press(Key::escape);
    app.rest();
    CHECK(app.application().walk() == nullptr);
  }
  app.press(Key::enter);
  app.rest();
  CHECK(app.walk().page_index() == 0);
}

// In parts, since a sanitizer takes a minute for two lessons.
TEST_CASE("every page of the first two lessons can be answered, played, and gone through step by step") {
  go_through_lessons(0, 1);
}

TEST_CASE("every page of lessons 3 and 4 can be answered, played, and gone through step by step") {
  go_through_lessons(2, 3);
}

TEST_CASE("every page of lessons 5 and 6 can be answered, played, and gone through step by step") {
  go_through_lessons(4, 5);
}

TEST_CASE("every page of lessons 7 and 8 can be answered, played, and gone through step by step") {
  go_through_lessons(6, 7);
}

TEST_CASE("every page of lessons 9 and 10 can be answered, played, and gone through step by step") {
  go_through_lessons(8, 9);
}

TEST_CASE("every page of all further lessons can be answered, played, and gone through step by step") {
  HeadlessScreen screen;
  HeadlessApp app(screen, with_lessons());
  app.rest();
  go_through_lessons(10, app.application().lessons().size() - 1);
}

TEST_CASE("the keys step, jump, grant one alone and begin a new take") {
  OwnFile own(two_pages);
  HeadlessApp& app = own.app;
  const std::size_t begin = own.step();
  CHECK(begin > 0);
  app.press(Key::right);
  app.rest();
  CHECK(own.step() == begin + 1);
  app.press(Key::left);
  app.rest();
  CHECK(own.step() == begin);
  app.press(Key::right, true);
  app.rest();
  CHECK(own.step() > begin);
  app.press(Key::left, true);
  app.rest();
  app.press(Key::home);
  CHECK(own.step() == 0);
  app.press(Key::end);
  app.rest();
  CHECK(app.session().is_live());
  CHECK(app.session().take_number() == 1);
  app.press(Key::home);
  app.press(U'a');  // Alice, whom the script has second
  app.rest();
  CHECK(app.session().take_number() == 2);
  CHECK(app.session().recording().at(1).process == 1);
  app.press(U'r');
  app.rest();
  CHECK(app.session().take_number() == 3);
}

TEST_CASE("space asks for an answer first, plays, and pauses, and the run judges") {
  OwnFile own(two_pages);
  HeadlessApp& app = own.app;
  app.press(Key::space);
  app.rest();
  CHECK(app.walk().ask_state().asked_to_answer);
  app.press(U'2');
  CHECK(app.walk().ask_state().answer == Answer{answer::One{1}});
  app.press(U'1');
  app.press(Key::space);
  CHECK(app.session().is_playing());
  app.press(Key::space);
  CHECK_FALSE(app.session().is_playing());
  app.rest();
  app.press(Key::space);
  app.rest();
  CHECK(app.walk().ask_state().is_decided());
  CHECK(app.walk().ask_state().verdict->right == Answer{answer::One{0}});
  app.press(Key::page_down);
  CHECK(app.walk().page_index() == 1);
  app.press(Key::page_up);
  app.rest();
  CHECK(app.walk().page_index() == 0);
}

TEST_CASE("words, colours, help and text size change by their keys in the list and in a lesson") {
  OwnFile own(two_pages);
  HeadlessApp& app = own.app;
  for (const bool in_list : {false, true}) {
    CAPTURE(in_list);
    if (in_list) app.press(Key::escape), app.rest();
    app.press(U'v');
    CHECK(app.application().vocabulary() == Vocabulary::engineer);
    app.press(U'v');
    CHECK(app.application().vocabulary() == Vocabulary::story);
    for (const auto theme : {app::ThemeName::parchment, app::ThemeName::high_contrast, app::ThemeName::night}) {
      app.press(U't');
      CHECK(app.application().theme().name == theme);
    }
    app.press(Key::f1);
    CHECK(app.application().help_is_open());
    app.press(Key::escape);
    CHECK_FALSE(app.application().help_is_open());
    CHECK((app.application().walk() == nullptr) == in_list);
    for (int i = 0; i < 20; ++i) app.press(U'+');
    CHECK(app.application().text_scale() == 2.5F);
    for (int i = 0; i < 20; ++i) app.press(U'-');
    CHECK(app.application().text_scale() == 0.75F);
    app.press(U'0');
    CHECK(app.application().text_scale() == 0.75F);
    app.press_with_control(U'+');
    CHECK(app.application().text_scale() == 0.875F);
    app.press_with_control(U'-');
    app.press_with_control(U'0');
    CHECK(app.application().text_scale() == 1);
  }
}

TEST_CASE("every view is drawn at every size, from 800x600 to 3840x2160, in small and in large text") {
  OwnFile own(two_pages);
  HeadlessApp& app = own.app;
  app.press(U'1');
  app.press(Key::space);
  app.rest();
  const Point sizes[] = {{800, 600}, {1280, 800}, {1024, 1366}, {1920, 1080}, {3840, 2160}, {320, 200}, {1, 1}};
  for (int larger = 0; larger < 4; ++larger) {
    for (const Point size : sizes) {
      own.screen.resize(size.x, size.y);
      for (const char32_t words : {U'v', U't', U'?', U'?'}) app.press(words);
      app.frame();
    }
    for (int i = 0; i < 3; ++i) app.press(U'+');
  }
  CHECK(app.walk().page_index() == 0);
}

TEST_CASE("the system's fonts draw a lesson as well") {
  HeadlessScreen screen(true);
  ApplicationOptions options = with_lessons();
  options.text_scale = 2;
  HeadlessApp app(screen, options);
  app.rest();
  app.press(U'1');
  app.rest();
  CHECK(app.walk().page_index() == 0);
}

TEST_CASE("a lesson with mistakes shows them, and goes on once its file is mended and read again") {
  OwnFile own("---\ntitle: A lesson\n---\n## One\nWords.\n```scenario\nalice: s = sockt(tcp)\n```\n");
  HeadlessApp& app = own.app;
  REQUIRE(app.application().faulty_file() != nullptr);
  CHECK(app.application().walk() == nullptr);
  CHECK(app.application().faulty_file()->mistakes.front().starts_with("own.md:7:"));
  app.press(Key::enter);
  app.rest();
  REQUIRE(app.application().faulty_file() != nullptr);
  own.folder.write("own.md", two_pages);
  app.press(Key::enter);
  app.rest();
  CHECK(app.application().faulty_file() == nullptr);
  CHECK(app.walk().lesson().pages.size() == 2);
}

TEST_CASE("a file that is missing shows why, and Escape leads to the list") {
  HeadlessScreen screen;
  ApplicationOptions options = with_lessons();
  options.file = "no such file.md";
  HeadlessApp app(screen, options);
  app.rest();
  REQUIRE(app.application().faulty_file() != nullptr);
  app.press(Key::escape);
  app.rest();
  CHECK(app.application().faulty_file() == nullptr);
  CHECK(app.application().lessons().size() >= 2);
}

TEST_CASE("a lesson without a scenario and an empty list of lessons are drawn too") {
  OwnFile own("---\ntitle: Words only\n---\n## One\nWords.\n");
  CHECK(own.app.walk().session() == nullptr);
  for (const Key key : {Key::space, Key::right, Key::home, Key::page_down, Key::page_up}) own.app.press(key);
  own.app.press(U'r');
  HeadlessApp& app = own.app;
  std::filesystem::remove(own.path);
  app.press(Key::escape);
  app.rest();
  CHECK(app.application().lessons().empty());
  app.press(Key::enter);
  CHECK(app.application().walk() == nullptr);
}

TEST_CASE("a closed application leaves no thread and no socket") {
  const std::size_t sockets = open_sockets();
  const std::size_t threads = running_threads();
  {
    OwnFile own(two_pages);
    own.app.press(Key::right);
    own.app.press(U'r');
    own.app.press(U'a');
    own.app.close();
  }
  CHECK(open_sockets() == sockets);
  CHECK(running_threads() == threads);
}
