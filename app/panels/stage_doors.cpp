#include "app/panels/stage_painting.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace doorway::app {
namespace {

/// A listening door has no bytes; connections wait behind it.
void draw_waiting_line(StagePainting& stage, const DoorView& door, const DoorPlace& place) {
  if (!place.out_tube.shown()) return;
  const Theme& theme = stage.theme;
  const Rect box{place.out_tube.x, place.out_tube.y, place.in_tube.right() - place.out_tube.x, place.out_tube.h};
  stage.paint.fill(box, theme.tube, stage.px(6));
  stage.paint.frame(box, theme.tube_edge, 1, stage.px(6));
  const std::uint32_t waiting = door.waiting.value_or(0);
  const float cell = stage.px(18);
  const auto fitting = static_cast<std::uint32_t>(std::max((box.h - stage.px(6)) / cell, 0.0F));
  for (std::uint32_t i = 0; i < std::min(waiting, fitting); ++i) {
    const float y = box.bottom() - stage.px(3) - cell * (static_cast<float>(i) + 0.5F);
    stage.paint.circle({box.center().x, y}, stage.px(6), theme.light);
  }
  const Rect label{place.column.x, place.out_label.y, place.column.w, place.out_label.h};
  const std::string waiting_text = short_count(waiting) + " wait";
  const std::string whole = waiting_text + ", backlog " + short_count(door.backlog.value_or(0));
  const bool fits = stage.paint.width(whole, FontRole::text) <= label.w;
  stage.paint.text_in(label, fits ? whole : waiting_text, waiting > 0 ? theme.text : theme.text_dim, Align::center);
}

std::vector<Point> arch(Rect rect, bool pointed_top) {
  if (!pointed_top) {
    return {{rect.x, rect.bottom()}, {rect.x, rect.y}, {rect.right(), rect.y}, {rect.right(), rect.bottom()}};
  }
  std::vector<Point> points{{rect.x, rect.bottom()}};
  const float rise = std::min(rect.w * 0.55F, rect.h);
  constexpr int parts = 14;
  for (int i = 0; i <= parts; ++i) {
    const float angle = 3.14159265F * static_cast<float>(i) / parts;
    points.push_back({rect.center().x - std::cos(angle) * rect.w / 2, rect.y + rise - std::sin(angle) * rise});
  }
  points.push_back({rect.right(), rect.bottom()});
  return points;
}

/// The part of the doorway, from the hinges, that the leaf covers.
float covered_share(DoorShape shape) {
  switch (shape) {
    case DoorShape::shut:
    case DoorShape::listening:
    case DoorShape::broken:
    case DoorShape::walled_up: return 1;
    case DoorShape::ajar: return 0.78F;
    case DoorShape::half_open: return 0.55F;
    case DoorShape::open: return 0.28F;
  }
  return 1;
}

void draw_bricks(const StagePainting& stage, Rect rect, Color color) {
  const float height = stage.px(11);
  bool shifted = false;
  for (float y = rect.y + rect.w * 0.5F; y < rect.bottom() - 1; y += height) {
    stage.paint.line({rect.x, y}, {rect.right(), y}, color, 1);
    const float x = rect.x + rect.w * (shifted ? 0.3F : 0.6F);
    stage.paint.line({x, y}, {x, std::min(y + height, rect.bottom())}, color, 1);
    shifted = !shifted;
  }
}

void draw_crack(const StagePainting& stage, Rect rect) {
  const std::array<Point, 5> crack{
      Point{rect.x + rect.w * 0.55F, rect.y + rect.h * 0.08F}, Point{rect.x + rect.w * 0.35F, rect.y + rect.h * 0.34F},
      Point{rect.x + rect.w * 0.68F, rect.y + rect.h * 0.5F}, Point{rect.x + rect.w * 0.3F, rect.y + rect.h * 0.72F},
      Point{rect.x + rect.w * 0.55F, rect.bottom()}};
  stage.paint.polyline(crack, stage.theme.door_frame, stage.px(4));
  stage.paint.polyline(crack, stage.theme.warning, stage.px(1.5F));
}

/// The leaf on its way from how it stood before to how it stands.
float covered_now(const StagePainting& stage, const DoorView& door) {
  const float now = covered_share(door.shape);
  for (const DoorView& before : stage.change.doors_before) {
    if (before.socket != door.socket || before.shape == DoorShape::walled_up) continue;
    const float was = covered_share(before.shape);
    return was + (now - was) * stage.change.progress;
  }
  return now;
}

bool crosses(const RoadPlace& road, Rect rect) {
  constexpr int parts = 32;
  for (int i = 0; i <= parts; ++i) {
    const Point at = point_on(road, static_cast<float>(i) / parts);
    if (at.x >= rect.x - road.width / 2 && at.x <= rect.right() + road.width / 2 && at.y >= rect.y - road.width / 2 &&
        at.y <= rect.bottom() + road.width / 2) {
      return true;
    }
  }
  return false;
}

/// Words that a road passes behind stand on a ground of their own.
void draw_ground_of_words(const StagePainting& stage, Rect words) {
  const auto& roads = stage.layout.roads;
  if (std::none_of(roads.begin(), roads.end(), [&](const RoadPlace& road) { return crosses(road, words); })) return;
  stage.paint.fill(words, stage.theme.sky_bottom.faded(0.85F), stage.px(4));
}

}  // namespace

