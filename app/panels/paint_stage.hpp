#pragma once

#include "app/layout/flight_layout.hpp"
#include "app/layout/stage_layout.hpp"
#include "app/scene/stage_scene.hpp"
#include "app/theme.hpp"
#include "app/widgets/light.hpp"
#include "app/widgets/painter.hpp"

#include <string>
#include <vector>

namespace doorway::app {

/// The way from the stage that was shown before to the one that is drawn.
struct StageChange {
  float progress = 1;  ///< 0: as before, 1: as it is
  std::vector<FlightPath> flights;
  std::vector<DoorView> doors_before;
};

/// Paints the stage at the layout's places. Returns what the thing under the mouse is and why, or nothing.
std::string paint_stage(const StageScene& scene, const StageLayout& layout, const StageChange& change,
                        const Theme& theme, const Painter& paint, Light& light);

}  // namespace doorway::app
