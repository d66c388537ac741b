#include "app/layout/stage_parts.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

const DoorPlace* place_of(const StageLayout& layout, const StageScene& scene, SocketId socket) {
  for (const DoorPlace& place : layout.doors) {
    if (scene.doors[place.door].socket == socket) return &place;
  }
  return nullptr;
}

Point foot_of(const DoorPlace& place, float down) {
  return {place.leaf.center().x, place.leaf.bottom() + down};
}

/// Below the doors it goes from foot to foot, each road at a depth of its own.
RoadPlace lay_road(const DoorPlace& from, const DoorPlace& to, float depth, float width) {
  RoadPlace place;
  place.width = width;
  const Point start = foot_of(from, width / 2);
  const Point end = foot_of(to, width / 2);
  const float sag = depth * 4 / 3;
  if (from.door == to.door) {
    const float reach = from.leaf.w / 2;
    place.curve = {Point{start.x - reach / 2, start.y}, Point{start.x - reach, start.y + sag},
                   Point{start.x + reach, start.y + sag}, Point{start.x + reach / 2, start.y}};
    return place;
  }
  const float pull = (end.x - start.x) * 0.25F;
  place.curve = {start, Point{start.x + pull, start.y + sag}, Point{end.x - pull, end.y + sag}, end};
  return place;
}

void lay_roads(StageLayout& layout, const StageScene& scene, float street_height, const StageUnits& units) {
  const float width = std::min(units.px(20), street_height * 0.35F);
  const float deepest = street_height - 2 * width;
  std::size_t count = 0;
  for (std::size_t i = 0; i < scene.roads.size(); ++i) {
    const DoorPlace* from = place_of(layout, scene, scene.roads[i].from);
    const DoorPlace* to = place_of(layout, scene, scene.roads[i].to);
    if (from == nullptr || to == nullptr) continue;
    const float depth = std::max(deepest, 0.0F) / (1.0F + static_cast<float>(count % 4) * 0.6F);
    RoadPlace place = lay_road(*from, *to, depth, width);
    place.road = i;
    layout.roads.push_back(place);
    ++count;
  }
}

struct Size {
  float w = 0;
  float h = 0;
};

Size envelope_size(const LetterView& letter, Rect middle, const StageUnits& units, const TextMeasure& measure) {
  if (letter.kind == LetterKind::signal) {
    const float words = measure(letter.title, FontRole::mono, units.text) + units.px(20);
    return {std::min(words, middle.w), units.line + units.px(8)};
  }
  const float full = letter.kind == LetterKind::postcard ? units.px(72) : units.px(88);
  const float width = std::min(full, middle.w);
  return {width, width * 0.62F};
}

bool is_free(const StageLayout& layout, Rect rect, float gap) {
  return std::none_of(layout.letters.begin(), layout.letters.end(), [rect, gap](const LetterPlace& place) {
    const Rect other = place.envelope;
    return rect.x < other.right() + gap && other.x < rect.right() + gap && rect.y < other.bottom() + gap &&
           other.y < rect.bottom() + gap;
  });
}

/// Puts letters on the middle of their own roads; returns the indices of those for which that place is taken.
std::vector<std::size_t> lay_on_roads(StageLayout& layout, const StageScene& scene, Rect middle, float bottom,
                                      const StageUnits& units, const TextMeasure& measure) {
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < scene.letters.size(); ++i) {
    const LetterView& letter = scene.letters[i];
    const auto road = std::find_if(layout.roads.begin(), layout.roads.end(),
                                   [&letter](const RoadPlace& place) { return letter.road == place.road; });
    const Size size = envelope_size(letter, middle, units, measure);
    if (road == layout.roads.end() || size.h > bottom - middle.y || size.w < units.px(24)) {
      others.push_back(i);
      continue;
    }
    const Point at = point_on(*road, 0.5F);
    const Rect rect{std::clamp(at.x - size.w / 2, middle.x, middle.right() - size.w),
                    std::clamp(at.y - size.h / 2, middle.y, bottom - size.h), size.w, size.h};
    if (is_free(layout, rect, units.px(8))) {
      layout.letters.push_back({i, rect});
    } else {
      others.push_back(i);
    }
  }
  return others;
}

/// Puts the letters on their roads, and where those are taken into rows above; returns how high they reach.
float lay_letters(StageLayout& layout, const StageScene& scene, Rect middle, float bottom, const StageUnits& units,
                  const TextMeasure& measure) {
  const float gap = units.px(8);
  const std::vector<std::size_t> waiting = lay_on_roads(layout, scene, middle, bottom, units, measure);
  float y = bottom;
  for (const LetterPlace& place : layout.letters) y = std::min(y, place.envelope.y - gap);
  std::size_t next = 0;
  while (next < waiting.size()) {
    float row_width = 0;
    float row_height = 0;
    std::size_t end = next;
    std::vector<Size> sizes;
    for (; end < waiting.size(); ++end) {
      const Size size = envelope_size(scene.letters[waiting[end]], middle, units, measure);
      const float wider = row_width + (sizes.empty() ? 0 : gap) + size.w;
      if (!sizes.empty() && wider > middle.w) break;
      row_width = wider;
      row_height = std::max(row_height, size.h);
      sizes.push_back(size);
    }
    if (row_width < units.px(24) || y - row_height < middle.y) break;
    float x = middle.x + (middle.w - row_width) / 2;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      layout.letters.push_back({waiting[next + i], {x, y - sizes[i].h, sizes[i].w, sizes[i].h}});
      x += sizes[i].w + gap;
    }
    y -= row_height + gap;
    next = end;
  }
  layout.hidden_letters = waiting.size() - next;
  return y;
}

void lay_callout(StageLayout& layout, const StageScene& scene, Rect middle, float bottom, const StageUnits& units) {
  for (const LetterPlace& place : layout.letters) {
    const LetterView& letter = scene.letters[place.letter];
    if (letter.kind == LetterKind::signal) continue;
    const float width = std::min(middle.w, units.px(350));
    const float foot = bottom - units.px(12);
    // A name, two lines of bytes, the way, and one to four lines that say why; whole on hover.
    const float room = foot - middle.y - units.px(22);
    const float lines = std::min(std::floor(room / units.line), 8.0F);
    if (width < units.px(170) || lines < 5) return;
    const float height = lines * units.line + units.px(22);
    const float x = middle.x + (middle.w - width) / 2;
    layout.callout = {x, foot - height, width, height};
    layout.callout_line = units.line;
    layout.callout_letter = place.letter;
    return;
  }
}

}  // namespace

void layout_between(StageLayout& layout, const StageScene& scene, Rect middle, float street_height,
                    const StageUnits& units, const TextMeasure& measure) {
  lay_roads(layout, scene, street_height, units);
  if (!middle.shown()) {
    layout.hidden_letters = scene.letters.size();
    return;
  }
  const float bottom = middle.bottom() - street_height * 0.25F;
  const float top = lay_letters(layout, scene, middle, bottom, units, measure);
  lay_callout(layout, scene, middle, top, units);
}

Point point_on(const RoadPlace& road, float t) {
  const float u = 1 - t;
  const float a = u * u * u;
  const float b = 3 * u * u * t;
  const float c = 3 * u * t * t;
  const float d = t * t * t;
  const auto& p = road.curve;
  return {a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x, a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

}  // namespace doorway::app
