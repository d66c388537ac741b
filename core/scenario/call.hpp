#pragma once

#include "core/base/endpoint.hpp"
#include "core/scenario/payload.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace doorway {

/// A socket of a process by its name in the script: `bob.l`.
struct SocketRef {
  std::string process;
  std::string socket;

  friend bool operator==(const SocketRef&, const SocketRef&) = default;
};

enum class ShutdownHow : std::uint8_t { recv, send, both };

/// Options of `get` and `set`, with the unit of their value.
enum class Option : std::uint8_t {
  nodelay,      ///< TCP_NODELAY, 0 or 1
  sndbuf,       ///< SO_SNDBUF, bytes (the kernel doubles what is set)
  rcvbuf,       ///< SO_RCVBUF, bytes (the kernel doubles what is set)
  reuseaddr,    ///< SO_REUSEADDR, 0 or 1
  nonblocking,  ///< whether the process waits in a call that would block, 0 or 1
  rcvtimeo,     ///< SO_RCVTIMEO, milliseconds, 0 for no limit
  linger,       ///< SO_LINGER: linger_off, or 0 seconds
};

constexpr std::int64_t linger_off = -1;

/// What `poll` is to wait for at one socket.
struct PollItem {
  std::string socket;
  bool read = true;    ///< POLLIN
  bool write = false;  ///< POLLOUT

  friend bool operator==(const PollItem&, const PollItem&) = default;
};

/// The calls a script can make, one struct each, with its arguments as written.
namespace call {
using Milliseconds = std::chrono::milliseconds;

struct Socket {
  SocketType type = SocketType::tcp;
};
/// Without `port_of`: any free port. With it: the port of that socket, at this socket's own address.
struct Bind {
  std::optional<SocketRef> port_of;
};
struct Listen {
  int backlog = 0;
};
struct Accept {};
struct Connect {
  SocketRef to;
};
struct Send {
  ScriptPayload payload;
};
struct Recv {
  std::size_t size_bytes = 0;
};
struct SendTo {
  ScriptPayload payload;
  SocketRef to;
};
struct RecvFrom {
  std::size_t size_bytes = 0;
};
struct Shutdown {
  ShutdownHow how = ShutdownHow::both;
};
struct Close {};
struct Exit {};
/// Without `timeout`: for as long as it takes.
struct Poll {
  std::vector<PollItem> items;
  std::optional<Milliseconds> timeout;
};
struct Wait {
  Milliseconds duration{0};
};
/// Until `size_bytes` are readable, or no more can come.
struct WaitReadable {
  std::string socket;
  std::size_t size_bytes = 0;
};
/// getsockname
struct Local {};
/// getpeername
struct Peer {};
struct Get {
  Option option = Option::nodelay;
};
struct Set {
  Option option = Option::nodelay;
  std::int64_t value = 0;
};
}  // namespace call

using Call = std::variant<call::Socket, call::Bind, call::Listen, call::Accept, call::Connect, call::Send, call::Recv,
                          call::SendTo, call::RecvFrom, call::Shutdown, call::Close, call::Exit, call::Poll, call::Wait,
                          call::WaitReadable, call::Local, call::Peer, call::Get, call::Set>;

/// The call's word in the scenario language: "socket", "send", … Both forms of wait are "wait".
std::string_view call_name(const Call& call);

std::string_view to_string(Option option);

/// The socket whose port the call needs before it can be made (connect, sendto, bind to a port of another), or null.
const SocketRef* port_needed_by(const Call& call);

/// What a send or sendto hands over, or null for other calls.
const ScriptPayload* payload_of(const Call& call);

}  // namespace doorway
