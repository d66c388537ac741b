#include "app/layout/hands_layout.hpp"
#include "app/panels/stage_painting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace doorway::app {
namespace {

void draw_walls(StagePainting& stage, const ProcessColors& colors, const RoomPlace& place) {
  const Painter& paint = stage.paint;
  const float shadow = stage.px(5);
  paint.fill({place.walls.x + shadow, place.walls.y + shadow, place.walls.w, place.walls.h}, Color{0, 0, 0, 50},
             stage.px(4));
  paint.fill(place.walls, colors.walls);
  constexpr int teeth = 4;
  const float width = place.battlements.w / (2 * teeth - 1);
  for (int i = 0; i < teeth; ++i) {
    const float x = place.battlements.x + 2 * width * static_cast<float>(i);
    paint.fill({x, place.battlements.y, width, place.battlements.h + 1}, colors.walls);
  }
  paint.gradient(place.inside, colors.inside_top, colors.inside_bottom);
}

TextMeasure measure_of(const StagePainting& stage) {
  return [&stage](std::string_view words, FontRole role, float size_px) {
    return stage.paint.sized(size_px).width(words, role);
  };
}

void draw_program(StagePainting& stage, const RoomView& room, const RoomPlace& place, const ProcessColors& colors) {
  if (!place.program.shown() || place.line_count == 0) return;
  const Theme& theme = stage.theme;
  stage.paint.fill(place.program, theme.program, stage.px(5));
  const float padding = stage.px(6);
  const float height = (place.program.h - 2 * padding) / static_cast<float>(place.line_count);
  for (std::size_t i = 0; i < place.line_count; ++i) {
    const ProgramLine& line = room.program[place.first_line + i];
    const Rect row{place.program.x, place.program.y + padding + height * static_cast<float>(i), place.program.w,
                   height};
    Color color = line.standing == LineStanding::done ? theme.program_done : theme.program_text;
    if (line.standing == LineStanding::present) {
      stage.paint.fill(row, colors.highlight);
      stage.paint.fill({row.x, row.y, stage.px(3), row.h}, colors.strong);
      color = theme.program_present;
    }
    const Rect words{row.x + stage.px(6), row.y, row.w - stage.px(line.failed ? 20 : 8), row.h};
    const std::string fitting = short_line(line.text, words.w, stage.layout.text_px, measure_of(stage));
    stage.paint.text_in(words, fitting, color, Align::left, FontRole::mono);
    if (fitting != line.text) stage.hint(row, line.text);
    if (line.failed) draw_cross(stage, {row.right() - stage.px(8), row.center().y}, stage.px(3.5F), theme.warning);
    if (!line.call) continue;
    stage.light.is_at(row, {line.call, {}, SocketId::none});
    if (stage.light.lit().has_call(*line.call)) stage.paint.frame(row, theme.lit, stage.px(1.5F), stage.px(3));
  }
}

/// What a figure stands behind, and what it holds lies on; where the two have places one below the other.
void draw_desk(const StagePainting& stage, const ProcessColors& colors, const RoomPlace& place) {
  if (!place.hands.shown() || place.hands.y < place.figure.bottom()) return;
  const float top = place.figure.bottom();
  const Rect desk{place.inside.x, top, place.inside.w, place.standing.y - top};
  stage.paint.fill(desk, stage.theme.strip.faded(0.5F));
  stage.paint.fill({desk.x, desk.y, desk.w, stage.px(3)}, colors.walls);
}

/// The first of these captions that has room below the hands, if one has.
std::string widest_fitting(const StagePainting& stage, const std::array<std::string, 5>& captions,
                           const RoomPlace& place) {
  const auto found = std::find_if(captions.begin(), captions.end(), [&](const std::string& caption) {
    return stage.paint.width(caption, FontRole::text) <= place.hands_caption.w;
  });
  return found == captions.end() ? std::string() : *found;
}

void draw_hands(StagePainting& stage, const RoomView& room, const RoomPlace& place, std::size_t index) {
  const HandsView& hands = room.hands;
  if (!place.hands.shown() || hands.caption.empty()) return;
  stage.hint(place.hands, hands.hint);
  stage.hint(place.hands_caption, hands.hint);
  if (hands.call) stage.light.is_at(place.hands_caption, {hands.call, {}, SocketId::none});
  const auto width_of = [&](std::string_view words) { return stage.paint.width(words, FontRole::text) + stage.px(4); };
  const HandsPlan plan = plan_hands(hands, place.hands.w, stage.px(1), width_of);
  float x = place.hands.x + (place.hands.w - plan.width) / 2;
  const auto tell = [&](const std::string& words) {
    if (words.empty()) return;
    const float width = width_of(words);
    stage.paint.text_in({x, place.hands.y, width, place.hands.h}, words, stage.theme.strip_text, Align::center);
    x += width;
  };
  const BytePlace in_hands{PlaceKind::hands, index, SocketId::none};
  const auto cell = [&](const ByteCell& byte) {
    draw_cell(stage, {x, place.hands.y, plan.cell - 1, place.hands.h - stage.px(4)}, byte,
              presence(stage, in_hands, byte.send));
    x += plan.cell;
  };
  tell(plan.words_before);
  for (std::size_t i = hands.earlier.size() - plan.earlier; i < hands.earlier.size(); ++i) cell(hands.earlier[i]);
  const float latest = x;
  for (std::size_t i = 0; i < plan.latest; ++i) cell(hands.heap.cells[i]);
  // What has just come is underlined among what was there.
  if (hands.earlier_total > 0 && plan.latest > 0) {
    stage.paint.fill({latest, place.hands.bottom() - stage.px(3), x - latest - 1, stage.px(3)}, stage.theme.heading);
  }
  tell(plan.words_after);
  const std::string all = hands.short_caption.substr(0, hands.short_caption.find(", last"));
  const std::array<std::string, 5> captions{hands.caption, hands.short_caption, all, all.substr(0, all.find(" read")),
                                            all.substr(0, all.find(" of stream"))};
  stage.paint.text_in(place.hands_caption, widest_fitting(stage, captions, place), stage.theme.strip_text,
                      Align::center);
}

/// What it does; a call that failed has a cross beside it, and a frame that warns.
void draw_standing(StagePainting& stage, const RoomView& room, const RoomPlace& place) {
  const ProcessColors& colors = stage.theme.of_process(room.color);
  const Rect strip = place.standing;
  stage.paint.fill(strip, stage.theme.strip, stage.px(4));
  if (room.changed) stage.paint.frame(strip, colors.strong, stage.px(1.5F), stage.px(4));
  if (room.failed) stage.paint.frame(strip, stage.theme.warning, stage.px(2), stage.px(4));
  const float pad = stage.px(2);
  const auto lines = static_cast<float>(std::max<std::size_t>(place.standing_lines.size(), 1));
  const float height = (strip.h - 2 * pad) / lines;
  // The cross stands before the first line; the name of an error below it may be as wide as the room.
  for (std::size_t i = 0; i < place.standing_lines.size(); ++i) {
    const float left = room.failed && i == 0 ? stage.px(20) : stage.px(3);
    const Rect row{strip.x + left, strip.y + pad + height * static_cast<float>(i), strip.w - left - stage.px(3),
                   height};
    stage.paint.text_in(row, place.standing_lines[i], stage.theme.strip_text, Align::center);
    if (room.failed && i == 0) {
      draw_cross(stage, {strip.x + stage.px(11), row.center().y}, stage.px(4.5F), stage.theme.warning);
    }
  }
  stage.hint(strip, room.standing_text);
}

struct Face {
  Point center;
  float unit = 1;
};

void draw_head(const StagePainting& stage, const RoomView& room, const ProcessColors& colors, const Face& face) {
  const float u = face.unit;
  const Point c = face.center;
  const bool asleep = room.standing == ProcessStanding::asleep;
  const Color features = rgb(0x33222c);
  stage.paint.circle({c.x, c.y - 3 * u}, 21.5F * u, colors.hair);
  stage.paint.circle({c.x, c.y + 2 * u}, 19 * u, colors.skin);
  const float eye = 2.4F * u;
  for (const float side : {-6.5F * u, 6.5F * u}) {
    if (asleep) {
      const std::array<Point, 4> lid{Point{c.x + side - 3 * u, c.y + 2 * u}, Point{c.x + side - u, c.y + 5 * u},
                                     Point{c.x + side + u, c.y + 5 * u}, Point{c.x + side + 3 * u, c.y + 2 * u}};
      stage.paint.curve(lid, features, std::max(1.8F * u, 1.0F));
    } else {
      stage.paint.circle({c.x + side, c.y + 2 * u}, eye, features);
    }
  }
  const float smile = asleep ? 0 : 5 * u;
  const std::array<Point, 4> mouth{Point{c.x - 5 * u, c.y + 11 * u}, Point{c.x - 2 * u, c.y + 11 * u + smile},
                                   Point{c.x + 2 * u, c.y + 11 * u + smile}, Point{c.x + 5 * u, c.y + 11 * u}};
  stage.paint.curve(mouth, features, std::max(2 * u, 1.0F));
}

float figure_unit(Rect rect) {
  return std::min(rect.w / 62, rect.h / 112);
}

}  // namespace

