#include "app/scene/timeline_view.hpp"

#include <algorithm>

namespace doorway::app {
namespace {

constexpr double fewest_steps = 4;
constexpr double shortest_ns = 40;  // two events of the same nanosecond are told apart there

/// All that the view can reach. Few steps are not drawn wider than twice their natural width.
AxisSpan reach_of(const ViewGround& ground, ViewWidth kind) {
  AxisSpan reach = ground.map.extent();
  if (ground.map.axis() == Axis::time) return reach;
  const auto natural = static_cast<double>(ground.natural_steps);
  reach.to = std::max(reach.to, reach.from + (kind == ViewWidth::all ? natural / 2 : natural));
  return reach;
}

AxisSpan within(const AxisSpan& reach, double from, double width) {
  const double shown = std::min(width, reach.width());
  const double left = std::clamp(from, reach.from, std::max(reach.from, reach.to - shown));
  return {left, left + shown};
}

AxisSpan natural_span(const ViewGround& ground) {
  const StepIndex& steps = ground.map.steps();
  const StepWindow window = window_around(steps.step_at(ground.cursor), steps.step_count(), ground.natural_steps);
  if (ground.map.axis() == Axis::steps) {
    return {static_cast<double>(window.first) - 0.5, static_cast<double>(window.last) + 0.5};
  }
  // On the axis of time: the same steps, however long they took.
  const AxisSpan all = ground.map.extent();
  const double from = window.first == 0 ? all.from : ground.map.place_of_step(window.first);
  const double to = window.last >= steps.step_count() ? all.to : ground.map.place_of_step(window.last);
  const double room = std::max((to - from) * 0.02, shortest_ns / 2);
  return within(all, from - room, to - from + 2 * room);
}

/// As wide as chosen, with a quarter kept ahead of the cursor, so that one sees where it goes.
AxisSpan span_after_cursor(const ViewGround& ground, double width) {
  const double cursor = ground.map.place_of_step(ground.map.steps().step_at(ground.cursor));
  return within(reach_of(ground, ViewWidth::chosen), cursor - width * 0.75, width);
}

void hold_at(TimelineView& view, const ViewGround& ground, double from, double width) {
  const AxisSpan shown = within(reach_of(ground, ViewWidth::chosen), from, width);
  view.kind = ViewWidth::chosen;
  view.width = shown.width();
  view.from = shown.from;
  view.cursor = ground.cursor;
}

}  // namespace

StepWindow window_around(std::size_t cursor_step, std::size_t step_count, std::size_t width_steps) {
  const std::size_t width = std::max<std::size_t>(width_steps, 1);
  if (step_count < width) return {0, width - 1};
  // A quarter of the window is kept ahead of the cursor, so that one sees where it goes.
  const std::size_t ahead = width / 4;
  const std::size_t last = std::min(std::max(cursor_step + ahead, width - 1), step_count);
  return {last - (width - 1), last};
}

AxisSpan span_of(const TimelineView& view, const ViewGround& ground) {
  if (view.kind == ViewWidth::all) return reach_of(ground, ViewWidth::all);
  if (view.kind == ViewWidth::natural) return natural_span(ground);
  if (!view.from) return span_after_cursor(ground, view.width);
  return within(reach_of(ground, ViewWidth::chosen), *view.from, view.width);
}

void follow(TimelineView& view, const ViewGround& ground) {
  if (!view.from || view.cursor == ground.cursor) return;
  view.cursor = ground.cursor;
  const double cursor = ground.map.place_of_step(ground.map.steps().step_at(ground.cursor));
  if (!span_of(view, ground).contains(cursor)) view.from.reset();
}

void zoom(TimelineView& view, const ViewGround& ground, double factor, double about) {
  const AxisSpan shown = span_of(view, ground);
  const AxisSpan reach = reach_of(ground, ViewWidth::chosen);
  const double shortest = ground.map.axis() == Axis::steps ? fewest_steps : shortest_ns;
  const double width = std::max(shown.width() * factor, std::min(shortest, shown.width()));
  if (width >= reach.width()) {
    view.kind = ViewWidth::all;
    view.from.reset();
    return;
  }
  const double share = std::clamp((about - shown.from) / shown.width(), 0.0, 1.0);
  hold_at(view, ground, shown.from + share * (shown.width() - width), width);
}

void hold(TimelineView& view, const ViewGround& ground, double from) {
  hold_at(view, ground, from, span_of(view, ground).width());
}

void fit(TimelineView& view) {
  view.kind = view.kind == ViewWidth::all ? ViewWidth::natural : ViewWidth::all;
  view.from.reset();
}

void set_axis(TimelineView& view, const ViewGround& ground, Axis axis) {
  if (axis == view.axis) return;
  const AxisSpan shown = span_of(view, ground);
  view.axis = axis;
  if (view.kind != ViewWidth::chosen) return;
  const AxisMap& before = ground.map;
  const ViewGround after{AxisMap(axis, before.steps(), before.recording(), before.beside()), ground.cursor,
                         ground.natural_steps};
  const double from = after.map.place_of_step(before.step_near(shown.from));
  const double to = after.map.place_of_step(before.step_near(shown.to));
  const double shortest = axis == Axis::steps ? fewest_steps : shortest_ns;
  const bool is_held = view.from.has_value();
  hold_at(view, after, from, std::max(to - from, shortest));
  if (!is_held) view.from.reset();
}

}  // namespace doorway::app
