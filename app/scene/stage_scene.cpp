#include "app/scene/stage_scene.hpp"

#include "app/labels.hpp"
#include "app/scene/stage_parts.hpp"
#include "core/base/utf8.hpp"
#include "core/replay/mailbox.hpp"

#include <algorithm>

namespace doorway::app {

std::uint64_t arrived_end(const WorldState& world, const SocketState& sender) {
  const SocketState* other = find_socket(world, sender.connected_with);
  if (other == nullptr) return 0;
  const std::uint64_t readable = other->sample == nullptr ? 0 : other->sample->readable_bytes.value_or(0);
  return std::min(other->bytes_read + readable, sender.bytes_written);
}

std::vector<WrittenPiece> whole_of(const SceneIndex& index, CallId send) {
  const IndexedCall* call = index.call(send);
  return call == nullptr ? std::vector<WrittenPiece>{} : std::vector<WrittenPiece>{{send, 0, payload_size(*call)}};
}

SocketId listener_at(const WorldState& world, const Endpoint& endpoint) {
  if (endpoint.family == Family::none) return SocketId::none;
  for (std::size_t i = 0; i < world.sockets.size(); ++i) {
    const SocketState& socket = world.sockets[i];
    if (socket.lifecycle == Lifecycle::listening && is_same_place(socket.local, endpoint)) return SocketId(i);
  }
  return SocketId::none;
}

SocketId postbox_at(const WorldState& world, const Endpoint& endpoint) {
  if (endpoint.family == Family::none || endpoint.port == 0) return SocketId::none;
  for (std::size_t i = 0; i < world.sockets.size(); ++i) {
    const SocketState& socket = world.sockets[i];
    const bool is_open = socket.lifecycle != Lifecycle::unmade && socket.lifecycle != Lifecycle::closed;
    if (is_open && is_udp(socket.type) && is_same_place(socket.local, endpoint)) return SocketId(i);
  }
  return SocketId::none;
}

std::string process_name(const StageSources& sources, ProcessId process) {
  const std::vector<std::string>& names = sources.index.recording().scenario().processes;
  return process < names.size() ? display_name(names[process]) : std::string("Somebody");
}

std::string socket_name(const WorldState& world, SocketId id) {
  const SocketState* socket = find_socket(world, id);
  return socket == nullptr ? std::string("an unknown socket") : escape_for_display(socket->name, 40);
}

StageScene make_stage_scene(const SceneIndex& index, const WorldState& world, const Lineage& lineage,
                            std::span<const Inferred> inferred, Vocabulary vocabulary) {
  StageSources sources{index, world, lineage, inferred, vocabulary, world.cursor};
  while (sources.step_begin > 1 && !is_step(index.recording().at(sources.step_begin))) --sources.step_begin;
  StageScene scene;
  scene.cursor = world.cursor;
  const std::vector<Postcard> cards = postcards(sources);
  scene.rooms = room_views(sources);
  scene.doors = door_views(sources, cards);
  scene.roads = road_views(sources, cards);
  scene.letters = letter_views(sources, scene.roads, cards);
  scene.note = "real sockets on this computer · each " + word_with_term(Term::process, vocabulary) +
               " is a thread of this program";
  return scene;
}

}  // namespace doorway::app
