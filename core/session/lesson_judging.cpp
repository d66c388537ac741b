// The run judges the page's question; a changed run judges its goal.
#include "core/lesson/judge.hpp"
#include "core/session/lesson_walk.hpp"

#include <utility>

namespace doorway {

void LessonWalk::judge() {
  judge_ask();
  judge_goal();
}

LessonWalk::Judged LessonWalk::present() const {
  return {session_->take_number(), session_->view().steps.known()};
}

// The page's last stop is where the lesson's author shows the answer; without a stop it is the end of the run.
bool LessonWalk::has_come_far_enough() const {
  const auto& stops = page().cue.stops;
  const Place last = stops.empty() ? Place{Place::Moment::end, {}, {}} : stops.back();
  return session_->has_reached(last) || (session_->run_is_over() && session_->is_live());
}

// Who has seen what happens answers for good; an answer that is put together bit by bit is theirs to finish.
void LessonWalk::commit_where_seen() {
  AskState& state = asks_[page_];
  if (was_seen_ && state.answer && is_answered_at_once(*ask_of(page()))) state.committed = true;
}

void LessonWalk::judge_ask() {
  const Ask* ask = ask_of(page());
  AskState& state = asks_[page_];
  if (ask == nullptr || !session_ || runs_changed_ || state.is_decided() || session_->is_playing()) return;
  const bool is_seen = has_come_far_enough();
  if (is_seen && !was_seen_ && state.answer) state.committed = true;  // they have stepped there
  was_seen_ = is_seen;
  if (!is_seen || !state.committed) return;
  if (state.standing == AskState::Standing::another_way && ask_judged_ == present()) return;
  ask_judged_ = present();
  const Evidence evidence(session_->recording(), ask_judged_.known, session_->run_is_over());
  if (auto verdict = verdict_of(*ask, *state.answer, evidence)) {
    state.standing = AskState::Standing::decided;
    state.verdict = std::move(verdict);
    events_.emplace_back(learner::Answered{page_, *state.answer, state.verdict->is_right});
    keep_gems();
  } else if (session_->run_is_over()) {
    state.standing = AskState::Standing::another_way;
  }
}

void LessonWalk::judge_goal() {
  const Goal* goal = goal_of(page());
  if (goal == nullptr || !runs_changed_ || session_->is_playing() || !session_->run_is_over()) return;
  if (goal_judged_ == present()) return;
  goal_judged_ = present();
  GoalState& state = goals_[page_];
  const bool is_reached = holds(goal->when, summarise(session_->recording()));
  state.last_run_missed = !is_reached;
  if (!is_reached) return;
  const bool is_solution = state.solution_seen && changed_texts_[page_] == goal->solution_text;
  state.by_solution = is_solution && (state.by_solution || !state.reached);
  if (state.reached) return;
  state.reached = true;
  events_.emplace_back(learner::GoalReached{page_});
}

void LessonWalk::keep_gems() {
  if (gems_kept_[page_]) return;
  gems_kept_[page_] = true;
  for (std::size_t gem = 0; gem < gems_of(page()).size(); ++gem) events_.emplace_back(learner::GemKept{page_, gem});
}

}  // namespace doorway
