#pragma once

#include "core/base/endpoint.hpp"
#include "core/socket/network.hpp"
#include "core/socket/socket_calls.hpp"

#include <utility>

namespace doorway::test {

/// A descriptor that is none of a take's sockets: what another program on this computer would have.
class PlainSocket {
 public:
  explicit PlainSocket(SocketType type) : type_(type), descriptor_(network().open(0, type)) {}
  PlainSocket(SocketType type, int descriptor) : type_(type), descriptor_(descriptor) {}
  ~PlainSocket() {
    if (descriptor_ >= 0) socket_calls::close(descriptor_);
  }
  PlainSocket(PlainSocket&& other) noexcept : type_(other.type_), descriptor_(std::exchange(other.descriptor_, -1)) {}
  PlainSocket& operator=(PlainSocket&&) = delete;

  /// Bound to a free port of 127.0.0.1; a stream socket listens too.
  static PlainSocket at_free_port(SocketType type) {
    PlainSocket made(type);
    socket_calls::bind(made.get(), loopback_endpoint(family_of(type), 0));
    if (is_tcp(type)) socket_calls::listen(made.get(), 4);
    return made;
  }

  [[nodiscard]] int get() const { return descriptor_; }
  [[nodiscard]] SocketType type() const { return type_; }
  [[nodiscard]] Endpoint local() const { return socket_calls::local_address(descriptor_).endpoint; }
  Try connect(const Endpoint& to) {
    const Try first = socket_calls::connect(descriptor_, to);
    return first.error == EINPROGRESS ? socket_calls::connect(descriptor_, to) : first;
  }
  void close() {
    socket_calls::close(descriptor_);
    descriptor_ = -1;
  }

 private:
  static LoopbackNetwork& network() {
    static LoopbackNetwork loopback;
    return loopback;
  }

  SocketType type_;
  int descriptor_;
};

/// A connection between two plain sockets.
struct PlainPair {
  PlainSocket client{SocketType::tcp};
  PlainSocket server;

  static PlainPair make() {
    PlainSocket listener = PlainSocket::at_free_port(SocketType::tcp);
    PlainSocket client(SocketType::tcp);
    client.connect(listener.local());
    const int accepted = static_cast<int>(socket_calls::accept(listener.get()).answer.result);
    return {std::move(client), PlainSocket(SocketType::tcp, accepted)};
  }
};

}  // namespace doorway::test
