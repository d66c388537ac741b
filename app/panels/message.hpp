#pragma once

#include "app/commands.hpp"
#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

#include <string_view>

namespace doorway::app {

/// Draws a sentence for the user on a card at the bottom of the window, with a button that closes it. The rest of the
/// window works on.
void draw_message(std::string_view text, Rect window, const Theme& theme, const Fonts& fonts, Commands& out);

}  // namespace doorway::app
