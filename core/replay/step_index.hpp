#pragma once

#include "core/record/event_reader.hpp"
#include "core/replay/event_set.hpp"

#include <cstddef>

namespace doorway {

/// Which events of a recording are steps, and where calls begin and end: the playhead's map. It knows the recording up
/// to its last update, so that all answers between two updates agree. Owned and used by one thread; the recording,
/// which must outlive it, may grow meanwhile. Lookups take O(log n).
///
/// Steps are counted from 1; step 0 is the state before the first. A cursor that stands at a step stands at the last
/// event that belongs to it: what the kernel said of the actor's own socket comes with the step before.
class StepIndex {
 public:
  explicit StepIndex(const Recording& recording) : events_(recording) {}

  /// Takes in what was appended since, all of it or up to an event. Returns true when there was something.
  bool update() { return update(events_.recording().size()); }
  bool update(Seq up_to);

  /// The last event that is known.
  [[nodiscard]] Seq known() const { return known_; }

  [[nodiscard]] std::size_t step_count() const { return steps_.size(); }

  /// The number of the step that the event `cursor` belongs to; 0 for cursor 0.
  [[nodiscard]] std::size_t step_at(Seq cursor) const;

  /// The event that makes the step; 0 for step 0. Steps past the last one give the last one.
  [[nodiscard]] Seq event_of(std::size_t step) const;

  /// The last event that belongs to the step. Steps past the last one give the last one.
  [[nodiscard]] Seq cursor_of(std::size_t step) const;

  /// The first event after `cursor` at which a call returned or fell asleep, or 0 when there is none.
  [[nodiscard]] Seq call_end_after(Seq cursor) const;

  /// The last event before `cursor` at which a call began or woke, or 0 when there is none.
  [[nodiscard]] Seq call_begin_before(Seq cursor) const;

 private:
  EventReader events_;
  Seq known_ = 0;
  EventSet steps_;
  EventSet call_begins_;
  EventSet call_ends_;
};

}  // namespace doorway
