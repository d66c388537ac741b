#include "core/socket/kernel_sampler.hpp"

#include "tests/core/socket/plain_socket.hpp"

#include <doctest/doctest.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <thread>

using namespace doorway;
using namespace doorway::test;

namespace {

constexpr std::array<std::uint8_t, 5> hello{'H', 'e', 'l', 'l', 'o'};

KernelSample sample_of(const PlainSocket& socket) {
  return sample_socket(socket.get(), socket.type());
}

}  // namespace

TEST_CASE("a connection's sample has its state, its queues and its counters") {
  const PlainPair pair = PlainPair::make();
  const std::uint64_t before = sample_of(pair.server).bytes_received.value_or(0);
  socket_calls::send(pair.client.get(), hello);
  const KernelSample server = sample_of(pair.server);
  CHECK(server.state == TcpState::established);
  CHECK(server.input_ready);
  CHECK_FALSE(server.end_of_stream);
  CHECK_FALSE(server.hung_up);
  CHECK_FALSE(server.error);
  CHECK(server.readable_bytes == 5U);
  CHECK(server.unsent_bytes == 0U);
  CHECK(server.unacked_bytes == 0U);
  CHECK(server.fin_unacked == false);
  CHECK(server.bytes_received == before + 5);
  CHECK_FALSE(server.waiting_connections);
  CHECK_FALSE(server.dropped_datagrams);
  const KernelSample client = sample_of(pair.client);
  CHECK(client.segments_out.value_or(0) > 0);
  CHECK(client.congestion_window.value_or(0) > 0);
  CHECK(client.maximum_segment_bytes.value_or(0) > 0);
  CHECK(client.retransmits == 0U);
}

TEST_CASE("sampling changes nothing") {
  const PlainPair pair = PlainPair::make();
  socket_calls::send(pair.client.get(), hello);
  CHECK(sample_of(pair.server) == sample_of(pair.server));
  CHECK(socket_calls::receive(pair.server.get(), 8).answer.result == 5);
}

TEST_CASE("sampling takes no error from a socket: the next call brings it") {
  PlainPair pair = PlainPair::make();
  socket_calls::send(pair.client.get(), hello);
  pair.server.close();  // with unread bytes: a reset
  CHECK(sample_of(pair.client).error);
  CHECK(sample_of(pair.client).state == TcpState::closed);
  CHECK(socket_calls::receive(pair.client.get(), 8).answer == Try{-1, ECONNRESET});
}

TEST_CASE("an end of stream is no byte: neither readable nor unacknowledged") {
  const PlainPair pair = PlainPair::make();
  socket_calls::send(pair.client.get(), hello);
  socket_calls::shutdown(pair.client.get(), ShutdownHow::send);
  const KernelSample server = sample_of(pair.server);
  CHECK(server.state == TcpState::close_wait);
  CHECK(server.end_of_stream);
  CHECK(server.readable_bytes == 5U);
  const KernelSample client = sample_of(pair.client);
  CHECK(client.unsent_bytes == 0U);
  CHECK(client.unacked_bytes.value_or(0) <= 5U);
}

TEST_CASE("what finds no room at the peer is unsent, with or without an end behind it") {
  const PlainPair pair = PlainPair::make();
  const Bytes many(8'000'000, 0x5A);
  const Try sent = socket_calls::send(pair.client.get(), many);
  REQUIRE(sent.result > 0);
  const KernelSample before = sample_of(pair.client);
  const std::uint32_t readable = sample_of(pair.server).readable_bytes.value_or(0);
  CHECK(before.unsent_bytes.value_or(0) + readable == static_cast<std::uint64_t>(sent.result));
  socket_calls::shutdown(pair.client.get(), ShutdownHow::send);
  const KernelSample after = sample_of(pair.client);
  CHECK(after.unsent_bytes == before.unsent_bytes);
  CHECK(after.fin_unacked == true);
}

