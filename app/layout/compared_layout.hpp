#pragma once

#include "app/layout/geometry.hpp"

#include <string_view>

namespace doorway::app {

/// Where two timelines stand that are compared, one above the other, and what is said of them.
struct ComparedLayout {
  Rect words;  ///< how they differ
  Rect jump;   ///< the button that leads to the first difference
  Rect end;    ///< the button that ends the comparison
  Rect here;   ///< the present take
  Rect there;  ///< the other recording, as wide; empty where there is no room for both
};

// What stands on the buttons.
constexpr std::string_view jump_words = "To the difference";
constexpr std::string_view end_words = "End";

/// So high the area is to be, at scale 1, for both to have their scales.
constexpr float compared_height_px = 340;

/// Lays them out in the timeline's area. Long words get a second line where there is room.
ComparedLayout layout_compared(Rect area, float scale, std::string_view words, const TextMeasure& measure);

}  // namespace doorway::app
