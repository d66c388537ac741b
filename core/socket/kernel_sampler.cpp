// <linux/tcp.h> has the fields of TCP_INFO that glibc's <netinet/tcp.h> lacks, and clashes with it. Asio includes the
// latter, so this file does without Asio.
#include "core/socket/kernel_sampler.hpp"

#include <linux/sock_diag.h>
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <optional>
#include <system_error>

namespace doorway {

namespace {

std::optional<std::uint32_t> ask_ioctl(int descriptor, unsigned long request) {
  int value = 0;
  if (::ioctl(descriptor, request, &value) != 0 || value < 0) return std::nullopt;
  return static_cast<std::uint32_t>(value);
}

/// TCP_INFO, and how much of it this kernel filled in: fields behind that are not known.
class TcpInfo {
 public:
  explicit TcpInfo(int descriptor) {
    if (::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info_, &length_) != 0) length_ = 0;
  }

  template <class T>
  std::optional<T> get(T tcp_info::*field) const {
    const auto* address = reinterpret_cast<const std::byte*>(&(info_.*field));
    const auto end = static_cast<std::size_t>(address - reinterpret_cast<const std::byte*>(&info_)) + sizeof(T);
    if (end > length_) return std::nullopt;
    return info_.*field;
  }

 private:
  tcp_info info_{};
  socklen_t length_ = sizeof info_;
};

/// A FIN that is not acknowledged takes one place in the send queue behind the bytes.
bool has_unacked_fin(TcpState state) {
  return state == TcpState::fin_wait_1 || state == TcpState::closing || state == TcpState::last_ack;
}

/// States before the other side's FIN. POLLRDHUP alone does not tell: the own shutdown for receiving sets it too.
bool awaits_fin(TcpState state) {
  return state == TcpState::established || state == TcpState::fin_wait_1 || state == TcpState::fin_wait_2;
}

void sample_stream(int descriptor, const TcpInfo& info, KernelSample& sample) {
  const bool fin = has_unacked_fin(*sample.state);
  sample.fin_unacked = fin;
  // See who_told_readable. Source: tcp_poll, which says POLLIN from the first byte on.
  sample.readable_bytes = sample.input_ready ? ask_ioctl(descriptor, SIOCINQ) : 0U;
  const auto without_fin = [fin](std::optional<std::uint32_t> queue) {
    if (queue && fin && *queue > 0) --*queue;
    return queue;
  };
  // After a reset or a refusal the kernel has thrown the queue away, and still counts what was in it (a SYN too).
  if (sample.state != TcpState::closed) {
    sample.unsent_bytes = without_fin(info.get(&tcp_info::tcpi_notsent_bytes));
    sample.unacked_bytes = without_fin(ask_ioctl(descriptor, SIOCOUTQ));
  }
  const auto u64 = [](std::optional<__u64> value) -> std::optional<std::uint64_t> { return value; };
  sample.bytes_acked = u64(info.get(&tcp_info::tcpi_bytes_acked));
  sample.bytes_received = u64(info.get(&tcp_info::tcpi_bytes_received));
  sample.segments_out = info.get(&tcp_info::tcpi_segs_out);
  sample.segments_in = info.get(&tcp_info::tcpi_segs_in);
  sample.retransmits = info.get(&tcp_info::tcpi_total_retrans);
  sample.congestion_window = info.get(&tcp_info::tcpi_snd_cwnd);
  sample.round_trip_us = info.get(&tcp_info::tcpi_rtt);
  sample.maximum_segment_bytes = info.get(&tcp_info::tcpi_snd_mss);
}

void sample_tcp(int descriptor, KernelSample& sample) {
  const TcpInfo info(descriptor);
  const auto state = info.get(&tcp_info::tcpi_state);
  if (!state || *state < 1 || *state > 12) return;
  // 12 is Linux's TCP_NEW_SYN_RECV, which RFC 9293 has no name of its own for.
  sample.state = *state == 12 ? TcpState::syn_received : static_cast<TcpState>(*state);
  if (sample.state == TcpState::listen) {
    sample.waiting_connections = info.get(&tcp_info::tcpi_unacked);
    sample.backlog = info.get(&tcp_info::tcpi_sacked);
  } else {
    if (awaits_fin(*sample.state)) sample.end_of_stream = false;
    sample_stream(descriptor, info, sample);
  }
}

void sample_udp(int descriptor, KernelSample& sample) {
  sample.readable_bytes = ask_ioctl(descriptor, SIOCINQ);
  std::array<std::uint32_t, SK_MEMINFO_VARS> memory{};
  socklen_t length = sizeof memory;
  if (::getsockopt(descriptor, SOL_SOCKET, SO_MEMINFO, memory.data(), &length) != 0) return;
  const auto known = [&](std::size_t index) -> std::optional<std::uint32_t> {
    if ((index + 1) * sizeof(std::uint32_t) > length) return std::nullopt;
    return memory.at(index);
  };
  sample.receive_memory_bytes = known(SK_MEMINFO_RMEM_ALLOC);
  sample.dropped_datagrams = known(SK_MEMINFO_DROPS);
}

}  // namespace

// Each poll of Doorway's own asks for POLLRDHUP too, which no script can: so a trace of the system calls shows which
// poll is whose.
short poll_now(int descriptor, short events) {
  pollfd entry{descriptor, static_cast<short>(events | POLLRDHUP), 0};
  int ready = 0;
  do {
    ready = ::poll(&entry, 1, 0);
  } while (ready < 0 && errno == EINTR);
  if (ready < 0) throw std::system_error(errno, std::generic_category(), "poll");
  return ready > 0 ? static_cast<short>(entry.revents & (events | POLLERR | POLLHUP | POLLNVAL)) : short{0};
}

KernelSample sample_socket(int descriptor, SocketType type) {
  KernelSample sample;
  const short revents = poll_now(descriptor, POLLIN | POLLRDHUP);
  sample.input_ready = (revents & POLLIN) != 0;
  sample.end_of_stream = (revents & POLLRDHUP) != 0;
  sample.hung_up = (revents & POLLHUP) != 0;
  sample.error = (revents & POLLERR) != 0;
  if (is_tcp(type)) {
    sample_tcp(descriptor, sample);
  } else {
    sample_udp(descriptor, sample);
  }
  return sample;
}

}  // namespace doorway
