#include "core/socket/network.hpp"

#include <sys/socket.h>

namespace doorway {

int LoopbackNetwork::open(ProcessId /*process*/, SocketType type) {
  const int family = is_ipv6(type) ? AF_INET6 : AF_INET;
  const int kind = is_tcp(type) ? SOCK_STREAM : SOCK_DGRAM;
  return ::socket(family, kind | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

Endpoint LoopbackNetwork::bind_address(ProcessId /*process*/, SocketType type, std::uint16_t port) const {
  return loopback_endpoint(family_of(type), port);
}

}  // namespace doorway
