#pragma once

#include "app/layout/stage_layout.hpp"
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

inline constexpr StageMark mark_of_solution{"The solution",
                                            "Doorway's solution runs here, not the page's own scenario."};

/// Draws it where it covers nothing, in smaller letters where larger ones have no room, and not at all where none have.
void draw_stage_mark(const StageMark& mark, const StageLayout& stage, const Theme& theme, const Fonts& fonts);

}  // namespace doorway::app
