#pragma once

#include "app/scene/stage_scene.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

// What the files that make the stage's scene share; nobody else includes it.
namespace doorway::app {

/// The bytes of these pieces, in order.
ByteHeap heap_of(const std::vector<WrittenPiece>& pieces, const SceneIndex& index);

/// Bytes of which only the number is known.
ByteHeap unknown_heap(std::uint64_t count);

/// Puts `more` behind `heap`.
void append(ByteHeap& heap, const ByteHeap& more);

/// "all of Alice's send 1 and 2 bytes of Alice's send 2"; empty for no bytes.
std::string sends_text(const std::vector<WrittenPiece>& pieces, const SceneIndex& index);

/// What a recv brought, by the sends that wrote it; `count` bytes in all.
std::vector<WrittenPiece> pieces_of(const std::vector<Segment>& segments);

/// The line as written, safe to show; its call's name where a recording has no text.
std::string line_text(const Line& line);

/// How long the bytes are that the call hands over; 0 for calls that hand none over.
std::uint64_t payload_size(const IndexedCall& call);

}  // namespace doorway::app
