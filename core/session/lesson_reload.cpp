// A lesson whose file was saved while it is open.
#include "core/lesson/same_question.hpp"
#include "core/session/lesson_walk.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace doorway {
namespace {

std::optional<std::size_t> page_of_id(const Lesson& lesson, const std::string& id) {
  const auto found =
      std::find_if(lesson.pages.begin(), lesson.pages.end(), [&](const Page& page) { return page.id == id; });
  if (found == lesson.pages.end()) return std::nullopt;
  return static_cast<std::size_t>(found - lesson.pages.begin());
}

bool opens_the_same(const Page& one, const Page& other) {
  const auto open = [](const Page& page) { return page.cue.open ? to_string(*page.cue.open) : std::string(); };
  return open(one) == open(other) && one.begins_scenario == other.begins_scenario;
}

/// How the question stands, if it is still the same one; what is said to the answer may be new.
AskState kept_answer(const Page& before, const Page& now, AskState state) {
  const Ask* old_ask = ask_of(before);
  const Ask* ask = ask_of(now);
  if (old_ask == nullptr || ask == nullptr || !is_same_question(*old_ask, *ask)) return {};
  if (state.verdict && state.answer) state.verdict->feedback = feedback_for(*ask, *state.answer, state.verdict->right);
  return state;
}

GoalState kept_goal(const Page& before, const Page& now, GoalState state) {
  const Goal* old_goal = goal_of(before);
  const Goal* goal = goal_of(now);
  if (old_goal == nullptr || goal == nullptr || !is_same_goal(*old_goal, *goal)) return {};
  state.hints_shown = std::min(state.hints_shown, goal->hints.size());
  return state;
}

}  // namespace

void LessonWalk::reload(Lesson lesson, Clock::time_point now) {
  const Lesson before = std::exchange(lesson_, std::move(lesson));
  keep_of_pages(before);
  const std::size_t old_page = page_;
  const Page& page_before = before.pages[old_page];
  const auto there = page_of_id(lesson_, page_before.id);
  page_ = there.value_or(std::min(page_, lesson_.pages.size() - 1));
  ask_judged_ = {};
  goal_judged_ = {};
  const bool runs_on = there && session_ && is_same_run(before, page_before, lesson_, page());
  if (!runs_on) {
    runs_changed_ = false;
    own_.reset();
    session_.reset();
    scenario_.reset();
  } else {
    scenario_ = page().scenario.value_or(0);
  }
  if (!runs_on || !opens_the_same(page_before, page())) {
    open_page(now);
  } else if (page_ != old_page) {
    events_.emplace_back(learner::PageOpened{page_});
  }
  judge();
}

// By the pages' ids: one may have come in before another.
void LessonWalk::keep_of_pages(const Lesson& before) {
  const std::size_t count = lesson_.pages.size();
  auto asks = std::exchange(asks_, std::vector<AskState>(count));
  auto goals = std::exchange(goals_, std::vector<GoalState>(count));
  auto changed_texts = std::exchange(changed_texts_, std::vector<std::optional<std::string>>(count));
  const auto gems_kept = std::exchange(gems_kept_, std::vector<bool>(count));
  for (std::size_t i = 0; i < count; ++i) {
    const Page& now = lesson_.pages[i];
    const auto old = page_of_id(before, now.id);
    if (!old) continue;
    const Page& then = before.pages[*old];
    gems_kept_[i] = gems_kept[*old];
    goals_[i] = kept_goal(then, now, goals[*old]);
    if (!is_same_run(before, then, lesson_, now)) continue;
    asks_[i] = kept_answer(then, now, std::move(asks[*old]));
    changed_texts_[i] = std::move(changed_texts[*old]);
  }
}

}  // namespace doorway
