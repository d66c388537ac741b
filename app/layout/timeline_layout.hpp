#pragma once

#include "app/layout/geometry.hpp"
#include "app/scene/timeline_scene.hpp"

#include <cstddef>
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
};

struct ArrowPlace {
  std::size_t arrow = 0;
  Point from;
  Point to;
};

struct MarkPlace {
  std::size_t mark = 0;  ///< index in TimelineScene::arrivals
  Point at;
  Rect label;  ///< empty: there is no place for it
};

struct TimelineLayout {
  Rect area;
  float scale = 1;
  float text_px = smallest_text_px;
  Rect axis;      ///< where the lanes are
  Rect overview;  ///< the whole recording in one line, with the window
  float step_px = 1;
  float playhead_x = 0;
  std::vector<LanePlace> lanes;
  std::vector<BarPlace> bars;
  std::vector<ArrowPlace> arrows;
  std::vector<MarkPlace> arrivals;
};

/// How many steps have a place side by side in an area of this width.
std::size_t steps_that_fit(Rect area, float scale);

TimelineLayout layout_timeline(Rect area, const TimelineScene& scene, float scale, const TextMeasure& measure);

/// The step at this x.
double step_at_x(const TimelineLayout& layout, const TimelineScene& scene, float x);

}  // namespace doorway::app
