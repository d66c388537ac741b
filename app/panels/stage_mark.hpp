#pragma once

#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

#include <string_view>

namespace doorway::app {

/// What the stage is marked with where it shows something else than the page's own run.
struct StageMark {
  std::string_view words;
  std::string_view explanation;  ///< shown where the mouse rests on it
};

inline constexpr StageMark mark_of_recording{
    "A recording", "Nothing here is live: it was recorded. R goes on from here, on fresh sockets."};
inline constexpr StageMark mark_of_changed_run{"Your version",
                                               "The scenario as you changed it runs here, not the page's own."};

/// Draws it at the stage's lower left, where it fits in.
void draw_stage_mark(const StageMark& mark, Rect stage, const Theme& theme, const Fonts& fonts);

}  // namespace doorway::app
