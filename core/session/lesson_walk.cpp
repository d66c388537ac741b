#include "core/session/lesson_walk.hpp"

#include "core/scenario/parser.hpp"

#include <algorithm>
#include <utility>

namespace doorway {

LessonWalk::LessonWalk(const Ground& ground, Lesson lesson, std::size_t first_page)
    : lesson_(std::move(lesson)),
      ground_(ground),
      page_(std::min(first_page, lesson_.pages.size() - 1)),
      asks_(lesson_.pages.size()),
      goals_(lesson_.pages.size()),
      changed_texts_(lesson_.pages.size()),
      gems_kept_(lesson_.pages.size()) {}

LessonWalk::LessonWalk(Lesson lesson, const Ground& ground, Clock::time_point now, std::size_t first_page)
    : LessonWalk(ground, std::move(lesson), first_page) {
  open_page(now);
}

LessonWalk::LessonWalk(Lesson lesson, std::unique_ptr<ReplayView> recording, RunStatus ended,
                       std::vector<ProcessId> order, const Ground& ground, Clock::time_point now,
                       std::size_t first_page)
    : LessonWalk(ground, std::move(lesson), first_page) {
  session_ = Session::of_recording(std::move(recording), std::move(ended), std::move(order), ground_);
  scenario_ = 0;
  open_page(now);
}

void LessonWalk::set_step_time(std::chrono::milliseconds step_time) {
  step_time_ = step_time;
  for (Session* session : {session_.get(), own_.get()}) {
    if (session != nullptr) session->set_step_time(step_time);
  }
}

bool LessonWalk::update(Clock::time_point now) {
  const AskState ask_before = ask_state();
  const GoalState goal_before = goal_state();
  const bool changed = session_ && session_->update(now);
  judge();
  return changed || ask_before != ask_state() || goal_before != goal_state();
}

std::optional<LessonWalk::Clock::time_point> LessonWalk::wakes_at() const {
  if (reads_on_) return Clock::time_point{};
  return session_ ? session_->wakes_at() : std::nullopt;
}

// --- Commands

void LessonWalk::apply(const WalkCommand& command, Clock::time_point now) {
  std::visit([&](const auto& what) { carry_out(what, now); }, command);
  judge();
}

void LessonWalk::apply(const SessionCommand& command, Clock::time_point now) {
  if (session_) session_->apply(command, now);
  judge();
}

void LessonWalk::carry_out(const walk::NextPage&, Clock::time_point now) {
  carry_out(walk::ToPage{page_ + 1}, now);
}

void LessonWalk::carry_out(const walk::PreviousPage&, Clock::time_point now) {
  if (page_ > 0) carry_out(walk::ToPage{page_ - 1}, now);
}

void LessonWalk::carry_out(const walk::ToPage& to, Clock::time_point now) {
  if (to.page >= lesson_.pages.size() || to.page == page_) return;
  page_ = to.page;
  open_page(now);
}

void LessonWalk::carry_out(const walk::Choose& choose, Clock::time_point) {
  const Ask* ask = ask_of(page());
  if (ask == nullptr) return;
  doorway::choose(asks_[page_], *ask, choose.choice);
  commit_where_seen();
}

void LessonWalk::carry_out(const walk::Give& give, Clock::time_point) {
  const Ask* ask = ask_of(page());
  if (ask == nullptr) return;
  doorway::give(asks_[page_], *ask, give.answer);
  commit_where_seen();
}

void LessonWalk::carry_out(const walk::AskAgain&, Clock::time_point now) {
  if (ask_of(page()) == nullptr || !ask_state().committed) return;
  asks_[page_] = {};
  begin_page_anew(now);
}

void LessonWalk::carry_out(const walk::RunChanged& run, Clock::time_point now) {
  if (!page().scenario) return;
  auto scenario = parse_scenario(run.text);
  if (scenario.has_error()) return;
  // The page's order of turns is for its own lines: here the learner's order holds.
  auto made = Session::create(std::move(*scenario), {}, ground_);
  if (made.has_error()) {
    failure_ = made.error().message;
    return;
  }
  failure_.clear();
  if (!runs_changed_) {
    if (session_) session_->apply(session::Pause{}, now);
    own_ = std::move(session_);
  }
  session_ = std::move(*made);
  session_->set_step_time(step_time_);
  session_->apply(session::PlayTo{}, now);
  runs_changed_ = true;
  goal_judged_ = {};
  goals_[page_].last_run_missed = false;
  changed_texts_[page_] = run.text;
  events_.emplace_back(learner::Tried{page_});
}

void LessonWalk::carry_out(const walk::Restore&, Clock::time_point now) {
  changed_texts_[page_].reset();
  return_to_own(now);
}

void LessonWalk::carry_out(const walk::NextHint&, Clock::time_point) {
  const Goal* goal = goal_of(page());
  std::size_t& shown = goals_[page_].hints_shown;
  if (goal == nullptr || shown == goal->hints.size()) return;
  events_.emplace_back(learner::HintTaken{page_, shown});
  ++shown;
}

void LessonWalk::carry_out(const walk::ShowSolution&, Clock::time_point) {
  const Goal* goal = goal_of(page());
  GoalState& state = goals_[page_];
  if (goal == nullptr || state.solution_seen) return;
  if (!state.reached && state.hints_shown < goal->hints.size()) return;
  state.solution_seen = true;
  events_.emplace_back(learner::SolutionSeen{page_});
}

void LessonWalk::carry_out(const walk::PlayOrPause&, Clock::time_point now) {
  if (!session_) return;
  if (session_->is_playing()) return session_->apply(session::Pause{}, now);
  if (runs_changed_) return session_->apply(session::PlayTo{}, now);
  AskState& state = asks_[page_];
  if (ask_of(page()) != nullptr && !state.committed) {
    if (!state.answer && !state.asked_to_answer) {
      state.asked_to_answer = true;
      return;
    }
    state.committed = state.answer.has_value();
    if (state.committed && was_seen_) return;  // it is judged where the cursor stands
  }
  session_->apply(session::PlayTo{page().cue.stops}, now);
}

// --- Pages

// The session of the scenario that the page shows goes on; another one begins anew.
void LessonWalk::open_page(Clock::time_point now) {
  return_to_own(now);
  was_seen_ = false;
  ask_judged_ = {};
  events_.emplace_back(learner::PageOpened{page_});
  if (ask_of(page()) == nullptr) keep_gems();
  const std::size_t scenario = page().scenario.value_or(0);
  if (lesson_.scenarios.empty()) return;
  if (scenario_ != scenario) open_scenario(scenario);
  if (!session_) return;
  session_->update(now);
  if (page().cue.open) {
    session_->apply(session::GoTo{*page().cue.open}, now);
  } else if (page().begins_scenario) {
    session_->apply(session::Move{playhead::Home{}}, now);
  } else {
    session_->apply(session::Pause{}, now);
  }
  opened_at_ = session_->playhead().cursor;
}

// A page that goes on where the one before it stood begins there again, also on fresh sockets.
void LessonWalk::begin_page_anew(Clock::time_point now) {
  return_to_own(now);
  was_seen_ = false;
  ask_judged_ = {};
  if (!session_) return;
  const bool has_own_begin = page().cue.open || page().begins_scenario;
  const PlayheadCommand back = has_own_begin ? PlayheadCommand{playhead::Home{}} : playhead::Seek{opened_at_};
  session_->apply(session::Move{back}, now);
  session_->apply(session::NewTake{}, now);
  if (page().cue.open) session_->apply(session::GoTo{*page().cue.open}, now);
}

void LessonWalk::return_to_own(Clock::time_point now) {
  if (!runs_changed_) return;
  runs_changed_ = false;
  session_ = std::move(own_);
  failure_.clear();
  if (session_) session_->update(now);
}

const Page& LessonWalk::page_of_scenario(std::size_t index) const {
  const auto found = std::find_if(lesson_.pages.begin(), lesson_.pages.end(),
                                  [&](const Page& page) { return page.begins_scenario && page.scenario == index; });
  return found == lesson_.pages.end() ? lesson_.pages.front() : *found;
}

void LessonWalk::open_scenario(std::size_t index) {
  auto made = Session::create(lesson_.scenarios[index], page_of_scenario(index).cue.order, ground_);
  if (made.has_error()) {
    failure_ = made.error().message;
    session_.reset();
    scenario_.reset();
    return;
  }
  session_ = std::move(*made);
  session_->set_step_time(step_time_);
  scenario_ = index;
  failure_.clear();
}

}  // namespace doorway
