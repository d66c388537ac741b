#pragma once

#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

namespace doorway::app {

/// Marks the stage: what runs on it is the learner's own version of the page's scenario.
void draw_changed_mark(Rect stage, const Theme& theme, const Fonts& fonts);

}  // namespace doorway::app
