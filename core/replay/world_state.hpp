#pragma once

#include "core/record/event.hpp"
#include "core/record/recording.hpp"
#include "core/replay/shared_list.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// How many options there are: `linger` is the last one.
constexpr std::size_t socket_option_count = static_cast<std::size_t>(Option::linger) + 1;

/// Where a process stands at a cursor, as its own events say. What it can do next is the Director's to say.
enum class ProcessStanding : std::uint8_t {
  before_first_line,
  between_calls,
  in_call,  ///< the call has begun, and a try is to come or under way
  asleep,   ///< the last try would have blocked
  woken,    ///< what it slept for has come, and the next try is to come
  ended,
};

/// A call as far as it has come at a cursor.
struct CallState {
  CallId id{};
  std::uint32_t nth = 1;                   ///< bob.recv#1
  std::shared_ptr<const Line> line;        ///< never null
  SocketId socket = SocketId::none;        ///< the socket it is made at
  Endpoint target;                         ///< connect, sendto, bind: the address handed to the kernel
  Seq called = 0;                          ///< its `called` event
  Seq changed = 0;                         ///< its last event up to the cursor
  bool over = false;                       ///< it has returned: the fields below are final
  std::int64_t result = 0;                 ///< when it is over
  int error = 0;                           ///< errno, when it is over and result is -1
  std::uint64_t bytes = 0;                 ///< send, sendto: taken by the kernel so far; recv: brought
  std::uint32_t sleeps = 0;                ///< how often it fell asleep
  bool timed_out = false;                  ///< it woke because its time was up
  std::shared_ptr<const Outcome> outcome;  ///< null until it is over, and where there is none

  friend bool operator==(const CallState&, const CallState&) = default;
};

struct ProcessState {
  ProcessStanding standing = ProcessStanding::before_first_line;
  std::optional<SleepsUntil> sleeps_until;  ///< while it is asleep
  std::optional<CallState> call;            ///< the call it is in, else the last one it made
  std::uint32_t calls_begun = 0;
  std::uint32_t calls_returned = 0;
  Seq changed = 0;  ///< its last event but observations

  friend bool operator==(const ProcessState&, const ProcessState&) = default;
};

/// What has become of a socket, as its calls' results and the kernel's samples say. A socket that only the kernel
/// knows to be half closed (a FIN has come, nobody has read so far) is `connected` here; its sample says more.
enum class Lifecycle : std::uint8_t {
  unmade,  ///< the number is given out, and no event has the socket yet
  made,    ///< no port
  bound,   ///< it has a port of its own
  listening,
  connecting,        ///< TCP: connect has begun and is not answered
  connected,         ///< UDP: it has a fixed peer, and nobody was asked
  send_finished,     ///< shutdown(send): it can still receive
  receive_finished,  ///< recv returned 0, or shutdown(recv): it can still send
  finished,          ///< both of the above
  reset,             ///< the connection is broken: by RST, or because the kernel gave up
  closed,
};

/// True from the moment the handshake is over until the socket is reset or closed.
constexpr bool is_conversing(Lifecycle lifecycle) {
  return lifecycle >= Lifecycle::connected && lifecycle <= Lifecycle::finished;
}
constexpr bool has_finished_sending(Lifecycle lifecycle) {
  return lifecycle == Lifecycle::send_finished || lifecycle == Lifecycle::finished;
}

struct SocketState {
  ProcessId owner = 0;
  std::string name;  ///< unique in the recording: "bob.c(2)"
  SocketType type = SocketType::tcp;
  Lifecycle lifecycle = Lifecycle::unmade;
  bool bound_by_call = false;                ///< bind succeeded, so it keeps its port when a connect fails
  SocketId accepted_by = SocketId::none;     ///< the listener that it was accepted at
  SocketId connected_with = SocketId::none;  ///< TCP: the other end, once both ends are in the recording. May be itself
  Endpoint local;                            ///< Family::none while it has none, or none is known
  Endpoint peer;                             ///< Family::none while it has none, or none is known

  std::shared_ptr<const KernelSample> sample;  ///< the last one, null before the first
  Seq sampled = 0;                             ///< its event

  std::uint64_t bytes_written = 0;  ///< taken by the kernel
  std::uint64_t bytes_read = 0;     ///< brought by recv and recvfrom
  std::uint64_t datagrams_sent = 0;
  std::uint64_t datagrams_received = 0;
  std::uint64_t strangers_turned_away = 0;  ///< connections of strangers at a listener, else datagrams of strangers

  std::array<std::optional<std::int64_t>, socket_option_count>
      options{};    ///< by Option: the value last set with success
  Seq changed = 0;  ///< the last event that touched it

  [[nodiscard]] std::optional<std::int64_t> option(Option which) const {
    return options.at(static_cast<std::size_t>(which));
  }

  friend bool operator==(const SocketState&, const SocketState&) = default;
};

/// What the event at the cursor touched, for highlighting.
struct LastChange {
  std::optional<ProcessId> process;  ///< none at cursor 0
  SocketId socket = SocketId::none;  ///< the event's socket
  std::vector<SocketId> also;        ///< sockets that were made or closed with it, or found to be its other end

  friend bool operator==(const LastChange&, const LastChange&) = default;
};

/// Everything that the recording says at one cursor. A value: a pure fold of the events up to the cursor, the same
/// whichever way one came to it. Its size follows from the number of processes and sockets, never of events; copies
/// share the sockets that are the same in both.
struct WorldState {
  Seq cursor = 0;                       ///< the last event folded in; 0: before the first
  std::vector<ProcessState> processes;  ///< by ProcessId
  SharedList<SocketState> sockets;      ///< by SocketId; some may be `unmade`
  std::uint64_t strangers_turned_away = 0;
  LastChange last_change;
  std::vector<SocketId> unpaired;  ///< TCP sockets with both addresses whose other end is not in the recording (yet)

  friend bool operator==(const WorldState&, const WorldState&) = default;
};

/// The state before the first event: the processes, and no sockets.
WorldState initial_world(const RecordingHeader& header);

/// Folds the next event in: `event.seq` is `world.cursor + 1`. Events that contradict each other (a file may hold
/// anything) give a state without meaning, never an access outside of it.
void apply(WorldState& world, const Event& event);

/// The socket, or null where the recording has none of this number up to the cursor.
const SocketState* find_socket(const WorldState& world, SocketId id);

/// The socket that this name of a script means to its process at the cursor: the last one bound to it.
SocketId find_socket(const WorldState& world, ProcessId process, std::string_view name);

}  // namespace doorway
