#pragma once

#include "app/commands.hpp"
#include "app/panels/paint_timeline.hpp"
#include "app/timeline_control.hpp"
#include "app/widgets/fonts.hpp"

namespace doorway::app {

/// The timeline's own buttons. `is_bookmarked`: the step at the cursor is.
void draw_controls(TimelinePainting& t, const Fonts& fonts, const TimelineUi& ui, bool is_bookmarked, Commands& out);

/// The card that lies open over the timeline.
void draw_timeline_card(const TimelinePainting& t, const Fonts& fonts, const TimelineUi& ui, Commands& out);

}  // namespace doorway::app
