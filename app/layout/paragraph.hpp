#pragma once

#include "app/layout/geometry.hpp"

#include <cstddef>
#include <string_view>

namespace doorway::app {

/// How high a line of a paragraph is: what Painter::paragraph takes for each.
float paragraph_line(float text_px);

/// How high a text is when it is broken at blanks so that it is `width` wide at most; 0 for no text.
float paragraph_height(std::string_view text, float width, FontRole role, float text_px, const TextMeasure& measure);

}  // namespace doorway::app
