#include "app/layout/flight_layout.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace doorway::app {
namespace {

std::optional<Point> hands_at(const StageLayout& layout, std::size_t room) {
  if (room >= layout.rooms.size()) return std::nullopt;
  const RoomPlace& place = layout.rooms[room];
  for (const Rect rect : {place.hands, place.figure, place.walls}) {
    if (rect.shown()) return rect.center();
  }
  return std::nullopt;
}

std::optional<Point> tube_at(const StageScene& scene, const StageLayout& layout, const BytePlace& where) {
  for (const DoorPlace& place : layout.doors) {
    if (scene.doors[place.door].socket != where.socket) continue;
    const Rect tube = where.kind == PlaceKind::unsent ? unsent_tube(place) : readable_tube(place);
    return tube.shown() ? tube.center() : place.leaf.center();
  }
  return std::nullopt;
}

std::optional<Point> letter_at(const StageScene& scene, const StageLayout& layout, SocketId from) {
  for (const LetterPlace& place : layout.letters) {
    const LetterView& letter = scene.letters[place.letter];
    if (letter.kind != LetterKind::signal && letter.from == from) return place.envelope.center();
  }
  return std::nullopt;
}

std::optional<Point> place_at(const StageScene& scene, const StageLayout& layout, const BytePlace& where) {
  switch (where.kind) {
    case PlaceKind::hands: return hands_at(layout, where.room);
    case PlaceKind::unsent:
    case PlaceKind::readable: return tube_at(scene, layout, where);
    case PlaceKind::on_the_way: return letter_at(scene, layout, where.socket);
  }
  return std::nullopt;
}

}  // namespace

std::vector<FlightPath> layout_flights(const std::vector<Flight>& flights, const StageScene& before_scene,
                                       const StageLayout& before, const StageScene& scene, const StageLayout& layout) {
  std::vector<FlightPath> paths;
  for (const Flight& flight : flights) {
    const auto from = place_at(before_scene, before, flight.from);
    const auto to = place_at(scene, layout, flight.to);
    if (from && to) paths.push_back({flight, *from, *to});
  }
  return paths;
}

Rect unsent_tube(const DoorPlace& place) {
  return place.opens_to_the_right ? place.out_tube : place.in_tube;
}

Rect readable_tube(const DoorPlace& place) {
  return place.opens_to_the_right ? place.in_tube : place.out_tube;
}

Point point_on(const FlightPath& path, float t) {
  const float way = std::hypot(path.to.x - path.from.x, path.to.y - path.from.y);
  const float lift = 4 * t * (1 - t) * std::min(way * 0.16F, 60.0F);
  return {path.from.x + (path.to.x - path.from.x) * t, path.from.y + (path.to.y - path.from.y) * t - lift};
}

}  // namespace doorway::app
