#pragma once

#include "app/layout/geometry.hpp"

namespace doorway::app {

/// How large the user wants the parts that can be resized, in pixels at scale 1.
struct FrameWishes {
  float lesson_w = 330;
  float timeline_h = 300;
  float inspector_w = 400;
  bool inspector_is_open = false;
};

/// Where the parts of the window are. They touch, do not overlap, and together fill the window.
struct FrameLayout {
  Rect top_bar;
  Rect lesson;     ///< the page, at the left; empty where the inspector needs its room
  Rect stage;      ///< two rooms and what is between them
  Rect sentence;   ///< what has just happened
  Rect transport;  ///< the controls
  Rect timeline;
  Rect inspector;  ///< at the right; empty unless it is open
};

/// The parts for a window of this size. `scale` is 1 for ordinary text. Where the window is too small for all, the
/// lesson and the timeline give way first.
FrameLayout layout_frame(float width_px, float height_px, float scale, const FrameWishes& wishes = {});

}  // namespace doorway::app
