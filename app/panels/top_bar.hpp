#pragma once

#include "app/commands.hpp"
#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

#include <string_view>

namespace doorway::app {

/// Draws the bar above all: where one is, and how things look. Where it is too narrow, what has a key of its own gives
/// way.
void draw_top_bar(std::string_view title, bool in_lesson, Vocabulary vocabulary, Rect area, const Theme& theme,
                  const Fonts& fonts, Commands& out);

}  // namespace doorway::app
