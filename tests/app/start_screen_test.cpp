// The start screen, the treasury and the table of progress, in the whole application without a window.
#include "app/progress_file.hpp"
#include "core/progress/record_text.hpp"
#include "tests/app/headless.hpp"
#include "tests/support/content_of.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace doorway;
using namespace doorway::test;
using app::LearnerCard;

namespace {

namespace fs = std::filesystem;

const std::string first_lesson =
    "---\ntitle: First\nsummary: About doors\noutcome: open one\norder: 1\nminutes: 3\n---\n## A\nWords.\n"
    "```scenario\nbob: u = socket(udp)\nbob: u.bind(0)\n```\n"
    "```ask\nIs it bound?\n- yes when bob.bind#1 succeeds\n- no when bob.bind#1 fails\n  > It is.\n```\n"
    "```gem\nA door has a number.\n```\n```gem\nZero chooses one.\n```\n## B\nMore.\n```gem\nThe third.\n```\n";

std::string plain_lesson(const std::string& title, int order) {
  return "---\ntitle: " + title + "\norder: " + std::to_string(order) + "\n---\n## Only\nWords.\n";
}

/// Where the buttons of the table are, while it has few lines.
constexpr Rect card_foot{0.05F, 0.5F, 0.4F, 0.2F};

/// Somebody at the start screen, with lessons and progress of their own.
struct Start {
  explicit Start(int lessons = 3) {
    fs::create_directories(folder.path("lessons"));
    folder.write("lessons/01-first.md", first_lesson);
    for (int i = 2; i <= lessons; ++i) {
      folder.write("lessons/" + std::to_string(10 + i) + ".md", plain_lesson("Lesson " + std::to_string(i), i));
    }
  }
  /// What was done before the program begins.
  Start& did(std::string lesson, std::string page, Deed deed) {
    app::ProgressFile file(progress());
    REQUIRE(file.add(std::vector{ProgressRecord{1, {std::move(lesson), std::move(page)}, std::move(deed)}}).count == 1);
    return *this;
  }
  void begin() {
    hand.reset();
    app::ApplicationOptions options;
    options.lessons = folder.path("lessons");
    options.progress = progress();
    hand = std::make_unique<HeadlessApp>(screen, options);
    hand->rest();
  }
  [[nodiscard]] fs::path progress() const { return folder.path("data/progress.jsonl"); }
  [[nodiscard]] app::Application& application() { return hand->application(); }
  /// Looks for it along a few lines down the window, where the larger controls are met.
  bool click(std::string_view control, std::optional<int> number = {}, std::string_view child = {}) {
    const Rect all = hand->whole();
    for (const float share : {0.08F, 0.25F, 0.5F, 0.75F, 0.93F}) {
      if (!hand->click_control(control, {all.w * share, 0, 12, all.h}, number, child)) continue;
      hand->rest();
      return true;
    }
    return false;
  }
  /// Looks for it in a part of the window, in shares of its size.
  bool click_in(Rect part, std::string_view control, std::optional<int> number, std::string_view child) {
    const Rect all = hand->whole();
    const Rect area{all.w * part.x, all.h * part.y, all.w * part.w, all.h * part.h};
    const bool found = hand->click_control(control, area, number, child);
    hand->rest();
    return found;
  }
  [[nodiscard]] app::NextStep next() { return app::next_step(application().learner()); }

  TemporaryFolder folder;
  HeadlessScreen screen;
  std::unique_ptr<HeadlessApp> hand;
};

}  // namespace

TEST_CASE("who has done nothing is led to the first lesson, by Enter and by the large button") {
  Start start;
  start.begin();
  CHECK(start.next().what == "Begin here");
  CHECK(start.next().where == "1  First");
  start.hand->press(Key::enter);
  start.hand->rest();
  CHECK(start.hand->walk().lesson().title == "First");
  start.hand->press(Key::escape);
  start.hand->rest();
  REQUIRE(start.click("continue", {}, "lessons"));
  CHECK(start.hand->walk().lesson().title == "First");
}

TEST_CASE("who comes back goes on at the page that was opened last") {
  Start start;
  start.did("01-first", "a", deed::Opened{}).did("01-first", "b", deed::Opened{}).did("12", "only", deed::Opened{});
  start.did("01-first", "a", deed::Opened{});
  start.begin();
  CHECK(start.next().what == "Continue");
  CHECK(start.next().where == "1  First: A");
  start.did("01-first", "b", deed::Opened{});
  start.begin();
  CHECK(start.next().what == "Continue");  // the next lesson was begun already
  CHECK(start.next().where == "2  Lesson 2: Only");
  start.hand->press(Key::enter);
  start.hand->rest();
  CHECK(start.hand->walk().lesson().title == "Lesson 2");
}

