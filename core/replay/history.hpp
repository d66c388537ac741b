#pragma once

#include "core/replay/world_state.hpp"

#include <vector>

namespace doorway {

/// Reaches the state at any step of a long recording at once: folds forward from checkpoints. Owned and used by one
/// thread; the recording, which must outlive it, may grow meanwhile.
class History {
 public:
  explicit History(const Recording& recording);

  /// The state after the event `cursor`, 0 … recording.size(). Good until the next call. A step forward folds one
  /// event, a step back a few dozen, a jump 1,024 at most (more where there are more than 32 sockets); events that
  /// nobody has been past before are folded once.
  const WorldState& at(Seq cursor);

  /// How many checkpoints there are, for tests and benches.
  [[nodiscard]] std::size_t checkpoint_count() const { return checkpoints_.size(); }

 private:
  // A state takes as much memory as a few events for each of its sockets: with many sockets checkpoints stand further
  // apart, so that all of them together take about an eighth of what the events take.
  static Seq spacing_after(const WorldState& checkpoint);
  static Seq fine_spacing_after(const WorldState& checkpoint);

  void step_to(Seq cursor);
  void step_back_to(Seq cursor);
  [[nodiscard]] const WorldState& checkpoint_before(Seq cursor) const;

  const Recording& recording_;
  WorldState current_;
  std::vector<WorldState> checkpoints_;  // ascending; the first is the state before all events
  Seq next_checkpoint_;
  std::vector<WorldState> fine_;  // ascending, between two checkpoints: where the cursor is being moved back
};

}  // namespace doorway
