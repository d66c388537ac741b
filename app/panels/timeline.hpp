#pragma once

#include "app/commands.hpp"
#include "app/layout/timeline_layout.hpp"
#include "app/scene/timeline_scene.hpp"
#include "app/theme.hpp"
#include "app/timeline_control.hpp"
#include "app/widgets/fonts.hpp"
#include "app/widgets/light.hpp"
#include "core/replay/comparison.hpp"
#include "core/session/session.hpp"

#include <memory>
#include <optional>
#include <string>

namespace doorway::app {

/// Another recording that is shown below the present take, to compare the two. Nothing is done to it.
struct ComparedRun {
  const ReplayView& view;
  const SceneIndex& index;
  TimelineIndex& calls;  ///< is told what is chosen
  std::string sentence;  ///< how the two differ, safe to show
  bool differs = false;  ///< at `first`; else there is no place to be marked
  FirstEvents first;     ///< here: in the present take
};

/// What the timeline is a timeline of: one take, and the cursor in it.
struct TimelineRun {
  const ReplayView& view;
  const SceneIndex& index;
  TimelineIndex& calls;  ///< is told what is chosen
  Seq cursor = 0;
  const std::optional<WentAnotherWay>& another_way;
  const ComparedRun* compared = nullptr;  ///< null: it has the timeline to itself
};

/// Draws the timeline into the current ImGui window, and the card that lies open over it. A click on a call or a place
/// of the axis asks to go there, and dragging goes on asking.
void draw_timeline(const TimelineRun& run, Rect area, float scale, const Theme& theme, const Fonts& fonts,
                   TimelineUi& ui, Light& light, Commands& out);

}  // namespace doorway::app
