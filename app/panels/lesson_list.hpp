#pragma once

#include "app/commands.hpp"
#include "app/layout/geometry.hpp"
#include "app/library.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

#include <vector>

namespace doorway::app {

/// Draws the lessons to choose from. `loading`: the files are being read. `scroll_by`: pixels that a key asked for; 0
/// afterwards.
void draw_lesson_list(const std::vector<LessonFile>& lessons, bool loading, Rect area, const Theme& theme,
                      const Fonts& fonts, float& scroll_by, Commands& out);

/// Draws what is wrong with a lesson's file, with a button that reads it again.
void draw_mistakes(const LessonFile& file, Rect area, const Theme& theme, const Fonts& fonts, float& scroll_by,
                   Commands& out);

}  // namespace doorway::app
