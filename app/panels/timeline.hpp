#pragma once

#include "app/commands.hpp"
#include "app/layout/timeline_layout.hpp"
#include "app/scene/timeline_scene.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"
#include "app/widgets/light.hpp"
#include "core/replay/step_index.hpp"

#include <cstdint>

namespace doorway::app {

/// What the mouse holds.
enum class TimelineGrip : std::uint8_t { none, playhead, overview };

/// What the timeline remembers between frames.
struct TimelineUi {
  TimelineGrip grip = TimelineGrip::none;  ///< what follows the mouse while its button is down
};

/// Draws the timeline into the current ImGui window. A click on a call or a place of the axis asks to go there, and
/// dragging goes on asking.
void draw_timeline(const TimelineScene& scene, const TimelineLayout& layout, const StepIndex& steps, const Theme& theme,
                   const Fonts& fonts, TimelineUi& ui, Light& light, Commands& out);

}  // namespace doorway::app
