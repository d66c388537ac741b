#pragma once

#include "app/panels/paint_timeline.hpp"

#include <span>
#include <string>

// What the files that paint the timeline share; nobody else includes it.
namespace doorway::app {

// By what lies below: each draws its part of the scene.
void draw_lanes(const TimelinePainting& t);
void draw_ways(TimelinePainting& t);
void draw_arrows(TimelinePainting& t);
void draw_bars(TimelinePainting& t);
void draw_arrivals(TimelinePainting& t);
void draw_marks(TimelinePainting& t);
void draw_words(const TimelinePainting& t);
void draw_scale(const TimelinePainting& t);
void draw_bookmarks(TimelinePainting& t, std::span<const Seq> bookmarks);
/// A diamond at the event of the note; a click leads there.
void draw_difference_mark(TimelinePainting& t, const DifferenceNote& note);
/// A line through all lanes, and the mark at its event.
void draw_parting(TimelinePainting& t, const DifferenceNote& note);
void draw_playhead_line(const TimelinePainting& t);
void draw_playhead_head(const TimelinePainting& t);
void draw_overview(const TimelinePainting& t);

/// The colour of an arrow, and the same for its words.
Color arrow_color(const TimelinePainting& t, const TransferArrow& arrow);
Color words_color(const TimelinePainting& t, const TransferArrow& arrow);

/// The sign of a call that failed.
void draw_failure_cross(const Painter& paint, const Theme& theme, Point at, float scale);

/// Where bytes must have arrived and nobody could look: dashed, as all that is inferred.
void draw_dashed_ring(const Painter& paint, Point center, float radius, Color color, float thickness);

/// A small flag whose pole stands at this point.
void draw_flag(const Painter& paint, Point foot, float height, Color color);

}  // namespace doorway::app
