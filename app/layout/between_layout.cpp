#include "app/layout/stage_parts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

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

/// Below the doors it goes from foot to foot: down at once, and on a line of its own. Between rooms at different
/// heights it runs level until it is past the doors that stand nearer to the middle, which would hide it. Between rooms
/// on one side it bends out into the middle, towards `bend_x`.
RoadPlace lay_road(const DoorPlace& from, const DoorPlace& to, float depth, float width, float bend_x, float most_y) {
  RoadPlace place;
  place.width = width;
  const Point start = foot_of(from, width / 2);
  const Point end = foot_of(to, width / 2);
  const float sag = std::max(std::min(depth * 4 / 3, most_y - std::max(start.y, end.y)), 0.0F);
  if (from.door == to.door) {
    const float reach = from.leaf.w / 2;
    place.curve = {Point{start.x - reach / 2, start.y}, Point{start.x - reach, start.y + sag},
                   Point{start.x + reach, start.y + sag}, Point{start.x + reach / 2, start.y}};
    return place;
  }
  const bool in_one_row = std::abs(end.y - start.y) < width;
  // Of a road that also climbs one handle has the less to say the higher the other end is.
  const float part = in_one_row ? 0.75F : 0.32F;
  const auto handle = [&](Point foot) { return foot.y + std::max(std::min(depth / part, most_y - foot.y), 0.0F); };
  // Handles straight below the feet: it is at its depth before it comes to a nearer door.
  float pull_from = in_one_row ? 0.0F : (end.x - start.x) * 0.25F;
  float pull_to = -pull_from;
  if (!in_one_row && from.opens_to_the_right == to.opens_to_the_right) {
    pull_from = bend_x - start.x;
    pull_to = bend_x - end.x;
  } else if (!in_one_row) {
    pull_from *= 3.4F;
    pull_to *= 3.4F;
  }
  place.curve = {start, Point{start.x + pull_from, handle(start)}, Point{end.x + pull_to, handle(end)}, end};
  return place;
}

/// A road that is to be laid between two doors.
struct Span {
  std::size_t road = 0;
  const DoorPlace* from = nullptr;
  const DoorPlace* to = nullptr;
  std::size_t line = 0;  // 0 is next to the doors

  [[nodiscard]] float left() const { return std::min(from->leaf.center().x, to->leaf.center().x); }
  [[nodiscard]] float right() const { return std::max(from->leaf.center().x, to->leaf.center().x); }
  [[nodiscard]] bool meets(const Span& other) const {
    const auto stands_at = [](const DoorPlace& one, const DoorPlace& two) {
      return std::abs(one.leaf.bottom() - two.leaf.bottom()) < 1;
    };
    const bool same_street = stands_at(*from, *other.from) || stands_at(*from, *other.to) ||
                             stands_at(*to, *other.from) || stands_at(*to, *other.to);
    return same_street && left() < other.right() && other.left() < right();
  }
};

/// The nearer two doors are, the nearer to them is the line of their road, so that it lies above those that pass;
/// returns how many lines there are.
std::size_t give_lines(std::vector<Span>& spans) {
  std::stable_sort(spans.begin(), spans.end(), [](const Span& one, const Span& other) {
    return one.right() - one.left() < other.right() - other.left();
  });
  std::size_t count = 1;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (spans[i].meets(spans[k])) spans[i].line = std::max(spans[i].line, spans[k].line + 1);
    }
    count = std::max(count, spans[i].line + 1);
  }
  return count;
}

void lay_roads(StageLayout& layout, const StageScene& scene, Rect middle, float street_height,
               const StageUnits& units) {
  std::vector<Span> spans;
  for (std::size_t i = 0; i < scene.roads.size(); ++i) {
    const DoorPlace* from = place_of(layout, scene, scene.roads[i].from);
    const DoorPlace* to = place_of(layout, scene, scene.roads[i].to);
    if (from != nullptr && to != nullptr) spans.push_back({i, from, to, 0});
  }
  const std::size_t most_lines = give_lines(spans);
  const auto lines = static_cast<float>(most_lines);
  // Each has a line as high as itself and a gap, but for the first: it begins where the doors stand.
  const float width = std::min({units.px(20), street_height * 0.35F, street_height / (lines * 1.5F)});
  const float deepest = street_height - (most_lines > 1 ? 1.25F : 2.0F) * width;
  for (const Span& span : spans) {
    const DoorPlace* from = span.from;
    const DoorPlace* to = span.to;
    const float depth = std::max(deepest, 0.0F) * static_cast<float>(span.line + 1) / lines;
    // A cubic goes three quarters of the way to its handles, so that they stand beyond the doors.
    const float edge = from->opens_to_the_right ? middle.x : middle.right();
    const float beyond = edge + (edge - from->leaf.center().x) / 3;
    const float bend_x = middle.shown() ? std::clamp(beyond, middle.x, middle.right()) : from->leaf.center().x;
    RoadPlace place = lay_road(*from, *to, depth, width, bend_x, layout.area.bottom() - width / 2);
    place.road = span.road;
    layout.roads.push_back(place);
  }
  std::sort(layout.roads.begin(), layout.roads.end(),
            [](const RoadPlace& one, const RoadPlace& other) { return one.road < other.road; });
}

