#include "app/layout/part_layout.hpp"

#include <algorithm>
#include <array>

namespace doorway::app {
namespace {

using Kind = StagePart::Kind;

Rect joined(Rect one, Rect other) {
  if (!one.shown()) return other;
  if (!other.shown()) return one;
  const float x = std::min(one.x, other.x);
  const float y = std::min(one.y, other.y);
  return {x, y, std::max(one.right(), other.right()) - x, std::max(one.bottom(), other.bottom()) - y};
}

Rect within(Rect rect, Rect area) {
  const float x = std::max(rect.x, area.x);
  const float y = std::max(rect.y, area.y);
  return {x, y, std::min(rect.right(), area.right()) - x, std::min(rect.bottom(), area.bottom()) - y};
}

const RoomPlace* room_of(ProcessId process, const StageScene& scene, const StageLayout& layout) {
  for (std::size_t i = 0; i < layout.rooms.size(); ++i) {
    if (scene.rooms[i].process == process && layout.rooms[i].walls.shown()) return &layout.rooms[i];
  }
  return nullptr;
}

const DoorPlace* door_of(SocketId socket, const StageScene& scene, const StageLayout& layout) {
  const auto found = std::find_if(layout.doors.begin(), layout.doors.end(),
                                  [&](const DoorPlace& place) { return scene.doors[place.door].socket == socket; });
  return found == layout.doors.end() ? nullptr : &*found;
}

Rect in_room(Kind kind, const RoomPlace& room) {
  if (kind == Kind::hands) return joined(room.hands, room.hands_caption);
  if (kind == Kind::program) return room.program;
  return joined(room.name, joined(room.battlements, room.walls));
}

/// The column of a door from its name on.
Rect without_sky(const DoorPlace& place) {
  const Rect& top = place.title.shown() ? place.title : place.port.shown() ? place.port : place.leaf;
  return {place.column.x, top.y, place.column.w, place.column.bottom() - top.y};
}

// A listening door has a waiting line where others have the kernel's two tubes.
Rect at_door(Kind kind, const DoorPlace& place, const DoorView& door) {
  if (kind == Kind::socket) return without_sky(place);
  const Rect out = joined(place.out_tube, place.out_label);
  const Rect in = joined(place.in_tube, place.in_label);
  const bool listens = door.waiting.has_value();
  if (kind == Kind::backlog) return listens ? joined(out, in) : Rect{};
  if (listens) return {};
  // The first tube leads out where the door opens to the right, and in where it opens to the left.
  return (kind == Kind::send_buffer) == place.opens_to_the_right ? out : in;
}

Rect around(const RoadPlace& road) {
  const auto [left, right] = std::minmax_element(road.curve.begin(), road.curve.end(),
                                                 [](const Point& one, const Point& other) { return one.x < other.x; });
  float top = road.curve.front().y;
  float bottom = top;
  constexpr int parts = 12;
  for (int i = 1; i <= parts; ++i) {
    const float y = point_on(road, static_cast<float>(i) / parts).y;
    top = std::min(top, y);
    bottom = std::max(bottom, y);
  }
  return {left->x, top - road.width / 2, right->x - left->x, bottom - top + road.width};
}

/// What lies between the columns of two doors, so that a road is no part of either, nor in the way of their frames.
Rect between(const DoorPlace& one, const DoorPlace& other, const StageLayout& layout) {
  const Rect& left = one.column.x < other.column.x ? one.column : other.column;
  const Rect& right = one.column.x < other.column.x ? other.column : one.column;
  const float width = right.x - left.right();
  const float aside = std::clamp(width * 0.3F, 0.0F, 14 * layout.scale);
  return {left.right() + aside, layout.area.y, width - 2 * aside, layout.area.h};
}

Rect road_at(SocketId socket, const StageScene& scene, const StageLayout& layout) {
  for (const RoadPlace& place : layout.roads) {
    const RoadView& road = scene.roads[place.road];
    if (road.from != socket && road.to != socket) continue;
    Rect rect = around(place);
    for (const LetterPlace& letter : layout.letters) {
      if (scene.letters[letter.letter].road == place.road) rect = joined(rect, letter.envelope);
    }
    const DoorPlace* from = door_of(road.from, scene, layout);
    const DoorPlace* to = door_of(road.to, scene, layout);
    if (from != nullptr && to != nullptr && from != to) {
      const Rect free = within(rect, between(*from, *to, layout));
      if (free.shown()) return free;
    }
    return within(rect, layout.area);
  }
  return {};
}

/// How far a frame may go beyond each side of a part.
struct Reach {
  float left = 0, top = 0, right = 0, bottom = 0;

