#pragma once

#include "app/commands.hpp"
#include "app/layout/geometry.hpp"
#include "app/palette.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

namespace doorway::app {

/// Draws the card in which things are found, over everything else. A click on a row takes it, one beside the card
/// closes it.
void draw_palette(const Palette& palette, Rect window, const Theme& theme, const Fonts& fonts, Commands& out);

}  // namespace doorway::app
