#pragma once

#include "app/scene/bytes_scene.hpp"

#include <string>

// What the files that make the scene of the leaf "Bytes" share; nobody else includes it.
namespace doorway::app {

/// "Alice": the process that made the call, or has the socket.
std::string caller_name(const LeafSources& sources, ProcessId process);

/// "send 2": the call's name with its number; sends of a process count together, as their colours do.
std::string numbered(const IndexedCall& call);

/// The cell of one byte of what this call sent; `call` may be null.
ByteCell cell_of(const IndexedCall* call, std::uint64_t offset);

/// How many bytes the kernel has taken of, or brought to, this call up to the cursor.
std::uint64_t bytes_moved(const LeafSources& sources, const IndexedCall& call);

/// The bars of a send and of a recv, from `begin` to `end` of the stream or the datagram.
ByteBar send_bar(const LeafSources& sources, const IndexedCall& call, std::uint64_t begin, std::uint64_t end);
ByteBar recv_bar(const LeafSources& sources, const IndexedCall& call, std::uint64_t begin, std::uint64_t end);

}  // namespace doorway::app
