#pragma once

#include "core/socket/network.hpp"

#include <cstdint>

namespace doorway::cli {

/// 127.0.0.N for one of several runs side by side. Ports belong to an address, so such runs never meet at a port that
/// one of them has just given back. To a script it is as 127.0.0.1 is: also a socket that is not bound calls from the
/// lane's address, and has no port before. ::1 has no neighbours and is shared.
class LoopbackLane final : public Network {
 public:
  explicit LoopbackLane(std::uint8_t number) : number_(number) {}

  [[nodiscard]] std::string_view name() const override { return loopback_.name(); }
  [[nodiscard]] int open(ProcessId process, SocketType type) override;
  [[nodiscard]] Endpoint bind_address(ProcessId process, SocketType type, std::uint16_t port) const override;

  /// Whether this system has such an address. Number 1 needs nothing that not all have.
  [[nodiscard]] bool is_usable();

 private:
  LoopbackNetwork loopback_;
  std::uint8_t number_;
};

}  // namespace doorway::cli
