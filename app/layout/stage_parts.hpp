#pragma once

#include "app/layout/stage_layout.hpp"

#include <cstddef>
#include <vector>

// What the files that lay the stage out share; nobody else includes it.
namespace doorway::app {

/// Lengths that follow from the scale, in pixels.
struct StageUnits {
  float scale = 1;
  float text = smallest_text_px;  ///< height of letters
  float line = 18;                ///< height of a line of text
  float program_line = 20;        ///< height of a line of a program

  [[nodiscard]] float px(float at_scale_1) const { return at_scale_1 * scale; }
};

/// The parts of a room within `slot`: its name above, the walls below it down to the slot's bottom.
RoomPlace layout_room(Rect slot, const RoomView& room, const StageUnits& units);

/// The parts of a door in a column that stands on the ground.
DoorPlace layout_door(Rect column, const StageUnits& units);

/// Places for roads, letters and the callout; rooms and doors have theirs. `middle` is free of both.
void layout_between(StageLayout& layout, const StageScene& scene, Rect middle, float street_height,
                    const StageUnits& units, const TextMeasure& measure);

}  // namespace doorway::app
