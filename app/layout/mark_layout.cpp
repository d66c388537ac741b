#include "app/layout/mark_layout.hpp"

#include <algorithm>

namespace doorway::app {
namespace {

bool is_free_place(Rect place, std::span<const Rect> taken) {
  return std::none_of(taken.begin(), taken.end(), [&](const Rect& other) {
    return other.shown() && place.x < other.right() && other.x < place.right() && place.y < other.bottom() &&
           other.y < place.bottom();
  });
}

}  // namespace

std::vector<Rect> taken_by(const StageLayout& stage) {
  std::vector<Rect> taken{stage.callout, stage.caption, stage.note, stage.hidden};
  for (const RoomPlace& room : stage.rooms) taken.insert(taken.end(), {room.name, room.battlements, room.walls});
  for (const DoorPlace& door : stage.doors) taken.push_back(door.column);
  for (const LetterPlace& letter : stage.letters) taken.push_back(letter.envelope);
  for (const RoadPlace& road : stage.roads) {
    constexpr int pieces = 16;
    for (int i = 0; i <= pieces; ++i) {
      const Point at = point_on(road, static_cast<float>(i) / pieces);
      taken.push_back({at.x - road.width / 2, at.y - road.width / 2, road.width, road.width});
    }
  }
  return taken;
}

std::optional<Rect> place_on_stage(Rect stage, Point size, float margin, std::span<const Rect> taken) {
  const float step = std::max(size.y / 4, 1.0F);
  for (float y = stage.bottom() - margin - size.y; y >= stage.y; y -= step) {
    for (float x = stage.x + margin; x + size.x <= stage.right() - margin; x += step) {
      if (is_free_place({x, y, size.x, size.y}, taken)) return Rect{x, y, size.x, size.y};
    }
  }
  return std::nullopt;
}

}  // namespace doorway::app
