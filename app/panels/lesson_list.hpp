#pragma once

#include "app/commands.hpp"
#include "app/layout/geometry.hpp"
#include "app/learner_view.hpp"
#include "app/library.hpp"
#include "app/panels/start_files.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

namespace doorway::app {

/// Draws the start screen: where to begin or to go on, recordings, and the lessons to choose from. `scroll_by`: pixels
/// that a key asked for; 0 afterwards.
void draw_lesson_list(const LearnerView& view, const StartFiles& files, Rect area, const Theme& theme,
                      const Fonts& fonts, float& scroll_by, Commands& out);

/// Draws what is wrong with a lesson's file, with a button that reads it again.
void draw_mistakes(const LessonFile& file, Rect area, const Theme& theme, const Fonts& fonts, float& scroll_by,
                   Commands& out);

}  // namespace doorway::app
