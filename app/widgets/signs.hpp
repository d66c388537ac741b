#pragma once

#include "app/theme.hpp"
#include "app/widgets/draw.hpp"

namespace doorway::app {

// Small drawings of our own, since the system's fonts lack them. Each differs from the others by its shape, and what is
// done from what is not by being filled: nobody needs to see colours.

/// A stone that nobody has opened yet.
void draw_closed_stone(const Painter& paint, Rect rect, const Theme& theme);

/// A sheet of paper.
void draw_sheet_sign(const Painter& paint, Rect rect, Color color, bool filled);

/// A flag on its pole.
void draw_flag_sign(const Painter& paint, Rect rect, Color color, bool filled);

/// A disc; filled it has a tick in it, in the colour of the ground.
void draw_tick_sign(const Painter& paint, Rect rect, Color color, Color ground, bool filled);

/// A small gem, of one colour.
void draw_gem_sign(const Painter& paint, Rect rect, Color color, bool filled);

/// A dial with two hands.
void draw_clock_sign(const Painter& paint, Rect rect, Color color);

/// Lines of a table.
void draw_table_sign(const Painter& paint, Rect rect, Color color);

/// A triangle that points on.
void draw_on_sign(const Painter& paint, Rect rect, Color color);

}  // namespace doorway::app
