// The run judges the page's question; a changed run judges its goal.
#include "core/lesson/judge.hpp"
#include "core/session/lesson_walk.hpp"

#include <algorithm>
#include <utility>

namespace doorway {

namespace {

// At one update: so many take a few milliseconds.
constexpr Seq most_events_at_once = 1U << 14;

}  // namespace

void LessonWalk::judge() {
  reads_on_ = false;
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

// Asked as soon as there will be something to judge, so that a long recording is read by then.
bool LessonWalk::has_read_calls() {
  if (const auto& present = session_->takes().back(); read_ != present) {
    read_ = present;
    calls_ = std::make_unique<GrowingCallTable>(*read_);
  }
  const Seq known = session_->view().steps.known();
  calls_->update(std::min(known, calls_->known() + most_events_at_once));
  reads_on_ = calls_->known() < known;
  return !reads_on_;
}

void LessonWalk::judge_ask() {
  const Ask* ask = ask_of(page());
  AskState& state = asks_[page_];
  if (ask == nullptr || !session_ || runs_changed_ || state.is_decided() || session_->is_playing()) return;
  const bool is_seen = has_come_far_enough();
  if (is_seen && !was_seen_ && state.answer) state.committed = true;  // they have stepped there
  was_seen_ = is_seen;
  const bool has_read = has_read_calls();
  if (!is_seen || !state.committed || !has_read) return;
  if (state.standing == AskState::Standing::another_way && ask_judged_ == present()) return;
  ask_judged_ = present();
  const Evidence evidence(calls_->table(), session_->view().places, session_->run_is_over());
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
  if (goal_judged_ == present() || !has_read_calls()) return;
  goal_judged_ = present();
  GoalState& state = goals_[page_];
  const bool is_reached = holds(goal->when, calls_->table());
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
