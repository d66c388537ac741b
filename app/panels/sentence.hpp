#pragma once

#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

#include <string_view>

namespace doorway::app {

/// Draws what has just happened, in a sentence, and what else there is to tell; the latter stands first where there is
/// room for one only.
void draw_sentence(std::string_view happened, std::string_view notice, Rect area, const Theme& theme,
                   const Fonts& fonts);

}  // namespace doorway::app
