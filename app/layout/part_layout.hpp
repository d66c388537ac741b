#pragma once

#include "app/layout/stage_layout.hpp"
#include "app/scene/staged_part.hpp"

#include <optional>
#include <span>
#include <vector>

namespace doorway::app {

/// A part of the stage, and where it is shown.
struct PartPlace {
  StagedPart part;
  Rect rect;
};

/// Where the stage shows this part. Empty where it does not: the socket has no door, the door no waiting line, the room
/// no place.
Rect place_of_part(const StagedPart& part, const StageScene& scene, const StageLayout& layout);

/// Every part that the stage shows.
std::vector<PartPlace> part_places(const StageScene& scene, const StageLayout& layout);

/// The outer edge of a frame around this place of a part: wider than it by `reach` on each side where that much is
/// free, else by half of what is free, so that frames of neighbours are apart and lie on nobody's words.
Rect frame_around(Rect part, const StageLayout& layout, float reach);

/// The index of the smallest place at this point: of a room and the hands in it the hands. Empty ones are nowhere.
std::optional<std::size_t> smallest_at(std::span<const PartPlace> places, Point point);

/// Where the tag of each part stands, as the parts are; empty where the part is. They stay on the stage, do not overlap
/// as long as it has room, and hide as little of its words and bytes as there is a place for.
std::vector<Rect> layout_tags(std::span<const PartPlace> places, const StageLayout& layout, float size_px);

}  // namespace doorway::app
