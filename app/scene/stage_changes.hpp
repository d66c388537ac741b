#pragma once

#include "app/scene/stage_scene.hpp"

#include <cstdint>
#include <vector>

namespace doorway::app {

/// Notes in `scene` what differs from the step before: which doors are new, how much each buffer's content has grown.
void mark_changes(StageScene& scene, const StageScene& before);

enum class PlaceKind : std::uint8_t { hands, unsent, on_the_way, readable };

/// A place where bytes of a send can be seen.
struct BytePlace {
  PlaceKind kind = PlaceKind::hands;
  std::size_t room = 0;              ///< hands: index in StageScene::rooms
  SocketId socket = SocketId::none;  ///< the buffers: at this socket; on the way: from it

  friend bool operator==(const BytePlace&, const BytePlace&) = default;
};

/// Bytes of one send that one scene shows here and the next one there.
struct Flight {
  std::uint32_t send = 0;   ///< IndexedCall::send_of_all
  std::uint64_t bytes = 0;  ///< how many; 0 for an empty datagram
  BytePlace from;
  BytePlace to;
};

/// What moves when `after` is shown in the place of `before`. Each flight follows from the two scenes, which follow
/// from events; how it looks between them is nobody's measurement.
std::vector<Flight> flights_between(const StageScene& before, const StageScene& after);

}  // namespace doorway::app