TEST_CASE("after a lesson's last page the next lesson is offered") {
  Start start;
  start.did("01-first", "b", deed::Opened{});
  start.begin();
  CHECK(start.next().what == "The next lesson");
  CHECK(start.next().where == "2  Lesson 2");
}

TEST_CASE("the page where one was opens, not the lesson's first one") {
  Start start;
  start.folder.write("lessons/01-first.md", first_lesson + "## C\nThe end.\n");
  start.did("01-first", "b", deed::Opened{});
  start.begin();
  start.hand->press(Key::enter);
  start.hand->rest();
  CHECK(start.hand->walk().page_index() == 1);
}

TEST_CASE("each lesson is opened by a click on its card, in each size of window and text") {
  Start start(12);
  start.begin();
  struct Size {
    float width;
    float height;
    int larger;  ///< text
  };
  for (const Size size : {Size{1280, 800, 0}, Size{800, 600, 12}, Size{2560, 1440, 2}}) {
    start.screen.resize(size.width, size.height);
    start.hand->press({Key::character, U'0', false, true});
    for (int i = 0; i < size.larger; ++i) start.hand->press(U'+');
    for (const int lesson : {0, 1}) {
      CAPTURE(size.width);
      CAPTURE(lesson);
      for (int pages = 0; pages < 30 && !start.click("lesson", lesson, "lessons"); ++pages) {
        for (int i = 0; i < 4; ++i) start.hand->press(Key::down);
        start.hand->frame();
      }
      REQUIRE(start.application().walk() != nullptr);
      CHECK(start.hand->walk().lesson().title == (lesson == 0 ? "First" : "Lesson 2"));
      start.hand->press(Key::escape);
      start.hand->rest();
    }
  }
}

TEST_CASE("keys scroll the start screen to its last lesson and back") {
  Start start(12);
  start.screen.resize(800, 600);
  start.begin();
  CHECK_FALSE(start.click("lesson", 11, "lessons"));
  for (int i = 0; i < 12; ++i) start.hand->press(Key::page_down), start.hand->frame();
  REQUIRE(start.click("lesson", 11, "lessons"));
  CHECK(start.hand->walk().lesson().title == "Lesson 12");
}

TEST_CASE("the treasury opens by its button and by its key, and closes by Escape") {
  Start start;
  start.begin();
  REQUIRE(start.click_in({0, 0.1F, 0.3F, 0.3F}, "treasury", {}, "lessons"));
  CHECK(start.application().learner_card() == LearnerCard::treasury);
  start.hand->press(Key::escape);
  CHECK(start.application().learner_card() == LearnerCard::none);
  start.hand->press_with_control(U'g');
  CHECK(start.application().learner_card() == LearnerCard::treasury);
  REQUIRE(start.click_in({0.8F, 0, 0.2F, 0.2F}, "close", {}, "treasury"));
  CHECK(start.application().learner_card() == LearnerCard::none);
}

TEST_CASE("in the treasury a kept gem and a closed stone lead to their pages") {
  Start start;
  start.did("01-first", "a", deed::GemKept{1});
  start.begin();
  start.hand->press_with_control(U'g');
  REQUIRE(start.click("gem", 1, "gems"));
  CHECK(start.application().learner_card() == LearnerCard::none);
  CHECK(start.hand->walk().page_index() == 0);
  start.hand->press_with_control(U'g');
  REQUIRE(start.click_in({0, 0, 0.3F, 0.5F}, "stone", 2, "gems"));
  CHECK(start.hand->walk().page_index() == 1);
}

TEST_CASE("in a lesson the cards lie above it, and its keys rest meanwhile") {
  Start start;
  start.begin();
  start.hand->press(Key::enter);
  start.hand->rest();
  start.hand->press_with_control(U'p');
  start.hand->press(Key::page_down);
  start.hand->press(U'1');
  CHECK(start.hand->walk().page_index() == 0);
  start.hand->press(Key::escape);
  CHECK(start.application().learner_card() == LearnerCard::none);
  REQUIRE(start.application().walk() != nullptr);
}

TEST_CASE("the table is written beside the progress, and the card says where") {
  Start start;
  start.did("01-first", "a", deed::Answered{answer::One{1}, false}).did("01-first", "a", deed::TimeSpent{75});
  start.begin();
  start.hand->press_with_control(U'p');
  for (const char* name : {"progress.csv", "progress-2.csv"}) {
    REQUIRE(start.click_in(card_foot, "csv", {}, "progress"));
    CHECK(start.application().progress_card_ui().note.find(name) != std::string::npos);
    CHECK(start.application().message().empty());
    CHECK(content_of(start.folder.path(std::string("data/") + name)).find("01-first,First,a,A,no,1,no,no") !=
          std::string::npos);
  }
}

