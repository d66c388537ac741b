#include "app/cli/lack.hpp"

#include "app/descriptor.hpp"
#include "core/base/errno_name.hpp"

#include <fmt/format.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <string_view>
#include <variant>
#include <vector>

namespace doorway::cli {
namespace {

constexpr std::string_view close_others = "close other programs, or raise the limit of open files (ulimit -n)";

std::string socket_refused(SocketType type, int error) {
  return fmt::format("this system gives no socket({}): {}: {}", to_string(type), errno_text(error), close_others);
}

/// What a call says where there is no way to an address of our own.
bool is_of_network(int error) {
  return error == EADDRNOTAVAIL || error == ENETDOWN || error == ENETUNREACH || error == EHOSTUNREACH;
}

std::string no_address(SocketType type, int error) {
  if (error == EADDRINUSE) {
    return fmt::format("no port is free, and socket({}) needs one: {}: close other programs, or wait a minute",
                       to_string(type), errno_text(error));
  }
  if (!is_of_network(error) && error != EAFNOSUPPORT) {
    return fmt::format("this system does not let socket({}) have an address: {}", to_string(type), errno_text(error));
  }
  const std::string_view family = is_ipv6(type) ? "IPv6" : "IPv4";
  return fmt::format("this system has no {} loopback, which socket({}) needs: {}: turn it on, or run something else",
                     family, to_string(type), errno_text(error));
}

/// Whether there is a loopback interface and it is turned off.
bool loopback_is_down() {
  const app::Descriptor asker(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  ifreq asked{};
  std::string_view("lo").copy(asked.ifr_name, sizeof asked.ifr_name);
  return asker.number() >= 0 && ::ioctl(asker.number(), SIOCGIFFLAGS, &asked) == 0 && (asked.ifr_flags & IFF_UP) == 0;
}

std::string loopback_down_text(int error) {
  return fmt::format("the loopback of this system is down: {}: turn it on (ip link set lo up)", errno_text(error));
}

/// Why sockets of this type cannot be used here, or nothing.
std::optional<std::string> lack_of(SocketType type, Network& network) {
  const app::Descriptor socket(network.open(0, type));
  if (socket.number() < 0) {
    return errno == EAFNOSUPPORT ? no_address(type, errno) : socket_refused(type, errno);
  }
  sockaddr_storage address{};
  const socklen_t length = to_sockaddr(network.bind_address(0, type, 0), address);
  if (::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), length) == 0) return std::nullopt;
  const int error = errno;
  return is_of_network(error) && loopback_is_down() ? loopback_down_text(error) : no_address(type, error);
}

/// What no scenario can bring about by itself, as long as the system has what it needs.
bool is_errno_of_lack(int error) {
  switch (error) {
    case EMFILE:
    case ENFILE:
    case ENOMEM:
    case ENOBUFS:
    case EACCES:
    case EPERM:
    case ENETDOWN:
    case ENETUNREACH:
    case EHOSTUNREACH: return true;
    default: return false;
  }
}

/// Whether such a call fails for want of what the system has: any socket, and a port that the kernel was to choose. A
/// scenario can ask for a port that is taken, and for a connection that is there already.
bool is_lack_of_call(const Called& called, const Returned& returned, bool has_asked_for_port) {
  if (std::holds_alternative<call::Socket>(called.line->call)) return returned.error != 0;
  if (returned.error != EADDRINUSE && returned.error != EADDRNOTAVAIL) return false;
  const auto* bind = std::get_if<call::Bind>(&called.line->call);
  if (bind != nullptr) return !bind->port_of;
  if (std::holds_alternative<call::Connect>(called.line->call)) return !has_asked_for_port;
  return returned.outcome && returned.outcome->bound_first;
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

std::optional<std::string> loopback_lack(const Recording& recording) {
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const auto* returned = std::get_if<Returned>(&recording.at(seq).body);
    if (returned == nullptr || !is_of_network(returned->error)) continue;
    if (!loopback_is_down()) return std::nullopt;
    return loopback_down_text(returned->error);
  }
  return std::nullopt;
}

std::optional<std::string> lack_in(const Recording& recording) {
  if (auto lack = loopback_lack(recording)) return lack;
  std::vector<const Called*> last_called(recording.scenario().processes.size());
  std::set<SocketId> asked_for_port;
  for (Seq seq = 1; seq <= recording.size(); ++seq) {
    const Event& event = recording.at(seq);
    if (const auto* called = std::get_if<Called>(&event.body)) last_called.at(event.process) = called;
    const auto* returned = std::get_if<Returned>(&event.body);
    if (returned == nullptr) continue;
    const Called& call = *last_called.at(event.process);
    const auto* bind = std::get_if<call::Bind>(&call.line->call);
    if (bind != nullptr && bind->port_of) asked_for_port.insert(event.socket);
    const bool has_asked = asked_for_port.count(event.socket) > 0;
    if (!is_lack_of_call(call, *returned, has_asked) && !is_errno_of_lack(returned->error)) continue;
    const auto name = recording.scenario().processes.at(event.process);
    return fmt::format("a call of {} met {} ({}), which is a lack of this system and says nothing of the lesson: {}",
                       name, errno_name(returned->error), errno_text(returned->error), close_others);
  }
  return std::nullopt;
}

}  // namespace doorway::cli
