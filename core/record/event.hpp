#pragma once

#include "core/base/bytes.hpp"
#include "core/base/endpoint.hpp"
#include "core/base/ids.hpp"
#include "core/base/rare.hpp"
#include "core/record/kernel_sample.hpp"
#include "core/record/tries.hpp"
#include "core/scenario/scenario.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace doorway {

/// What a sleeping call waits for.
enum class SleepsUntil : std::uint8_t {
  readable,  ///< bytes, a datagram, a connection to accept, or the end of the stream
  writable,  ///< room in the send buffer, or the end of a connect
  ready,     ///< poll: any of its sockets
  enough,    ///< wait(socket, N): N bytes
  time,      ///< wait(10ms)
};

/// A socket that came into being by a call.
struct MadeSocket {
  SocketId id = SocketId::none;
  std::string name;  ///< unique in the recording: "bob.c", and "bob.c(2)" when the name is bound again
  SocketType type = SocketType::tcp;

  friend bool operator==(const MadeSocket&, const MadeSocket&) = default;
};

/// What poll said of one of its sockets, in the order of its arguments.
struct PollAnswer {
  SocketId socket = SocketId::none;
  std::string name;         ///< as written
  std::int16_t events = 0;  ///< revents: POLLIN, POLLOUT, POLLERR, POLLHUP, POLLNVAL

  friend bool operator==(const PollAnswer&, const PollAnswer&) = default;
};

/// What a returned call brought besides its result.
struct Outcome {
  Payload data;                   ///< recv and recvfrom: the bytes that came, else null
  Rare<MadeSocket> made;          ///< socket and accept, when they succeeded
  std::optional<Endpoint> local;  ///< the actor's own address (for accept: the new socket's), where the call set it
  std::optional<Endpoint> peer;   ///< who is at the other end: connect, accept, recvfrom's sender, peer()
  bool truncated = false;         ///< a datagram's rest did not fit and is gone (MSG_TRUNC)
  /// Doorway bound the socket to the network's own address first, so that it is not open to others. Without `local`
  /// that failed: the error is the bind's, and the call itself was not made.
  bool bound_first = false;
  std::vector<PollAnswer> answers;  ///< poll
  std::vector<SocketId> closed;     ///< close and exit: the sockets that are closed now

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// A call begins. The event's socket is the one it is made at.
struct Called {
  CallId call{};
  std::uint32_t nth = 1;             ///< the nth call of this name that this process began: bob.recv#1
  std::shared_ptr<const Line> line;  ///< never null
  Endpoint target;                   ///< connect, sendto, bind: the address handed to the kernel
};

/// The last try would have blocked; the process sleeps in the call.
struct Sleeps {
  CallId call{};
  SleepsUntil until = SleepsUntil::readable;
  std::uint64_t bytes = 0;  ///< send: taken by the kernel so far
  Tries tries;              ///< since the call began or woke; the last one is the one that would block
  Endpoint local;           ///< connect: the actor's own address, which the kernel has chosen by now
};

/// What the process slept for has come, or its time is up; it can go on when it is granted its next try.
struct Woke {
  CallId call{};
  bool timed_out = false;
};

/// A call is over.
struct Returned {
  CallId call{};
  int error = 0;            ///< errno when result is -1, else 0
  std::int64_t result = 0;  ///< as the call's manual page has it; a blocking send: all bytes taken
  std::uint64_t bytes = 0;  ///< send, sendto: taken by the kernel (may be more than 0 with an error); recv: brought
  Tries tries;              ///< since the call began or woke; the last one ended the call
  std::shared_ptr<const Outcome> outcome;  ///< null when there is none
};

/// What the kernel says of the event's socket now.
struct Observed {
  std::shared_ptr<const KernelSample> sample;  ///< never null
  bool after_own_call = false;  ///< it belongs to the call that the socket's owner has just made: no step of its own
};

/// A stranger's connection was closed, or a stranger's datagram thrown away, at the event's socket.
struct TurnedAway {
  Endpoint peer;
  std::uint64_t bytes = 0;  ///< of the datagram
};

/// The process has no more lines to run, or has called exit.
struct Ended {};

using EventBody = std::variant<Called, Sleeps, Woke, Returned, Observed, TurnedAway, Ended>;

/// One thing that happened, as measured. Source of every statement that Doorway makes.
struct Event {
  Seq seq = 0;
  std::int64_t t_ns = 0;  ///< steady time since the recording began; never smaller than the event's before
  ProcessId process = 0;
  SocketId socket = SocketId::none;
  EventBody body;
};

/// "called", "sleeps", "woke", "returned", "observed", "turned_away", "ended".
std::string_view kind_name(const EventBody& body);

/// Whether the event is a step of its own: all are but what the kernel says of the actor's own socket after its call.
bool is_step(const Event& event);

/// The call that the event belongs to, where it belongs to one.
std::optional<CallId> call_of(const EventBody& body);

/// The call was not made, since Doorway could not bind its socket before: the error is that bind's.
bool own_bind_failed(const Returned& returned);

}  // namespace doorway
