#pragma once

#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/draw.hpp"

namespace doorway::app {

/// Draws a hill under the sky, two doors on it, and a letter on its way from one to the other. `sky` is all that is
/// seen of it, `place` where the doors stand; no star shines through `words`.
void draw_start_picture(const Painter& paint, Rect sky, Rect words, Rect place, const Theme& theme);

}  // namespace doorway::app
