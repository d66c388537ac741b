#include "app/layout/timeline_parts.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

bool overlap(const Rect& one, const Rect& other) {
  return one.x < other.right() && other.x < one.right() && one.y < other.bottom() && other.y < one.bottom();
}

/// The height at which an arrow ends that goes to nobody, or comes from nobody: part of the way to another lane.
float height_beyond(const TimelineLayout& layout, std::size_t lane) {
  const float y = layout.lanes[lane].y;
  const bool is_last = lane + 1 == layout.lanes.size() && lane > 0;
  const float other = layout.lanes.size() < 2 ? layout.axis.bottom() : layout.lanes[is_last ? lane - 1 : lane + 1].y;
  return y + (other - y) * 0.45F;
}

/// The part of the arrow that is on the axis; false where none is.
bool cut(ArrowPlace& place, const Rect& axis) {
  const Point from = place.from;
  const Point to = place.to;
  if (std::max(from.x, to.x) < axis.x || std::min(from.x, to.x) > axis.right()) return false;
  const auto at = [&](float x) {
    const float share = (x - from.x) / (to.x - from.x);
    return Point{x, from.y + share * (to.y - from.y)};
  };
  if (from.x < axis.x) place.from = at(axis.x);
  if (from.x > axis.right()) place.from = at(axis.right());
  if (to.x < axis.x) place.to = at(axis.x);
  if (to.x > axis.right()) place.to = at(axis.right());
  place.has_head = to.x >= axis.x && to.x <= axis.right();
  return true;
}

/// Beside the middle of the arrow, on that side where it hides least.
Rect words_at(const TimelineLayout& layout, const ArrowPlace& place, float width) {
  const float height = std::ceil(layout.text_px * 1.35F);
  if (std::abs(place.to.y - place.from.y) < 2 * height) return {};
  const float margin = 6 * layout.scale;
  const Point middle{(place.from.x + place.to.x) / 2, (place.from.y + place.to.y) / 2};
  const Rect right{middle.x + margin, middle.y - height / 2, width, height};
  if (right.right() + margin <= layout.axis.right()) return right;
  const Rect left{middle.x - margin - width, right.y, width, height};
  return left.x - margin >= layout.axis.x ? left : Rect{};
}

}  // namespace

void place_arrows(TimelineLayout& layout, const TimelineScene& scene, const TextMeasure& measure) {
  const auto y_of = [&](std::size_t lane, std::size_t other) {
    return lane < layout.lanes.size() ? layout.lanes[lane].y : height_beyond(layout, other);
  };
  for (std::size_t i = 0; i < scene.arrows.size(); ++i) {
    const TransferArrow& arrow = scene.arrows[i];
    if (arrow.from_lane >= layout.lanes.size() && arrow.to_lane >= layout.lanes.size()) continue;
    ArrowPlace place;
    place.arrow = i;
    place.from = {layout.x_of(arrow.from), y_of(arrow.from_lane, arrow.to_lane)};
    place.to = {layout.x_of(arrow.to), y_of(arrow.to_lane, arrow.from_lane)};
    if (arrow.has_waited) place.from = {layout.x_of(arrow.waited_from), place.to.y};
    if (cut(place, layout.axis)) layout.arrows.push_back(place);
  }
  // Words at those on which the cursor stands, and at those that end a conversation; more would hide the lanes.
  std::vector<Rect> taken;
  for (const bool present : {true, false}) {
    for (ArrowPlace& place : layout.arrows) {
      const TransferArrow& arrow = scene.arrows[place.arrow];
      const bool is_present = arrow.to >= scene.cursor && arrow.to <= scene.told && !arrow.has_waited;
      const bool ends = arrow.kind == ArrowKind::fin || arrow.kind == ArrowKind::rst;
      if (present ? !is_present : (is_present || !ends)) continue;
      const std::string text = present && !arrow.measured() ? arrow.label + ", inferred" : arrow.label;
      const Rect words = words_at(layout, place, measure(text, FontRole::text, layout.text_px));
      const Rect around{words.x - 4 * layout.scale, words.y, words.w + 8 * layout.scale, words.h};
      const bool is_free =
          std::none_of(taken.begin(), taken.end(), [&around](const Rect& each) { return overlap(each, around); });
      if (!words.shown() || !is_free) continue;
      place.label = words;
      place.text = text;
      taken.push_back(around);
    }
  }
}

}  // namespace doorway::app
