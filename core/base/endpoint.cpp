#include "core/base/endpoint.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstring>
#include <string_view>

namespace doorway {

std::string_view to_string(SocketType type) {
  switch (type) {
    case SocketType::tcp: return "tcp";
    case SocketType::tcp6: return "tcp6";
    case SocketType::udp: return "udp";
    case SocketType::udp6: return "udp6";
  }
  return "";
}

Endpoint loopback_endpoint(Family family, std::uint16_t port) {
  Endpoint endpoint{family, {}, port};
  if (family == Family::ipv4) endpoint.address = {127, 0, 0, 1};
  if (family == Family::ipv6) endpoint.address.back() = 1;
  return endpoint;
}

Family family_of(SocketType type) {
  return is_ipv6(type) ? Family::ipv6 : Family::ipv4;
}

std::string to_string(const Endpoint& endpoint) {
  if (endpoint.family == Family::none) return "-";
  const bool ipv6 = endpoint.family == Family::ipv6;
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::inet_ntop(ipv6 ? AF_INET6 : AF_INET, endpoint.address.data(), text.data(), text.size());
  const std::string address = text.data();
  return (ipv6 ? "[" + address + "]" : address) + ":" + std::to_string(endpoint.port);
}

socklen_t to_sockaddr(const Endpoint& endpoint, sockaddr_storage& out) {
  std::memset(&out, 0, sizeof out);
  switch (endpoint.family) {
    case Family::none: return 0;
    case Family::ipv4: {
      sockaddr_in in{};
      in.sin_family = AF_INET;
      in.sin_port = htons(endpoint.port);
      std::memcpy(&in.sin_addr, endpoint.address.data(), sizeof in.sin_addr);
      std::memcpy(&out, &in, sizeof in);
      return sizeof in;
    }
    case Family::ipv6: {
      sockaddr_in6 in{};
      in.sin6_family = AF_INET6;
      in.sin6_port = htons(endpoint.port);
      std::memcpy(&in.sin6_addr, endpoint.address.data(), sizeof in.sin6_addr);
      std::memcpy(&out, &in, sizeof in);
      return sizeof in;
    }
  }
  return 0;
}

Endpoint from_sockaddr(const sockaddr_storage& address, socklen_t length) {
  Endpoint endpoint;
  if (address.ss_family == AF_INET && length >= sizeof(sockaddr_in)) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    endpoint.family = Family::ipv4;
    endpoint.port = ntohs(in.sin_port);
    std::memcpy(endpoint.address.data(), &in.sin_addr, sizeof in.sin_addr);
  } else if (address.ss_family == AF_INET6 && length >= sizeof(sockaddr_in6)) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    endpoint.family = Family::ipv6;
    endpoint.port = ntohs(in.sin6_port);
    std::memcpy(endpoint.address.data(), &in.sin6_addr, sizeof in.sin6_addr);
  }
  return endpoint;
}

}  // namespace doorway

std::size_t std::hash<doorway::Endpoint>::operator()(const doorway::Endpoint& endpoint) const noexcept {
  const std::string_view bytes(reinterpret_cast<const char*>(endpoint.address.data()), endpoint.address.size());
  return std::hash<std::string_view>{}(bytes)*31 + endpoint.port + (static_cast<std::size_t>(endpoint.family) << 16);
}