  /// Of four sides what stands beside the part is on the one where it is the furthest away.
  void keep_off(Rect part, Rect other) {
    const float is_left = part.x - other.right();
    const float is_above = part.y - other.bottom();
    const float is_right = other.x - part.right();
    const float is_below = other.y - part.bottom();
    const float apart = std::max({is_left, is_above, is_right, is_below});
    constexpr float touch = -0.5F;  // rounding
    if (apart < touch) return;      // it is in the part, or the part in it
    const float half = std::max(apart, 0.0F) / 2;
    if (apart == is_left) left = std::min(left, half);
    if (apart == is_above) top = std::min(top, half);
    if (apart == is_right) right = std::min(right, half);
    if (apart == is_below) bottom = std::min(bottom, half);
  }
};

/// All that a frame could lie on.
std::vector<Rect> things_on(const StageLayout& layout) {
  std::vector<Rect> things;
  for (const RoomPlace& room : layout.rooms) {
    things.insert(things.end(), {joined(room.name, joined(room.battlements, room.walls)), room.program, room.figure,
                                 room.hands, room.hands_caption, room.standing});
  }
  for (const DoorPlace& door : layout.doors) {
    things.insert(things.end(), {door.column, door.title, door.real_state, door.out_tube, door.in_tube, door.out_label,
                                 door.in_label, door.port, door.leaf});
  }
  for (const LetterPlace& letter : layout.letters) things.push_back(letter.envelope);
  for (const RoadPlace& road : layout.roads) {
    constexpr int pieces = 24;
    const float half = road.width / 2;
    for (int i = 0; i <= pieces; ++i) {
      const Point at = point_on(road, static_cast<float>(i) / pieces);
      things.push_back({at.x - half, at.y - half, road.width, road.width});
    }
  }
  things.insert(things.end(), {layout.callout, layout.caption, layout.note, layout.hidden});
  return things;
}

/// Places for a tag, the best first: on the leaf of a door, beside the bytes of a tube or a hand, on the battlements.
std::vector<Point> tag_centers(const PartPlace& place, float size) {
  const Rect rect = place.rect;
  const float half = size / 2;
  const float low = rect.bottom() - half - 1;
  switch (place.part.kind) {
    case Kind::socket:
      return {{rect.center().x, rect.bottom() - half - size * 0.3F},
              {rect.x + half, low},
              {rect.right() - half, low},
              {rect.center().x, rect.bottom() + half}};
    case Kind::send_buffer:
    case Kind::receive_buffer:
    case Kind::backlog:
      // Beside it there may be the tube of another.
      return {{rect.center().x, rect.y - half - 1}, {rect.center().x, rect.y + half + 1}, {rect.center().x, low}};
    case Kind::road:
      return {{rect.center().x, rect.bottom() - half},
              {rect.x + rect.w * 0.25F, rect.bottom() - half},
              {rect.x + rect.w * 0.75F, rect.bottom() - half},
              {rect.center().x, rect.y - half}};
    case Kind::program:
      return {{rect.right() - half - 1, rect.y - half},
              {rect.x + half + 1, rect.y - half},
              {rect.right() - half - 1, rect.bottom() + half},
              {rect.right() - half - 1, rect.y + half}};
    case Kind::hands:
      return {{rect.x + half, rect.y - half},
              {rect.right() - half, rect.y - half},
              {rect.x + half, rect.bottom() + half},
              {rect.x + half, rect.bottom() - half * 0.6F}};
    case Kind::process: break;
  }
  // Behind the name there are the battlements.
  std::vector<Point> centers;
  for (int tenth = 6; tenth <= 30; ++tenth) {
    const float y = rect.y + size * static_cast<float>(tenth) / 10;
    centers.push_back({rect.x + half + 1, y});
    centers.push_back({rect.right() - half - 1, y});
  }
  return centers;
}

float shared_area(Rect one, Rect other) {
  const Rect both = within(one, other);
  return both.shown() ? both.w * both.h : 0.0F;
}

/// How much of what is read a tag would hide: words more than a tube, in which there may be nothing.
struct Hidden {
  std::vector<Rect> words;
  std::vector<Rect> tubes;

