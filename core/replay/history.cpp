#include "core/replay/history.hpp"

#include <algorithm>
#include <cassert>

namespace doorway {

namespace {

constexpr Seq checkpoint_spacing = 128;
constexpr Seq fine_spacing = 16;

// An event takes 100 bytes or more in memory. Checkpoints stand so far apart that all together take about a tenth.
constexpr std::size_t checkpoint_bytes_an_event = 10;

// The last state of an ascending row that does not lie after the cursor. The first one does not.
const WorldState& last_not_after(const std::vector<WorldState>& states, Seq cursor) {
  const auto after = std::upper_bound(states.begin(), states.end(), cursor,
                                      [](Seq seq, const WorldState& state) { return seq < state.cursor; });
  assert(after != states.begin());
  return *std::prev(after);
}

/// What a checkpoint here takes besides what the states around it share. (A way that was folded again may have fewer
/// copies behind it than the checkpoint on it.)
std::size_t own_bytes(const WorldState& state, const WorldState& checkpoint) {
  constexpr std::size_t page_items = 64;
  constexpr std::size_t pointer_bytes = sizeof(std::shared_ptr<SocketState>);
  const std::size_t copies = state.sockets.copied() - std::min(state.sockets.copied(), checkpoint.sockets.copied());
  const std::size_t pages = state.sockets.size() / page_items + 1;
  const std::size_t pointers = pages + std::min(state.sockets.size(), (copies + 1) * page_items);
  return sizeof(WorldState) + state.processes.size() * sizeof(ProcessState) + copies * sizeof(SocketState) +
         pointers * pointer_bytes + state.unpaired.size() * sizeof(SocketId);
}

}  // namespace

History::History(const Recording& recording)
    : events_(recording),
      current_(initial_world(recording.header())),
      checkpoints_{current_},
      next_checkpoint_(checkpoint_spacing) {}

const WorldState& History::checkpoint_before(Seq cursor) const {
  return last_not_after(checkpoints_, cursor);
}

void History::consider_checkpoint() {
  const WorldState& last = checkpoints_.back();
  const Seq wanted = std::max(checkpoint_spacing, Seq{own_bytes(current_, last) / checkpoint_bytes_an_event});
  if (current_.cursor >= last.cursor + wanted) {
    checkpoints_.push_back(current_);
    next_checkpoint_ = current_.cursor + checkpoint_spacing;
  } else {
    next_checkpoint_ = last.cursor + wanted;
  }
}

void History::step_to(Seq cursor) {
  while (current_.cursor < cursor) {
    apply(current_, events_.at(current_.cursor + 1));
    if (current_.cursor == next_checkpoint_) consider_checkpoint();
  }
}

// Who goes back one step will go back another: the way from the checkpoint is folded once and kept in a finer row.
void History::step_back_to(Seq cursor) {
  const WorldState& checkpoint = checkpoint_before(cursor);
  const bool row_is_here = !fine_.empty() && fine_.front().cursor == checkpoint.cursor;
  if (!row_is_here) fine_.assign(1, checkpoint);
  current_ = last_not_after(fine_, cursor);
  while (cursor - current_.cursor >= fine_spacing) {
    step_to(current_.cursor + fine_spacing);
    fine_.push_back(current_);
  }
  step_to(cursor);
}

const WorldState& History::at(Seq cursor) {
  assert(cursor <= events_.recording().size());
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
