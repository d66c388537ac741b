#include "app/panels/stage_painting.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

void draw_tube_content(StagePainting& stage, const BufferView& buffer, Rect rect) {
  const float inset = stage.px(2);
  const Rect inner{rect.x + inset, rect.y + inset, rect.w - 2 * inset, rect.h - 2 * inset};
  const float cell = stage.px(18);
  const ByteHeap& heap = buffer.heap;
  const auto fitting = static_cast<std::uint64_t>(std::max(inner.h / cell, 0.0F));
  if (heap.total <= fitting && heap.cells.size() == heap.total) {
    for (std::size_t i = 0; i < heap.cells.size(); ++i) {
      // Read from top to bottom: what came first, and will be read first, is on top.
      const float y = inner.bottom() - cell * static_cast<float>(heap.cells.size() - i);
      draw_cell(stage, {inner.x, y + 1, inner.w, cell - 1}, heap.cells[i]);
    }
    return;
  }
  // A crowd: by send, in shares of the tube.
  float top = inner.y;
  for (const ByteRun& run : heap.runs) {
    const float share = static_cast<float>(run.length) / static_cast<float>(heap.total);
    const float height = std::min(std::max(inner.h * share, 1.0F), inner.bottom() - top);
    if (height <= 0) break;
    stage.paint.fill({inner.x, top, inner.w, height}, stage.theme.of_send(run.send));
    top += height;
  }
}

void draw_tube(StagePainting& stage, const BufferView& buffer, Rect tube, Rect label) {
  if (!tube.shown()) return;
  const Theme& theme = stage.theme;
  stage.hint(tube, buffer.hint);
  stage.hint(label, buffer.hint);
  stage.paint.fill(tube, theme.tube, stage.px(6));
  if (buffer.told) {
    draw_tube_content(stage, buffer, tube);
  } else {
    stage.paint.hatch(tube, theme.tube_edge.faded(0.35F), stage.px(9), 1);
  }
  stage.paint.frame(tube, theme.tube_edge.faded(buffer.told ? 1.0F : 0.45F), 1, stage.px(6));
  std::string text = buffer.short_name;
  if (buffer.total > 0) {
    text = short_count(buffer.total) + " " + buffer.short_name;
    if (stage.paint.width(text, FontRole::text) > label.w) text = short_count(buffer.total);
  }
  stage.paint.text_in(label, text, buffer.total > 0 ? theme.text : theme.text_dim, Align::center);
}

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
  const std::string text = short_count(waiting) + " of " + short_count(door.backlog.value_or(0)) + " wait";
  stage.paint.text_in(label, text, waiting > 0 ? theme.text : theme.text_dim, Align::center);
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

/// The queue to the road and the one from it: left rooms have "out" first, right rooms "in".
void draw_tubes(StagePainting& stage, const DoorView& door, const DoorPlace& place) {
  draw_tube(stage, door.unsent, place.opens_to_the_right ? place.out_tube : place.in_tube,
            place.opens_to_the_right ? place.out_label : place.in_label);
  draw_tube(stage, door.readable, place.opens_to_the_right ? place.in_tube : place.out_tube,
            place.opens_to_the_right ? place.in_label : place.out_label);
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
  const bool lit = covered_share(door.shape) < 1;
  const Color behind = walled ? colors.walls : (lit ? stage.theme.light : colors.strong);
  stage.paint.polygon(arch(opening, door.is_tcp), behind);
  if (walled) {
    draw_bricks(stage, opening, stage.theme.door_frame);
    return;
  }
  const float share = covered_share(door.shape);
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
  const Rect title{place.title.x + 1, place.title.y, place.title.w - 2, place.title.h};
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
    if (door.changed) stage.paint.frame(place.port, colors.strong, stage.px(1.5F), place.port.h / 2);
    stage.paint.text_in(place.port, door.port, theme.strip_text, Align::center);
  }
  draw_leaf(stage, door, place);
}

}  // namespace doorway::app
