#pragma once

#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/draw.hpp"

#include <cstddef>
#include <cstdint>

namespace doorway::app {

enum class LessonDoor : std::uint8_t { shut, ajar, open, walled_up };

/// Draws a door as they stand on the stage, without a number.
void draw_door_picture(const Painter& paint, Rect rect, LessonDoor door, std::size_t color, const Theme& theme);

/// Draws the door of a lesson with its number, which is `index` + 1. An open one has a tick.
void draw_lesson_door(const Painter& paint, Rect rect, LessonDoor door, std::size_t index, const Theme& theme);

}  // namespace doorway::app