SleepSign sleep_sign(Rect figure, float text_px, float scale, const TextMeasure& measure) {
  const float u = figure_unit(figure);
  const float beside_head = figure.center().x + 20 * u;
  if (figure.w / 2 > 24 * scale) return {"z z", text_px, {beside_head, figure.y - scale}};
  const bool has_room = beside_head + measure("zz", FontRole::bold, text_px) <= figure.right();
  const std::string_view words = has_room ? "zz" : "z";
  const float last_x = figure.right() - measure(words, FontRole::bold, text_px);
  const float head_top = figure.bottom() - 106 * u;
  return {words, text_px, {std::min(beside_head, last_x), std::max(head_top, figure.y)}};
}

std::string short_line(const std::string& line, float width, float text_px, const TextMeasure& measure) {
  const auto width_of = [&](std::string_view words) { return measure(words, FontRole::mono, text_px); };
  if (width_of(line) <= width) return line;
  // Between `begin` and `end` all but the first letters go, if what is before and behind has its room.
  const auto without = [&](std::size_t begin, std::size_t end, std::string_view tail) -> std::string {
    if (begin == std::string::npos || end == std::string::npos || begin >= end) return {};
    const std::string head = line.substr(0, begin);
    const float room = width - width_of(head) - width_of(tail);
    const std::string kept = shortened(line.substr(begin, end - begin), room, FontRole::mono, text_px, measure);
    return kept.empty() ? std::string() : head + kept + std::string(tail);
  };
  const std::size_t quote = line.find('"');
  const std::size_t last_quote = line.rfind('"');
  const std::size_t call = line.find('(');
  const std::size_t call_end = line.rfind(')');
  if (quote != last_quote) {
    const std::string whole_end = without(quote + 1, last_quote, line.substr(last_quote));
    if (!whole_end.empty()) return whole_end;
  }
  const std::string brief = without(call == std::string::npos ? call : call + 1, call_end, ")");
  return brief.empty() ? shortened(line, width, FontRole::mono, text_px, measure) : brief;
}

