#pragma once

#include "app/layout/geometry.hpp"
#include "app/library.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

namespace doorway::app {

/// Draws what is wrong with a lesson's file that was saved while the lesson is shown, over the upper part of this area.
void draw_reload_card(const LessonFile& file, Rect area, const Theme& theme, const Fonts& fonts);

}  // namespace doorway::app
