// What the page of a lesson asks of the window: its question, what it points at, what it hides and shows.

#include "app/application.hpp"
#include "app/panels/stage_pointing.hpp"

#include <optional>
#include <utility>
#include <variant>

namespace doorway::app {
namespace {

ProgramForm next_form(ProgramForm form) {
  switch (form) {
    case ProgramForm::python: return ProgramForm::c;
    case ProgramForm::c: return ProgramForm::script;
    case ProgramForm::script: return ProgramForm::python;
  }
  return ProgramForm::python;
}

GoalStep next_goal_step(const LessonWalk& walk) {
  const Goal* goal = goal_of(walk.page());
  if (goal == nullptr) return GoalStep::none;
  const GoalState& state = walk.goal_state();
  if (!state.reached && state.hints_shown < goal->hints.size()) return GoalStep::hint;
  return state.solution_seen ? GoalStep::run_solution : GoalStep::solution;
}

}  // namespace

void Application::add_page_to(ActionContext& context) const {
  const Page& page = walk_->page();
  const AskState& state = walk_->ask_state();
  if (const Ask* ask = ask_of(page)) {
    context.choice_count = choice_count(*ask);
    context.asks_number = std::holds_alternative<NumberAnswer>(ask->answers) && !state.committed;
    context.is_typing_number = context.asks_number && ask_ui_.is_typing;
    context.can_ask_again = state.standing != AskState::Standing::open;
  }
  context.has_scenario = page.scenario.has_value();
  context.runs_changed = walk_->runs_changed();
  context.goal_step = next_goal_step(*walk_);
  if (const Goal* goal = goal_of(page)) context.solution = goal->solution_text;
}

// A page that has just opened says anew what is hidden and shown.
void Application::follow_page() {
  if (!walk_ || page_followed_ == walk_->page_index()) return;
  page_followed_ = walk_->page_index();
  views_ = PageViews(walk_->page().cue);
  ask_ui_ = {};
  target_under_mouse_.reset();
}

InspectorWish Application::inspector_wish() const {
  FrameWishes open = settings_.panels;
  open.inspector_is_open = true;
  open.inspector_is_guest = true;
  const bool page_stays = layout_frame(seen_.width_px, seen_.height_px, seen_.scale, open).lesson.shown();
  return views_.inspector({settings_.panels.inspector_is_open, settings_.inspector_tab}, page_stays);
}

// --- Commands

void Application::carry_out(const WalkCommand& command, Clock::time_point now) {
  if (!walk_) return;
  // Who plays on with a number in the field means it.
  if (std::holds_alternative<walk::PlayOrPause>(command) && ask_ui_.is_typing) {
    carry_out(AskCommand{asking::GiveTyped{}}, now);
  }
  if (std::holds_alternative<walk::AskAgain>(command)) ask_ui_ = {};
  walk_->apply(command, now);
  follow_page();
}

void Application::carry_out(const AskCommand& command, Clock::time_point now) {
  const Ask* ask = walk_ ? ask_of(walk_->page()) : nullptr;
  if (ask == nullptr) return;
  if (auto answer = apply(ask_ui_, command, *ask, walk_->ask_state())) {
    walk_->apply(WalkCommand{walk::Give{std::move(*answer)}}, now);
  }
}

void Application::carry_out(const view::ToggleTimeline&, Clock::time_point) {
  views_.choose_timeline(views_.hides_timeline());
}

void Application::carry_out(const view::ToggleInspector& toggle, Clock::time_point) {
  const InspectorWish seen = inspector_wish();
  const bool other_tab = toggle.tab && *toggle.tab != seen.tab;
  views_.leave_inspector_to_learner();
  settings_.panels.inspector_is_open = !seen.is_open || other_tab;
  settings_.inspector_tab = toggle.tab.value_or(seen.tab);
}

void Application::carry_out(const view::DoInInspector& wish, Clock::time_point) {
  views_.leave_inspector_to_learner();
  settings_.panels.inspector_is_open = true;
  settings_.inspector_tab =
      wish.deed == view::InspectorDeed::copy_transcript ? InspectorTab::transcript : InspectorTab::program;
  ProgramUi& program = inspector_ui_.program;
  switch (wish.deed) {
    case view::InspectorDeed::copy_transcript: inspector_ui_.transcript.is_to_copy = true; break;
    case view::InspectorDeed::copy_program: program.is_to_copy = true; break;
    case view::InspectorDeed::next_form: program.form = next_form(program.form); break;
    case view::InspectorDeed::next_process: ++program.process; break;  // past the last comes the first
  }
}

// --- Frames

void Application::draw_page(const FrameLayout& layout, const Fonts& fonts, Commands& out) {
  if (!layout.lesson.shown()) return;
  follow_missed();
  const LessonPageSources sources{*walk_,  settings_.vocabulary, ask_ui_,
                                  missed_, target_under_mouse_,  right_in_the_end_};
  draw_lesson_page(sources, layout.lesson, theme_, fonts, page_ui_, out);
}

void Application::point_at_stage(const Session& session, const WorldState& world, const Fonts& fonts, Commands& out) {
  const StagePointing pointing{walk_->page(), walk_->ask_state(), !walk_->runs_changed(), page_ui_.row_under_mouse};
  const ShownStage stage{stage_show_.scene(), stage_show_.layout(), world, session.recording().scenario()};
  answers_by_click_ = takes_clicks(pointing);
  target_under_mouse_ = draw_stage_pointing(pointing, stage, theme_, fonts, out);
}

}  // namespace doorway::app