void draw_figure(StagePainting& stage, const RoomView& room, Rect rect) {
  if (!rect.shown()) return;
  const ProcessColors& colors = stage.theme.of_process(room.color);
  const float u = figure_unit(rect);
  const float middle = rect.center().x;
  const float bottom = rect.bottom();
  const bool ended = room.standing == ProcessStanding::ended;
  std::vector<Point> body;
  constexpr int parts = 10;
  // Two arcs, from the hem up to the shoulders and down again.
  for (int i = 0; i <= 2 * parts; ++i) {
    const float angle = 3.14159265F * static_cast<float>(i) / (2 * parts);
    const float reach = std::cos(angle) * 30 * u;
    body.push_back({middle - reach, bottom - std::pow(std::max(std::sin(angle), 0.0F), 0.62F) * 60 * u});
  }
  stage.paint.polygon(body, ended ? colors.strong.faded(0.55F) : colors.strong);
  draw_head(stage, room, colors, {{middle, bottom - 84 * u}, u});
  if (room.standing != ProcessStanding::asleep) return;
  const SleepSign sign = sleep_sign(rect, stage.layout.text_px, stage.layout.scale, measure_of(stage));
  stage.paint.sized(sign.text_px).text(sign.at, sign.words, stage.theme.strip_text, FontRole::bold);
}

void draw_room(StagePainting& stage, std::size_t index) {
  const RoomView& room = stage.scene.rooms[index];
  const RoomPlace& place = stage.layout.rooms[index];
  if (!place.walls.shown()) return;
  const ProcessColors& colors = stage.theme.of_process(room.color);
  draw_walls(stage, colors, place);
  if (place.name.shown()) {
    const Painter large = stage.paint.sized(std::min(place.name.h / 1.35F, stage.layout.text_px * 1.5F));
    const float name = large.width(room.name, FontRole::bold);
    const float gap = stage.px(8);
    large.text_in(place.name, room.name, colors.text, Align::left, FontRole::bold);
    const Rect rest{place.name.x + name + gap, place.name.y, place.name.w - name - gap, place.name.h};
    for (const std::string& words : {room.role, room.short_role}) {
      if (stage.paint.width(words, FontRole::text) > rest.w) continue;
      stage.paint.text_in(rest, words, stage.theme.text_dim);
      break;
    }
  }
  draw_program(stage, room, place, colors);
  draw_figure(stage, room, place.figure);
  draw_desk(stage, colors, place);
  draw_hands(stage, room, place, index);
  if (place.standing.shown()) {
    draw_standing(stage, room, place);
  }
}

}  // namespace doorway::app
