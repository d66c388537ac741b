#pragma once

#include "app/commands.hpp"
#include "app/layout/geometry.hpp"
#include "app/learner_view.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

#include <cstddef>

namespace doorway::app {

/// How high the lesson's card is at this width.
float lesson_card_height(const LearnerView& view, std::size_t lesson, float width, const Fonts& fonts);

/// Draws a lesson to choose: its door with its number, what it is about, what one can do after it, and how far the
/// learner is. The door is shut before the lesson was begun, ajar while it is under way, and open when all is done.
void draw_lesson_card(const LearnerView& view, std::size_t lesson, Rect card, const Theme& theme, const Fonts& fonts,
                      Commands& out);

}  // namespace doorway::app
