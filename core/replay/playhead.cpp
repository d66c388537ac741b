#include "core/replay/playhead.hpp"

namespace doorway {

namespace {

PlayheadState standing_at_step(std::size_t step, const StepIndex& steps) {
  return {steps.cursor_of(step), std::nullopt};
}

PlayheadState standing_at_event(Seq seq, const StepIndex& steps) {
  return standing_at_step(steps.step_at(seq), steps);
}

struct Move {
  Seq cursor;
  const StepIndex& steps;

  [[nodiscard]] std::size_t step() const { return steps.step_at(cursor); }
  [[nodiscard]] bool at_end() const { return step() == steps.step_count(); }

  PlayheadState operator()(const playhead::StepForward&) const {
    if (at_end()) return {steps.cursor_of(step()), Wish::step};
    return standing_at_step(step() + 1, steps);
  }
  PlayheadState operator()(const playhead::StepBack&) const {
    return standing_at_step(step() == 0 ? 0 : step() - 1, steps);
  }
  // What follows the last call (what the other side's kernel said) is walked to its end.
  PlayheadState operator()(const playhead::CallForward&) const {
    if (at_end()) return {steps.cursor_of(step()), Wish::call};
    const Seq end = steps.call_end_after(steps.cursor_of(step()));
    return end == 0 ? standing_at_step(steps.step_count(), steps) : standing_at_event(end, steps);
  }
  PlayheadState operator()(const playhead::CallBack&) const {
    return standing_at_event(steps.call_begin_before(steps.event_of(step())), steps);
  }
  PlayheadState operator()(const playhead::Home&) const { return standing_at_step(0, steps); }
  PlayheadState operator()(const playhead::End&) const { return standing_at_step(steps.step_count(), steps); }
  PlayheadState operator()(const playhead::Seek& seek) const { return standing_at_event(seek.seq, steps); }
  PlayheadState operator()(const playhead::SeekStep& seek) const { return standing_at_step(seek.step, steps); }
};

}  // namespace

PlayheadState apply(const PlayheadCommand& command, PlayheadState state, const StepIndex& steps) {
  return std::visit(Move{state.cursor, steps}, command);
}

PlayheadState catch_up(PlayheadState state, const StepIndex& steps, bool at_rest) {
  const Move move{state.cursor, steps};
  if (!state.wish) return standing_at_step(move.step(), steps);
  if (*state.wish == Wish::step && !move.at_end()) return standing_at_step(move.step() + 1, steps);
  if (*state.wish == Wish::call) {
    const Seq end = steps.call_end_after(steps.cursor_of(move.step()));
    if (end != 0) return standing_at_event(end, steps);
  }
  return at_rest ? standing_at_step(steps.step_count(), steps) : state;
}

bool is_at_live_end(const PlayheadState& state, const StepIndex& steps) {
  return steps.step_at(state.cursor) == steps.step_count();
}

std::string step_text(const PlayheadState& state, const StepIndex& steps) {
  const std::string text = "step " + std::to_string(steps.step_at(state.cursor));
  return is_at_live_end(state, steps) ? text : text + " of " + std::to_string(steps.step_count());
}

}  // namespace doorway
