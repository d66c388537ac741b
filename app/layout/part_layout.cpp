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

/// What lies between the columns of two doors, so that a road is no part of either.
Rect between(const DoorPlace& one, const DoorPlace& other, Rect area) {
  const Rect& left = one.column.x < other.column.x ? one.column : other.column;
  const Rect& right = one.column.x < other.column.x ? other.column : one.column;
  return {left.right(), area.y, right.x - left.right(), area.h};
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
      const Rect free = within(rect, between(*from, *to, layout.area));
      if (free.shown()) return free;
    }
    return within(rect, layout.area);
  }
  return {};
}

/// Where a tag hides least: on the leaf of a door, above a tube and below what is held, since bytes are looked for
/// there, at a corner of the rest.
Point tag_center(const PartPlace& place, float size) {
  const Rect rect = place.rect;
  switch (place.part.kind) {
    case Kind::socket: return {rect.center().x, rect.bottom() - size * 1.6F};
    case Kind::send_buffer:
    case Kind::receive_buffer:
    case Kind::backlog: return {rect.center().x, rect.y - size * 0.5F};
    case Kind::road: return {rect.center().x, rect.bottom() - size * 0.5F};
    case Kind::program: return {rect.right() - size * 0.6F, rect.y + size * 0.6F};
    case Kind::hands: return {rect.x + size * 0.6F, rect.bottom() - size * 0.3F};
    case Kind::process: break;
  }
  return {rect.x + size * 0.6F, rect.y + size * 0.6F};
}

bool touches(Rect one, Rect other) {
  return one.x < other.right() && other.x < one.right() && one.y < other.bottom() && other.y < one.bottom();
}

Rect kept_inside(Rect rect, Rect area) {
  rect.x = std::clamp(rect.x, area.x, std::max(area.right() - rect.w, area.x));
  rect.y = std::clamp(rect.y, area.y, std::max(area.bottom() - rect.h, area.y));
  return rect;
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

std::optional<std::size_t> smallest_at(std::span<const PartPlace> places, Point point) {
  std::optional<std::size_t> smallest;
  const auto size_of = [&](std::size_t i) { return places[i].rect.w * places[i].rect.h; };
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!places[i].rect.shown() || !places[i].rect.contains(point)) continue;
    if (!smallest || size_of(i) < size_of(*smallest)) smallest = i;
  }
  return smallest;
}

std::vector<Rect> layout_tags(std::span<const PartPlace> places, Rect area, float size_px) {
  std::vector<Rect> tags;
  for (const PartPlace& place : places) {
    if (!place.rect.shown()) {
      tags.push_back({});
      continue;
    }
    const Point center = tag_center(place, size_px);
    Rect tag = kept_inside({center.x - size_px / 2, center.y - size_px / 2, size_px, size_px}, area);
    const auto is_taken = [&] {
      return std::any_of(tags.begin(), tags.end(),
                         [&](const Rect& other) { return other.shown() && touches(tag, other); });
    };
    const Rect first = tag;
    for (std::size_t i = 0; i < 2 * tags.size() && is_taken(); ++i) {
      tag.y += size_px * 1.1F;
      if (tag.bottom() > area.bottom()) tag = {tag.x + size_px * 1.1F, first.y, size_px, size_px};
      tag = kept_inside(tag, area);
    }
    tags.push_back(tag);
  }
  return tags;
}

}  // namespace doorway::app
