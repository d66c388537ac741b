#pragma once

#include <sys/socket.h>

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace doorway {

/// What `socket()` is asked for: the transport and the address family.
enum class SocketType : std::uint8_t { tcp, tcp6, udp, udp6 };

constexpr bool is_tcp(SocketType type) {
  return type == SocketType::tcp || type == SocketType::tcp6;
}
constexpr bool is_udp(SocketType type) {
  return !is_tcp(type);
}
constexpr bool is_ipv6(SocketType type) {
  return type == SocketType::tcp6 || type == SocketType::udp6;
}

/// The word a scenario uses: "tcp", "tcp6", "udp", "udp6".
std::string_view to_string(SocketType type);

enum class Family : std::uint8_t { none, ipv4, ipv6 };

/// An address and a port: one end of a conversation. Port in host byte order; 0 means "not chosen yet".
/// An IPv4 address takes the first four bytes of `address`, the rest is zero.
struct Endpoint {
  Family family = Family::none;
  std::array<std::uint8_t, 16> address{};
  std::uint16_t port = 0;

  /// True for 0.0.0.0 and ::, the addresses of a socket that was not bound to one.
  [[nodiscard]] bool has_any_address() const { return address == std::array<std::uint8_t, 16>{}; }

  friend auto operator<=>(const Endpoint&, const Endpoint&) = default;
};

/// 127.0.0.1 or ::1 with this port.
Endpoint loopback_endpoint(Family family, std::uint16_t port);

Family family_of(SocketType type);

/// "127.0.0.1:51834", "[::1]:51834", or "-" for an endpoint of no family.
std::string to_string(const Endpoint& endpoint);

/// The kernel's form. Returns the length that belongs to the family (0 for Family::none).
socklen_t to_sockaddr(const Endpoint& endpoint, sockaddr_storage& out);

/// From the kernel's form; Family::none when it is neither IPv4 nor IPv6.
Endpoint from_sockaddr(const sockaddr_storage& address, socklen_t length);

}  // namespace doorway

template <>
struct std::hash<doorway::Endpoint> {
  std::size_t operator()(const doorway::Endpoint& endpoint) const noexcept;
};