struct Size {
  float w = 0;
  float h = 0;
};

Size envelope_size(const LetterView& letter, Rect middle, const StageUnits& units, const TextMeasure& measure) {
  if (letter.kind == LetterKind::signal) {
    const float words = measure(letter.title, FontRole::mono, units.text) + units.px(10);
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

/// Letters that stand side by side, their feet on one line.
struct LetterRow {
  std::vector<std::size_t> letters;
  std::vector<Size> sizes;
  float w = 0;
  float h = 0;

  void add(std::size_t letter, Size size, float gap) {
    w += (letters.empty() ? 0 : gap) + size.w;
    h = std::max(h, size.h);
    letters.push_back(letter);
    sizes.push_back(size);
  }
};

void put(StageLayout& layout, const LetterRow& row, float x, float bottom, float gap) {
  for (std::size_t i = 0; i < row.letters.size(); ++i) {
    const Size size = row.sizes[i];
    layout.letters.push_back({row.letters[i], {x, bottom - size.h, size.w, size.h}});
    x += size.w + gap;
  }
}

SocketId home_of(const LetterView& letter) {
  return letter.from != SocketId::none ? letter.from : letter.to;
}

/// Signals of one road, or without a road of one door, keep together in their order.
bool keep_together(const LetterView& one, const LetterView& next) {
  const bool are_signals = one.kind == LetterKind::signal && next.kind == LetterKind::signal;
  return are_signals && one.road == next.road && (one.road || home_of(one) == home_of(next));
}

/// Puts letters on the middle of their own roads, and those without a road beside the door that they left or came to;
/// returns the indices of those for which that place is taken.
std::vector<std::size_t> lay_at_home(StageLayout& layout, const StageScene& scene, Rect middle, float bottom,
                                     const StageUnits& units, const TextMeasure& measure) {
  std::vector<std::size_t> others;
  const float gap = units.px(8);
  for (std::size_t i = 0; i < scene.letters.size();) {
    const LetterView& first = scene.letters[i];
    LetterRow row;
    do {
      row.add(i, envelope_size(scene.letters[i], middle, units, measure), gap);
      ++i;
    } while (i < scene.letters.size() && keep_together(first, scene.letters[i]));
    const auto road = std::find_if(layout.roads.begin(), layout.roads.end(),
                                   [&first](const RoadPlace& place) { return first.road == place.road; });
    const DoorPlace* home = first.road ? nullptr : place_of(layout, scene, home_of(first));
    const bool has_place = road != layout.roads.end() || home != nullptr;
    if (!has_place || row.w > middle.w || row.h > bottom - middle.y || row.sizes.front().w < units.px(24)) {
      others.insert(others.end(), row.letters.begin(), row.letters.end());
      continue;
    }
    Point at{};
    if (home != nullptr) {
      // Above the roads, which begin at the doors' feet.
      at = {home->opens_to_the_right ? middle.x : middle.right() - row.w, home->leaf.bottom() - gap};
    } else {
      // What has arrived stands at its receiver's end.
      const bool goes_along = scene.roads[road->road].from == first.from;
      const float share = first.standing != LetterStanding::at_the_door ? 0.5F : goes_along ? 0.85F : 0.15F;
      const Point center = point_on(*road, share);
      at = {std::clamp(center.x - row.w / 2, middle.x, middle.right() - row.w), center.y + row.h / 2};
    }
    at.y = std::clamp(at.y, middle.y + row.h, bottom);
    if (is_free(layout, {at.x, at.y - row.h, row.w, row.h}, gap)) {
      put(layout, row, at.x, at.y, gap);
    } else {
      others.insert(others.end(), row.letters.begin(), row.letters.end());
    }
  }
  return others;
}

/// Puts the letters where they belong, and where that is taken into rows above, in their order from the uppermost on;
/// returns how high they reach.
float lay_letters(StageLayout& layout, const StageScene& scene, Rect middle, float bottom, const StageUnits& units,
                  const TextMeasure& measure) {
  const float gap = units.px(8);
  const std::vector<std::size_t> waiting = lay_at_home(layout, scene, middle, bottom, units, measure);
  float y = bottom;
  for (const LetterPlace& place : layout.letters) y = std::min(y, place.envelope.y - gap);
  float top = y;
  std::vector<LetterRow> rows;
  std::size_t next = 0;
  while (next < waiting.size()) {
    LetterRow row;
    std::size_t end = next;
    for (; end < waiting.size(); ++end) {
      const Size size = envelope_size(scene.letters[waiting[end]], middle, units, measure);
      if (!row.letters.empty() && row.w + gap + size.w > middle.w) break;
      row.add(waiting[end], size, gap);
    }
    if (row.w < units.px(24) || top - row.h < middle.y) break;
    top -= row.h + gap;
    rows.push_back(std::move(row));
    next = end;
  }
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    put(layout, *row, middle.x + (middle.w - row->w) / 2, y, gap);
    y -= row->h + gap;
  }
  layout.hidden_letters = waiting.size() - next;
  std::sort(layout.letters.begin(), layout.letters.end(),
            [](const LetterPlace& one, const LetterPlace& other) { return one.letter < other.letter; });
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
  lay_roads(layout, scene, middle, street_height, units);
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
