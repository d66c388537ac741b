#include "app/panels/paint_timeline.hpp"

#include "app/panels/timeline_painting.hpp"

#include <fmt/format.h>

#include <cmath>

namespace doorway::app {
namespace {

void draw_left_out(const TimelinePainting& t) {
  if (t.scene.left_out == 0) return;
  // A picture has no overview, and cannot be zoomed.
  const char* cure = t.layout.overview.shown() ? ": zoom in" : "";
  const std::string text = fmt::format("{} more arrows{}", t.scene.left_out, cure);
  const float width = t.paint.width(text, FontRole::text);
  const float height = std::ceil(t.layout.text_px * 1.35F);
  const Rect axis = t.layout.axis;
  t.words({axis.right() - width - t.px(8), axis.center().y - height / 2, width, height}, text, t.theme.warning);
}

}  // namespace

void paint_timeline(TimelinePainting& t, const TimelineNotes& notes) {
  t.paint.fill(t.layout.area, t.theme.panel);
  if (!t.layout.axis.shown()) return;
  draw_lanes(t);
  draw_ways(t);
  draw_arrows(t);
  if (notes.has_cursor) draw_playhead_line(t);
  draw_bars(t);
  draw_arrivals(t);
  draw_marks(t);
  if (notes.another_way) draw_difference_mark(t, *notes.another_way);
  if (notes.parting) draw_parting(t, *notes.parting);
  draw_words(t);
  draw_left_out(t);
  draw_scale(t);
  draw_bookmarks(t, notes.bookmarks);
  if (notes.has_cursor) draw_playhead_head(t);
  draw_overview(t);
}

}  // namespace doorway::app
