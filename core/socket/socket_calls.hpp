#pragma once

#include "core/base/bytes.hpp"
#include "core/base/endpoint.hpp"
#include "core/record/event.hpp"
#include "core/scenario/call.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

/// The system calls that a script can bring about, each made once, without waiting and without a signal. EINTR is tried
/// again; every other error is the kernel's answer. A descriptor of -1 is handed to the kernel like any other. Any
/// thread.
namespace doorway::socket_calls {

Try bind(int descriptor, const Endpoint& endpoint);
Try listen(int descriptor, int backlog);
Try connect(int descriptor, const Endpoint& endpoint);
Try send(int descriptor, std::span<const std::uint8_t> bytes);
Try send_to(int descriptor, std::span<const std::uint8_t> bytes, const Endpoint& to);
Try shutdown(int descriptor, ShutdownHow how);
Try close(int descriptor);

/// The new descriptor is non-blocking and close-on-exec.
struct Accepted {
  Try answer;
  Endpoint peer;
};
Accepted accept(int descriptor);

/// `data` holds what came, exactly. `from` is of Family::none where the kernel names nobody.
struct Received {
  Try answer;
  Bytes data;
  Endpoint from;
  bool truncated = false;
};
Received receive(int descriptor, std::size_t size_bytes);

/// The same of a stream, whose bytes bring no address with them: recv(2), which is cheaper than recvmsg(2).
Received receive_from_stream(int descriptor, std::size_t size_bytes);

/// The beginning of the next datagram and who sent it, without taking it. Not for connected sockets: it would take a
/// pending error.
Received peek(int descriptor, std::size_t size_bytes);

struct Address {
  Try answer;
  Endpoint endpoint;
};
Address local_address(int descriptor);
Address peer_address(int descriptor);

/// The result of `get` is the option's value in the unit of Option; -1 with errno when the kernel refuses, and
/// linger_off, which is -1 too, with no error.
Try get_option(int descriptor, Option option);
Try set_option(int descriptor, Option option, std::int64_t value);

/// FIONREAD: bytes readable, or the next datagram's size.
Try readable_bytes(int descriptor);

}  // namespace doorway::socket_calls
