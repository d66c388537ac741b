#pragma once

#include "app/widgets/fonts.hpp"
#include "app/window/font_files.hpp"

namespace doorway::app {

/// The size of ordinary text at scale 1, in pixels.
constexpr float text_px_at_scale_1 = 15;

/// Fills the present ImGui context's atlas with the fonts at this size, so that text is sharp. Not between the begin
/// and the end of a frame. Whoever draws hands the atlas's texture to the graphics card anew.
Fonts build_fonts(const FontFiles& files, float text_px);

}  // namespace doorway::app
