#pragma once

#include "app/layout/geometry.hpp"
#include "app/theme.hpp"

#include <cstddef>
#include <cstdint>

namespace doorway::app {

/// Signs that are drawn: the system's fonts need not have them, and a colour alone is not enough.
enum class Mark : std::uint8_t {
  none,
  dot,
  tick,
  cross,
  box,          ///< empty
  checked_box,  ///< with a tick in it
  up,
  down,
  grip,   ///< to be taken hold of
  flag,   ///< a goal
  gem,    ///< cut, with its facets
  spark,  ///< something to try
};

/// Draws the sign in the middle of `rect`, as large as there is room for, in the current ImGui window.
void draw_mark(Mark mark, Rect rect, Color ink);

/// A round badge with the sign in it.
void draw_badge(Mark mark, Rect rect, Color ground, Color ink);

/// A gem in its colours, which `kind` chooses among.
void draw_gem(Rect rect, const Theme& theme, std::size_t kind = 4);

}  // namespace doorway::app
