#pragma once

#include "app/commands.hpp"
#include "app/layout/compared_layout.hpp"
#include "app/panels/timeline.hpp"

namespace doorway::app {

/// What is below the present take while it is compared: both stand on the same part of the same axis.
struct ComparedPart {
  const ComparedRun& run;
  const ComparedLayout& places;
  const BesideRun& present;
  AxisSpan span;
};

/// Draws the recording that the present take is compared with, and in words how the two differ.
void draw_compared(const ComparedPart& part, float scale, const Theme& theme, const Fonts& fonts, const TimelineUi& ui,
                   Commands& out);

}  // namespace doorway::app
