#include "app/layout/stage_parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
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

/// Which side of the stage's middle a door is on, as a step towards the middle.
float inward(const DoorPlace& door) {
  return door.opens_to_the_right ? 1.0F : -1.0F;
}

/// How far inwards of this door's foot the doors of its side reach whose columns stand between these two heights; below
/// 0 where they all stand nearer to the room than the foot does.
float reach_of_doors(const StageLayout& layout, const DoorPlace& door, float top, float bottom) {
  float reach = -layout.area.w;
  for (const DoorPlace& other : layout.doors) {
    if (other.opens_to_the_right != door.opens_to_the_right) continue;
    if (other.column.bottom() < top + 1 || other.column.y > bottom - 1) continue;
    const float edge = door.opens_to_the_right ? other.column.right() : other.column.x;
    reach = std::max(reach, (edge - door.leaf.center().x) * inward(door));
  }
  return reach;
}

bool in_one_row(const DoorPlace& one, const DoorPlace& other) {
  return std::abs(one.leaf.bottom() - other.leaf.bottom()) < 1;
}

/// Whether a road may go straight down from this door to a lower one: no door of a lower room stands in its way.
bool has_free_fall(const StageLayout& layout, const DoorPlace& upper, const DoorPlace& lower, float width) {
  return reach_of_doors(layout, upper, upper.leaf.bottom(), lower.leaf.bottom()) < -width;
}

/// A road that is to be laid between two doors.
struct Span {
  std::size_t road = 0;
  const DoorPlace* from = nullptr;
  const DoorPlace* to = nullptr;
  const DoorPlace* falls = nullptr;  // its upper end, where it goes straight down from there
  std::size_t line = 0;              // 0 is next to the doors

  [[nodiscard]] float left() const { return std::min(from->leaf.center().x, to->leaf.center().x); }
  [[nodiscard]] float right() const { return std::max(from->leaf.center().x, to->leaf.center().x); }
  [[nodiscard]] bool meets(const Span& other) const {
    for (const DoorPlace* mine : {from, to}) {
      for (const DoorPlace* its : {other.from, other.to}) {
        if (mine != falls && its != other.falls && in_one_row(*mine, *its)) {
          return left() < other.right() && other.left() < right();
        }
      }
    }
    return false;
  }
};

/// What a road is laid with.
struct RoadWay {
  float depth = 0;  // of its line below the doors
  float width = 0;
  float most_y = 0;
  Rect middle;
};

/// How far along the street a curve heads at the end that it leaves level: a fifth of the way on it is past all doors
/// that stand between the two heights, which would hide it. `beyond` is where it heads for at its other end, where that
/// is on the same side.
float level_reach(const StageLayout& layout, const DoorPlace& end, const DoorPlace& other, const RoadWay& way,
                  std::optional<float> beyond) {
  // What the handles and the other end weigh after a fifth of the way.
  constexpr float first = 0.384F;
  constexpr float second = 0.096F;
  constexpr float last = 0.008F;
  constexpr float lower_first = 0.56F;  // of two, in the end: it comes back to it
  const float top = std::min(end.leaf.bottom(), other.leaf.bottom());
  const float bottom = std::max(end.leaf.bottom(), other.leaf.bottom());
  const float past = std::max(reach_of_doors(layout, end, top, bottom), 0.0F) + way.width;
  const float ahead = (other.leaf.center().x - end.leaf.center().x) * inward(end);
  if (end.opens_to_the_right != other.opens_to_the_right) return std::max(past / first, ahead * 0.5F);
  if (!beyond) return past / lower_first;
  return std::max((past - second * (*beyond - end.leaf.center().x) * inward(end) - last * ahead) / first, way.width);
}

/// Where the curve heads for at an end that it leaves level. It passes below the other doors of its own row.
Point level_handle(const StageLayout& layout, const DoorPlace& end, const DoorPlace& other, const RoadWay& way,
                   std::optional<float> beyond) {
  const Point foot = foot_of(end, way.width / 2);
  float x = foot.x + inward(end) * level_reach(layout, end, other, way, beyond);
  // The curve itself stays half as far behind its handle.
  const Rect area = layout.area;
  const float beyond_middle = std::max(way.middle.w, 0.0F);
  const float least = std::max(way.middle.x - beyond_middle, area.x);
  const float most = std::min(way.middle.right() + beyond_middle, area.right());
  if (way.middle.shown()) x = std::clamp(x, std::min(least, foot.x), std::max(most, foot.x));
  const bool is_across = end.opens_to_the_right != other.opens_to_the_right;
  const bool passes_others = reach_of_doors(layout, end, end.column.y, end.column.bottom()) > end.column.w * 0.75F;
  const float below = passes_others ? way.depth / 0.32F : way.width * (is_across ? 0.3F : 0.9F);
  return {x, foot.y + std::max(std::min(below, way.most_y - foot.y), 0.0F)};
}

