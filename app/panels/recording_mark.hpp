#pragma once

#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

namespace doorway::app {

/// Marks the stage: what is seen on it is a recording, and nothing in it is live.
void draw_recording_mark(Rect stage, const Theme& theme, const Fonts& fonts);

}  // namespace doorway::app
