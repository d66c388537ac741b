#pragma once

#include <string>

namespace doorway::app {

/// Files of the system's fonts, as fontconfig knows them. Empty: the system has none; ImGui's own is the last resort.
struct FontFiles {
  std::string text;
  std::string bold;
  std::string mono;
};

/// Looks for Inter, Noto Sans or DejaVu Sans, and for JetBrains Mono or DejaVu Sans Mono. Asks fontconfig, which reads
/// its files: call it once.
FontFiles find_font_files();

}  // namespace doorway::app
