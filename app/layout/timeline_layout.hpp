#pragma once

#include "app/layout/geometry.hpp"
#include "app/scene/timeline_scene.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace doorway::app {

struct LanePlace {
  Rect name;
  float y = 0;  ///< of the lane's line
};

struct BarPlace {
  std::size_t bar = 0;  ///< index in TimelineScene::bars
  Rect rect;
  Rect label;  ///< empty: there is no place for it
  std::string text;
  bool is_inside = false;  ///< the words stand on the bar itself
  float inside_px = 0;     ///< how high they then are
};

/// The part of an arrow that is seen; of bytes that have waited, the part that they waited, along the lane; of bytes
/// that left before the view begins, the end of their way.
struct ArrowPlace {
  std::size_t arrow = 0;  ///< index in TimelineScene::arrows
  Point from;
  Point to;
  bool has_head = true;  ///< its tip is seen
  std::size_t row = 0;   ///< of bytes that have waited: 0 beside the lane, 1 beside that, where others wait meanwhile
  Rect label;            ///< empty: it has no words, or there is no place for them
  std::string text;
};

struct WayPlace {
  std::size_t way = 0;  ///< index in TimelineScene::ways
  Rect rect;
};

struct MarkPlace {
  std::size_t mark = 0;  ///< index in TimelineScene::arrivals, or ::marks
  Point at;
  Rect label;  ///< empty: there is no place for it
  std::string text;
};

/// A place of the axis with its number or time.
struct TickPlace {
  float x = 0;
  Rect label;
  std::string text;
};

/// The timeline's own controls, from left to right.
enum class TimelineControl : std::uint8_t {
  jump,
  bookmark,
  sockets,
  axis_steps,
  axis_time,
  zoom_out,
  zoom_in,
  fit,
  legend
};
constexpr std::size_t timeline_control_count = 9;

struct TimelineLayout {
  Rect area;
  float scale = 1;
  float text_px = smallest_text_px;
  AxisSpan span;
  Rect axis;        ///< where the lanes are
  Rect scale_row;   ///< below it: the axis's numbers, and the bookmarks' flags; empty where there is no room
  Rect scale_name;  ///< left of them: what they count
  Rect overview;    ///< the whole recording in one line, with the window; empty in a picture
  AxisSpan whole;   ///< what the overview's line stands for, from its left end to its right one
  std::array<Rect, timeline_control_count> controls;  ///< by TimelineControl; empty where there is no room
  std::optional<float> playhead;                      ///< where its line stands, if that is in view: no words do
  std::vector<TickPlace> ticks;
  std::vector<LanePlace> lanes;
  std::vector<BarPlace> bars;
  std::vector<ArrowPlace> arrows;
  std::vector<WayPlace> ways;
  std::vector<MarkPlace> arrivals;
  std::vector<MarkPlace> marks;

  [[nodiscard]] const Rect& control(TimelineControl which) const {
    return controls[static_cast<std::size_t>(which)];  // the array has them all
  }
  /// Whether words from `x` on, so wide, leave the playhead's line free.
  [[nodiscard]] bool beside_playhead(float x, float width) const {
    return !playhead || x >= *playhead + 3 * scale || x + width <= *playhead - 3 * scale;
  }
  /// Also of places that are not seen.
  [[nodiscard]] float x_of(double place) const {
    return axis.x + static_cast<float>((place - span.from) / span.width() * static_cast<double>(axis.w));
  }
  /// On the overview's line, which has them all.
  [[nodiscard]] float overview_x(double place) const {
    const double share = std::clamp((place - whole.from) / whole.width(), 0.0, 1.0);
    return overview.x + overview.w * static_cast<float>(share);
  }
  [[nodiscard]] double overview_place(float x) const {
    const float share = std::clamp((x - overview.x) / overview.w, 0.0F, 1.0F);
    return whole.from + static_cast<double>(share) * whole.width();
  }
  [[nodiscard]] double place_at(float x) const {
    return span.from + static_cast<double>((x - axis.x) / axis.w) * span.width();
  }
};

/// How many steps have a place side by side in an area of this width.
std::size_t steps_that_fit(Rect area, float scale);

/// How much of the axis is too narrow for a thing of its own, where so much is shown in an area of this width.
double column_of(Rect area, float scale, AxisSpan span);

/// What stands on a control.
std::string control_text(TimelineControl which, std::size_t chosen_sockets);

/// What stands below the axis: in the window the overview and the controls; nothing in a picture, or where it stands
/// below another timeline, which has them for both.
enum class TimelineFoot : std::uint8_t { controls, none };

/// Lays out the scene. `chosen_sockets`: how many are chosen, 0: all are shown.
TimelineLayout layout_timeline(Rect area, const TimelineScene& scene, float scale, const TextMeasure& measure,
                               std::size_t chosen_sockets = 0, TimelineFoot foot = TimelineFoot::controls);

/// Distances between numbers on an axis that are easy to read, none below `least`: 1, 2 or 5 with zeros behind.
double tick_distance(double least);

/// A time of the axis, in the unit that suits what is shown, with as many places as ticks at this distance need.
std::string tick_text(Axis axis, double place, double largest, double distance);

}  // namespace doorway::app