TEST_CASE("a reset is asked for once more: no keeps all, yes begins anew and keeps the old file") {
  Start start;
  start.did("01-first", "a", deed::Opened{});
  start.begin();
  start.hand->press_with_control(U'p');
  REQUIRE(start.click_in(card_foot, "ask reset", {}, "progress"));
  CHECK(start.application().progress_card_ui().asks_for_reset);
  CHECK_FALSE(start.application().progress().lessons.empty());
  REQUIRE(start.click_in(card_foot, "keep", {}, "progress"));
  CHECK_FALSE(start.application().progress_card_ui().asks_for_reset);
  CHECK_FALSE(start.application().progress().lessons.empty());
  REQUIRE(start.click_in(card_foot, "ask reset", {}, "progress"));
  REQUIRE(start.click_in(card_foot, "reset", {}, "progress"));
  CHECK(start.application().progress().lessons.empty());
  CHECK(start.application().progress_card_ui().note.find("progress.jsonl.old") != std::string::npos);
  CHECK_FALSE(fs::exists(start.progress()));
  CHECK(read_records(content_of(start.progress().string() + ".old")).records.size() == 1);
}

TEST_CASE("what is done in a lesson is kept, and what was missed is missed until it is answered right") {
  Start start;
  start.begin();
  start.hand->press(Key::enter);
  start.hand->rest();
  const auto answer = [&](char32_t choice) {
    start.hand->press(choice);
    start.hand->press(Key::space);
    start.hand->rest();
    start.hand->press(Key::end);
    start.hand->rest();
  };
  const auto missed = [&] {
    return missed_questions(start.application().learner().known, start.application().progress(), Vocabulary::story);
  };
  answer(U'2');
  REQUIRE(missed().size() == 1);
  CHECK(missed()[0].page_title == "A");
  start.hand->press(U'q');
  start.hand->rest();
  answer(U'1');
  CHECK(missed().empty());
  start.hand->press(Key::page_down);
  start.hand->rest();
  start.hand->press(Key::escape);
  start.hand->rest();
  const LessonOverview done = start.application().learner().overview(0);
  CHECK(done.pages == Share{2, 2});
  CHECK(done.right_later == 1);
  CHECK(done.answers == 2);
  CHECK(done.gems.done >= 2);
  const Progress before = start.application().progress();
  start.begin();
  CHECK(start.application().progress() == before);
  CHECK(start.next().what == "The next lesson");
}

TEST_CASE("a recap shows what was missed, and leads there") {
  Start start;
  start.folder.write("lessons/12.md", "---\ntitle: Recap\norder: 2\n---\n## Only\nWords.\n```recap\n```\n");
  start.did("01-first", "a", deed::Answered{answer::One{1}, false});
  start.begin();
  start.hand->press(U'2');
  start.hand->rest();
  CHECK(start.hand->walk().lesson().title == "Recap");
  REQUIRE(start.click("missed", 0, "page"));
  CHECK(start.hand->walk().lesson().title == "First");
  CHECK(start.hand->walk().page_index() == 0);
}

TEST_CASE("a file of a newer program is told of, stays as it is, and the lessons can be done") {
  Start start;
  const std::string newer = "{\"doorway\":\"progress\",\"version\":9}\n";
  fs::create_directories(start.progress().parent_path());
  start.folder.write("data/progress.jsonl", newer);
  start.begin();
  CHECK(start.application().message().find("newer Doorway") != std::string::npos);
  start.hand->press(Key::escape);
  start.hand->press(Key::enter);
  start.hand->rest();
  CHECK(start.application().walk() != nullptr);
  start.hand->close();
  CHECK(content_of(start.progress()) == newer);
}

TEST_CASE("the start screen, the treasury and the table are drawn whatever is in them, in each theme and size") {
  Start start(12);
  start.folder.write("lessons/50-bad.md", "no lesson");
  start.folder.write("lessons/51-empty.md", "");
  for (std::size_t i = 0; i < 30; ++i) start.did("elsewhere-" + std::to_string(i), "x", deed::Opened{});
  start.did("01-first", "a", deed::GemKept{0});
  start.begin();
  const Point sizes[] = {{320, 240}, {800, 600}, {1366, 768}, {3840, 2160}};
  for (int theme = 0; theme < 3; ++theme) {
    for (const Point size : sizes) {
      start.screen.resize(size.x, size.y);
      for (const char32_t card : {U' ', U'g', U'p'}) {
        if (card != U' ') start.hand->press_with_control(card);
        for (int i = 0; i < 14; ++i) start.hand->press(i < 7 ? U'+' : U'-');
        start.hand->press(Key::page_down);
        start.hand->frame();
        start.hand->press(Key::escape);
      }
    }
    start.hand->press(U't');
  }
  CHECK(start.application().learner_card() == LearnerCard::none);
}
