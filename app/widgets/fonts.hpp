#pragma once

struct ImFont;

namespace doorway::app {

/// The fonts of the window, none of them null, and the size of ordinary text in pixels.
struct Fonts {
  ImFont* text = nullptr;
  ImFont* bold = nullptr;
  ImFont* mono = nullptr;
  float size = 13;
};

}  // namespace doorway::app
