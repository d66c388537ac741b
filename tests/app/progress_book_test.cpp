#include "app/progress_book.hpp"

#include "core/progress/record_text.hpp"
#include "tests/core/progress/made_lesson.hpp"
#include "tests/support/bell.hpp"
#include "tests/support/content_of.hpp"
#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>

using namespace doorway;
using namespace doorway::app;
using doorway::test::Bell;
using doorway::test::content_of;
using doorway::test::lesson_with;
using doorway::test::TemporaryFolder;

namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

/// A book in a test's hands, and a learner in a lesson of two pages.
struct Learner {
  TemporaryFolder folder;
  fs::path path = folder.path("progress.jsonl");
  Lesson lesson = lesson_with("A lesson", {{"a", true}, {"b", true}});
  Bell bell;
  ProgressBook::Clock::time_point now{};
  std::unique_ptr<ProgressBook> book;

  void begin() {
    book = std::make_unique<ProgressBook>(path, [this] { bell.ring(); });
  }
  void did(const LearnerEvent& event) { book->take_in({event}, lesson, "01", now); }
  void rest() {
    const auto give_up_at = std::chrono::steady_clock::now() + seconds(60);
    for (;;) {
      const auto rung = bell.rung();
      book->update();
      if (!book->is_busy()) return;
      REQUIRE(bell.wait_beyond(rung, give_up_at));
    }
  }
  [[nodiscard]] std::vector<ProgressRecord> in_file() const { return read_records(content_of(path)).records; }
  [[nodiscard]] std::uint64_t active_s(const char* page) const {
    const PageProgress* done = book->progress().page({"01", page});
    return done == nullptr ? 0 : done->active_s;
  }
};

}  // namespace

TEST_CASE("what is done before the file is read comes on top of what the file has") {
  Learner learner;
  learner.folder.write("progress.jsonl", progress_header_line() + record_line({1, {"01", "b"}, deed::Opened{}}) +
                                             record_line({1, {"01", "b"}, deed::Tried{}}));
  learner.begin();
  learner.did(learner::PageOpened{0});
  CHECK(learner.book->progress().page({"01", "a"}) != nullptr);
  learner.rest();
  CHECK(learner.book->has_read());
  const Progress& progress = learner.book->progress();
  CHECK(progress.last == PageRef{"01", "a"});
  CHECK(progress.page({"01", "b"})->experiments == 1);
  CHECK(progress.records == 3);
  learner.rest();
  CHECK(learner.in_file().size() == 3);
  CHECK(progress_of(learner.in_file()) == progress);
}

TEST_CASE("time at a page is kept when it is left, and each half a minute") {
  Learner learner;
  learner.begin();
  learner.did(learner::PageOpened{0});
  for (int i = 0; i < 4; ++i) {
    learner.now += seconds(10);
    learner.book->touch(learner.now);
  }
  CHECK(learner.active_s("a") == 30);
  learner.now += seconds(5);
  learner.did(learner::PageOpened{1});
  CHECK(learner.active_s("a") == 45);
  learner.now += std::chrono::hours(2);
  learner.book->touch(learner.now);
  CHECK(learner.active_s("b") == 60);
  learner.now += seconds(9);
  learner.book->touch(learner.now);
  learner.book->leave();
  CHECK(learner.active_s("b") == 69);
  learner.now += seconds(20);
  learner.book->touch(learner.now);
  CHECK(learner.active_s("b") == 69);
  learner.rest();
  CHECK(progress_of(learner.in_file()) == learner.book->progress());
}

TEST_CASE("what is done in the end is on the disk when the book is closed") {
  Learner learner;
  learner.begin();
  learner.did(learner::PageOpened{0});
  learner.did(learner::Answered{0, answer::One{1}, false});
  learner.now += seconds(7);
  learner.book->touch(learner.now);
  learner.book.reset();
  REQUIRE(learner.in_file().size() == 3);
  CHECK(learner.in_file().back().deed == Deed{deed::TimeSpent{7}});
}

TEST_CASE("after a reset progress begins anew, with what was done since it was asked for") {
  Learner learner;
  learner.begin();
  learner.did(learner::PageOpened{0});
  learner.rest();
  learner.book->reset();
  learner.did(learner::PageOpened{1});
  learner.rest();
  CHECK(learner.book->take_message().find("begins anew") != std::string::npos);
  CHECK(learner.book->take_message().empty());
  CHECK(learner.book->progress().page({"01", "a"}) == nullptr);
  CHECK(learner.book->progress().page({"01", "b"}) != nullptr);
  CHECK(progress_of(learner.in_file()) == learner.book->progress());
}

TEST_CASE("a reset that fails leaves progress as it is") {
  Learner learner;
  learner.begin();
  learner.did(learner::PageOpened{0});
  learner.rest();
  const Progress before = learner.book->progress();
  for (int i = 1; i <= 99; ++i) {
    learner.folder.write("progress.jsonl.old" + (i == 1 ? std::string() : "-" + std::to_string(i)), "");
  }
  learner.book->reset();
  learner.rest();
  CHECK(learner.book->take_message().find("stays as it is") != std::string::npos);
  CHECK(learner.book->progress() == before);
}
