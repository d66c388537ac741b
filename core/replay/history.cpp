#include "core/replay/history.hpp"

#include <algorithm>
#include <cassert>

namespace doorway {

namespace {
// The last state of an ascending row that does not lie after the cursor. The first one does not.
const WorldState& last_not_after(const std::vector<WorldState>& states, Seq cursor) {
  const auto after = std::upper_bound(states.begin(), states.end(), cursor,
                                      [](Seq seq, const WorldState& state) { return seq < state.cursor; });
  assert(after != states.begin());
  return *std::prev(after);
}
}  // namespace

History::History(const Recording& recording)
    : recording_(recording),
      current_(initial_world(recording.header())),
      checkpoints_{current_},
      next_checkpoint_(spacing_after(current_)) {}

Seq History::spacing_after(const WorldState& checkpoint) {
  return std::max(Seq{1024}, Seq{32} * checkpoint.sockets.size());
}

Seq History::fine_spacing_after(const WorldState& checkpoint) {
  return std::max(Seq{32}, Seq{4} * checkpoint.sockets.size());
}

const WorldState& History::checkpoint_before(Seq cursor) const {
  return last_not_after(checkpoints_, cursor);
}

void History::step_to(Seq cursor) {
  while (current_.cursor < cursor) {
    apply(current_, recording_.at(current_.cursor + 1));
    if (current_.cursor == next_checkpoint_) {
      checkpoints_.push_back(current_);
      next_checkpoint_ += spacing_after(current_);
    }
  }
}

// Who goes back one step will go back another: the way from the checkpoint is folded once and kept in a finer row.
void History::step_back_to(Seq cursor) {
  const WorldState& checkpoint = checkpoint_before(cursor);
  const bool row_is_here = !fine_.empty() && fine_.front().cursor == checkpoint.cursor;
  if (!row_is_here) fine_.assign(1, checkpoint);
  current_ = last_not_after(fine_, cursor);
  const Seq fine_spacing = fine_spacing_after(checkpoint);
  while (cursor - current_.cursor >= fine_spacing) {
    step_to(current_.cursor + fine_spacing);
    fine_.push_back(current_);
  }
  step_to(cursor);
}

const WorldState& History::at(Seq cursor) {
  assert(cursor <= recording_.size());
  if (cursor < current_.cursor) {
    step_back_to(cursor);
  } else {
    const WorldState& checkpoint = checkpoint_before(cursor);
    if (checkpoint.cursor > current_.cursor) current_ = checkpoint;
    step_to(cursor);
  }
  return current_;
}

}  // namespace doorway
