#pragma once

#include "core/record/event_reader.hpp"
#include "core/replay/world_state.hpp"

#include <cstddef>
#include <vector>

namespace doorway {

/// Reaches the state at any step of a long recording at once: folds forward from checkpoints, which share what did not
/// change between them. Owned and used by one thread; the recording, which must outlive it, may grow meanwhile.
class History {
 public:
  explicit History(const Recording& recording);

  /// The state after the event `cursor`, 0 … recording.size(). Good until the next call. A step forward folds one
  /// event, a step back some sixteen, a jump 128 at most (more where there are more sockets and most of them change all
  /// the time); events that nobody has been past before are folded once.
  const WorldState& at(Seq cursor);

  /// How many checkpoints there are, for tests and benches.
  [[nodiscard]] std::size_t checkpoint_count() const { return checkpoints_.size(); }

 private:
  void step_to(Seq cursor);
  void step_back_to(Seq cursor);
  void consider_checkpoint();
  [[nodiscard]] const WorldState& checkpoint_before(Seq cursor) const;

  EventReader events_;
  WorldState current_;
  std::vector<WorldState> checkpoints_;  // ascending; the first is the state before all events
  Seq next_checkpoint_;                  // is considered there
  std::vector<WorldState> fine_;         // ascending, between two checkpoints: where the cursor is being moved back
};

}  // namespace doorway
