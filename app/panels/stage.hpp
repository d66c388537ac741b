#pragma once

#include "app/layout/flight_layout.hpp"
#include "app/layout/stage_layout.hpp"
#include "app/scene/stage_scene.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"
#include "app/widgets/light.hpp"

#include <vector>

namespace doorway::app {

/// The way from the stage that was shown before to the one that is drawn.
struct StageChange {
  float progress = 1;  ///< 0: as before, 1: as it is
  std::vector<FlightPath> flights;
  std::vector<DoorView> doors_before;
};

/// Draws the stage into the current ImGui window, at the layout's places. Tooltips tell what each thing is and why.
void draw_stage(const StageScene& scene, const StageLayout& layout, const StageChange& change, const Theme& theme,
                const Fonts& fonts, Light& light);

/// How wide a text is in these fonts, for layouts.
TextMeasure text_measure(const Fonts& fonts);

}  // namespace doorway::app
