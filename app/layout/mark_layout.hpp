#pragma once

#include "app/layout/stage_layout.hpp"

#include <optional>
#include <span>
#include <vector>

namespace doorway::app {

/// What stands on the stage and must not be covered.
std::vector<Rect> taken_by(const StageLayout& stage);

/// A place of this size on the stage that covers nothing: the lower left if it is free, else the free one that is
/// lowest, and of those the leftmost. `margin` is kept from the stage's edge.
std::optional<Rect> place_on_stage(Rect stage, Point size, float margin, std::span<const Rect> taken);

}  // namespace doorway::app
