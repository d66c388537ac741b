#include "app/layout/timeline_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

struct Unit {
  double ns;
  const char* name;
};

Unit unit_of(double largest_ns) {
  if (largest_ns >= 1e9) return {1e9, "s"};
  if (largest_ns >= 1e6) return {1e6, "ms"};
  if (largest_ns >= 1e3) return {1e3, "µs"};
  return {1, "ns"};
}

}  // namespace

double tick_distance(double least) {
  const double power = std::pow(10, std::floor(std::log10(std::max(least, 1e-9))));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (step * power >= least) return step * power;
  }
  return 10 * power;
}

std::string tick_text(Axis axis, double place, double largest, double distance) {
  if (axis == Axis::steps) return fmt::format("{:.0f}", place);
  const Unit unit = unit_of(largest);
  const double digits = std::ceil(std::log10(unit.ns / distance) - 1e-9);
  return fmt::format("{:.{}f} {}", place / unit.ns, std::clamp(static_cast<int>(digits), 0, 9), unit.name);
}

void place_ticks(TimelineLayout& layout, const TimelineScene& scene, const TextMeasure& measure) {
  const Rect row = layout.scale_row;
  if (!row.shown()) return;
  const double px = layout.span.width() / static_cast<double>(row.w);
  const double largest = std::max(std::abs(layout.span.from), std::abs(layout.span.to));
  const auto width_of = [&](double distance) {
    return measure(tick_text(scene.axis, largest, largest, distance), FontRole::text, layout.text_px);
  };
  // Neither steps nor nanoseconds have halves.
  double distance = tick_distance(std::max(static_cast<double>(48 * layout.scale) * px, 1.0));
  while (static_cast<double>(width_of(distance) + 16 * layout.scale) * px > distance) {
    distance = tick_distance(distance * 1.5);
  }
  const double first = layout.span.from <= 0 ? 0.0 : std::ceil(layout.span.from / distance);
  float taken = row.x;
  for (double number = first; number * distance <= layout.span.to; ++number) {
    TickPlace tick;
    tick.x = layout.x_of(number * distance);
    tick.text = tick_text(scene.axis, number * distance, largest, distance);
    const float width = measure(tick.text, FontRole::text, layout.text_px);
    const float left = tick.x - width / 2;
    if (left >= taken && left + width <= row.right()) {
      tick.label = {left, row.y, width, row.h};
      taken = left + width + 6 * layout.scale;
    }
    layout.ticks.push_back(std::move(tick));
  }
}

std::string control_text(TimelineControl which, std::size_t chosen_sockets) {
  switch (which) {
    case TimelineControl::jump: return "Go to…";
    case TimelineControl::bookmark: return "";
    case TimelineControl::sockets: return chosen_sockets == 0 ? "All sockets" : count_text(chosen_sockets, "socket");
    case TimelineControl::axis_steps: return "Steps";
    case TimelineControl::axis_time: return "Time";
    case TimelineControl::zoom_out:
    case TimelineControl::zoom_in: return "";
    case TimelineControl::fit: return "Fit";
    case TimelineControl::legend: return "?";
  }
  return "";
}

// From the right, the most needed first; what has no place is left out, and has its key.
float place_controls(TimelineLayout& layout, Rect row, float least_overview, std::size_t chosen_sockets,
                     const TextMeasure& measure) {
  constexpr std::array by_need{TimelineControl::fit,       TimelineControl::zoom_in,    TimelineControl::zoom_out,
                               TimelineControl::axis_time, TimelineControl::axis_steps, TimelineControl::sockets,
                               TimelineControl::legend,    TimelineControl::bookmark,   TimelineControl::jump};
  std::array<float, timeline_control_count> widths{};
  float left = row.w - least_overview;
  const float gap = 5 * layout.scale;
  for (const TimelineControl which : by_need) {
    const std::string text = control_text(which, chosen_sockets);
    const float words = measure(text, FontRole::bold, layout.text_px);
    const float width = std::max(words + 16 * layout.scale, row.h);
    if (width + gap > left) break;
    left -= width + gap;
    widths[static_cast<std::size_t>(which)] = width;
  }
  float x = row.right();
  for (std::size_t i = timeline_control_count; i-- > 0;) {
    if (widths[i] <= 0) continue;
    // The two halves of the switch touch.
    const bool joins = i == static_cast<std::size_t>(TimelineControl::axis_steps) &&
                       widths[static_cast<std::size_t>(TimelineControl::axis_time)] > 0;
    x -= widths[i];
    if (joins) x += gap;
    layout.controls[i] = {x, row.y, widths[i], row.h};
    x -= gap;
  }
  return x;
}

}  // namespace doorway::app
