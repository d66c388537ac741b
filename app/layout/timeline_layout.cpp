#include "app/layout/timeline_layout.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace doorway::app {
namespace {

constexpr float step_width_px = 34;  // at scale 1: a bar with a short word has its place

float steps_in(const StepWindow& window) {
  return static_cast<float>(window.last - window.first + 1);
}

/// Whether this lane's words stand below its line: those of the last one do, so that arrows have the space between.
bool words_below(std::size_t lane, std::size_t lane_count) {
  return lane + 1 == lane_count && lane_count > 1;
}

/// Builds the layout in steps.
class TimelineBuilder {
 public:
  TimelineBuilder(const TimelineScene& scene, TimelineLayout& layout, const TextMeasure& measure)
      : scene_(scene), layout_(layout), measure_(measure), line_(std::ceil(layout.text_px * 1.35F)) {}

  void build();

 private:
  void place_lanes(float name_width);
  void place_bars();
  void place_arrows();
  void place_arrivals();
  [[nodiscard]] float px(float at_scale_1) const { return at_scale_1 * layout_.scale; }
  [[nodiscard]] float x_of(double step) const;
  Rect free_label(std::size_t lane, float from_x, float width, bool below);

  const TimelineScene& scene_;
  TimelineLayout& layout_;
  const TextMeasure& measure_;
  float line_;
  std::vector<float> taken_above_;  // by lane: words stand left of here already
  std::vector<float> taken_below_;
};

float TimelineBuilder::x_of(double step) const {
  const double from_first = step - static_cast<double>(scene_.window.first);
  const float x = layout_.axis.x + (static_cast<float>(from_first) + 0.5F) * layout_.step_px;
  return std::clamp(x, layout_.axis.x, layout_.axis.right());
}

void TimelineBuilder::place_lanes(float name_width) {
  const auto count = static_cast<float>(std::max<std::size_t>(scene_.lanes.size(), 1));
  const float words = line_ + px(12);
  const float top = layout_.axis.y + words;
  const float bottom = layout_.axis.bottom() - words;
  for (std::size_t i = 0; i < scene_.lanes.size(); ++i) {
    const float share = count > 1 ? static_cast<float>(i) / (count - 1) : 0.5F;
    LanePlace lane;
    lane.y = top + std::max(bottom - top, 0.0F) * share;
    lane.name = {layout_.area.x + px(10), lane.y - line_ / 2, name_width, line_};
    layout_.lanes.push_back(lane);
  }
  const float before = -std::numeric_limits<float>::max();
  taken_above_.assign(scene_.lanes.size(), before);
  taken_below_.assign(scene_.lanes.size(), before);
}

/// A place for words beside a lane that nothing else has taken, else an empty one.
Rect TimelineBuilder::free_label(std::size_t lane, float from_x, float width, bool below) {
  std::vector<float>& taken = below ? taken_below_ : taken_above_;
  const float x = std::max(from_x, layout_.axis.x);
  if (x + width > layout_.axis.right() || x < taken[lane]) return {};
  taken[lane] = x + width + px(8);
  const float y = layout_.lanes[lane].y;
  return {x, below ? y + px(10) : y - px(10) - line_, width, line_};
}

void TimelineBuilder::place_bars() {
  const float height = px(14);
  for (std::size_t i = 0; i < scene_.bars.size(); ++i) {
    const CallBar& bar = scene_.bars[i];
    if (bar.lane >= layout_.lanes.size()) continue;
    const float begin = x_of(bar.from_step) - px(5);
    const float end = std::max(x_of(bar.to_step), begin + px(5)) + px(5);
    BarPlace place;
    place.bar = i;
    const float left = std::max(begin, layout_.axis.x);
    place.rect = {left, layout_.lanes[bar.lane].y - height / 2, std::min(end, layout_.axis.right()) - left, height};
    const float width = measure_(bar.label, FontRole::text, layout_.text_px);
    place.label = free_label(bar.lane, left, width, words_below(bar.lane, layout_.lanes.size()));
    layout_.bars.push_back(place);
  }
}

void TimelineBuilder::place_arrows() {
  for (std::size_t i = 0; i < scene_.arrows.size(); ++i) {
    const TransferArrow& arrow = scene_.arrows[i];
    if (arrow.from_lane >= layout_.lanes.size() || arrow.to_lane >= layout_.lanes.size()) continue;
    ArrowPlace place;
    place.arrow = i;
    place.from = {x_of(arrow.from_step), layout_.lanes[arrow.from_lane].y};
    place.to = {x_of(arrow.to_step), layout_.lanes[arrow.to_lane].y};
    layout_.arrows.push_back(place);
  }
}

void TimelineBuilder::place_arrivals() {
  for (std::size_t i = 0; i < scene_.arrivals.size(); ++i) {
    const ArrivalMark& mark = scene_.arrivals[i];
    if (mark.lane >= layout_.lanes.size()) continue;
    MarkPlace place;
    place.mark = i;
    place.at = {x_of(mark.step), layout_.lanes[mark.lane].y};
    const float width = measure_(mark.label, FontRole::text, layout_.text_px);
    place.label = free_label(mark.lane, place.at.x, width, words_below(mark.lane, layout_.lanes.size()));
    layout_.arrivals.push_back(place);
  }
}

void TimelineBuilder::build() {
  const Rect area = layout_.area;
  float name_width = px(20);
  for (const LaneView& lane : scene_.lanes) {
    name_width = std::max(name_width, measure_(lane.name, FontRole::bold, layout_.text_px));
  }
  name_width = std::min(name_width, area.w * 0.2F);
  const float left = area.x + px(10) + name_width + px(12);
  const float overview = std::min(px(8), area.h * 0.1F);
  layout_.axis = {left, area.y + px(10), area.right() - px(16) - left, area.h - px(10) - overview - px(14)};
  if (!layout_.axis.shown()) {
    layout_.axis = {};
    return;
  }
  layout_.overview = {left, area.bottom() - overview - px(8), layout_.axis.w, overview};
  layout_.step_px = std::min(layout_.axis.w / steps_in(scene_.window), px(step_width_px) * 2);
  place_lanes(name_width);
  place_bars();
  place_arrivals();
  place_arrows();
  layout_.playhead_x = x_of(scene_.cursor_step);
}

}  // namespace

std::size_t steps_that_fit(Rect area, float scale) {
  return static_cast<std::size_t>(std::max(area.w * 0.86F / (step_width_px * scale), 4.0F));
}

TimelineLayout layout_timeline(Rect area, const TimelineScene& scene, float scale, const TextMeasure& measure) {
  TimelineLayout layout;
  layout.area = area;
  layout.scale = scale;
  layout.text_px = smallest_text_px * scale;
  TimelineBuilder(scene, layout, measure).build();
  return layout;
}

double step_at_x(const TimelineLayout& layout, const TimelineScene& scene, float x) {
  const double steps = static_cast<double>((x - layout.axis.x) / std::max(layout.step_px, 0.001F)) - 0.5;
  const double step = static_cast<double>(scene.window.first) + steps;
  return std::clamp(step, 0.0, static_cast<double>(scene.step_count));
}

}  // namespace doorway::app
