#include "app/panels/timeline_painting.hpp"

#include <cmath>

namespace doorway::app {
namespace {

/// Whether this place is near the line between two points.
bool is_near(Point mouse, Point from, Point to, float reach) {
  const float dx = to.x - from.x;
  const float dy = to.y - from.y;
  const float length = std::max(dx * dx + dy * dy, 0.001F);
  const float along = std::clamp(((mouse.x - from.x) * dx + (mouse.y - from.y) * dy) / length, 0.0F, 1.0F);
  return std::hypot(mouse.x - from.x - along * dx, mouse.y - from.y - along * dy) <= reach;
}

/// Two short strokes across: what goes no further.
void draw_stop(const TimelinePainting& t, Point at, Color color) {
  const float reach = t.px(5);
  t.paint.line({at.x - reach, at.y - reach}, {at.x + reach, at.y + reach}, color, t.px(2));
  t.paint.line({at.x - reach, at.y + reach}, {at.x + reach, at.y - reach}, color, t.px(2));
}

void draw_arrow(TimelinePainting& t, const ArrowPlace& place) {
  const TransferArrow& arrow = t.scene.arrows[place.arrow];
  const Color color = arrow_color(t, arrow).faded(t.strength(arrow.to));
  const bool is_lit = t.light.lit().has_send(arrow.send);
  Point from = place.from;
  Point to = place.to;
  if (arrow.has_waited) {
    // The bytes lay in the receive buffer: along the lane, from their arrival to the call that took them.
    from.y += t.px(place.row == 0 ? 3.0F : 7.0F);
    to.y = from.y;
    if (is_lit) t.paint.line(from, to, t.theme.lit, t.px(7));
    t.paint.line(from, to, color, t.px(4));
  } else {
    if (is_lit) t.paint.line(from, to, t.theme.lit.faded(0.8F), t.px(5));
    if (arrow.measured()) {
      t.paint.line(from, to, color, t.px(2));
    } else {
      t.paint.dashed_line(from, to, color, t.px(1.8F), t.px(5));
    }
    const bool goes_nowhere = arrow.kind == ArrowKind::lost || arrow.to_lane == no_lane;
    if (goes_nowhere) draw_stop(t, to, color);
    if (place.has_head && !goes_nowhere) t.paint.arrow_head(from, to, color, t.px(9));
  }
  const std::optional<Point> mouse = t.light.mouse().place();
  if (!mouse || (!t.is_over(place.label) && !is_near(*mouse, from, to, t.px(5)))) return;
  t.tooltip = hint_of(t.sources, arrow);
  if (arrow.send != 0) t.light.is_at({mouse->x - 1, mouse->y - 1, 2, 2}, {arrow.sender, {}, SocketId::none});
}

}  // namespace

Color arrow_color(const TimelinePainting& t, const TransferArrow& arrow) {
  if (arrow.kind == ArrowKind::lost || arrow.kind == ArrowKind::rst) return t.theme.warning;
  return arrow.send == 0 ? t.theme.inferred : t.send_line(arrow.send);
}

Color words_color(const TimelinePainting& t, const TransferArrow& arrow) {
  const bool warns = arrow.kind == ArrowKind::lost || arrow.kind == ArrowKind::rst;
  return warns || arrow.send == 0 ? arrow_color(t, arrow) : t.theme.text_of_send(arrow.send);
}

Color TimelinePainting::send_line(std::uint32_t send) const {
  const Color base = theme.of_send(send);
  if (theme.dark) return base;
  const auto darker = [](std::uint8_t part) { return static_cast<std::uint8_t>(part * 0.62); };
  return {darker(base.r), darker(base.g), darker(base.b)};
}

void TimelinePainting::words(Rect place, const std::string& text, Color color) const {
  if (!place.shown()) return;
  const float margin = px(3);
  paint.fill({place.x - margin, place.y, place.w + 2 * margin, place.h}, theme.panel, margin);
  paint.text_in(place, text, color);
}

void draw_arrows(TimelinePainting& t) {
  for (const ArrowPlace& place : t.layout.arrows) draw_arrow(t, place);
}

void draw_ways(TimelinePainting& t) {
  for (const WayPlace& place : t.layout.ways) {
    const WayBlock& way = t.scene.ways[place.way];
    t.paint.fill(place.rect, t.theme.inferred.faded(0.35F * t.strength(way.from)));
    // Dashes along its edge, as on all that is inferred.
    for (float x = place.rect.x; x < place.rect.right(); x += t.px(4)) {
      const float width = std::min(t.px(2), place.rect.right() - x);
      t.paint.fill({x, place.rect.y, width, t.px(1)}, t.theme.inferred);
      t.paint.fill({x, place.rect.bottom() - t.px(1), width, t.px(1)}, t.theme.inferred);
    }
    if (t.is_over(place.rect)) t.tooltip = hint_of(t.sources, way);
  }
}

}  // namespace doorway::app
