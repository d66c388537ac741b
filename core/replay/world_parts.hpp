#pragma once

// What the files of the fold share; nobody else includes it.

#include "core/replay/world_state.hpp"

namespace doorway {

/// The socket for writing, or null where the recording has none of this number so far.
SocketState* made_socket(WorldState& world, SocketId id);

/// Enters a socket that a call has made. False when its number cannot be one of this recording's.
bool enter_socket(WorldState& world, const Event& event, const MadeSocket& made);

/// Looks for the other end of a TCP socket whose addresses are known now.
void pair_up(WorldState& world, SocketId id);

/// Takes back what a connect that failed, or was given up, had begun.
void give_up_connect(WorldState& world, SocketId id);

void finish_sending(SocketState& socket);
void finish_receiving(SocketState& socket);

/// What a call's return changes at the sockets. `call` has the result already.
void apply_returned(WorldState& world, const Event& event, const CallState& call);

}  // namespace doorway
