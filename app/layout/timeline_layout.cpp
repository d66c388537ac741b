#include "app/layout/timeline_layout.hpp"

#include "app/layout/timeline_parts.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

constexpr float step_width_px = 34;  // at scale 1: a bar with a short word has its place
constexpr float column_px = 5;       // at scale 1: what is narrower is no bar to be seen or clicked
constexpr float least_height_for_scale_px = 120;
constexpr std::size_t most_late_labels = 40;  // where there are more dots, there is no room between them

/// Whether this lane's words stand below its line: those of the last one do, so that arrows have the space between.
bool words_below(std::size_t lane, std::size_t lane_count) {
  return lane + 1 == lane_count && lane_count > 1;
}

/// Builds the layout in steps.
class TimelineBuilder {
 public:
  TimelineBuilder(const TimelineScene& scene, TimelineLayout& layout, const TextMeasure& measure)
      : scene_(scene), layout_(layout), measure_(measure), line_(std::ceil(layout.text_px * 1.35F)) {}

  void build(std::size_t chosen_sockets, TimelineFoot foot);

 private:
  void place_frame(std::size_t chosen_sockets, TimelineFoot below);
  void place_lanes();
  void place_bars();
  void place_late_bars();
  void place_words_inside();
  void place_late_marks();
  void place_ways();
  void place_arrivals();
  void place_late_labels();
  void place_marks();
  [[nodiscard]] float px(float at_scale_1) const { return at_scale_1 * layout_.scale; }
  [[nodiscard]] float x_of(double place) const {
    return std::clamp(layout_.x_of(place), layout_.axis.x, layout_.axis.right());
  }
  [[nodiscard]] Rect bar_rect(const CallBar& bar) const;
  Rect free_label(std::size_t lane, float from_x, float to_x, const std::string& text);
  [[nodiscard]] Rect inner_label(std::size_t lane, float from_x, const std::string& text) const;

  const TimelineScene& scene_;
  TimelineLayout& layout_;
  const TextMeasure& measure_;
  float line_;
  float name_width_ = 0;
  float apart_ = 0;             // how far lanes are from one another
  std::vector<WordRow> words_;  // by lane
};

void TimelineBuilder::place_frame(std::size_t chosen_sockets, TimelineFoot below) {
  const Rect area = layout_.area;
  name_width_ = px(20);
  for (const LaneView& lane : scene_.lanes) {
    name_width_ = std::max(name_width_, measure_(lane.name, FontRole::bold, layout_.text_px));
  }
  name_width_ = std::min(name_width_, area.w * 0.2F);
  const float left = area.x + px(10) + name_width_ + px(12);
  const float right = area.right() - px(16);
  const float controls = below == TimelineFoot::none ? 0.0F : std::min(line_ + px(5), area.h * 0.14F);
  const bool has_scale = area.h >= px(least_height_for_scale_px);
  const float scale_row = has_scale ? line_ : 0.0F;
  // Large words need the room more than what is between them does.
  const float top = area.y + std::min(px(10), area.h * 0.075F);
  const float foot = area.bottom() - std::min(px(7), area.h * 0.035F) - controls;
  layout_.axis = {left, top, right - left, foot - std::min(px(5), area.h * 0.025F) - scale_row - top};
  if (!layout_.axis.shown()) {
    layout_.axis = {};
    return;
  }
  if (has_scale) {
    layout_.scale_row = {left, layout_.axis.bottom(), layout_.axis.w, scale_row};
    layout_.scale_name = {area.x + px(10), layout_.axis.bottom(), name_width_ + px(8), scale_row};
  }
  if (below == TimelineFoot::none) return;
  const float end = place_controls(layout_, {left, foot, layout_.axis.w, controls}, px(150), chosen_sockets, measure_);
  const float overview = std::min(px(8), controls);
  // Without the room that the axis has at its ends: the first step stands at one end of the line, the last at the
  // other.
  layout_.whole = {0, std::max(scene_.extent.to + std::min(scene_.extent.from, 0.0), 1e-6)};
  layout_.overview = {left, foot + (controls - overview) / 2, std::max(end - px(6) - left, px(20)), overview};
}

