#pragma once

#include "core/record/recording.hpp"
#include "core/replay/step_index.hpp"

#include <cstddef>
#include <cstdint>

namespace doorway::app {

/// What the timeline's axis counts: steps, or nanoseconds since the recording began.
enum class Axis : std::uint8_t { steps, time };

/// A part of an axis, in what the axis counts.
struct AxisSpan {
  double from = 0;
  double to = 1;

  [[nodiscard]] double width() const { return to - from; }
  [[nodiscard]] bool contains(double place) const { return place >= from && place <= to; }
  friend bool operator==(const AxisSpan&, const AxisSpan&) = default;
};

/// Another recording that is shown on the same axis.
struct BesideRun {
  const StepIndex& steps;
  const Recording& recording;
};

/// Where the events of a recording are on an axis: what comes later is never further left. Knows the events that
/// `steps` knows. Both outlive it, and so does
/// `beside`, if any. Lookups take O(log n).
class AxisMap {
 public:
  AxisMap(Axis axis, const StepIndex& steps, const Recording& recording, const BesideRun* beside = nullptr)
      : axis_(axis), steps_(steps), recording_(recording), beside_(beside) {}

  [[nodiscard]] Axis axis() const { return axis_; }
  [[nodiscard]] const StepIndex& steps() const { return steps_; }
  [[nodiscard]] const Recording& recording() const { return recording_; }
  [[nodiscard]] const BesideRun* beside() const { return beside_; }
  [[nodiscard]] Seq known() const { return steps_.known(); }

  /// The number of the event's step, or its time. Events of the same nanosecond stand in their order within it.
  [[nodiscard]] double place_of(Seq seq) const;
  /// The place of the event that makes the step; 0 for step 0.
  [[nodiscard]] double place_of_step(std::size_t step) const;

  /// The first event at this place or beyond it; known() + 1 where there is none.
  [[nodiscard]] Seq first_at(double place) const;
  /// The step that is nearest to this place.
  [[nodiscard]] std::size_t step_near(double place) const;

  /// All that is known, also of the recording beside it, with a little room at both ends.
  [[nodiscard]] AxisSpan extent() const;

 private:
  [[nodiscard]] double time_of(Seq seq) const;
  [[nodiscard]] std::size_t step_of(Seq seq) const;

  Axis axis_;
  const StepIndex& steps_;
  const Recording& recording_;
  const BesideRun* beside_;
};

}  // namespace doorway::app
