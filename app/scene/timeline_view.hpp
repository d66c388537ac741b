#pragma once

#include "app/scene/timeline_axis.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace doorway::app {

/// The part of the steps that is to be seen: first … last, both included. Steps count from 1, 0 is before the first.
struct StepWindow {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// How much of the axis is shown.
enum class ViewWidth : std::uint8_t {
  natural,  ///< so many steps that each has a place for its word
  all,      ///< the whole recording
  chosen,   ///< as zoomed
};

/// What the timeline shows of its axis. It follows the cursor, or is held where it was put.
struct TimelineView {
  Axis axis = Axis::steps;
  ViewWidth kind = ViewWidth::natural;
  double width = 0;            ///< ViewWidth::chosen: in what the axis counts
  std::optional<double> from;  ///< held: its left edge
  Seq cursor = 0;              ///< held: where the cursor was last

  friend bool operator==(const TimelineView&, const TimelineView&) = default;
};

/// What a view is a view of.
struct ViewGround {
  AxisMap map;
  Seq cursor = 0;
  std::size_t natural_steps = 1;  ///< so many have a place side by side
};

/// The window of steps that shows the cursor: `width_steps` of them, the last ones when the cursor stands among them.
StepWindow window_around(std::size_t cursor_step, std::size_t step_count, std::size_t width_steps);

/// What is shown.
AxisSpan span_of(const TimelineView& view, const ViewGround& ground);

/// A held view lets go where the cursor has moved out of it, and then follows it.
void follow(TimelineView& view, const ViewGround& ground);

/// Shows less (a factor below 1) or more. What stands at `about` stays there, as far as the ends of the axis let it.
void zoom(TimelineView& view, const ViewGround& ground, double factor, double about);

/// Holds the view with its left edge here, or as near as the ends of the axis let it.
void hold(TimelineView& view, const ViewGround& ground, double from);

/// All of the axis; where that is shown already, as many steps as have their place again.
void fit(TimelineView& view);

/// The other axis, at the same events.
void set_axis(TimelineView& view, const ViewGround& ground, Axis axis);

}  // namespace doorway::app
