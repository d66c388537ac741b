#pragma once

#include "app/commands.hpp"
#include "app/layout/timeline_layout.hpp"
#include "app/scene/timeline_scene.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"
#include "core/replay/step_index.hpp"

namespace doorway::app {

/// What the timeline remembers between frames.
struct TimelineUi {
  bool dragging = false;  ///< the playhead follows the mouse
};

/// Draws the timeline into the current ImGui window. A click on a call or a place of the axis asks to go there, and
/// dragging goes on asking.
void draw_timeline(const TimelineScene& scene, const TimelineLayout& layout, const StepIndex& steps, const Theme& theme,
                   const Fonts& fonts, TimelineUi& ui, Commands& out);

}  // namespace doorway::app
