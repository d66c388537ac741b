#pragma once

#include "app/commands.hpp"
#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"
#include "core/session/lesson_walk.hpp"

namespace doorway::app {

/// What the lesson page remembers between frames.
struct LessonPageUi {
  std::size_t shown_page = 0;  ///< to begin a new page at its top
  float scroll_by = 0;         ///< pixels that a key asked for
  bool was_asked = false;      ///< to bring the answers into sight once, when a guess is asked for
};

/// Draws the page of a lesson: its prose, its question and how that stands, the way to the other pages.
void draw_lesson_page(const LessonWalk& walk, Rect area, const Theme& theme, const Fonts& fonts, LessonPageUi& ui,
                      Commands& out);

}  // namespace doorway::app
