#pragma once

#include "app/layout/geometry.hpp"
#include "app/scene/stage_scene.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace doorway::app {

/// Places of a room's parts. What there is no place for is empty.
struct RoomPlace {
  Rect name;   ///< above the room
  Rect walls;  ///< without the battlements
  Rect battlements;
  Rect inside;
  Rect program;
  std::size_t first_line = 0;  ///< index in RoomView::program of the first line shown
  std::size_t line_count = 0;
  Rect figure;
  Rect hands;
  Rect hands_caption;
  Rect standing;
  std::vector<std::string> standing_lines;  ///< what it does, as it fits in; the last may be too long for it
};

/// Places of a door's parts, from top to bottom.
struct DoorPlace {
  std::size_t door = 0;                  ///< index in StageScene::doors
  Rect column;                           ///< all of it
  Rect title;                            ///< the name, with the state beside or below
  std::vector<std::string> state_lines;  ///< of the state, below the name; empty where it stands beside
  Rect real_state;
  std::vector<std::string> real_lines;  ///< the real state, as it fits in
  Rect out_tube, in_tube;
  Rect out_label, in_label;
  std::vector<std::string> waiting_lines;  ///< of a listening door, in the place of the two labels
  Rect port;
  std::string port_words;       ///< what stands on it
  bool port_is_struck = false;  ///< of a closed door: no room for "was"
  Rect leaf;                    ///< the door itself
  bool opens_to_the_right = true;
};

/// A road as a cubic curve from door to door.
struct RoadPlace {
  std::size_t road = 0;  ///< index in StageScene::roads
  std::array<Point, 4> curve{};
  float width = 0;
};

struct LetterPlace {
  std::size_t letter = 0;  ///< index in StageScene::letters
  Rect envelope;
  std::vector<std::string> lines;  ///< a signal's name, as it fits in
};

struct StageLayout {
  Rect area;
  float scale = 1;
  float text_px = smallest_text_px;
  float ground_y = 0;            ///< where the lowest rooms stand
  std::vector<RoomPlace> rooms;  ///< as StageScene::rooms; those without a place have empty walls
  std::vector<DoorPlace> doors;  ///< those that have a place
  std::vector<RoadPlace> roads;  ///< those whose two doors have a place
  std::vector<LetterPlace> letters;
  Rect callout;                    ///< what is in the letter `callout_letter`
  float callout_line = 0;          ///< the height of one of its lines
  std::size_t callout_letter = 0;  ///< index in StageScene::letters
  Rect caption;                    ///< the road's words
  Rect note;
  std::size_t hidden_doors = 0;           ///< sockets that there was no place for
  std::vector<std::string> hidden_names;  ///< theirs: "Bob's l"
  std::size_t hidden_rooms = 0;
  std::size_t hidden_letters = 0;
  Rect hidden;                            ///< says how many
  std::vector<std::string> hidden_lines;  ///< in these words
};

/// A place for each thing of the scene, inside of `area`. `scale` is 1 for ordinary text.
StageLayout layout_stage(Rect area, const StageScene& scene, float scale, const TextMeasure& measure);

/// "not shown for want of room: Bob's l, Bob's d"; where they are many, their number.
std::string hidden_text(const StageLayout& layout);
/// "not shown for want of room: 2 sockets"
std::string hidden_count_text(const StageLayout& layout);

/// The point of a road at `t`, 0 … 1.
Point point_on(const RoadPlace& road, float t);

}  // namespace doorway::app
