#include "core/session/lesson_walk.hpp"

#include "core/lesson/judge.hpp"

#include <algorithm>
#include <utility>

namespace doorway {

LessonWalk::LessonWalk(Lesson lesson, const Ground& ground, Clock::time_point now, std::size_t first_page)
    : lesson_(std::move(lesson)),
      ground_(ground),
      page_(std::min(first_page, lesson_.pages.size() - 1)),
      asks_(lesson_.pages.size()) {
  open_page(now);
}

void LessonWalk::set_step_time(std::chrono::milliseconds step_time) {
  step_time_ = step_time;
  if (session_) session_->set_step_time(step_time);
}

// --- Commands

void LessonWalk::apply(const WalkCommand& command, Clock::time_point now) {
  std::visit([&](const auto& what) { carry_out(what, now); }, command);
  judge_page();
}

void LessonWalk::apply(const SessionCommand& command, Clock::time_point now) {
  if (session_) session_->apply(command, now);
  judge_page();
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
  judged_take_ = 0;
  open_page(now);
}

void LessonWalk::carry_out(const walk::Choose& choose, Clock::time_point) {
  const Ask* ask = ask_of(page());
  AskState& state = asks_[page_];
  if (ask == nullptr || choose.choice >= choice_count(*ask) || state.verdict == AskState::Verdict::decided) return;
  state.chosen = choose.choice;
  state.asked_to_choose = false;
}

void LessonWalk::carry_out(const walk::Give&, Clock::time_point) {}

void LessonWalk::carry_out(const walk::AskAgain&, Clock::time_point) {}

void LessonWalk::carry_out(const walk::RunChanged&, Clock::time_point) {}

void LessonWalk::carry_out(const walk::Restore&, Clock::time_point) {}

void LessonWalk::carry_out(const walk::NextHint&, Clock::time_point) {}

void LessonWalk::carry_out(const walk::ShowSolution&, Clock::time_point) {}

void LessonWalk::carry_out(const walk::PlayOrPause&, Clock::time_point now) {
  if (!session_) return;
  if (session_->is_playing()) return session_->apply(session::Pause{}, now);
  AskState& state = asks_[page_];
  if (ask_of(page()) != nullptr && !state.chosen && !state.asked_to_choose) {
    state.asked_to_choose = true;
    return;
  }
  session_->apply(session::PlayTo{page().cue.stops}, now);
}

// --- Pages

// The session of the scenario that the page shows goes on; another one begins anew.
void LessonWalk::open_page(Clock::time_point now) {
  const std::size_t scenario = page().scenario.value_or(0);
  if (lesson_.scenarios.empty()) return;
  const bool begins = scenario_ != scenario;
  if (begins) open_scenario(scenario);
  if (!session_) return;
  session_->update(now);
  if (page().cue.open) {
    session_->apply(session::GoTo{*page().cue.open}, now);
  } else if (page().begins_scenario) {
    session_->apply(session::Move{playhead::Home{}}, now);
  } else {
    session_->apply(session::Pause{}, now);
  }
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

// --- Questions

bool LessonWalk::update(Clock::time_point now) {
  const AskState before = ask_state();
  const bool changed = session_ && session_->update(now);
  judge_page();
  return changed || before != ask_state();
}

// The page's last stop is where the lesson's author shows the answer; without a stop it is the end of the run.
bool LessonWalk::has_come_far_enough() const {
  const auto& stops = page().cue.stops;
  const Place last = stops.empty() ? Place{Place::Moment::end, {}, {}} : stops.back();
  return session_->has_reached(last) || (session_->run_is_over() && session_->is_live());
}

void LessonWalk::judge_page() {
  const Ask* ask = ask_of(page());
  AskState& state = asks_[page_];
  if (ask == nullptr || !session_ || !state.chosen || state.verdict == AskState::Verdict::decided) return;
  if (session_->is_playing() || !has_come_far_enough()) return;
  const Seq known = session_->view().steps.known();
  const std::size_t take = session_->take_number();
  if (state.verdict == AskState::Verdict::another_way && known == judged_ && take == judged_take_) return;
  judged_ = known;
  judged_take_ = take;
  const auto right = right_answer(*ask, Evidence(session_->recording()));
  if (const auto* one = right ? std::get_if<answer::One>(&*right) : nullptr) {
    state.verdict = AskState::Verdict::decided;
    state.right = one->choice;
  } else if (session_->run_is_over()) {
    state.verdict = AskState::Verdict::another_way;
  }
}

}  // namespace doorway
