#pragma once

#include "app/commands.hpp"
#include "app/layout/geometry.hpp"
#include "app/learner_view.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

namespace doorway::app {

/// Draws the card with the gems of all lessons: those that the learner keeps shine and say their sentence, the others
/// are closed stones. A click on one opens its page. `scroll_by`: pixels that a key asked for; 0 afterwards.
void draw_treasury(const LearnerView& view, Rect window, const Theme& theme, const Fonts& fonts, float& scroll_by,
                   Commands& out);

}  // namespace doorway::app
