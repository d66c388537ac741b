#include "app/panels/stage_painting.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace doorway::app {
namespace {

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

/// A listening door has no bytes; connections wait behind it. Where there is no room for them, their number is told.
void draw_waiting_line(StagePainting& stage, const DoorView& door, const DoorPlace& place) {
  const Theme& theme = stage.theme;
  const Rect label{place.column.x, place.out_label.y, place.column.w, place.out_label.h};
  const Color color = door.waiting.value_or(0) > 0 ? theme.text : theme.text_dim;
  if (place.out_label.shown()) draw_lines(stage, label, place.waiting_lines, color);
  if (!place.out_tube.shown()) return;
  // A pair of tubes' place.
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
}

/// The name, and the state beside it or below.
void draw_title(const StagePainting& stage, const DoorView& door, const DoorPlace& place) {
  const Theme& theme = stage.theme;
  const ProcessColors& colors = theme.of_process(door.color);
  const float line = place.title.h / static_cast<float>(place.state_lines.size() + 1);
  const Rect title{place.title.x + stage.px(2), place.title.y, place.title.w - stage.px(4), line};
  draw_ground_of_words(stage, place.title);
  const float name = stage.paint.width(door.name + " ", FontRole::bold);
  // Where the state has neither room beside nor lines, the door's shape says it, and its hint.
  const bool is_beside = place.state_lines.empty() && name + stage.paint.width(door.state, FontRole::text) <= title.w;
  if (!is_beside) {
    stage.paint.text_in(title, door.name, colors.text, Align::center, FontRole::bold);
    draw_lines(stage, {title.x, title.bottom(), title.w, place.title.h - line}, place.state_lines, theme.text);
    return;
  }
  const float both = name + stage.paint.width(door.state, FontRole::text);
  const float start = std::max((title.w - both) / 2, 0.0F);
  stage.paint.text_in({title.x + start, title.y, std::max(title.w - start, 1.0F), title.h}, door.name, colors.text,
                      Align::left, FontRole::bold);
  stage.paint.text_in({title.x + start + name, title.y, title.w - start - name, title.h}, door.state, theme.text);
}

/// What the kernel says of the state; in dashes what is concluded.
void draw_real_state(StagePainting& stage, const DoorView& door, const DoorPlace& place) {
  if (place.real_lines.empty()) return;
  draw_ground_of_words(stage, place.real_state);
  if (door.state_is_inferred) {
    float widest = 0;
    for (const std::string& line : place.real_lines) {
      widest = std::max(widest, stage.paint.width(line, FontRole::text));
    }
    const float width = std::min(widest + stage.px(12), place.real_state.w);
    const Rect words{place.real_state.center().x - width / 2, place.real_state.y, width, place.real_state.h};
    stage.paint.dashed_frame(words, stage.theme.inferred, 1, stage.px(4));
    stage.hint(place.real_state, door.hint);
  }
  draw_lines(stage, place.real_state, place.real_lines,
             door.state_is_inferred ? stage.theme.inferred : stage.theme.text_dim);
}

/// An hourglass on the bricks: the addresses are kept for a time.
void draw_hourglass(const StagePainting& stage, Rect opening) {
  const Point at = opening.center();
  const float reach = std::min({opening.w * 0.3F, opening.h * 0.25F, stage.px(12)});
  const std::array<Point, 4> outline{Point{at.x - reach, at.y - reach}, Point{at.x + reach, at.y - reach},
                                     Point{at.x - reach, at.y + reach}, Point{at.x + reach, at.y + reach}};
  stage.paint.fill({at.x - reach * 1.4F, at.y - reach * 1.4F, reach * 2.8F, reach * 2.8F}, stage.theme.tube,
                   stage.px(4));
  stage.paint.polyline(outline, stage.theme.inferred, stage.px(2), true);
}

/// The port; one that is given back is struck through where there is no room to say so.
void draw_port(const StagePainting& stage, const DoorView& door, const DoorPlace& place) {
  if (!place.port.shown()) return;
  const Theme& theme = stage.theme;
  const float round = place.port.h / 2;
  stage.paint.fill(place.port, theme.tube, round);
  if (door.changed) stage.paint.frame(place.port, theme.of_process(door.color).strong, stage.px(2), round);
  if (stage.light.lit().has_socket(door.socket)) stage.paint.frame(place.port, theme.lit, stage.px(2.5F), round);
  const std::string& words = place.port_words;
  stage.paint.text_in(place.port, words, theme.strip_text, Align::center);
  if (!place.port_is_struck) return;
  const float half = std::min(stage.paint.width(words, FontRole::text), place.port.w) / 2 + stage.px(2);
  const Point at = place.port.center();
  stage.paint.line({at.x - half, at.y}, {at.x + half, at.y}, theme.strip_text, stage.px(1.5F));
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
    if (door.state_is_inferred) draw_hourglass(stage, opening);
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
  if (place.title.shown()) draw_title(stage, door, place);
  draw_real_state(stage, door, place);
  stage.hint(place.column, door.hint);
  stage.light.is_at(place.column, {{}, {}, door.socket});
  if (door.waiting) {
    draw_waiting_line(stage, door, place);
  } else {
    draw_tubes(stage, door, place);
  }
  draw_port(stage, door, place);
  draw_leaf(stage, door, place);
}

}  // namespace doorway::app
