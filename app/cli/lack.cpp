#include "app/cli/lack.hpp"

#include "app/descriptor.hpp"
#include "core/base/errno_name.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <variant>
#include <vector>

namespace doorway::cli {
namespace {

/// Why sockets of this family cannot be had here, or nothing.
std::optional<std::string> lack_of(SocketType type, Network& network) {
  const app::Descriptor socket(network.open(0, type));
  if (socket.number() >= 0) {
    sockaddr_storage address{};
    const socklen_t length = to_sockaddr(network.bind_address(0, type, 0), address);
    if (::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), length) == 0) return std::nullopt;
  }
  const int error = errno;
  return fmt::format("this system has no {} loopback, which socket({}) needs: {}", is_ipv6(type) ? "IPv6" : "IPv4",
                     to_string(type), errno_text(error));
}

}  // namespace

std::optional<std::string> lack_for(const Scenario& scenario, Network& network) {
  std::vector<SocketType> tried;
  for (const auto& line : scenario.lines) {
    const auto* made = std::get_if<call::Socket>(&line->call);
    if (made == nullptr || std::find(tried.begin(), tried.end(), made->type) != tried.end()) continue;
    tried.push_back(made->type);
    if (auto lack = lack_of(made->type, network)) return lack;
  }
  return std::nullopt;
}

}  // namespace doorway::cli
