#pragma once

#include "app/layout/geometry.hpp"

namespace doorway::app {

/// Where the parts of the window are. They touch, do not overlap, and together fill the window.
struct FrameLayout {
  Rect top_bar;
  Rect lesson;     ///< the page, at the left
  Rect stage;      ///< two rooms and what is between them
  Rect sentence;   ///< what has just happened
  Rect transport;  ///< the controls
  Rect timeline;
};

/// The parts for a window of this size. `scale` is 1 for ordinary text. Where the window is too small for all, the
/// lesson and the timeline give way first.
FrameLayout layout_frame(float width_px, float height_px, float scale);

}  // namespace doorway::app
