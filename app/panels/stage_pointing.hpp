#pragma once

#include "app/commands.hpp"
#include "app/layout/stage_layout.hpp"
#include "app/scene/stage_scene.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"
#include "core/session/ask_state.hpp"

#include <optional>

namespace doorway::app {

/// What a page points at on the stage, or lets the learner point at.
struct StagePointing {
  const Page& page;
  const AskState& state;
  /// The page's question is asked of what is shown: not of a changed run.
  bool asks = false;
  std::optional<std::size_t> row_under_mouse;  ///< of the question's targets, on the page
};

/// What the stage shows, and of which moment.
struct ShownStage {
  const StageScene& scene;
  const StageLayout& layout;
  const WorldState& world;
  const Scenario& scenario;
};

/// Whether a click on the stage answers the page's question.
bool takes_clicks(const StagePointing& pointing);

/// Draws over the stage: what the page points at lights up; targets have their tags, and light up as wholes under the
/// mouse. A click answers. Returns the target under the mouse.
std::optional<std::size_t> draw_stage_pointing(const StagePointing& pointing, const ShownStage& stage,
                                               const Theme& theme, const Fonts& fonts, Commands& out);

}  // namespace doorway::app
