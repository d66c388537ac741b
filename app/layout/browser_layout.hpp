#pragma once

#include "app/layout/geometry.hpp"

namespace doorway::app {

/// Where the parts of the file browser are: none of them lies over another, and all lie on the card.
struct BrowserLayout {
  Rect card;
  Rect title;  ///< what it is for, and the folder
  Rect rows;   ///< the folder's files and folders
  Rect field;  ///< what is typed
  Rect go;     ///< the button that opens, saves or replaces
  Rect back;   ///< the button that closes it
  Rect note;   ///< what stands in the way, or the keys: up to two lines
  float row_height = 0;
};

/// `em`: the size of the text, in pixels. The buttons are as wide as their labels ask for, as far as there is room: the
/// field keeps a third of the line.
BrowserLayout layout_browser(Rect window, float em, float go_width, float back_width);

}  // namespace doorway::app
