#include "app/panels/stage_painting.hpp"

#include <algorithm>
#include <array>

namespace doorway::app {
namespace {

Color lane_color(const StagePainting& stage, const RoadView& road) {
  if (road.broken) return stage.theme.warning;
  return road.measured ? stage.theme.road_mark : stage.theme.inferred;
}

/// One direction of a road, as its points from where it begins to where it leads.
struct Lane {
  const RoadPlace& place;
  float offset = 0;  // from the middle of the road, downwards
  bool backward = false;

  [[nodiscard]] Point at(float t) const {
    const Point point = point_on(place, backward ? 1 - t : t);
    return {point.x, point.y + offset};
  }
};

/// A full stop at the beginning of the lane: its sender has said all, in good order. Only what is broken warns.
void draw_end(const StagePainting& stage, const Lane& lane, Color color, float size) {
  const Point tip = lane.at(0.12F);
  const float half = size * 0.55F;
  stage.paint.fill({tip.x - half, tip.y - half, 2 * half, 2 * half}, color, stage.px(1));
}

void draw_lane(const StagePainting& stage, const Lane& lane, Color color, bool finished) {
  constexpr int parts = 48;
  const Color dash = finished ? color.faded(0.3F) : color.faded(0.85F);
  for (int i = 1; i < parts; i += 2) {
    const float t = static_cast<float>(i) / parts;
    stage.paint.line(lane.at(t), lane.at(t + 1.0F / parts), dash, stage.px(1.5F));
  }
  const float size = std::clamp(lane.place.width * 0.4F, stage.px(5), stage.px(9));
  if (finished) {
    draw_end(stage, lane, color, size);
  } else {
    stage.paint.arrow_head(lane.at(0.84F), lane.at(0.87F), color, size);
  }
}

/// The two halves of a bond that was torn, and the gap between them.
void draw_break(const StagePainting& stage, const RoadPlace& place) {
  const Point middle = point_on(place, 0.5F);
  const float reach = std::max(place.width, stage.px(12));
  const float gap = stage.px(9);
  stage.paint.fill({middle.x - gap, middle.y - reach, 2 * gap, 2 * reach}, stage.theme.hill);
  for (const float side : {-gap, gap}) {
    const float x = middle.x + side;
    const float tooth = stage.px(4);
    const std::array<Point, 5> edge{Point{x, middle.y - reach}, Point{x + tooth, middle.y - reach / 2},
                                    Point{x - tooth, middle.y}, Point{x + tooth, middle.y + reach / 2},
                                    Point{x, middle.y + reach}};
    stage.paint.polyline(edge, stage.theme.warning, stage.px(2.5F));
  }
}

}  // namespace

void draw_road(StagePainting& stage, const RoadPlace& place) {
  const RoadView& road = stage.scene.roads[place.road];
  const Theme& theme = stage.theme;
  if (road.kind == RoadKind::connected) {
    stage.paint.curve(place.curve, theme.road_edge, place.width + stage.px(2));
    stage.paint.curve(place.curve, theme.road, place.width);
  }
  const Color color = lane_color(stage, road);
  const float apart = road.both_ways ? place.width / 4 : 0;
  draw_lane(stage, {place, -apart, false}, color, road.from_finished);
  if (road.both_ways) draw_lane(stage, {place, apart, true}, color, road.to_finished);
  if (road.broken) draw_break(stage, place);
  constexpr int places = 12;
  for (int i = 0; i <= places; ++i) {
    const Point at = point_on(place, static_cast<float>(i) / places);
    const float reach = std::max(place.width, stage.px(14));
    stage.hint({at.x - reach, at.y - place.width / 2, 2 * reach, place.width}, road.hint);
  }
}

}  // namespace doorway::app
