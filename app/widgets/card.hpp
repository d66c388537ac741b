#pragma once

#include "app/layout/geometry.hpp"
#include "app/theme.hpp"

namespace doorway::app {

/// A card above all else, with the rest of the window dimmed; what is drawn until `end_card` stands on it. A click
/// reaches nothing below. True when there was a click beside the card, which is to close it.
bool begin_card(const char* id, Rect window, Rect card, const Theme& theme);
void end_card();

}  // namespace doorway::app