/// At how many of its points a road hides, or is hidden by, what a door or a room shows.
int hits_of(const StageLayout& layout, const RoadPlace& road) {
  constexpr int parts = 48;
  const float margin = road.width * 0.25F;
  const auto is_on = [margin](const Rect& rect, Point at) {
    return rect.shown() && at.x > rect.x - margin && at.x < rect.right() + margin && at.y > rect.y &&
           at.y < rect.bottom();
  };
  int hits = 0;
  for (int i = 0; i <= parts; ++i) {
    const Point at = point_on(road, static_cast<float>(i) / parts);
    hits += static_cast<int>(std::count_if(layout.doors.begin(), layout.doors.end(), [&](const DoorPlace& door) {
      if (!is_on(door.column, at)) return false;
      return is_on(door.title, at) || is_on(door.real_state, at) || is_on(door.out_tube, at) ||
             is_on(door.in_tube, at) || is_on(door.out_label, at) || is_on(door.in_label, at) || is_on(door.port, at) ||
             is_on(door.leaf, at);
    }));
  }
  return hits;
}

/// At how many of its points a road lies on one that is laid already.
int meetings_of(const StageLayout& layout, const RoadPlace& road) {
  constexpr int parts = 20;
  int meetings = 0;
  for (const RoadPlace& other : layout.roads) {
    const float near = (road.width + other.width) * 0.4F;
    for (int i = 0; i <= parts; ++i) {
      const Point at = point_on(road, static_cast<float>(i) / parts);
      for (int k = 0; k <= parts; ++k) {
        const Point its = point_on(other, static_cast<float>(k) / parts);
        if (std::abs(at.x - its.x) < near && std::abs(at.y - its.y) < near) ++meetings;
      }
    }
  }
  return meetings;
}

/// In a wider bow and longer level, as far as it takes to pass all doors and roads, and no further.
void bend_round_doors(const StageLayout& layout, RoadPlace& road) {
  int least_hits = hits_of(layout, road) + meetings_of(layout, road);
  if (least_hits == 0) return;
  const std::array<Point, 4> first = road.curve;
  const auto further = [&](std::size_t handle, std::size_t foot, float times) {
    const float x = first[foot].x + (first[handle].x - first[foot].x) * times;
    return std::clamp(x, layout.area.x, layout.area.right());
  };
  // The handle of the upper end, higher by some widths: the road is level for longer before it falls.
  const bool begins_above = first[0].y < first[3].y;
  const std::size_t upper = begins_above ? 1 : 2;
  constexpr std::array<float, 4> lifts{0, 1.5F, 3, 5};
  constexpr std::array<float, 6> bows{1, 1.15F, 1.4F, 1.8F, 0.8F, 2.4F};
  for (const float lift : lifts) {
    for (const float upper_bow : bows) {
      for (const float lower_bow : bows) {
        RoadPlace other = road;
        other.curve = first;
        other.curve[1].x = further(1, 0, begins_above ? upper_bow : lower_bow);
        other.curve[2].x = further(2, 3, begins_above ? lower_bow : upper_bow);
        other.curve[upper].y = std::max(first[upper].y - lift * road.width, layout.area.y);
        int hits = hits_of(layout, other);
        if (hits < least_hits) hits += meetings_of(layout, other);
        if (hits >= least_hits) continue;
        least_hits = hits;
        road.curve = other.curve;
        if (hits == 0) return;
      }
    }
  }
}

