#include "core/progress/overview.hpp"

#include "tests/core/progress/made_lesson.hpp"

#include <doctest/doctest.h>

using namespace doorway;
using namespace doorway::test;

namespace {

/// Three lessons, one of which cannot be read, and somebody who works through them.
struct Course {
  Lesson first = lesson_with("First", {{"a", true, 0, false, 1}, {"b", true, 2, true, 2}, {"end"}});
  Lesson second = lesson_with("Second \x01", {{"c", true}, {"d", true}});
  std::vector<KnownLesson> lessons{{"01", &first}, {"02", &second}, {"03", nullptr}};
  Progress progress;

  void did(std::string lesson, std::string page, Deed deed) {
    fold(progress, {1, {std::move(lesson), std::move(page)}, std::move(deed)});
  }
  void opened(std::string lesson, std::string page) { did(std::move(lesson), std::move(page), deed::Opened{}); }
  void answered(std::string lesson, std::string page, bool right) {
    did(std::move(lesson), std::move(page), deed::Answered{answer::One{0}, right});
  }
  [[nodiscard]] LessonOverview of_first() const { return overview_of(first, progress.lesson("01")); }
};

}  // namespace

TEST_CASE("what a lesson offers is counted before anything is done") {
  const Course course;
  const LessonOverview overview = course.of_first();
  CHECK(overview.pages == Share{0, 3});
  CHECK(overview.goals == Share{0, 1});
  CHECK(overview.gems == Share{0, 3});
  CHECK(overview.questions == 2);
  CHECK(overview.open() == 2);
  CHECK_FALSE(overview.is_begun());
  CHECK_FALSE(overview.is_complete());
}

TEST_CASE("what was done is added up over the lesson's pages") {
  Course course;
  course.opened("01", "a");
  course.answered("01", "a", true);
  course.did("01", "a", deed::GemKept{0});
  course.did("01", "a", deed::TimeSpent{30});
  course.opened("01", "b");
  course.answered("01", "b", false);
  course.did("01", "b", deed::HintTaken{1});
  course.did("01", "b", deed::Tried{});
  course.did("01", "b", deed::TimeSpent{40});
  LessonOverview overview = course.of_first();
  CHECK(overview.pages == Share{2, 3});
  CHECK(overview.right_at_first == 1);
  CHECK(overview.right_later == 0);
  CHECK(overview.open() == 1);
  CHECK(overview.answers == 2);
  CHECK(overview.hints == 1);
  CHECK(overview.experiments == 1);
  CHECK(overview.gems == Share{1, 3});
  CHECK(overview.active_s == 70);
  CHECK(overview.is_begun());
  course.answered("01", "b", true);
  course.did("01", "b", deed::SolutionSeen{});
  course.did("01", "b", deed::GoalReached{});
  course.did("01", "b", deed::GemKept{0});
  course.did("01", "b", deed::GemKept{1});
  CHECK_FALSE(course.of_first().is_complete());
  course.opened("01", "end");
  overview = course.of_first();
  CHECK(overview.right_later == 1);
  CHECK(overview.solutions == 1);
  CHECK(overview.is_complete());
}

TEST_CASE("what the lesson does not have any more does not count") {
  Course course;
  course.opened("01", "gone");
  course.answered("01", "gone", true);
  course.answered("01", "end", true);
  course.did("01", "a", deed::GemKept{1});
  course.did("01", "a", deed::HintTaken{0});
  course.did("01", "b", deed::HintTaken{2});
  course.did("01", "a", deed::GoalReached{});
  const LessonOverview overview = course.of_first();
  CHECK(overview.pages.done == 0);
  CHECK(overview.right() == 0);
  CHECK(overview.gems.done == 0);
  CHECK(overview.hints == 0);
  CHECK(overview.goals.done == 0);
}

TEST_CASE("the table has the lessons in their order, and after them what was done elsewhere") {
  Course course;
  course.opened("my-own", "x");
  course.answered("my-own", "x", true);
  course.opened("03", "y");
  const auto rows = progress_rows(course.lessons, course.progress);
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].title == "First");
  CHECK(rows[1].title == "Second U+0001");
  CHECK(rows[2].title == "03");
  CHECK(rows[2].overview.pages == Share{1, 1});
  CHECK(rows[3].title == "my-own");
  CHECK(rows[3].overview.right_at_first == 1);
  CHECK(rows[3].overview.questions == 1);
}

TEST_CASE("one goes on where one was, or with the next lesson where one is through") {
  Course course;
  CHECK_FALSE(continue_at(course.lessons, course.progress));
  course.opened("01", "b");
  CHECK(continue_at(course.lessons, course.progress) == LessonPlace{0, 1});
  course.opened("01", "end");
  CHECK(continue_at(course.lessons, course.progress) == LessonPlace{1, 0});
  // The question of the last page is not answered yet.
  course.opened("02", "d");
  CHECK(continue_at(course.lessons, course.progress) == LessonPlace{1, 1});
  // No lesson can be opened after this one.
  course.answered("02", "d", false);
  CHECK(continue_at(course.lessons, course.progress) == LessonPlace{1, 1});
  course.opened("02", "gone");
  CHECK_FALSE(continue_at(course.lessons, course.progress));
  course.opened("03", "a");
  CHECK_FALSE(continue_at(course.lessons, course.progress));
}

TEST_CASE("missed questions have titles and places, and those that are gone are left out") {
  Course course;
  course.answered("01", "b", false);
  course.answered("01", "gone", false);
  course.answered("01", "end", false);
  course.answered("02", "c", false);
  course.answered("nowhere", "c", false);
  const auto missed = missed_questions(course.lessons, course.progress, Vocabulary::story);
  CHECK(missed == std::vector<MissedQuestion>{{"Second U+0001", "c", 1, 0}, {"First", "b", 0, 1}});
}

TEST_CASE("a page's title is in the words that are chosen") {
  Page page;
  page.title = {Span{"The door", false, false, false, "The socket"}};
  CHECK(shown_title(page, Vocabulary::story) == "The door");
  CHECK(shown_title(page, Vocabulary::engineer) == "The socket");
}
