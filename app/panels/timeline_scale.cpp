#include "app/panels/timeline_painting.hpp"

#include <array>
#include <cmath>

namespace doorway::app {

void draw_scale(const TimelinePainting& t) {
  const Rect row = t.layout.scale_row;
  if (!row.shown()) return;
  t.paint.text_in(t.layout.scale_name, t.scene.axis == Axis::steps ? "step" : "time", t.theme.text_dim);
  for (const TickPlace& tick : t.layout.ticks) {
    t.paint.line({tick.x, row.y - t.px(3)}, {tick.x, row.y + t.px(1)}, t.theme.text_dim.faded(0.7F), t.px(1));
    t.paint.text_in(tick.label, tick.text, t.theme.text_dim);
  }
}

void draw_flag(const Painter& paint, Point foot, float height, Color color) {
  const float top = foot.y - height;
  paint.line({foot.x, top}, foot, color, std::max(height * 0.1F, 1.0F));
  const std::array<Point, 3> cloth{Point{foot.x, top}, Point{foot.x + height * 0.62F, top + height * 0.27F},
                                   Point{foot.x, top + height * 0.54F}};
  paint.polygon(cloth, color);
}

void draw_bookmarks(TimelinePainting& t, std::span<const Seq> bookmarks) {
  const Rect axis = t.layout.axis;
  const float height = t.px(13);
  for (const Seq mark : bookmarks) {
    const double place = t.sources.map.place_of(mark);
    if (!t.scene.span.contains(place)) continue;
    const float x = t.layout.x_of(place);
    t.paint.dashed_line({x, axis.y}, {x, axis.bottom()}, t.theme.action.faded(0.45F), t.px(1), t.px(3));
    const Rect flag{x - t.px(3), axis.bottom() - height, height * 0.62F + t.px(6), height};
    t.paint.fill(flag, t.theme.panel, t.px(2));
    draw_flag(t.paint, {x, axis.bottom()}, height, t.theme.action);
    if (!t.is_over(flag)) continue;
    t.tooltip = "Bookmark at step " + std::to_string(t.sources.map.steps().step_at(mark)) + ": a click goes there";
    t.seek = mark;
  }
}

void draw_difference_mark(TimelinePainting& t, const DifferenceNote& note) {
  if (note.at == 0 || note.at > t.sources.map.known()) return;
  const double place = t.sources.map.place_of(note.at);
  const std::size_t lane = t.sources.index.place_of(t.sources.index.recording().at(note.at).process);
  if (!t.scene.span.contains(place) || lane >= t.layout.lanes.size()) return;
  const Point at{t.layout.x_of(place), t.layout.lanes[lane].y};
  const float reach = t.px(8);
  const std::array<Point, 4> diamond{Point{at.x, at.y - reach}, Point{at.x + reach, at.y}, Point{at.x, at.y + reach},
                                     Point{at.x - reach, at.y}};
  t.paint.polygon(diamond, t.theme.panel);
  t.paint.polyline(diamond, t.theme.warning, t.px(2), true);
  if (!t.is_over({at.x - reach, at.y - reach, 2 * reach, 2 * reach})) return;
  t.tooltip = note.hint;
  t.seek = note.at;
}

void draw_parting(TimelinePainting& t, const DifferenceNote& note) {
  const Seq known = t.sources.map.known();
  const double place = t.sources.map.place_of(note.at != 0 ? std::min(note.at, known) : known);
  if (!t.scene.span.contains(place)) return;
  const float x = t.layout.x_of(place);
  const Rect axis = t.layout.axis;
  t.paint.dashed_line({x, axis.y}, {x, axis.bottom()}, t.theme.warning, t.px(1.5F), t.px(4));
  draw_difference_mark(t, note);
}

void draw_playhead_line(const TimelinePainting& t) {
  if (!t.layout.playhead) return;
  const float x = *t.layout.playhead;
  t.paint.line({x, t.layout.axis.y}, {x, t.layout.axis.bottom()}, t.theme.heading, t.px(1.5F));
}

// Where the cursor is not in view, it shows the side on which it is.
void draw_playhead_head(const TimelinePainting& t) {
  const float half = t.px(7);
  const float y = t.layout.axis.y - t.px(2);
  if (t.layout.playhead) {
    const float x = *t.layout.playhead;
    const std::array<Point, 3> head{Point{x - half, y - t.px(4)}, Point{x + half, y - t.px(4)}, Point{x, y + t.px(6)}};
    t.paint.polygon(head, t.theme.heading);
    return;
  }
  const bool is_left = t.scene.cursor < t.scene.span.from;
  const float tip = is_left ? t.layout.axis.x : t.layout.axis.right();
  const float back = is_left ? tip + half : tip - half;
  const std::array<Point, 3> head{Point{tip, y}, Point{back, y - t.px(5)}, Point{back, y + t.px(5)}};
  t.paint.polygon(head, t.theme.heading);
}

void draw_overview(const TimelinePainting& t) {
  const Rect line = t.layout.overview;
  if (!line.shown()) return;
  t.paint.fill(line, t.theme.button, line.h / 2);
  const float from = t.layout.overview_x(t.scene.span.from);
  const float width = std::max(t.layout.overview_x(t.scene.span.to) - from, t.px(5));
  t.paint.fill({std::min(from, line.right() - width), line.y, width, line.h}, t.theme.accent.faded(0.6F), line.h / 2);
  t.paint.circle({t.layout.overview_x(t.scene.cursor), line.center().y}, line.h * 0.75F, t.theme.heading);
}

}  // namespace doorway::app