void draw_leaf(StagePainting& stage, const DoorView& door, const DoorPlace& place) {
  const Rect frame = place.leaf;
  if (!frame.shown()) return;
  const ProcessColors& colors = stage.theme.of_process(door.color);
  const bool walled = door.shape == DoorShape::walled_up;
  stage.paint.polygon(arch(frame, door.is_tcp), stage.theme.door_frame);
  const float edge = std::min(stage.px(5), frame.w * 0.1F);
  const Rect opening{frame.x + edge, frame.y + edge, frame.w - 2 * edge, frame.h - edge};
  const float share = covered_now(stage, door);
  const bool lit = share < 1;
  const Color behind = walled ? colors.walls : (lit ? stage.theme.light : colors.strong);
  stage.paint.polygon(arch(opening, door.is_tcp), behind);
  if (walled) {
    draw_bricks(stage, opening, stage.theme.door_frame);
    return;
  }
  const float width = opening.w * share;
  const float top = lit && door.is_tcp ? opening.y + opening.w * 0.3F : opening.y;
  const bool hinges_left = place.opens_to_the_right;
  const Rect leaf{hinges_left ? opening.x : opening.right() - width, top, width, opening.bottom() - top};
  if (lit) stage.paint.fill(leaf, colors.strong);
  const float shade = leaf.w * 0.34F;
  const float rise = door.is_tcp && !lit ? opening.w * 0.55F : 0;
  stage.paint.fill({hinges_left ? leaf.x : leaf.right() - shade, leaf.y + rise, shade, leaf.h - rise}, colors.shade);
  if (!door.is_tcp) {
    const Rect slot{opening.x + opening.w * 0.2F, opening.y + opening.h * 0.36F, opening.w * 0.6F, stage.px(6)};
    stage.paint.fill(slot, stage.theme.door_frame, stage.px(2));
  }
  const float knob_x = hinges_left ? leaf.right() - stage.px(6) : leaf.x + stage.px(6);
  if (leaf.w > stage.px(12))
    stage.paint.circle({knob_x, leaf.y + leaf.h * 0.6F}, stage.px(3.2F), stage.theme.door_knob);
  if (door.shape == DoorShape::broken) draw_crack(stage, opening);
  if (door.shape == DoorShape::listening) {
    stage.paint.circle({opening.center().x, opening.y + opening.w * 0.55F}, opening.w * 0.22F, stage.theme.light);
  }
}

void draw_door(StagePainting& stage, const DoorPlace& place) {
  const DoorView& door = stage.scene.doors[place.door];
  const Theme& theme = stage.theme;
  const ProcessColors& colors = theme.of_process(door.color);
  const Rect title{place.title.x + stage.px(3), place.title.y, place.title.w - stage.px(6), place.title.h};
  draw_ground_of_words(stage, title);
  if (!door.real_state.empty()) draw_ground_of_words(stage, place.real_state);
  const float name = stage.paint.width(door.name + " ", FontRole::bold);
  const float both = name + stage.paint.width(door.state, FontRole::text);
  const float start = std::max((title.w - both) / 2, 0.0F);
  stage.paint.text_in({title.x + start, title.y, std::max(title.w - start, 1.0F), title.h}, door.name, colors.text,
                      Align::left, FontRole::bold);
  stage.paint.text_in({title.x + start + name, title.y, title.w - start - name, title.h}, door.state, theme.text);
  stage.paint.text_in({place.real_state.x + 1, place.real_state.y, place.real_state.w - 2, place.real_state.h},
                      door.real_state, theme.text_dim, Align::center);
  stage.hint(place.column, door.hint);
  stage.light.is_at(place.column, {{}, {}, door.socket});
  if (door.waiting) {
    draw_waiting_line(stage, door, place);
  } else {
    draw_tubes(stage, door, place);
  }
  if (place.port.shown()) {
    stage.paint.fill(place.port, theme.tube, place.port.h / 2);
    if (door.changed) stage.paint.frame(place.port, colors.strong, stage.px(2), place.port.h / 2);
    if (stage.light.lit().has_socket(door.socket)) {
      stage.paint.frame(place.port, theme.lit, stage.px(2.5F), place.port.h / 2);
    }
    stage.paint.text_in(place.port, door.port, theme.strip_text, Align::center);
  }
  draw_leaf(stage, door, place);
}

}  // namespace doorway::app