  explicit Hidden(const StageLayout& layout) {
    for (const RoomPlace& room : layout.rooms) {
      words.insert(words.end(), {room.name, room.program, room.hands, room.hands_caption, room.standing});
    }
    for (const DoorPlace& door : layout.doors) {
      words.insert(words.end(), {door.title, door.real_state, door.out_label, door.in_label, door.port});
      tubes.insert(tubes.end(), {door.out_tube, door.in_tube});
    }
    for (const LetterPlace& letter : layout.letters) words.push_back(letter.envelope);
    words.insert(words.end(), {layout.callout, layout.caption, layout.note, layout.hidden});
  }
  [[nodiscard]] float by(Rect tag) const {
    constexpr float weight = 4;
    float sum = 0;
    for (const Rect& rect : words) sum += weight * shared_area(tag, rect);
    for (const Rect& rect : tubes) sum += shared_area(tag, rect);
    return sum;
  }
};

bool touches(Rect one, Rect other) {
  return one.x < other.right() && other.x < one.right() && one.y < other.bottom() && other.y < one.bottom();
}

Rect kept_inside(Rect rect, Rect area) {
  rect.x = std::clamp(rect.x, area.x, std::max(area.right() - rect.w, area.x));
  rect.y = std::clamp(rect.y, area.y, std::max(area.bottom() - rect.h, area.y));
  return rect;
}

/// The next place below this one, or beside, that no tag has.
Rect free_below(Rect tag, const std::vector<Rect>& tags, Rect area) {
  const Rect first = tag;
  const auto is_taken = [&] {
    return std::any_of(tags.begin(), tags.end(),
                       [&](const Rect& other) { return other.shown() && touches(tag, other); });
  };
  for (std::size_t i = 0; i < 2 * tags.size() && is_taken(); ++i) {
    tag.y += first.h * 1.1F;
    if (tag.bottom() > area.bottom()) tag = {tag.x + first.w * 1.1F, first.y, first.w, first.h};
    tag = kept_inside(tag, area);
  }
  return tag;
}

}  // namespace

Rect place_of_part(const StagedPart& part, const StageScene& scene, const StageLayout& layout) {
  if (part.socket == SocketId::none) {
    const RoomPlace* room = room_of(part.process, scene, layout);
    return room == nullptr ? Rect{} : in_room(part.kind, *room);
  }
  if (part.kind == Kind::road) return road_at(part.socket, scene, layout);
  const DoorPlace* place = door_of(part.socket, scene, layout);
  return place == nullptr ? Rect{} : at_door(part.kind, *place, scene.doors[place->door]);
}

std::vector<PartPlace> part_places(const StageScene& scene, const StageLayout& layout) {
  std::vector<PartPlace> places;
  const auto add = [&](const StagedPart& part) {
    const Rect rect = place_of_part(part, scene, layout);
    if (rect.shown()) places.push_back({part, rect});
  };
  for (const RoomView& room : scene.rooms) {
    for (const Kind kind : {Kind::process, Kind::hands, Kind::program}) add({kind, room.process, SocketId::none});
  }
  for (const DoorView& door : scene.doors) {
    for (const Kind kind : {Kind::socket, Kind::send_buffer, Kind::receive_buffer, Kind::backlog, Kind::road}) {
      add({kind, door.process, door.socket});
    }
  }
  return places;
}

Rect frame_around(Rect part, const StageLayout& layout, float reach) {
  if (!part.shown()) return part;
  const Rect area = layout.area;
  Reach free{std::clamp(part.x - area.x, 0.0F, reach), std::clamp(part.y - area.y, 0.0F, reach),
             std::clamp(area.right() - part.right(), 0.0F, reach),
             std::clamp(area.bottom() - part.bottom(), 0.0F, reach)};
  // A neighbour's frame comes as far towards this one.
  const float far = 2 * reach;
  const Rect widest{part.x - far, part.y - far, part.w + 2 * far, part.h + 2 * far};
  for (const Rect& thing : things_on(layout)) {
    if (thing.shown() && touches(widest, thing)) free.keep_off(part, thing);
  }
  return {part.x - free.left, part.y - free.top, part.w + free.left + free.right, part.h + free.top + free.bottom};
}

std::optional<std::size_t> smallest_at(std::span<const PartPlace> places, Point point) {
  std::optional<std::size_t> smallest;
  const auto size_of = [&](std::size_t i) { return places[i].rect.w * places[i].rect.h; };
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!places[i].rect.shown() || !places[i].rect.contains(point)) continue;
    if (!smallest || size_of(i) < size_of(*smallest)) smallest = i;
  }
  return smallest;
}

std::vector<Rect> layout_tags(std::span<const PartPlace> places, const StageLayout& layout, float size_px) {
  const Hidden hidden(layout);
  std::vector<Rect> tags;
  for (const PartPlace& place : places) {
    if (!place.rect.shown()) {
      tags.push_back({});
      continue;
    }
    const auto is_taken = [&tags](Rect tag) {
      return std::any_of(tags.begin(), tags.end(),
                         [&](const Rect& other) { return other.shown() && touches(tag, other); });
    };
    std::optional<Rect> best;
    float least = 0;
    Rect first;
    for (const Point center : tag_centers(place, size_px)) {
      const Rect tag = kept_inside({center.x - size_px / 2, center.y - size_px / 2, size_px, size_px}, layout.area);
      if (!first.shown()) first = tag;
      if (is_taken(tag)) continue;
      const float hides = hidden.by(tag);
      if (best && hides >= least) continue;
      best = tag;
      least = hides;
    }
    tags.push_back(best ? *best : free_below(first, tags, layout.area));
  }
  return tags;
}

}  // namespace doorway::app
