#pragma once

#include "app/commands.hpp"
#include "app/layout/geometry.hpp"
#include "app/learner_view.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

namespace doorway::app {

/// Draws the top of the start screen: what this is, the one button to begin or to go on with, and the ways to what the
/// learner has kept and done. `area` is all that is seen below the top bar; `column` is where words may stand.
/// Returns how high it is.
float draw_start_banner(const LearnerView& view, Rect area, Rect column, const Theme& theme, const Fonts& fonts,
                        Commands& out);

}  // namespace doorway::app
