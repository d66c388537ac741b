#include "core/replay/world_parts.hpp"

#include <algorithm>

namespace doorway {

SocketState* made_socket(WorldState& world, SocketId id) {
  if (find_socket(world, id) == nullptr) return nullptr;
  return &world.sockets.edit(index_of(id));
}

// Processes that run at once may be recorded in another order than their sockets were numbered in, so a number can be
// ahead of the sockets entered so far; but each has cost at least one event, or its process is about to record it.
bool enter_socket(WorldState& world, const Event& event, const MadeSocket& made) {
  const std::size_t index = index_of(made.id);
  if (made.id == SocketId::none || index >= event.seq + world.processes.size()) return false;
  if (index >= world.sockets.size()) world.sockets.grow_to(index + 1);
  SocketState& socket = world.sockets.edit(index);
  if (socket.lifecycle != Lifecycle::unmade) return false;
  socket.owner = event.process;
  socket.name = made.name;
  socket.type = made.type;
  socket.lifecycle = Lifecycle::made;
  socket.changed = event.seq;
  world.last_change.also.push_back(made.id);
  return true;
}

namespace {
// Whoever was accepted has been answered, so the one who waits for the answer is connected.
void join(SocketState& socket, SocketId with) {
  socket.connected_with = with;
  if (socket.lifecycle == Lifecycle::connecting) socket.lifecycle = Lifecycle::connected;
}
}  // namespace

// Two sockets are the ends of one connection when each has the other's addresses the other way round. An end may be
// closed before the other is accepted; and when a pair of ports is used again, the later socket is the one.
void pair_up(WorldState& world, SocketId id) {
  SocketState& socket = world.sockets.edit(index_of(id));
  if (!is_tcp(socket.type) || socket.connected_with != SocketId::none) return;
  if (socket.local.port == 0 || socket.peer.port == 0) return;
  if (socket.local == socket.peer) return join(socket, id);

  std::vector<SocketId>& unpaired = world.unpaired;
  const auto mirrors = [&](SocketId other_id) {
    const SocketState& other = world.sockets[index_of(other_id)];
    return other_id != id && other.local == socket.peer && other.peer == socket.local;
  };
  const auto other = std::find_if(unpaired.rbegin(), unpaired.rend(), mirrors);
  if (other == unpaired.rend()) {
    if (std::find(unpaired.begin(), unpaired.end(), id) == unpaired.end()) unpaired.push_back(id);
    return;
  }
  const SocketId other_id = *other;
  std::erase_if(unpaired, [&](SocketId one) { return one == other_id || one == id; });
  join(socket, other_id);
  join(world.sockets.edit(index_of(other_id)), id);
  world.last_change.also.push_back(other_id);
}

// The kernel lets go of a port that it chose itself. Source: Linux, tcp_set_state(TCP_CLOSE).
void give_up_connect(WorldState& world, SocketId id) {
  SocketState& socket = world.sockets.edit(index_of(id));
  std::erase(world.unpaired, id);
  socket.peer = {};
  if (!socket.bound_by_call) socket.local = {};
  socket.lifecycle = socket.bound_by_call ? Lifecycle::bound : Lifecycle::made;
}

void finish_sending(SocketState& socket) {
  if (socket.lifecycle == Lifecycle::connected) socket.lifecycle = Lifecycle::send_finished;
  if (socket.lifecycle == Lifecycle::receive_finished) socket.lifecycle = Lifecycle::finished;
}

void finish_receiving(SocketState& socket) {
  if (socket.lifecycle == Lifecycle::connected) socket.lifecycle = Lifecycle::receive_finished;
  if (socket.lifecycle == Lifecycle::send_finished) socket.lifecycle = Lifecycle::finished;
}

}  // namespace doorway
