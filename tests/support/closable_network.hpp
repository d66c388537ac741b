#pragma once

#include "core/socket/network.hpp"

#include <atomic>
#include <cerrno>
#include <string_view>

namespace doorway::test {

/// Gives out sockets until it is told that there is no room for more.
class ClosableNetwork final : public Network {
 public:
  [[nodiscard]] std::string_view name() const override { return "closable loopback"; }
  [[nodiscard]] int open(ProcessId process, SocketType type) override {
    if (room-- > 0) return loopback_.open(process, type);
    errno = EMFILE;
    return -1;
  }
  [[nodiscard]] Endpoint bind_address(ProcessId process, SocketType type, std::uint16_t port) const override {
    return loopback_.bind_address(process, type, port);
  }

  std::atomic<int> room{1000};

 private:
  LoopbackNetwork loopback_;
};

}  // namespace doorway::test
