#include "app/cli/loopback_lane.hpp"

#include "app/descriptor.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>

namespace doorway::cli {
namespace {

bool set_no_port([[maybe_unused]] int descriptor, [[maybe_unused]] int value) {
#ifdef IP_BIND_ADDRESS_NO_PORT
  return ::setsockopt(descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &value, sizeof value) == 0;
#else
  errno = ENOPROTOOPT;
  return false;
#endif
}

bool bind_to(int descriptor, const Endpoint& endpoint) {
  sockaddr_storage address{};
  const socklen_t length = to_sockaddr(endpoint, address);
  return ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), length) == 0;
}

}  // namespace

// The kernel would let a socket that is not bound call from 127.0.0.1. It is given the lane's address and no port; the
// option is taken back, since with it a later bind to port 0 would choose none either. Source: ip(7).
int LoopbackLane::open(ProcessId process, SocketType type) {
  app::Descriptor socket(loopback_.open(process, type));
  if (number_ == 1 || is_ipv6(type) || socket.number() < 0) return socket.release();
  const bool has_address = set_no_port(socket.number(), 1) &&
                           bind_to(socket.number(), bind_address(process, type, 0)) && set_no_port(socket.number(), 0);
  return has_address ? socket.release() : -1;
}

Endpoint LoopbackLane::bind_address(ProcessId process, SocketType type, std::uint16_t port) const {
  Endpoint address = loopback_.bind_address(process, type, port);
  if (address.family == Family::ipv4) address.address[3] = number_;
  return address;
}

bool LoopbackLane::is_usable() {
  return number_ == 1 || app::Descriptor(open(0, SocketType::tcp)).number() >= 0;
}

}  // namespace doorway::cli
