#pragma once

#include "app/layout/stage_layout.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// What the files that lay the stage out share; nobody else includes it.
namespace doorway::app {

/// Lengths that follow from the scale, in pixels.
struct StageUnits {
  float scale = 1;
  float text = smallest_text_px;  ///< height of letters
  float line = 18;                ///< height of a line of text
  float program_line = 20;        ///< height of a line of a program
  const TextMeasure* measure = nullptr;

  [[nodiscard]] float px(float at_scale_1) const { return at_scale_1 * scale; }
  [[nodiscard]] float width(std::string_view words, FontRole role = FontRole::text) const {
    return (*measure)(words, role, text);
  }
};

/// The words in lines that are `width` wide at most, broken at blanks and behind hyphens. A word that is wider alone
/// has a line of its own.
std::vector<std::string> broken(std::string_view words, float width, const StageUnits& units);

/// The parts of a room within `slot`: its name above, the walls below it down to the slot's bottom.
RoomPlace layout_room(Rect slot, const RoomView& room, const StageUnits& units);

/// The parts of a door in a column that stands on the ground.
DoorPlace layout_door(Rect column, const DoorView& door, const StageUnits& units);

/// Places for roads, letters and the callout; rooms and doors have theirs. `middle` is free of both.
void layout_between(StageLayout& layout, const StageScene& scene, Rect middle, float street_height,
                    const StageUnits& units);

}  // namespace doorway::app
