#include "core/progress/progress.hpp"

#include "core/progress/learner_record.hpp"
#include "core/progress/record_text.hpp"
#include "tests/core/progress/any_record.hpp"
#include "tests/core/progress/made_lesson.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>

using namespace doorway;
using namespace doorway::test;

namespace {

/// A learner at work: each call is a record, a second after the one before.
class AtWork {
 public:
  AtWork& at(std::string lesson, std::string page) {
    at_ = {std::move(lesson), std::move(page)};
    return did(deed::Opened{});
  }
  AtWork& did(Deed deed) {
    fold(progress_, {++now_, at_, std::move(deed)});
    return *this;
  }
  AtWork& answered(bool right) { return did(deed::Answered{answer::One{0}, right}); }
  [[nodiscard]] const Progress& progress() const { return progress_; }
  [[nodiscard]] PageProgress here() const { return *progress_.page(at_); }

 private:
  PageRef at_;
  std::int64_t now_ = 0;
  Progress progress_;
};

}  // namespace

TEST_CASE("a question that was answered right at first stays so, whatever is answered later") {
  AtWork learner;
  learner.at("one", "a").answered(true);
  CHECK(learner.here().right_at_first);
  CHECK(learner.here().missed == 0);
  learner.answered(false);
  CHECK(learner.here().right_at_first);
  CHECK(learner.here().right);
  CHECK(learner.here().answers == 2);
}

TEST_CASE("a question that was missed and then answered right was right, but not at first") {
  AtWork learner;
  learner.at("one", "a").answered(false);
  CHECK_FALSE(learner.here().right);
  learner.answered(true);
  CHECK(learner.here().right);
  CHECK_FALSE(learner.here().right_at_first);
}

TEST_CASE("missed questions come in the order in which they were missed last, until they are answered right") {
  AtWork learner;
  learner.at("one", "a").answered(false);
  learner.at("two", "b").answered(false);
  learner.at("one", "c").answered(true);
  CHECK(missed_pages(learner.progress()) == std::vector<PageRef>{{"two", "b"}, {"one", "a"}});
  learner.at("one", "a").answered(false);
  CHECK(missed_pages(learner.progress()) == std::vector<PageRef>{{"one", "a"}, {"two", "b"}});
  learner.at("two", "b").answered(true);
  CHECK(missed_pages(learner.progress()) == std::vector<PageRef>{{"one", "a"}});
  learner.at("two", "b").answered(false);
  CHECK(missed_pages(learner.progress()) == std::vector<PageRef>{{"two", "b"}, {"one", "a"}});
}

TEST_CASE("hints and gems count once each, experiments each time, and time is added up") {
  AtWork learner;
  learner.at("one", "a");
  for (int i = 0; i < 2; ++i) {
    learner.did(deed::HintTaken{0}).did(deed::GemKept{1}).did(deed::Tried{}).did(deed::TimeSpent{40});
  }
  learner.did(deed::HintTaken{1}).did(deed::SolutionSeen{}).did(deed::GoalReached{});
  CHECK(learner.here().hints == std::set<std::size_t>{0, 1});
  CHECK(learner.here().gems == std::set<std::size_t>{1});
  CHECK(learner.here().experiments == 2);
  CHECK(learner.here().active_s == 80);
  CHECK(learner.here().solution_seen);
  CHECK(learner.here().goal_reached);
}

TEST_CASE("the last place is the page that was opened last, whatever was done elsewhere since") {
  AtWork learner;
  CHECK_FALSE(learner.progress().last);
  learner.at("one", "a").at("two", "b").answered(false);
  CHECK(learner.progress().last == PageRef{"two", "b"});
  Progress progress = learner.progress();
  fold(progress, {9, {"one", "a"}, deed::TimeSpent{5}});
  CHECK(progress.last == PageRef{"two", "b"});
}

TEST_CASE("progress is the same whether it was read from a file or has just happened, in parts or at once") {
  CHECK(rc::check([] {
    const auto records = *rc::gen::container<std::vector<ProgressRecord>>(any_record(one_of_few_ids()));
    const Progress whole = progress_of(records);
    std::string text = progress_header_line();
    for (const ProgressRecord& record : records) text += record_line(record);
    RC_ASSERT(progress_of(read_records(text).records) == whole);
    const auto cut = *rc::gen::inRange<std::size_t>(0, records.size() + 1);
    Progress in_parts = progress_of(std::span(records).first(cut));
    for (const ProgressRecord& record : std::span(records).subspan(cut)) fold(in_parts, record);
    RC_ASSERT(in_parts == whole);
  }));
}

TEST_CASE("the missed questions are those whose last answer was wrong, each once") {
  CHECK(rc::check([] {
    const auto records = *rc::gen::container<std::vector<ProgressRecord>>(any_record(one_of_few_ids()));
    std::vector<PageRef> expected;  // as a patient person with a list would do it
    for (const ProgressRecord& record : records) {
      const auto* answered = std::get_if<deed::Answered>(&record.deed);
      if (answered == nullptr) continue;
      std::erase(expected, record.at);
      if (!answered->right) expected.insert(expected.begin(), record.at);
    }
    RC_ASSERT(missed_pages(progress_of(records)) == expected);
  }));
}

TEST_CASE("what a walk tells becomes a record of the page by its id") {
  const Lesson lesson = lesson_with("A lesson", {{"first"}, {"second", true}});
  const auto made = [&](const LearnerEvent& event) { return record_of(event, lesson, "01-a", 12); };
  CHECK(made(learner::PageOpened{0}) == ProgressRecord{12, {"01-a", "first"}, deed::Opened{}});
  CHECK(made(learner::Answered{1, answer::Number{4}, true}) ==
        ProgressRecord{12, {"01-a", "second"}, deed::Answered{answer::Number{4}, true}});
  CHECK(made(learner::Tried{1}) == ProgressRecord{12, {"01-a", "second"}, deed::Tried{}});
  CHECK(made(learner::HintTaken{1, 2}) == ProgressRecord{12, {"01-a", "second"}, deed::HintTaken{2}});
  CHECK(made(learner::SolutionSeen{1}) == ProgressRecord{12, {"01-a", "second"}, deed::SolutionSeen{}});
  CHECK(made(learner::GoalReached{0}) == ProgressRecord{12, {"01-a", "first"}, deed::GoalReached{}});
  CHECK(made(learner::GemKept{0, 1}) == ProgressRecord{12, {"01-a", "first"}, deed::GemKept{1}});
  CHECK_FALSE(made(learner::PageOpened{2}));
}
