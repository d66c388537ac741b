#pragma once

#include "core/base/count_of.hpp"
#include "core/base/endpoint.hpp"
#include "core/base/vocabulary.hpp"
#include "core/replay/world_state.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace doorway::app {

/// A thing that has a word in both vocabularies.
enum class Term : std::uint8_t {
  process,
  socket,
  bytes,
  datagram,
  connection,
  send_buffer,
  receive_buffer,
  unsent,
  unacknowledged,
  readable,
  tcp_road,
  udp_road,
  script,
};

/// The word: "room" or "process". Any thread.
std::string_view word(Term term, Vocabulary vocabulary);

/// The word with the real name beside it, where that is another: "room (process)" in the story, "process" else.
std::string word_with_term(Term term, Vocabulary vocabulary);

/// What has become of a socket, in a word or two: "open" or "connected".
std::string_view lifecycle_word(Lifecycle lifecycle, SocketType type, Vocabulary vocabulary);

/// The name of a person or process for display: "Alice" of "alice", safe to show.
std::string display_name(std::string_view process);

/// "12", "3,900", "12k", "4.1M": a count where there is little room.
std::string short_count(std::uint64_t count);

}  // namespace doorway::app