void TimelineBuilder::place_lanes() {
  const auto count = static_cast<float>(std::max<std::size_t>(scene_.lanes.size(), 1));
  // Names as large as other words come first, then the words above the first lane and below the last one; where these
  // have no room all the same, each lane has its share of the height.
  const float least_name = std::ceil(std::min(smallest_text_px, layout_.text_px) * 1.35F);
  const float spare = (layout_.axis.h - line_ * (count - 1)) / 2;
  const float wanted = std::min(line_ + px(12), layout_.axis.h * 0.3F);
  const bool have_words = std::min(spare, wanted) >= line_ + px(6);
  const float words = have_words ? std::min(spare, wanted) : std::min(layout_.axis.h / (2 * count), wanted);
  const float top = layout_.axis.y + words;
  const float bottom = layout_.axis.bottom() - words;
  // Where lanes are close their names are smaller, as long as they can be read; then each has one that finds room.
  apart_ = count > 1 ? std::max(bottom - top, 0.0F) / (count - 1) : layout_.axis.h;
  const float name_height = std::clamp(apart_, std::min(least_name, line_), line_);
  float taken = layout_.area.y;
  for (std::size_t i = 0; i < scene_.lanes.size(); ++i) {
    const float share = count > 1 ? static_cast<float>(i) / (count - 1) : 0.5F;
    LanePlace lane;
    lane.y = top + std::max(bottom - top, 0.0F) * share;
    const Rect area = layout_.area;
    const float y = std::clamp(lane.y - name_height / 2, area.y, std::max(area.bottom() - name_height, area.y));
    if (y + 0.5F >= taken) {
      lane.name = {area.x + px(10), y, name_width_, name_height};
      taken = lane.name.bottom();
    }
    layout_.lanes.push_back(lane);
  }
  words_.resize(scene_.lanes.size());
}

/// A place for words beside a lane that nothing else has taken, else an empty one. What they name reaches from `from_x`
/// to `to_x`.
Rect TimelineBuilder::free_label(std::size_t lane, float from_x, float to_x, const std::string& text) {
  if (from_x < layout_.axis.x || from_x > layout_.axis.right()) return {};
  const float y = layout_.lanes[lane].y;
  const float top = words_below(lane, layout_.lanes.size()) ? y + px(10) : y - px(10) - line_;
  if (top < layout_.axis.y - px(4) || top + line_ > layout_.axis.bottom() + px(4)) return {};
  // On another lane, or close to it, they would be read as that one's.
  for (std::size_t i = 0; i < layout_.lanes.size(); ++i) {
    const float other = layout_.lanes[i].y;
    if (i != lane && other > top - px(6) && other < top + line_ + px(6)) return {};
  }
  const float width = measure_(text, FontRole::text, layout_.text_px);
  WordRow& row = words_[lane];
  const float gap = px(8);
  const auto stands_at = [&](float x) {
    const bool is_seen = x >= layout_.axis.x && x + width <= layout_.axis.right() + 0.05F;
    return is_seen && layout_.beside_playhead(x, width) && row.take(x, width, gap);
  };
  const std::vector<float> places = places_beside(layout_, from_x, to_x, width);
  for (const float x : places) {
    if (stands_at(x)) return {x, top, width, line_};
  }
  // Further along what they name.
  for (const float x : places) {
    const float next = row.first_free(x, width, gap);
    if (next <= std::max(to_x - std::min(width, px(24)), from_x + px(6)) && stands_at(next)) {
      return {next, top, width, line_};
    }
  }
  return {};
}

// A call of one step is a bar too, and on the axis of time it may be shorter than a pixel.
Rect TimelineBuilder::bar_rect(const CallBar& bar) const {
  const float unit = layout_.axis.w / static_cast<float>(layout_.span.width());
  const bool in_steps = scene_.axis == Axis::steps;
  const float room = in_steps ? std::min(px(5), unit * 0.4F) : 0.0F;
  const float least = px(3);
  const float begin = layout_.x_of(bar.from) - room;
  const float end = std::max(layout_.x_of(bar.to) + room, begin + least);
  const float left = std::clamp(begin, layout_.axis.x, layout_.axis.right() - least);
  const float right = std::clamp(end, left + least, layout_.axis.right());
  // The more calls a block stands for, the higher it is: by 8 pixels for each ten times as many. Where lanes are close
  // it reaches no other's.
  const float by_count = std::min(px(14 + 8 * std::log10(static_cast<float>(bar.count))), px(18) + line_);
  const float height = std::min(by_count, std::max(apart_ * 0.8F, px(4)));
  return {left, layout_.lanes[bar.lane].y - height / 2, right - left, height};
}

