#pragma once

#include "core/socket/network.hpp"

#include <atomic>
#include <functional>
#include <string_view>
#include <utility>

namespace doorway::test {

/// Does this in place of giving out a socket, once it has given out so many: where it throws, a library has met the end
/// of memory on a process's own thread.
class ExhaustedNetwork final : public Network {
 public:
  ExhaustedNetwork(int first_sockets, std::function<void()> what_then)
      : room(first_sockets), what_then_(std::move(what_then)) {}

  [[nodiscard]] std::string_view name() const override { return "exhausted loopback"; }
  [[nodiscard]] int open(ProcessId process, SocketType type) override {
    if (room-- <= 0) what_then_();
    return loopback_.open(process, type);
  }
  [[nodiscard]] Endpoint bind_address(ProcessId process, SocketType type, std::uint16_t port) const override {
    return loopback_.bind_address(process, type, port);
  }

  std::atomic<int> room;

 private:
  LoopbackNetwork loopback_;
  std::function<void()> what_then_;
};

}  // namespace doorway::test
