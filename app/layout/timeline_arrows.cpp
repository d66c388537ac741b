#include "app/layout/timeline_parts.hpp"

#include <algorithm>
#include <array>
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

/// Bytes that left before the view begins: the whole way would be a flat line through all of it. Its last piece tells
/// from which side they came.
void keep_end(ArrowPlace& place, const Rect& axis, float scale) {
  const float reach = 20 * scale;
  place.from = {std::max(place.to.x - 0.6F * reach, axis.x),
                place.to.y + std::clamp(place.from.y - place.to.y, -reach, reach)};
}

/// Bytes of different sends that wait at the same time lie side by side; there is room for two lines.
std::size_t row_of_wait(const TimelineLayout& layout, const TimelineScene& scene, const ArrowPlace& place) {
  const TransferArrow& arrow = scene.arrows[place.arrow];
  return std::any_of(layout.arrows.begin(), layout.arrows.end(), [&](const ArrowPlace& each) {
    const TransferArrow& other = scene.arrows[each.arrow];
    return other.has_waited && other.send != arrow.send && other.to_lane == arrow.to_lane && each.row == 0 &&
           each.from.x < place.to.x && place.from.x < each.to.x;
  });
}

bool are_bytes_on_the_way(const TransferArrow& arrow) {
  return arrow.kind == ArrowKind::arrival || arrow.kind == ArrowKind::lost;
}

/// Whether a part of the line is in the rectangle.
bool crosses(const Rect& rect, Point from, Point to) {
  float begin = 0;
  float end = 1;
  const auto cut_by = [&](float start, float way, float low, float high) {
    if (way == 0) return start > low && start < high;
    const auto [first, last] = std::minmax({(low - start) / way, (high - start) / way});
    begin = std::max(begin, first);
    end = std::min(end, last);
    return begin < end;
  };
  return cut_by(from.x, to.x - from.x, rect.x, rect.right()) && cut_by(from.y, to.y - from.y, rect.y, rect.bottom());
}

/// What ends is the sender's: these words stand near the lane from which the arrow comes.
bool is_of_sender(const TransferArrow& arrow) {
  return arrow.kind == ArrowKind::fin || arrow.kind == ArrowKind::rst;
}

/// Beside the arrow, on that side where there is room; empty where there is none on either. `at`: at which shares of
/// its way.
Rect words_at(const TimelineLayout& layout, std::size_t which, float width, const std::array<float, 3>& at) {
  const ArrowPlace& place = layout.arrows[which];
  const float height = std::ceil(layout.text_px * 1.35F);
  const float rise = place.to.y - place.from.y;
  if (std::abs(rise) < 2 * height) return {};
  const float margin = 5 * layout.scale;
  const float slope = (place.to.x - place.from.x) / rise;
  // So far the arrow goes to either side while it passes the words.
  const float aside = std::abs(slope) * height / 2 + margin;
  if (aside > 3 * height) return {};  // words so far away would not seem to be its own
  const FreeRoom room(layout);
  for (const float share : at) {
    const Point middle{place.from.x + share * slope * rise, place.from.y + share * rise};
    for (const float left : {middle.x + aside, middle.x - aside - width}) {
      const Rect words{left, middle.y - height / 2, width, height};
      if (room.is_free(words, which)) return words;
    }
  }
  return {};
}

constexpr std::array midway{0.5F, 0.36F, 0.64F};
constexpr std::array near_sender{0.26F, 0.34F, 0.42F};

// Where there are more arrows, there is no room for words.
constexpr std::size_t most_around_words = 120;

}  // namespace

bool FreeRoom::is_free(const Rect& words, std::size_t own) const {
  const float margin = 4 * layout_.scale;
  const Rect around{words.x - margin, words.y, words.w + 2 * margin, words.h};
  if (around.x < layout_.axis.x || around.right() > layout_.axis.right() || words.y < layout_.axis.y ||
      words.bottom() > layout_.axis.bottom()) {
    return false;
  }
  if (!layout_.beside_playhead(words.x, words.w)) return false;
  const auto hides = [&around](const Rect& other) { return other.shown() && overlap(around, other); };
  const auto hides_bar = [&](const BarPlace& bar) { return hides(bar.rect) || hides(bar.label); };
  const auto hides_mark = [&](const MarkPlace& mark) {
    const float reach = 5 * layout_.scale;
    return hides(mark.label) || hides({mark.at.x - reach, mark.at.y - reach, 2 * reach, 2 * reach});
  };
  const auto on_lane = [&](const LanePlace& lane) { return lane.y > words.y && lane.y < words.bottom(); };
  if (std::any_of(layout_.lanes.begin(), layout_.lanes.end(), on_lane) ||
      std::any_of(layout_.bars.begin(), layout_.bars.end(), hides_bar) ||
      std::any_of(layout_.arrivals.begin(), layout_.arrivals.end(), hides_mark) ||
      std::any_of(layout_.marks.begin(), layout_.marks.end(), hides_mark)) {
    return false;
  }
  for (std::size_t i = 0; i < layout_.arrows.size(); ++i) {
    const ArrowPlace& arrow = layout_.arrows[i];
    if (hides(arrow.label) || (i != own && crosses(around, arrow.from, arrow.to))) return false;
  }
  return true;
}

void place_arrows(TimelineLayout& layout, const TimelineScene& scene) {
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
    const bool has_left_before = are_bytes_on_the_way(arrow) && place.from.x < layout.axis.x;
    if (has_left_before && place.to.x >= layout.axis.x) keep_end(place, layout.axis, layout.scale);
    if (!cut(place, layout.axis)) continue;
    if (arrow.has_waited) place.row = row_of_wait(layout, scene, place);
    layout.arrows.push_back(place);
  }
}

// What is inferred is dashed, and the legend says so: words that said it again would hide what they speak of.
void label_arrows(TimelineLayout& layout, const TimelineScene& scene, const TextMeasure& measure) {
  // Words at those on which the cursor stands, and at those that end a conversation, where there are not too many; more
  // would hide the lanes.
  for (const bool present : {true, false}) {
    for (std::size_t i = 0; i < layout.arrows.size(); ++i) {
      ArrowPlace& place = layout.arrows[i];
      const TransferArrow& arrow = scene.arrows[place.arrow];
      const bool is_present = arrow.to >= scene.cursor && arrow.to <= scene.told && !arrow.has_waited;
      const bool ends = is_of_sender(arrow);
      if (present ? !is_present : (is_present || !ends || layout.arrows.size() > most_around_words)) continue;
      for (const std::string* text : {&arrow.label, &arrow.brief}) {
        if (text->empty() || place.label.shown()) continue;
        place.label = words_at(layout, i, measure(*text, FontRole::text, layout.text_px), ends ? near_sender : midway);
        if (place.label.shown()) place.text = *text;
      }
    }
  }
}

}  // namespace doorway::app
