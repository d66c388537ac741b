#include "core/socket/socket_calls.hpp"

#include "core/socket/kernel_sampler.hpp"
#include "tests/core/socket/plain_socket.hpp"
#include "tests/support/bytes_of.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>

#include <cerrno>
#include <string_view>

using namespace doorway;
using namespace doorway::test;

namespace {

std::string text_of(const Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_CASE("a network's sockets do not wait and are not handed on to other programs") {
  for (const SocketType type : {SocketType::tcp, SocketType::udp}) {
    const PlainSocket socket(type);
    REQUIRE(socket.get() >= 0);
    CHECK((::fcntl(socket.get(), F_GETFL) & O_NONBLOCK) != 0);
    CHECK((::fcntl(socket.get(), F_GETFD) & FD_CLOEXEC) != 0);
  }
}

TEST_CASE("an accepted descriptor does not wait and is not handed on either") {
  const PlainPair pair = PlainPair::make();
  CHECK((::fcntl(pair.server.get(), F_GETFL) & O_NONBLOCK) != 0);
  CHECK((::fcntl(pair.server.get(), F_GETFD) & FD_CLOEXEC) != 0);
}

TEST_CASE("a call at -1 is the kernel's to answer") {
  CHECK(socket_calls::send(-1, {}) == Try{-1, EBADF});
  CHECK(socket_calls::receive(-1, 8).answer == Try{-1, EBADF});
  CHECK(socket_calls::receive_from_stream(-1, 8).answer == Try{-1, EBADF});
  CHECK(socket_calls::accept(-1).answer == Try{-1, EBADF});
  CHECK(socket_calls::close(-1) == Try{-1, EBADF});
  CHECK(socket_calls::get_option(-1, Option::sndbuf) == Try{-1, EBADF});
  CHECK(socket_calls::readable_bytes(-1) == Try{-1, EBADF});
  CHECK(socket_calls::local_address(-1).answer == Try{-1, EBADF});
}

TEST_CASE("bytes come as they were sent, and their number can be asked for before") {
  const PlainPair pair = PlainPair::make();
  CHECK(socket_calls::receive_from_stream(pair.server.get(), 8).answer == Try{-1, EAGAIN});
  CHECK(socket_calls::send(pair.client.get(), bytes_of("Hello")) == Try{5, 0});
  CHECK(socket_calls::readable_bytes(pair.server.get()) == Try{5, 0});
  const auto received = socket_calls::receive_from_stream(pair.server.get(), 3);
  CHECK(received.answer == Try{3, 0});
  CHECK(text_of(received.data) == "Hel");
  CHECK_FALSE(received.truncated);
  CHECK(text_of(socket_calls::receive_from_stream(pair.server.get(), 100).data) == "lo");
}

TEST_CASE("what comes takes as much memory as it has bytes, however much may come") {
  const PlainPair pair = PlainPair::make();
  for (const std::size_t may_come : {std::size_t{100}, std::size_t{65536}, std::size_t{1'000'000}}) {
    CHECK(socket_calls::send(pair.client.get(), bytes_of("Hello")) == Try{5, 0});
    const auto received = socket_calls::receive_from_stream(pair.server.get(), may_come);
    CHECK(text_of(received.data) == "Hello");
    CHECK(received.data.capacity() < 64);
  }
}

TEST_CASE("both ends of a connection know both addresses") {
  const PlainPair pair = PlainPair::make();
  CHECK(socket_calls::peer_address(pair.client.get()).endpoint == pair.server.local());
  CHECK(socket_calls::peer_address(pair.server.get()).endpoint == pair.client.local());
  CHECK(socket_calls::peer_address(PlainSocket(SocketType::tcp).get()).answer == Try{-1, ENOTCONN});
}

TEST_CASE("a send to a closed peer is an errno and no signal") {
  PlainPair pair = PlainPair::make();
  pair.server.close();
  CHECK(socket_calls::send(pair.client.get(), bytes_of("a")) == Try{1, 0});
  CHECK(socket_calls::send(pair.client.get(), bytes_of("b")) == Try{-1, EPIPE});
}

TEST_CASE("shutdown of each direction is the kernel's own") {
  const PlainPair pair = PlainPair::make();
  CHECK(socket_calls::shutdown(pair.client.get(), ShutdownHow::send) == Try{0, 0});
  CHECK(socket_calls::receive_from_stream(pair.server.get(), 8).answer == Try{0, 0});
  CHECK(socket_calls::shutdown(pair.server.get(), ShutdownHow::recv) == Try{0, 0});
  CHECK(socket_calls::send(pair.server.get(), bytes_of("a")) == Try{1, 0});
  CHECK(socket_calls::shutdown(pair.server.get(), ShutdownHow::both) == Try{0, 0});
  CHECK(socket_calls::send(pair.server.get(), bytes_of("a")) == Try{-1, EPIPE});
}

TEST_CASE("a datagram names its sender, is cut to fit, and can be looked at without taking it") {
  const PlainSocket receiver = PlainSocket::at_free_port(SocketType::udp);
  const PlainSocket sender = PlainSocket::at_free_port(SocketType::udp);
  CHECK(socket_calls::peek(receiver.get(), 0).answer == Try{-1, EAGAIN});
  CHECK(socket_calls::send_to(sender.get(), bytes_of("CDEF"), receiver.local()) == Try{4, 0});
  for (int i = 0; i < 2; ++i) {
    const auto next = socket_calls::peek(receiver.get(), 0);
    CHECK(next.answer == Try{0, 0});
    CHECK(next.from == sender.local());
  }
  const auto received = socket_calls::receive(receiver.get(), 2);
  CHECK(received.answer == Try{2, 0});
  CHECK(received.truncated);
  CHECK(received.from == sender.local());
  CHECK(text_of(received.data) == "CD");
  CHECK(socket_calls::receive(receiver.get(), 2).answer == Try{-1, EAGAIN});
}

TEST_CASE("options have the units that scripts write them in") {
  const PlainSocket socket(SocketType::tcp);
  const auto set_and_get = [&](Option option, std::int64_t value) {
    CHECK(socket_calls::set_option(socket.get(), option, value) == Try{0, 0});
    return socket_calls::get_option(socket.get(), option).result;
  };
  CHECK(set_and_get(Option::nodelay, 1) == 1);
  CHECK(set_and_get(Option::reuseaddr, 1) == 1);
  CHECK(set_and_get(Option::sndbuf, 10'000) == 20'000);
  CHECK(set_and_get(Option::rcvbuf, 10'000) == 20'000);
  CHECK(set_and_get(Option::rcvtimeo, 3000) == 3000);
  CHECK(set_and_get(Option::rcvtimeo, 0) == 0);
  CHECK(set_and_get(Option::linger, 0) == 0);
  CHECK(set_and_get(Option::linger, linger_off) == linger_off);
}

TEST_CASE("poll says at once what is there") {
  const PlainPair pair = PlainPair::make();
  CHECK(poll_now(pair.server.get(), POLLIN) == 0);
  CHECK(poll_now(pair.server.get(), POLLOUT) == POLLOUT);
  socket_calls::send(pair.client.get(), bytes_of("a"));
  CHECK(poll_now(pair.server.get(), POLLIN | POLLOUT) == (POLLIN | POLLOUT));
}
