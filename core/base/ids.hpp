#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace doorway {

/// A process of a scenario: 0 is the first one named in the file.
using ProcessId = std::uint16_t;

/// A socket of one recording, in order of making, from 0. A descriptor number can be used again, a SocketId never is.
enum class SocketId : std::uint32_t { none = std::numeric_limits<std::uint32_t>::max() };

/// One call of a script as it was made in one recording, in order of beginning, from 0.
enum class CallId : std::uint32_t {};

/// The place of an event in its recording, from 1. Cursors use 0 for "before the first event".
using Seq = std::uint64_t;

constexpr std::size_t index_of(SocketId id) {
  return static_cast<std::size_t>(id);
}
constexpr std::size_t index_of(CallId id) {
  return static_cast<std::size_t>(id);
}

}  // namespace doorway
