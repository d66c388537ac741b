#pragma once

#include "app/commands.hpp"
#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

namespace doorway::app {

/// Draws all keys and what they do, over everything else: in two columns where there is room, and scrolling where there
/// is not. `scroll_by`: pixels that a key asked for; 0 afterwards.
void draw_help(Rect window, const Theme& theme, const Fonts& fonts, float& scroll_by, Commands& out);

}  // namespace doorway::app
