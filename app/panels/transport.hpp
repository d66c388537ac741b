#pragma once

#include "app/commands.hpp"
#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

namespace doorway::app {

/// Draws the controls that move through the take: the same that the keys do. `speed`: how fast playing is, 1 is
/// ordinary.
void draw_transport(const Session& session, float speed, Rect area, const Theme& theme, const Fonts& fonts,
                    Commands& out);

}  // namespace doorway::app
