#include "app/layout/stage_layout.hpp"

#include "app/layout/stage_parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace doorway::app {
namespace {

using DoorsOfProcess = std::map<ProcessId, std::vector<std::size_t>>;

/// Where a process has its room.
struct Seat {
  bool on_the_right = false;
  float ground = 0;  ///< 1 is the lowest
  bool shown = false;
};
using Seats = std::map<ProcessId, Seat>;

Seat seat_of(const Seats& seats, ProcessId process) {
  const auto found = seats.find(process);
  return found == seats.end() ? Seat{} : found->second;
}

/// The processes at the other ends of each door's roads.
using Partners = std::map<SocketId, std::set<ProcessId>>;

Partners partners_in(const StageScene& scene) {
  std::map<SocketId, ProcessId> owners;
  for (const DoorView& door : scene.doors) owners[door.socket] = door.process;
  Partners partners;
  for (const RoadView& road : scene.roads) {
    const auto from = owners.find(road.from);
    const auto to = owners.find(road.to);
    if (from == owners.end() || to == owners.end()) continue;
    partners[road.from].insert(to->second);
    partners[road.to].insert(from->second);
  }
  return partners;
}

/// How much a door is needed on the stage, where there is too little room for all: first by what is there to see, then
/// by whether its road is.
std::pair<int, bool> need_of(const DoorView& door, const Partners& partners, const Seats& seats) {
  const auto found = partners.find(door.socket);
  const bool has_road =
      found != partners.end() &&
      std::any_of(found->second.begin(), found->second.end(), [&](ProcessId one) { return seat_of(seats, one).shown; });
  if (door.changed) return {3, has_road};
  if (door.waiting.value_or(0) > 0 || door.unsent.total > 0 || door.readable.total > 0) return {2, has_road};
  return {door.shape == DoorShape::walled_up ? 0 : 1, has_road};
}

/// The doors of each process; where there are more than `most`, those go that are needed least, the oldest first.
DoorsOfProcess chosen_doors(const StageScene& scene, std::size_t most_left, std::size_t most_right,
                            const Partners& partners, const Seats& seats) {
  DoorsOfProcess doors;
  for (std::size_t i = 0; i < scene.doors.size(); ++i) doors[scene.doors[i].process].push_back(i);
  for (const RoomView& room : scene.rooms) {
    std::vector<std::size_t>& own = doors[room.process];
    const std::size_t most = room.on_the_right ? most_right : most_left;
    while (own.size() > most) {
      own.erase(std::min_element(own.begin(), own.end(), [&](std::size_t left, std::size_t right) {
        return need_of(scene.doors[left], partners, seats) < need_of(scene.doors[right], partners, seats);
      }));
    }
  }
  return doors;
}

/// How far from the middle of the stage a door stands whose road leads to this room: the roads of one room then leave
/// it side by side, as hands of a clock do. First to higher rooms on its own side, the nearest one first, then across
/// from the highest to the lowest, then to lower ones on its own side.
std::pair<int, float> turn_to(const Seat& home, const Seat& partner) {
  if (home.on_the_right != partner.on_the_right) return {1, partner.ground};
  return {partner.ground < home.ground ? 0 : 2, -partner.ground};
}

/// So that roads do not cross, doors change places with one another: those that have roads to one other room. All
/// others stay where they are. `doors`: from the room outwards.
void set_in_turn(std::vector<std::size_t>& doors, const StageScene& scene, const Partners& partners,
                 const Seats& seats) {
  struct Turned {
    std::pair<int, float> turn;
    std::size_t door = 0;
  };
  std::vector<std::size_t> places;
  std::vector<Turned> turned;
  for (std::size_t i = 0; i < doors.size(); ++i) {
    const DoorView& door = scene.doors[doors[i]];
    const auto found = partners.find(door.socket);
    if (found == partners.end() || found->second.size() != 1 || found->second.contains(door.process)) continue;
    if (door.shape == DoorShape::listening) continue;
    places.push_back(i);
    turned.push_back({turn_to(seat_of(seats, door.process), seat_of(seats, *found->second.begin())), doors[i]});
  }
  std::stable_sort(turned.begin(), turned.end(),
                   [](const Turned& one, const Turned& other) { return one.turn > other.turn; });
  for (std::size_t i = 0; i < places.size(); ++i) doors[places[i]] = turned[i].door;
}

/// How the width is shared out.
struct Columns {
  float room_width = 0;
  float gutter = 0;  ///< between a room's wall and its first door: what frames either does not lie on the other
  float door_width = 0;
  std::size_t left_doors = 0;  ///< columns of doors beside the rooms on the left
  std::size_t right_doors = 0;
};

/// The least that each has of the width.
struct Shares {
  float room = 0;
  float door = 0;
  float road = 0;
};

Columns share_width(float width, const StageScene& scene, bool has_right, const StageUnits& units) {
  Columns columns;
  std::map<ProcessId, std::size_t> counts;
  for (const DoorView& door : scene.doors) ++counts[door.process];
  for (const RoomView& room : scene.rooms) {
    std::size_t& widest = room.on_the_right ? columns.right_doors : columns.left_doors;
    widest = std::max(widest, counts[room.process]);
  }
  const float sides = has_right ? 2 : 1;
  const auto wanted = static_cast<float>(std::max<std::size_t>(columns.left_doors + columns.right_doors, 1));
  columns.gutter = std::min(units.px(6), width * 0.012F);
  const float room = std::min(std::floor(std::clamp(width * 0.21F, units.px(116), units.px(320))), width * 0.3F);
  const float road = std::min(units.px(150), width * 0.2F);
  // Where many doors have little room, the road between them is as long as one signal is; then all is as narrow as it
  // can be read.
  const std::array<Shares, 3> by_need{Shares{room, units.px(58), road},
                                      {room, units.px(58), std::min(road, units.px(76))},
                                      {std::min(room, units.px(104)), units.px(54), std::min(road, units.px(44))}};
  float for_doors = 0;
  float least_door = 0;
  for (const Shares& shares : by_need) {
    columns.room_width = shares.room;
    least_door = shares.door;
    for_doors = width - sides * (shares.room + columns.gutter) - shares.road;
    if (for_doors >= wanted * least_door) break;
  }
  columns.door_width = std::clamp(for_doors / wanted, least_door, units.px(112));
  columns.door_width = std::min(columns.door_width, std::max(for_doors / sides, 1.0F));
  const auto fitting = static_cast<std::size_t>(std::max(for_doors / columns.door_width + 0.001F, 0.0F));
  while (columns.left_doors + columns.right_doors > fitting) {
    --(columns.left_doors > columns.right_doors ? columns.left_doors : columns.right_doors);
  }
  // Those that stay share what the others leave.
  const auto shown = static_cast<float>(std::max<std::size_t>(columns.left_doors + columns.right_doors, 1));
  columns.door_width = std::max(columns.door_width, std::min(for_doors / shown, units.px(96)));
  return columns;
}

/// Whether neither a letter nor a road nor a callout is in this place.
bool is_clear(const StageLayout& layout, const Rect& place) {
  const auto meets = [&place](const Rect& other, float margin) {
    return other.shown() && place.x < other.right() + margin && other.x - margin < place.right() &&
           place.y < other.bottom() + margin && other.y - margin < place.bottom();
  };
  if (meets(layout.callout, 0)) return false;
  for (const LetterPlace& letter : layout.letters) {
    if (meets(letter.envelope, 4 * layout.scale)) return false;  // with its frame of dashes
  }
  constexpr int parts = 48;
  for (const RoadPlace& road : layout.roads) {
    for (int i = 0; i <= parts; ++i) {
      const Point at = point_on(road, static_cast<float>(i) / parts);
      if (meets({at.x, at.y, 0.1F, 0.1F}, road.width / 2)) return false;
    }
  }
  return true;
}

/// One run of laying out, so that its steps need not hand everything on.
class Builder {
 public:
  Builder(const StageScene& scene, StageLayout& layout, const StageUnits& units)
      : scene_(scene), layout_(layout), units_(units) {}

