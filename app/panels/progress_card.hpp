#pragma once

#include "app/commands.hpp"
#include "app/layout/geometry.hpp"
#include "app/learner_view.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

#include <string>

namespace doorway::app {

/// What the card knows besides the learner.
struct ProgressCardUi {
  bool asks_for_reset = false;
  float scroll_by = 0;  ///< pixels that a key asked for; 0 once they are scrolled
  std::string note;     ///< what came of a button; empty: nothing to tell
};

/// Draws the card with a table of what was done in each lesson, and buttons that write it as CSV or begin anew.
/// `has_file`: there is a file that keeps it.
void draw_progress_card(const LearnerView& view, bool has_file, Rect window, const Theme& theme, const Fonts& fonts,
                        ProgressCardUi& ui, Commands& out);

}  // namespace doorway::app
