#pragma once

#include "core/journey/journey.hpp"
#include "core/record/event.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace doorway {

class ByteReader;

/// A socket that a call has made, as it lies in the file.
struct MadeView {
  SocketId id = SocketId::none;
  SocketType type = SocketType::tcp;
  std::string_view name;
};

/// A list as it lies in the file: its items are read one by one.
struct ListView {
  std::uint64_t count = 0;
  std::span<const std::uint8_t> items;
};

/// An event as it lies in the file, taken apart without a copy: good as long as the file's bytes are. Which of the
/// fields mean something follows from `kind`.
struct EventView {
  journey_format::FrameKind kind = journey_format::FrameKind::ended;
  std::uint64_t elapsed_ns = 0;  ///< since the event before
  std::uint64_t process = 0;
  SocketId socket = SocketId::none;

  CallId call{};
  std::uint32_t nth = 0;
  std::uint64_t line = 0;  ///< its place in the scenario
  Endpoint endpoint;       ///< called: the target; sleeps: the actor's own; turned_away: the peer
  SleepsUntil until = SleepsUntil::readable;
  bool flag = false;  ///< woke: timed_out; observed: after_own_call
  std::uint64_t bytes = 0;
  std::int64_t result = 0;
  int error = 0;
  ListView tries;

  unsigned outcome_bits = 0;
  std::span<const std::uint8_t> data;
  MadeView made;
  Endpoint local;
  Endpoint peer;
  ListView answers;
  ListView closed;

  KernelSample sample;
};

/// Takes a frame apart. False where it is no event: a value that its type does not have, or too few bytes, or too many.
/// Whether the event could have happened is not asked here.
bool read_event(std::span<const std::uint8_t> frame, EventView& view);

/// The items of a list that read_event has found well.
Try read_try(ByteReader& reader);
struct AnswerView {
  SocketId socket = SocketId::none;
  std::string_view name;
  std::int16_t events = 0;
};
AnswerView read_answer(ByteReader& reader);
SocketId read_socket(ByteReader& reader);

/// The event itself, with all that it refers to. `line` is that of a `called`.
Event make_event(const EventView& view, Seq seq, std::int64_t t_ns, std::shared_ptr<const Line> line);

}  // namespace doorway
