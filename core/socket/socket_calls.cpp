#include "core/socket/socket_calls.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <memory>

namespace doorway::socket_calls {

namespace {

/// Makes the call, again after EINTR, and keeps errno.
template <class SystemCall>
Try once(SystemCall system_call) {
  for (;;) {
    const auto result = static_cast<std::int64_t>(system_call());
    if (result >= 0) return {result, 0};
    if (errno != EINTR) return {-1, errno};
  }
}

struct KernelAddress {
  sockaddr_storage storage{};
  socklen_t length = sizeof storage;

  KernelAddress() = default;
  explicit KernelAddress(const Endpoint& endpoint) { length = to_sockaddr(endpoint, storage); }
  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
  [[nodiscard]] Endpoint endpoint() const { return from_sockaddr(storage, length); }
};

int level_of(Option option) {
  return option == Option::nodelay ? IPPROTO_TCP : SOL_SOCKET;
}

int name_of(Option option) {
  switch (option) {
    case Option::nodelay: return TCP_NODELAY;
    case Option::sndbuf: return SO_SNDBUF;
    case Option::rcvbuf: return SO_RCVBUF;
    case Option::reuseaddr: return SO_REUSEADDR;
    case Option::rcvtimeo: return SO_RCVTIMEO;
    case Option::linger: return SO_LINGER;
    case Option::nonblocking: break;  // no socket option: see RecordedSocket
  }
  return -1;
}

template <class Value>
Try get_value(int descriptor, Option option, Value& value) {
  socklen_t length = sizeof value;
  return once([&] { return ::getsockopt(descriptor, level_of(option), name_of(option), &value, &length); });
}

template <class Value>
Try set_value(int descriptor, Option option, const Value& value) {
  return once([&] { return ::setsockopt(descriptor, level_of(option), name_of(option), &value, sizeof value); });
}

Received receive_message(int descriptor, std::span<std::uint8_t> room, int flags) {
  Received received;
  KernelAddress from;
  iovec buffer{room.data(), room.size()};
  msghdr message{};
  message.msg_iov = &buffer;
  message.msg_iovlen = 1;
  received.answer = once([&] {
    message.msg_name = from.get();
    message.msg_namelen = sizeof from.storage;
    return ::recvmsg(descriptor, &message, flags);
  });
  if (received.answer.result < 0) return received;
  from.length = message.msg_namelen;
  received.from = from.endpoint();
  received.truncated = (message.msg_flags & MSG_TRUNC) != 0;
  return received;
}

Received receive_bytes(int descriptor, std::span<std::uint8_t> room) {
  Received received;
  received.answer = once([&] { return ::recv(descriptor, room.data(), room.size(), 0); });
  return received;
}

// A recording keeps what came, and no room that was offered for more: recv(65536) may bring a byte.
template <class ReceiveInto>
Received keep_what_came(std::size_t size_bytes, ReceiveInto receive_into) {
  const auto received_into = [&](std::span<std::uint8_t> room) {
    Received received = receive_into(room);
    if (received.answer.result <= 0) return received;
    received.data.assign(room.begin(), room.begin() + static_cast<std::ptrdiff_t>(received.answer.result));
    return received;
  };
  std::array<std::uint8_t, 64U << 10> room;  // not cleared: the kernel writes to it
  if (size_bytes <= room.size()) return received_into(std::span(room).first(size_bytes));
  const auto large_room = std::make_unique_for_overwrite<std::uint8_t[]>(size_bytes);
  return received_into(std::span(large_room.get(), size_bytes));
}

}  // namespace

Try bind(int descriptor, const Endpoint& endpoint) {
  KernelAddress address(endpoint);
  return once([&] { return ::bind(descriptor, address.get(), address.length); });
}

Try listen(int descriptor, int backlog) {
  return once([&] { return ::listen(descriptor, backlog); });
}

// connect is not tried again after EINTR by POSIX's rules, but a non-blocking one is never interrupted.
Try connect(int descriptor, const Endpoint& endpoint) {
  KernelAddress address(endpoint);
  return once([&] { return ::connect(descriptor, address.get(), address.length); });
}

Try send(int descriptor, std::span<const std::uint8_t> bytes) {
  return once([&] { return ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL); });
}

Try send_to(int descriptor, std::span<const std::uint8_t> bytes, const Endpoint& to) {
  KernelAddress address(to);
  return once(
      [&] { return ::sendto(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL, address.get(), address.length); });
}

Try shutdown(int descriptor, ShutdownHow how) {
  const int kernel_how = how == ShutdownHow::recv ? SHUT_RD : how == ShutdownHow::send ? SHUT_WR : SHUT_RDWR;
  return once([&] { return ::shutdown(descriptor, kernel_how); });
}

// Linux frees the descriptor even when close says EINTR, so it is made once only. Source: close(2).
Try close(int descriptor) {
  if (::close(descriptor) == 0) return {0, 0};
  return {-1, errno};
}

Accepted accept(int descriptor) {
  KernelAddress peer;
  const Try answer = once([&] {
    peer.length = sizeof peer.storage;
    return ::accept4(descriptor, peer.get(), &peer.length, SOCK_NONBLOCK | SOCK_CLOEXEC);
  });
  return {answer, answer.result >= 0 ? peer.endpoint() : Endpoint{}};
}

Received receive(int descriptor, std::size_t size_bytes) {
  return keep_what_came(size_bytes, [=](std::span<std::uint8_t> room) { return receive_message(descriptor, room, 0); });
}

Received receive_from_stream(int descriptor, std::size_t size_bytes) {
  return keep_what_came(size_bytes, [=](std::span<std::uint8_t> room) { return receive_bytes(descriptor, room); });
}

Received peek(int descriptor, std::size_t size_bytes) {
  return keep_what_came(size_bytes,
                        [=](std::span<std::uint8_t> room) { return receive_message(descriptor, room, MSG_PEEK); });
}

Address local_address(int descriptor) {
  KernelAddress address;
  const Try answer = once([&] { return ::getsockname(descriptor, address.get(), &address.length); });
  return {answer, answer.result == 0 ? address.endpoint() : Endpoint{}};
}

Address peer_address(int descriptor) {
  KernelAddress address;
  const Try answer = once([&] { return ::getpeername(descriptor, address.get(), &address.length); });
  return {answer, answer.result == 0 ? address.endpoint() : Endpoint{}};
}

Try get_option(int descriptor, Option option) {
  if (option == Option::rcvtimeo) {
    timeval time{};
    const Try answer = get_value(descriptor, option, time);
    return answer.result < 0 ? answer : Try{time.tv_sec * 1000 + time.tv_usec / 1000, 0};
  }
  if (option == Option::linger) {
    linger value{};
    const Try answer = get_value(descriptor, option, value);
    return answer.result < 0 ? answer : Try{value.l_onoff != 0 ? value.l_linger : linger_off, 0};
  }
  int value = 0;
  const Try answer = get_value(descriptor, option, value);
  return answer.result < 0 ? answer : Try{value, 0};
}

Try set_option(int descriptor, Option option, std::int64_t value) {
  if (option == Option::rcvtimeo) {
    return set_value(descriptor, option, timeval{value / 1000, (value % 1000) * 1000});
  }
  if (option == Option::linger) return set_value(descriptor, option, linger{value == linger_off ? 0 : 1, 0});
  return set_value(descriptor, option, static_cast<int>(value));
}

Try readable_bytes(int descriptor) {
  int value = 0;
  const Try answer = once([&] { return ::ioctl(descriptor, FIONREAD, &value); });
  return answer.result < 0 ? answer : Try{value, 0};
}

}  // namespace doorway::socket_calls
