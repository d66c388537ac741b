#pragma once

struct ImFont;

namespace doorway::app {

/// The fonts of the window, none of them null, and the size of ordinary text in pixels.
struct Fonts {
  ImFont* text = nullptr;
  ImFont* bold = nullptr;
  ImFont* mono = nullptr;
  ImFont* title = nullptr;  ///< bold, made for `title_size`
  float size = 13;
  float title_size = 19;
};

}  // namespace doorway::app
