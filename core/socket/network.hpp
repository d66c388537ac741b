#pragma once

#include "core/base/endpoint.hpp"
#include "core/base/ids.hpp"

#include <string_view>

namespace doorway {

/// Where sockets come from. Loopback is one; another kind can be added without a change to processes, recorder or
/// replay. Its functions are called from the processes' own threads.
class Network {
 public:
  Network() = default;
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;
  virtual ~Network() = default;

  /// Its name for the recording's header: "loopback".
  [[nodiscard]] virtual std::string_view name() const = 0;

  /// Makes a real, non-blocking, close-on-exec socket for this process. Returns its descriptor, or -1 with errno set.
  [[nodiscard]] virtual int open(ProcessId process, SocketType type) = 0;

  /// The address that a socket of this process binds to, with this port (0: one that the system picks).
  [[nodiscard]] virtual Endpoint bind_address(ProcessId process, SocketType type, std::uint16_t port) const = 0;
};

/// 127.0.0.1 and ::1 of this computer.
class LoopbackNetwork final : public Network {
 public:
  [[nodiscard]] std::string_view name() const override { return "loopback"; }
  [[nodiscard]] int open(ProcessId process, SocketType type) override;
  [[nodiscard]] Endpoint bind_address(ProcessId process, SocketType type, std::uint16_t port) const override;
};

}  // namespace doorway
