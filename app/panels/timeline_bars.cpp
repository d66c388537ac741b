#include "app/panels/timeline_painting.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace doorway::app {
namespace {

/// A frame and a cross: it is told from other calls also where colours are not.
void draw_failure(const TimelinePainting& t, const Rect& rect, float rounding) {
  t.paint.frame(rect, t.theme.warning, t.px(2), rounding);
  draw_failure_cross(t.paint, t.theme, rect.center(), t.px(1));
}

void draw_bar(TimelinePainting& t, const BarPlace& place) {
  const CallBar& bar = t.scene.bars[place.bar];
  const ProcessColors& colors = t.colors(bar.lane);
  const float strength = t.strength(bar.from);
  // Blocks are many and narrow: plain rectangles, with stripes that tell them from calls.
  const float rounding = bar.count > 1 ? 0.0F : std::min(place.rect.h, place.rect.w) / 3;
  t.paint.fill(place.rect, t.theme.panel, rounding);
  // A call that failed has brought nothing about: its bar is hollow.
  const float fullness = bar.count == 1 && bar.failed > 0 ? 0.22F : (bar.open_ended ? 0.5F : 1.0F);
  t.paint.fill(place.rect, colors.strong.faded(fullness * strength), rounding);
  for (float y = place.rect.y + t.px(4); bar.count > 1 && y < place.rect.bottom() - t.px(2); y += t.px(4)) {
    t.paint.fill({place.rect.x, y, place.rect.w, t.px(1)}, t.theme.panel.faded(0.6F));
  }
  for (const SleepPart& sleep : bar.sleeps) {
    const float from = std::max(t.x_of(sleep.from), place.rect.x);
    const float to = std::min(t.x_of(sleep.to), place.rect.right());
    const Rect asleep{from, place.rect.y + 1, to - from, place.rect.h - 2};
    t.paint.fill(asleep, t.theme.panel.faded(0.55F));
    t.paint.hatch(asleep, colors.strong.faded(strength), t.px(6), t.px(1.5F));
  }
  if (bar.failed > 0) draw_failure(t, place.rect, rounding);
  if (t.light.lit().has_call(bar.call)) t.paint.frame(place.rect, t.theme.lit, t.px(3), rounding);
  if (bar.is_present) t.paint.frame(place.rect, t.theme.heading, t.px(1.5F), rounding);
  if (t.is_over(place.rect) || t.is_over(place.label)) {
    t.tooltip = hint_of(t.sources, bar);
    t.seek = bar.seek;
  }
  if (bar.count > 1) return;
  t.light.is_at(place.rect, {bar.call, {}, SocketId::none});
  t.light.is_at(place.label, {bar.call, {}, SocketId::none});
}

}  // namespace

void draw_failure_cross(const Painter& paint, const Theme& theme, Point at, float scale) {
  const float reach = 4 * scale;
  paint.circle(at, reach * 1.7F, theme.panel);
  paint.line({at.x - reach, at.y - reach}, {at.x + reach, at.y + reach}, theme.warning, 2.2F * scale);
  paint.line({at.x - reach, at.y + reach}, {at.x + reach, at.y - reach}, theme.warning, 2.2F * scale);
}

void draw_dashed_ring(const Painter& paint, Point center, float radius, Color color, float thickness) {
  constexpr int dashes = 6;
  constexpr float turn = 2 * std::numbers::pi_v<float> / dashes;
  for (int i = 0; i < dashes; ++i) {
    std::array<Point, 3> dash;
    for (std::size_t j = 0; j < dash.size(); ++j) {
      const float angle = turn * (static_cast<float>(i) + 0.32F * static_cast<float>(j));
      dash.at(j) = {center.x + radius * std::cos(angle), center.y + radius * std::sin(angle)};
    }
    paint.polyline(dash, color, thickness);
  }
}

