#pragma once

#include "app/commands.hpp"
#include "app/file_browser.hpp"
#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

namespace doorway::app {

/// Draws the card in which a file is found or named, above all else. A row that a key has chosen is scrolled to.
void draw_file_browser(FileBrowser& browser, Rect window, const Theme& theme, const Fonts& fonts, Commands& out);

}  // namespace doorway::app