/// Below the doors it goes from foot to foot: down at once, and on a line of its own. Between rooms at different
/// heights it runs level until it is past the doors that would hide it, but falls straight from a door with nothing
/// below.
RoadPlace lay_road(const StageLayout& layout, const Span& span, const RoadWay& way) {
  const DoorPlace& from = *span.from;
  const DoorPlace& to = *span.to;
  RoadPlace place;
  place.road = span.road;
  place.width = way.width;
  const Point start = foot_of(from, way.width / 2);
  const Point end = foot_of(to, way.width / 2);
  const float sag = std::max(std::min(way.depth * 4 / 3, way.most_y - std::max(start.y, end.y)), 0.0F);
  if (from.door == to.door) {
    const float reach = from.leaf.w / 2;
    place.curve = {Point{start.x - reach / 2, start.y}, Point{start.x - reach, start.y + sag},
                   Point{start.x + reach, start.y + sag}, Point{start.x + reach / 2, start.y}};
    return place;
  }
  if (in_one_row(from, to)) {
    // Handles straight below the feet: it is at its depth before it comes to a nearer door.
    place.curve = {start, Point{start.x, start.y + sag}, Point{end.x, end.y + sag}, end};
    return place;
  }
  const bool from_is_higher = start.y < end.y;
  const DoorPlace& upper = from_is_higher ? from : to;
  const DoorPlace& lower = from_is_higher ? to : from;
  const Point at_lower = level_handle(layout, lower, upper, way, std::nullopt);
  Point at_upper = level_handle(layout, upper, lower, way, at_lower.x);
  if (span.falls != nullptr) {
    const Point foot = foot_of(upper, way.width / 2);
    at_upper = {foot.x, foot.y + (foot_of(lower, way.width / 2).y - foot.y) * 0.62F};
  }
  place.curve = {start, from_is_higher ? at_upper : at_lower, from_is_higher ? at_lower : at_upper, end};
  bend_round_doors(layout, place);
  return place;
}

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
    if (from == nullptr || to == nullptr) continue;
    const bool from_is_higher = from->leaf.bottom() < to->leaf.bottom();
    const DoorPlace* upper = from_is_higher ? from : to;
    const DoorPlace* lower = from_is_higher ? to : from;
    const bool falls = !in_one_row(*from, *to) && has_free_fall(layout, *upper, *lower, units.px(20));
    spans.push_back({i, from, to, falls ? upper : nullptr, 0});
  }
  const std::size_t most_lines = give_lines(spans);
  const auto lines = static_cast<float>(most_lines);
  // Each has a line as high as itself and a gap, but for the first: it begins where the doors stand.
  const float width = std::min({units.px(20), street_height * 0.35F, street_height / (lines * 1.5F)});
  const float deepest = street_height - (most_lines > 1 ? 1.25F : 2.0F) * width;
  for (const Span& span : spans) {
    const float depth = std::max(deepest, 0.0F) * static_cast<float>(span.line + 1) / lines;
    layout.roads.push_back(lay_road(layout, span, {depth, width, layout.area.bottom() - width / 2, middle}));
  }
  std::sort(layout.roads.begin(), layout.roads.end(),
            [](const RoadPlace& one, const RoadPlace& other) { return one.road < other.road; });
}

struct Size {
  float w = 0;
  float h = 0;
};

/// A signal's name in one line, else at its joints in several; nothing where a piece of it is wider than there is room.
std::vector<std::string> signal_lines(const std::string& name, float width, const StageUnits& units) {
  const auto fits = [&](const std::string& words) { return units.width(words, FontRole::mono) <= width; };
  if (fits(name)) return {name};
  std::vector<std::string> lines{""};
  for (const char letter : name) {
    if (letter == ' ' || letter == '+') lines.emplace_back();
    if (letter != ' ') lines.back() += letter;
  }
  return std::all_of(lines.begin(), lines.end(), fits) ? lines : std::vector<std::string>{};
}

Size envelope_size(const LetterView& letter, Rect middle, const StageUnits& units) {
  if (letter.kind == LetterKind::signal) {
    const float pad = std::min(units.px(10), middle.w * 0.1F);
    const std::vector<std::string> lines = signal_lines(letter.title, middle.w - pad, units);
    float widest = units.px(16);
    for (const std::string& line : lines) widest = std::max(widest, units.width(line, FontRole::mono));
    const auto count = static_cast<float>(std::max<std::size_t>(lines.size(), 1));
    return {std::min(widest + pad, middle.w), count * units.line + units.px(8)};
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
    layout.letters.push_back({row.letters[i], {x, bottom - size.h, size.w, size.h}, {}});
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
                                     const StageUnits& units) {
  std::vector<std::size_t> others;
  const float gap = units.px(8);
  for (std::size_t i = 0; i < scene.letters.size();) {
    const LetterView& first = scene.letters[i];
    LetterRow row;
    do {
      row.add(i, envelope_size(scene.letters[i], middle, units), gap);
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
float lay_letters(StageLayout& layout, const StageScene& scene, Rect middle, float bottom, const StageUnits& units) {
  const float gap = units.px(8);
  const std::vector<std::size_t> waiting = lay_at_home(layout, scene, middle, bottom, units);
  float y = bottom;
  for (const LetterPlace& place : layout.letters) y = std::min(y, place.envelope.y - gap);
  float top = y;
  std::vector<LetterRow> rows;
  std::size_t next = 0;
  while (next < waiting.size()) {
    LetterRow row;
    std::size_t end = next;
    for (; end < waiting.size(); ++end) {
      const Size size = envelope_size(scene.letters[waiting[end]], middle, units);
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
  for (LetterPlace& place : layout.letters) {
    const LetterView& letter = scene.letters[place.letter];
    if (letter.kind == LetterKind::signal) place.lines = signal_lines(letter.title, place.envelope.w, units);
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
                    const StageUnits& units) {
  lay_roads(layout, scene, middle, street_height, units);
  if (!middle.shown()) {
    layout.hidden_letters = scene.letters.size();
    return;
  }
  const float bottom = middle.bottom() - street_height * 0.25F;
  const float top = lay_letters(layout, scene, middle, bottom, units);
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
