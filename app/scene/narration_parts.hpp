#pragma once

#include "app/scene/narration.hpp"

#include <cstdint>
#include <string>

// What the files of the narration share; nobody else includes it.
namespace doorway::app {

/// The event that is told, with all that is known at it.
struct Telling {
  const SceneIndex& index;
  const WorldState& world;
  const Lineage& lineage;
  Vocabulary vocabulary;
  const Event& event;

  [[nodiscard]] bool is_story() const { return vocabulary == Vocabulary::story; }
  /// "Alice"
  [[nodiscard]] std::string who() const { return name_of(event.process); }
  [[nodiscard]] std::string name_of(ProcessId process) const;
  /// "socket s", in the story "the door (socket s)"
  [[nodiscard]] std::string at(SocketId socket) const;
  /// The owner's name and the socket: "Bob's socket c".
  [[nodiscard]] std::string whose(SocketId socket) const;
  [[nodiscard]] SocketType type_of(SocketId socket) const;
  /// Who is at this address: "Bob's socket l at 127.0.0.1:7000", or the address alone.
  [[nodiscard]] std::string place(const Endpoint& endpoint) const;
};

/// The same as Telling::at, of a socket that has this name in the script.
std::string at_named(const Telling& telling, std::string_view socket);

/// An option's value with its unit: "on", "500 ms", "8192 bytes", "off".
std::string option_value(Option option, std::int64_t value);

/// What it means for the story that an option has this value, with the option's name beside it; after "so that" or a
/// colon. `is_wish`: it is asked for. A buffer's size is what the kernel makes of that.
std::string option_story(Option option, std::int64_t value, bool is_wish);

/// A call has begun.
std::string tell_called(const Telling& telling, const Called& called);

/// A call has returned.
std::string tell_returned(const Telling& telling, const Returned& returned, const IndexedCall& call);

/// A call that failed.
std::string tell_failure(const Telling& telling, const Returned& returned, const IndexedCall& call);

/// A send, sendto, recv or recvfrom that succeeded.
std::string tell_bytes(const Telling& telling, const Returned& returned, const IndexedCall& call);

}  // namespace doorway::app