  void build();

 private:
  Rect take_bottom();
  void tell_hidden(Rect words, Rect middle, Rect street);
  [[nodiscard]] std::size_t rows_of(const RoomView& room, float height) const;
  [[nodiscard]] Seats seats_in(float height) const;
  void place_side(bool right, Rect content, const Columns& columns, const DoorsOfProcess& doors);
  void place_doors(const RoomPlace& room, bool right, const std::vector<std::size_t>& doors, const Columns& columns);
  void name_hidden();

  const StageScene& scene_;
  StageLayout& layout_;
  const StageUnits& units_;
  float street_ = 0;
};

/// The words at the bottom; what is left above them.
Rect Builder::take_bottom() {
  const Rect area = layout_.area;
  const float pad = std::min(units_.px(14), area.w * 0.03F);
  Rect content{area.x + pad, area.y + units_.px(8), area.w - 2 * pad, area.h - units_.px(12)};
  if (content.h > units_.px(340)) {
    layout_.note = {content.x, content.bottom() - units_.line, content.w, units_.line};
    content.h -= units_.line + units_.px(2);
  }
  if (content.h > units_.px(180)) {
    layout_.caption = {content.x, content.bottom() - units_.line, content.w, units_.line};
    content.h -= units_.line + units_.px(2);
  }
  return content;
}

void Builder::place_doors(const RoomPlace& room, bool right, const std::vector<std::size_t>& doors,
                          const Columns& columns) {
  const float width = columns.door_width;
  const float top = room.name.shown() ? room.name.y : room.battlements.y;
  for (std::size_t k = 0; k < doors.size(); ++k) {
    const float offset = columns.gutter + static_cast<float>(k) * width;
    const float x = right ? room.walls.x - offset - width : room.walls.right() + offset;
    DoorPlace place = layout_door({x, top, width, room.walls.bottom() - top}, scene_.doors[doors[k]], units_);
    place.door = doors[k];
    place.opens_to_the_right = !right;
    layout_.doors.push_back(place);
  }
}

/// How many rooms there is place for on this one's side.
std::size_t Builder::rows_of(const RoomView& room, float height) const {
  const auto fitting = static_cast<std::size_t>(std::max(height / units_.px(96), 1.0F));
  return std::min(room.row_count, fitting);
}

Seats Builder::seats_in(float height) const {
  Seats seats;
  for (const RoomView& room : scene_.rooms) {
    const auto count = static_cast<float>(room.row_count);
    seats[room.process] = {room.on_the_right, static_cast<float>(room.row + 1) / count,
                           room.row < rows_of(room, height)};
  }
  return seats;
}

void Builder::place_side(bool right, Rect content, const Columns& columns, const DoorsOfProcess& doors) {
  for (std::size_t i = 0; i < scene_.rooms.size(); ++i) {
    const RoomView& room = scene_.rooms[i];
    if (room.on_the_right != right) continue;
    const std::size_t rows = rows_of(room, content.h);
    if (room.row >= rows) {
      ++layout_.hidden_rooms;
      continue;
    }
    const float height = content.h / static_cast<float>(rows);
    const float x = right ? content.right() - columns.room_width : content.x;
    const Rect slot{x, content.y + height * static_cast<float>(room.row), columns.room_width, height - street_};
    layout_.rooms[i] = layout_room(slot, room, units_);
    layout_.ground_y = std::max(layout_.ground_y, slot.bottom());
    if (const auto own = doors.find(room.process); own != doors.end()) {
      place_doors(layout_.rooms[i], right, own->second, columns);
    }
  }
}

/// Whose sockets have no door here: their names lead to where they are listed.
void Builder::name_hidden() {
  layout_.hidden_doors = scene_.doors.size() - layout_.doors.size();
  if (layout_.hidden_doors == 0) return;
  for (std::size_t i = 0; i < scene_.doors.size(); ++i) {
    const auto is_it = [i](const DoorPlace& place) { return place.door == i; };
    if (std::any_of(layout_.doors.begin(), layout_.doors.end(), is_it)) continue;
    const DoorView& door = scene_.doors[i];
    const auto room = std::find_if(scene_.rooms.begin(), scene_.rooms.end(),
                                   [&door](const RoomView& one) { return one.process == door.process; });
    layout_.hidden_names.push_back((room == scene_.rooms.end() ? "" : room->name + "'s ") + door.name);
  }
}

/// Says what is not there: in the place of the words below; else between the rooms or on the street, where neither a
/// letter nor a road is.
void Builder::tell_hidden(Rect words, Rect middle, Rect street) {
  const std::string all = hidden_text(layout_);
  const std::string counted = hidden_count_text(layout_);
  const std::size_t count = layout_.hidden_rooms + layout_.hidden_doors + layout_.hidden_letters;
  const std::vector<std::string> brief{std::to_string(count) + " not shown", std::to_string(count) + " hidden",
                                       "+" + std::to_string(count)};
  const auto say = [&](Rect place, const std::vector<std::string>& lines) {
    const auto fits = [&](const std::string& line) { return units_.width(line) <= place.w - units_.px(12); };
    if (!place.shown() || !std::all_of(lines.begin(), lines.end(), fits)) return false;
    layout_.hidden = place;
    layout_.hidden_lines = lines;
    return true;
  };
  if (say(words, {all}) || say(words, {counted}) || say(words, {brief.front()})) return;
  const auto say_above = [&](const std::vector<std::string>& lines) {
    const Rect place{middle.x, middle.y, middle.w, static_cast<float>(lines.size()) * units_.line};
    return place.bottom() <= middle.bottom() && is_clear(layout_, place) && say(place, lines);
  };
  const float room = middle.w - units_.px(12);
  if (say_above(broken(all, room, units_)) || say_above(broken(counted, room, units_))) return;
  for (const std::string& line : brief) {
    if (say_above({line})) return;
  }
  if (street.h >= units_.line && is_clear(layout_, street) && !say(street, {all})) say(street, {counted});
}

void Builder::build() {
  const Rect content = take_bottom();
  layout_.rooms.resize(scene_.rooms.size());
  if (!content.shown() || scene_.rooms.empty()) return;
  std::size_t rows = 1;
  bool has_right = false;
  for (const RoomView& room : scene_.rooms) {
    rows = std::max(rows, room.row_count);
    has_right = has_right || room.on_the_right;
  }
  street_ = std::clamp(content.h / static_cast<float>(rows) * 0.16F, units_.px(14), units_.px(64));
  street_ = std::min(street_, content.h / static_cast<float>(rows) * 0.3F);
  const Columns columns = share_width(content.w, scene_, has_right, units_);
  const Partners partners = partners_in(scene_);
  const Seats seats = seats_in(content.h);
  DoorsOfProcess doors = chosen_doors(scene_, columns.left_doors, columns.right_doors, partners, seats);
  for (auto& [process, own] : doors) set_in_turn(own, scene_, partners, seats);
  place_side(false, content, columns, doors);
  place_side(true, content, columns, doors);
  name_hidden();
  const float gap = std::min(units_.px(10), content.w * 0.01F);
  const float left = content.x + columns.room_width + columns.gutter +
                     static_cast<float>(columns.left_doors) * columns.door_width + gap;
  const float right_taken = has_right ? columns.room_width + columns.gutter : 0;
  const float right =
      content.right() - right_taken - static_cast<float>(columns.right_doors) * columns.door_width - gap;
  layout_between(layout_, scene_, {left, content.y, right - left, content.h}, street_, units_);
  if (layout_.hidden_doors + layout_.hidden_rooms + layout_.hidden_letters > 0) {
    Rect& words = layout_.note.shown() ? layout_.note : layout_.caption;
    tell_hidden(words, {left, content.y, right - left, content.h},
                {content.x, content.bottom() - street_, content.w, street_});
    words = {};
  }
}

}  // namespace

