#pragma once

#include "app/scene/byte_heap.hpp"
#include "app/scene/stage_scene.hpp"

#include <map>
#include <span>
#include <string>
#include <vector>

// What the files that make the stage's scene share; nobody else includes it.
namespace doorway::app {

/// What a scene is made from.
struct StageSources {
  const SceneIndex& index;
  const WorldState& world;
  const Lineage& lineage;
  std::span<const Inferred> inferred;
  Vocabulary vocabulary;

  [[nodiscard]] bool is_story() const { return vocabulary == Vocabulary::story; }
  [[nodiscard]] Seq cursor() const { return world.cursor; }
  /// Whether this event belongs to the step that the cursor stands at.
  [[nodiscard]] bool is_news(Seq seq) const { return seq >= step_begin && seq <= world.cursor; }

  Seq step_begin = 0;  ///< the event that makes the step
};

/// A datagram that no recv has brought.
struct Postcard {
  CallId send{};
  SocketId from = SocketId::none;
  SocketId to = SocketId::none;
  LetterStanding standing = LetterStanding::on_the_way;
  bool is_news = false;
  bool was_refused = false;  // lost, because nobody takes it there
  std::string reason;
};

/// The datagrams whose whereabouts the events tell, or that have just been sent.
std::vector<Postcard> postcards(const StageSources& sources);

std::vector<RoomView> room_views(const StageSources& sources);
std::vector<DoorView> door_views(const StageSources& sources, const std::vector<Postcard>& postcards);
std::vector<RoadView> road_views(const StageSources& sources, const std::vector<Postcard>& postcards);
std::vector<LetterView> letter_views(const StageSources& sources, const std::vector<RoadView>& roads,
                                     const std::vector<Postcard>& postcards);

/// How far into `sender`'s stream the other end's kernel has come: read, or readable.
std::uint64_t arrived_end(const WorldState& world, const SocketState& sender);

/// The first piece of the whole of what this call hands over.
std::vector<WrittenPiece> whole_of(const SceneIndex& index, CallId send);

/// The listening socket at this place, or none.
SocketId listener_at(const WorldState& world, const Endpoint& endpoint);

/// The open UDP socket at this place, or none.
SocketId postbox_at(const WorldState& world, const Endpoint& endpoint);

/// "Alice"
std::string process_name(const StageSources& sources, ProcessId process);

/// A socket's unique name, safe to show; "an unknown socket" for none.
std::string socket_name(const WorldState& world, SocketId id);

}  // namespace doorway::app