void draw_lanes(const TimelinePainting& t) {
  for (std::size_t i = 0; i < t.layout.lanes.size(); ++i) {
    const LanePlace& lane = t.layout.lanes[i];
    const ProcessColors& colors = t.colors(i);
    const float size = std::min(t.layout.text_px, std::max(lane.name.h / 1.35F, smallest_text_px));
    if (lane.name.shown())
      t.paint.sized(size).text_in(lane.name, t.scene.lanes[i].name, colors.text, Align::left, FontRole::bold);
    const Point from{t.layout.axis.x, lane.y};
    t.paint.line(from, {t.layout.axis.right(), lane.y}, colors.strong.faded(0.6F), t.px(1.5F));
  }
}

void draw_bars(TimelinePainting& t) {
  for (const BarPlace& place : t.layout.bars) draw_bar(t, place);
}

void draw_arrivals(TimelinePainting& t) {
  for (const MarkPlace& place : t.layout.arrivals) {
    const ArrivalMark& mark = t.scene.arrivals[place.mark];
    const float radius = t.px(4.5F);
    const bool lit = t.light.lit().has_send(mark.send);
    t.paint.circle(place.at, radius + t.px(lit ? 3.0F : 1.5F), lit ? t.theme.lit : t.theme.panel);
    const Color color = t.send_line(mark.send).faded(t.strength(mark.place));
    if (mark.seen) {
      t.paint.circle(place.at, radius, color);
    } else {
      if (lit) t.paint.circle(place.at, radius + t.px(0.5F), t.theme.panel);
      draw_dashed_ring(t.paint, place.at, radius + t.px(0.5F), color, t.px(2));
    }
    const Rect around{place.at.x - radius, place.at.y - radius, 2 * radius, 2 * radius};
    for (const Rect& rect : {around, place.label}) {
      if (!t.is_over(rect)) continue;
      t.tooltip = hint_of(t.sources, mark);
      t.light.is_at(rect, {mark.sender, {}, SocketId::none});
    }
  }
}

void draw_marks(TimelinePainting& t) {
  for (const MarkPlace& place : t.layout.marks) {
    const EventMark& mark = t.scene.marks[place.mark];
    const Color color = t.colors(mark.lane).strong.faded(t.strength(mark.place));
    const float reach = t.px(mark.is_end ? 8.0F : 6.0F);
    const Point at = place.at;
    if (mark.is_end) {
      t.paint.line({at.x, at.y - reach}, {at.x, at.y + reach}, color, t.px(3));
    } else {
      t.paint.line({at.x - reach, at.y - reach}, {at.x + reach, at.y + reach}, t.theme.warning, t.px(2));
      t.paint.line({at.x - reach, at.y + reach}, {at.x + reach, at.y - reach}, t.theme.warning, t.px(2));
    }
    const Rect around{at.x - reach, at.y - reach, 2 * reach, 2 * reach};
    if (!t.is_over(around) && !t.is_over(place.label)) continue;
    t.tooltip = hint_of(t.sources, mark);
    t.seek = mark.seq;
  }
}

void draw_words(const TimelinePainting& t) {
  for (const BarPlace& place : t.layout.bars) {
    const CallBar& bar = t.scene.bars[place.bar];
    const bool is_later = t.strength(bar.from) < 1;
    if (place.is_inside) {
      const Color ground = over(t.colors(bar.lane).strong.faded(t.strength(bar.from)), t.theme.panel);
      t.paint.sized(place.inside_px).text_in(place.label, place.text, ink_on(ground), Align::center);
      continue;
    }
    t.words(place.label, place.text, bar.failed > 0 ? t.theme.warning : (is_later ? t.theme.text_dim : t.theme.text));
  }
  for (const MarkPlace& place : t.layout.arrivals) t.words(place.label, place.text, t.theme.text_dim);
  for (const MarkPlace& place : t.layout.marks) {
    const EventMark& mark = t.scene.marks[place.mark];
    t.words(place.label, place.text, mark.is_end ? t.colors(mark.lane).text : t.theme.text_dim);
  }
  for (const ArrowPlace& place : t.layout.arrows) {
    const TransferArrow& arrow = t.scene.arrows[place.arrow];
    t.words(place.label, place.text, words_color(t, arrow));
  }
}

}  // namespace doorway::app