void TimelineBuilder::place_bars() {
  for (std::size_t i = 0; i < scene_.bars.size(); ++i) {
    const CallBar& bar = scene_.bars[i];
    if (bar.lane >= layout_.lanes.size()) continue;
    layout_.bars.push_back({i, bar_rect(bar), {}, {}});
  }
  // What failed must be read, and what is under way; the others have the places that are left.
  const auto need_of = [](const CallBar& bar) { return bar.failed > 0 ? 0 : (bar.is_present ? 1 : 2); };
  for (const int need : {0, 1, 2}) {
    for (BarPlace& place : layout_.bars) {
      const CallBar& bar = scene_.bars[place.bar];
      if (need_of(bar) != need) continue;
      place.label = free_label(bar.lane, place.rect.x, place.rect.right(), bar.label);
      place.text = bar.label;
    }
  }
}

// What failed, and whose words have no place on its own side: between the lanes, where no arrow is; or only why.
void TimelineBuilder::place_late_bars() {
  std::size_t left = most_late_labels;
  for (BarPlace& place : layout_.bars) {
    const CallBar& bar = scene_.bars[place.bar];
    if (bar.failed == 0 || place.label.shown()) continue;
    if (left == 0) return;
    --left;
    place.label = inner_label(bar.lane, place.rect.x, bar.label);
    if (place.label.shown()) continue;
    place.text = bar.error;
    place.label = free_label(bar.lane, place.rect.x, place.rect.right(), bar.error);
    if (!place.label.shown()) place.label = inner_label(bar.lane, place.rect.x, bar.error);
  }
}

/// On the side of the lane where its words do not stand: between the lanes, where nothing else is; else an empty place.
Rect TimelineBuilder::inner_label(std::size_t lane, float from_x, const std::string& text) const {
  if (layout_.lanes.size() < 2) return {};
  const float y = layout_.lanes[lane].y;
  const float width = measure_(text, FontRole::text, layout_.text_px);
  const bool below = !words_below(lane, layout_.lanes.size());
  const FreeRoom room(layout_);
  for (const float x : places_beside(layout_, from_x, from_x, width)) {
    const Rect words{std::min(x, layout_.axis.right() - width - px(4)), below ? y + px(10) : y - px(10) - line_, width,
                     line_};
    if (room.is_free(words, layout_.arrows.size())) return words;
  }
  return {};
}

// Midway between the first two lanes, or below the only one.
void TimelineBuilder::place_ways() {
  if (layout_.lanes.empty()) return;
  const float middle = layout_.lanes.size() > 1 ? (layout_.lanes[0].y + layout_.lanes[1].y) / 2
                                                : (layout_.lanes[0].y + layout_.axis.bottom()) / 2;
  for (std::size_t i = 0; i < scene_.ways.size(); ++i) {
    const WayBlock& way = scene_.ways[i];
    const float left = std::min(x_of(way.from), layout_.axis.right() - px(3));
    const float right = std::max(x_of(way.to), left + px(3));
    const float height = px(6 + 5 * std::log10(static_cast<float>(way.count)));
    layout_.ways.push_back({i, {left, middle - height / 2, right - left, height}});
  }
}

void TimelineBuilder::place_arrivals() {
  for (std::size_t i = 0; i < scene_.arrivals.size(); ++i) {
    const ArrivalMark& mark = scene_.arrivals[i];
    if (mark.lane >= layout_.lanes.size() || !layout_.span.contains(mark.place)) continue;
    const Point at{x_of(mark.place), layout_.lanes[mark.lane].y};
    layout_.arrivals.push_back({i, at, free_label(mark.lane, at.x, at.x, mark.label), mark.label});
  }
}

// Where lanes are close: on the bar itself, if it is plain and has the room, in letters as large as it allows.
void TimelineBuilder::place_words_inside() {
  const float least = std::max(layout_.text_px * 0.6F, std::min(layout_.text_px, smallest_text_px));
  for (BarPlace& place : layout_.bars) {
    const CallBar& bar = scene_.bars[place.bar];
    const bool is_plain = bar.count == 1 && bar.failed == 0 && !bar.open_ended && bar.sleeps.empty();
    if (!is_plain || place.label.shown()) continue;
    float size = std::min(layout_.text_px, place.rect.h * 0.95F);
    const float room = std::max(place.rect.w - px(6), 0.0F);
    const float wanted = std::max(measure_(bar.label, FontRole::text, size), 1.0F);
    if (wanted > room) size = std::floor(size * room / wanted);
    if (size < least || measure_(bar.label, FontRole::text, size) > room) continue;
    place.label = place.rect;
    place.is_inside = true;
    place.inside_px = size;
  }
}