TEST_CASE("queues that poll and TCP_INFO tell are those that an ioctl tells") {
  const PlainPair pair = PlainPair::make();
  const auto ask = [](const PlainSocket& socket, unsigned long what) -> std::optional<std::uint32_t> {
    int value = -1;
    REQUIRE(::ioctl(socket.get(), what, &value) == 0);
    return static_cast<std::uint32_t>(value);
  };
  const auto compare = [&](const PlainSocket& socket) {
    // The kernel may be moving bytes between the two looks.
    KernelSample sample = sample_of(socket);
    for (int looks = 0; looks < 1000 && sample.unsent_bytes != ask(socket, SIOCOUTQNSD); ++looks) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      sample = sample_of(socket);
    }
    CHECK(sample.readable_bytes == ask(socket, SIOCINQ));
    CHECK(sample.unsent_bytes == ask(socket, SIOCOUTQNSD));
    CHECK(who_told_readable(sample) == (sample.input_ready ? "SIOCINQ" : "poll without POLLIN"));
  };
  compare(pair.server);
  compare(pair.client);
  CHECK_FALSE(sample_of(pair.server).input_ready);
  socket_calls::send(pair.client.get(), hello);
  compare(pair.server);
  CHECK(sample_of(pair.server).input_ready);
  const Bytes many(8'000'000, 0x5A);
  while (socket_calls::send(pair.client.get(), many).result > 0) {
  }
  compare(pair.server);
  compare(pair.client);
  CHECK(sample_of(pair.client).unsent_bytes.value_or(0) > 0);
}

TEST_CASE("who told what is readable is poll where nothing is, and SIOCINQ else") {
  KernelSample sample;
  sample.readable_bytes = 0;
  CHECK(who_told_readable(sample) == "poll without POLLIN");
  sample.input_ready = true;  // the end of the stream
  CHECK(who_told_readable(sample) == "SIOCINQ");
  sample.readable_bytes = 3;
  CHECK(who_told_readable(sample) == "SIOCINQ");
}

TEST_CASE("a listener's sample has its waiting line and its backlog, and no queues") {
  const PlainSocket listener = PlainSocket::at_free_port(SocketType::tcp);
  CHECK(sample_of(listener).waiting_connections == 0U);
  CHECK(sample_of(listener).backlog == 4U);
  PlainSocket client(SocketType::tcp);
  client.connect(listener.local());
  const KernelSample sample = sample_of(listener);
  CHECK(sample.state == TcpState::listen);
  CHECK(sample.waiting_connections == 1U);
  CHECK(sample.input_ready);
  CHECK_FALSE(sample.readable_bytes);
  CHECK_FALSE(sample.unacked_bytes);
  CHECK_FALSE(sample.round_trip_us);
}

TEST_CASE("a datagram socket's sample has the next datagram's size and the buffer in use, and no state") {
  const PlainSocket receiver = PlainSocket::at_free_port(SocketType::udp);
  const PlainSocket sender = PlainSocket::at_free_port(SocketType::udp);
  CHECK(sample_of(receiver).receive_memory_bytes == 0U);
  socket_calls::send_to(sender.get(), hello, receiver.local());
  socket_calls::send_to(sender.get(), hello, receiver.local());
  const KernelSample sample = sample_of(receiver);
  CHECK_FALSE(sample.state);
  CHECK(sample.input_ready);
  CHECK(sample.readable_bytes == 5U);
  CHECK(sample.receive_memory_bytes.value_or(0) > 10);
  CHECK(sample.dropped_datagrams == 0U);
  CHECK_FALSE(sample.unacked_bytes);
}

TEST_CASE("datagrams that had no room are counted") {
  const PlainSocket receiver = PlainSocket::at_free_port(SocketType::udp);
  const PlainSocket sender = PlainSocket::at_free_port(SocketType::udp);
  socket_calls::set_option(receiver.get(), Option::rcvbuf, 2048);
  const Bytes datagram(1000, 0x41);
  for (int i = 0; i < 20; ++i) socket_calls::send_to(sender.get(), datagram, receiver.local());
  CHECK(sample_of(receiver).dropped_datagrams.value_or(0) > 0);
}

TEST_CASE("of a closed descriptor nothing is known") {
  CHECK_FALSE(sample_socket(-1, SocketType::tcp).state);
  CHECK_FALSE(sample_socket(-1, SocketType::tcp).readable_bytes);
  CHECK_FALSE(sample_socket(-1, SocketType::udp).receive_memory_bytes);
}
