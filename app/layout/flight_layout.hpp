#pragma once

#include "app/layout/stage_layout.hpp"
#include "app/scene/stage_changes.hpp"

#include <vector>

namespace doorway::app {

/// The way of a flight across the stage.
struct FlightPath {
  Flight flight;
  Point from;
  Point to;
};

/// A way for each flight whose two ends have a place: it begins where the bytes stood in the stage before.
std::vector<FlightPath> layout_flights(const std::vector<Flight>& flights, const StageScene& before_scene,
                                       const StageLayout& before, const StageScene& scene, const StageLayout& layout);

/// The tube of a door's send or receive side: at a door on the left "out" comes first, on the right "in".
Rect unsent_tube(const DoorPlace& place);
Rect readable_tube(const DoorPlace& place);

/// The point of a flight at `t`, 0 … 1: it rises a little on its way.
Point point_on(const FlightPath& path, float t);

}  // namespace doorway::app