std::string hidden_count_text(const StageLayout& layout) {
  std::string text;
  const auto add = [&text](std::size_t count, std::string_view one, std::string_view many) {
    if (count == 0) return;
    if (!text.empty()) text += ", ";
    text += std::to_string(count) + " " + std::string(count == 1 ? one : many);
  };
  add(layout.hidden_rooms, "process", "processes");
  add(layout.hidden_doors, "socket", "sockets");
  add(layout.hidden_letters, "letter", "letters");
  return "not shown for want of room: " + text;
}

std::string hidden_text(const StageLayout& layout) {
  // Many names would be a list that nobody reads.
  constexpr std::size_t most_names = 4;
  if (layout.hidden_names.empty() || layout.hidden_names.size() > most_names || layout.hidden_rooms > 0) {
    return hidden_count_text(layout);
  }
  std::string text = "not shown for want of room: ";
  for (std::size_t i = 0; i < layout.hidden_names.size(); ++i) text += (i > 0 ? ", " : "") + layout.hidden_names[i];
  if (layout.hidden_letters == 0) return text;
  return text + ", " + std::to_string(layout.hidden_letters) + (layout.hidden_letters == 1 ? " letter" : " letters");
}

StageLayout layout_stage(Rect area, const StageScene& scene, float scale, const TextMeasure& measure) {
  StageUnits units;
  units.scale = scale;
  units.text = smallest_text_px * scale;
  units.line = std::ceil(units.text * 1.35F);
  units.program_line = std::ceil(units.text * 1.5F);
  units.measure = &measure;
  StageLayout layout;
  layout.area = area;
  layout.scale = scale;
  layout.text_px = units.text;
  layout.ground_y = area.y;
  Builder(scene, layout, units).build();
  return layout;
}

}  // namespace doorway::app