// The end of a process is said, where there is any room for it.
void TimelineBuilder::place_late_marks() {
  for (MarkPlace& place : layout_.marks) {
    const EventMark& mark = scene_.marks[place.mark];
    if (!mark.is_end || place.label.shown()) continue;
    for (const std::string* text : {&mark.label, &mark.brief}) {
      if (place.label.shown()) break;
      place.label = inner_label(mark.lane, place.at.x, *text);
      place.text = *text;
    }
  }
}

// Where the words on a dot's own side have no place: between the lanes, where no arrow is; or only the number.
void TimelineBuilder::place_late_labels() {
  if (layout_.arrivals.size() > most_late_labels) return;
  for (MarkPlace& place : layout_.arrivals) {
    const ArrivalMark& mark = scene_.arrivals[place.mark];
    for (const std::string* text : {&mark.label, &mark.count}) {
      if (place.label.shown()) break;
      if (text != &mark.label) place.label = free_label(mark.lane, place.at.x, place.at.x, *text);
      if (!place.label.shown()) place.label = inner_label(mark.lane, place.at.x + px(5), *text);
      if (place.label.shown()) place.text = *text;
    }
  }
}

void TimelineBuilder::place_marks() {
  for (std::size_t i = 0; i < scene_.marks.size(); ++i) {
    const EventMark& mark = scene_.marks[i];
    if (mark.lane >= layout_.lanes.size() || !layout_.span.contains(mark.place)) continue;
    const Point at{x_of(mark.place), layout_.lanes[mark.lane].y};
    MarkPlace place{i, at, free_label(mark.lane, at.x, at.x, mark.label), mark.label};
    if (!place.label.shown()) place = {i, at, free_label(mark.lane, at.x, at.x, mark.brief), mark.brief};
    layout_.marks.push_back(std::move(place));
  }
}

void TimelineBuilder::build(std::size_t chosen_sockets, TimelineFoot foot) {
  place_frame(chosen_sockets, foot);
  if (!layout_.axis.shown()) return;
  if (scene_.span.contains(scene_.cursor)) layout_.playhead = layout_.x_of(scene_.cursor);
  place_ticks(layout_, scene_, measure_);
  place_lanes();
  place_bars();
  place_marks();
  place_arrivals();
  place_ways();
  place_arrows(layout_, scene_);
  place_late_bars();
  place_words_inside();
  place_late_marks();
  place_late_labels();
  label_arrows(layout_, scene_, measure_);
}

}  // namespace

bool WordRow::take(float x, float width, float gap) {
  const auto next =
      std::partition_point(taken_.begin(), taken_.end(), [x](const Taken& each) { return each.from < x; });
  if (next != taken_.end() && next->from < x + width + gap) return false;
  if (next != taken_.begin() && std::prev(next)->to > x) return false;
  taken_.insert(next, {x, x + width + gap});
  return true;
}

float WordRow::first_free(float x, float width, float gap) const {
  auto next = std::partition_point(taken_.begin(), taken_.end(), [x](const Taken& each) { return each.to <= x; });
  for (; next != taken_.end() && next->from < x + width + gap; ++next) x = next->to;
  return x;
}

std::vector<float> places_beside(const TimelineLayout& layout, float from, float to, float width) {
  // At the right end they stand further left, and still beside what they name.
  std::vector<float> places{std::min(from, layout.axis.right() - width)};
  if (!layout.playhead) return places;
  const float reach = 8 * layout.scale;
  const float behind = *layout.playhead + 4 * layout.scale;
  const float before = *layout.playhead - 4 * layout.scale - width;
  if (behind >= from && behind <= to + reach) places.push_back(behind);
  if (before + width >= from - reach) places.push_back(std::min(before, from));
  return places;
}

std::size_t steps_that_fit(Rect area, float scale) {
  return static_cast<std::size_t>(std::max(area.w * 0.86F / (step_width_px * scale), 4.0F));
}

double column_of(Rect area, float scale, AxisSpan span) {
  return span.width() * static_cast<double>(column_px * scale / std::max(area.w, column_px * scale));
}

TimelineLayout layout_timeline(Rect area, const TimelineScene& scene, float scale, const TextMeasure& measure,
                               std::size_t chosen_sockets, TimelineFoot foot) {
  TimelineLayout layout;
  layout.area = area;
  layout.scale = scale;
  layout.text_px = smallest_text_px * scale;
  layout.span = scene.span;
  TimelineBuilder(scene, layout, measure).build(chosen_sockets, foot);
  return layout;
}

}  // namespace doorway::app
