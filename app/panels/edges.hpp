#pragma once

#include "app/commands.hpp"
#include "app/layout/frame_layout.hpp"
#include "app/theme.hpp"

#include <optional>

namespace doorway::app {

/// What the edges between the panels remember while one is held.
struct EdgesUi {
  std::optional<FramePart> hot;  ///< under the mouse, or held
  float grip_px = 0;             ///< how far from the edge itself it was taken hold of
  bool was_reset = false;        ///< by the second click, which holds it still
};

/// The edges at which panels are resized, by dragging; a double click makes a part as large as it was at first. To be
/// called before the panels are drawn: what is held here is then no click on them.
void take_edges(const FrameLayout& frame, float scale, EdgesUi& ui, Commands& out);

/// Draws the edge under the mouse, above the panels.
void draw_edges(const FrameLayout& frame, const EdgesUi& ui, float scale, const Theme& theme);

}  // namespace doorway::app
