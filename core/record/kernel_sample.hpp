#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace doorway {

/// States of a TCP socket. Values are Linux's own (tcpi_state). Source: RFC 9293 §3.3.2, <netinet/tcp.h>.
enum class TcpState : std::uint8_t {
  established = 1,
  syn_sent,
  syn_received,
  fin_wait_1,
  fin_wait_2,
  time_wait,
  closed,
  close_wait,
  last_ack,
  listen,
  closing,
};

/// The name as RFC 9293 writes it: "ESTABLISHED", "FIN-WAIT-1".
std::string_view to_string(TcpState state);

/// What the kernel said of one open socket at one moment. A field is absent where the kind of socket, its state or the
/// system does not offer it: absent is "not known", never zero.
struct KernelSample {
  // What poll(2) says at once, without waiting.
  bool input_ready = false;    ///< POLLIN: a recv or an accept would not block
  bool end_of_stream = false;  ///< POLLRDHUP, in a state that goes with it: the other side has finished sending
  bool hung_up = false;        ///< POLLHUP: both directions are over
  bool error = false;          ///< POLLERR: the next call brings an error

  // TCP
  std::optional<TcpState> state;
  std::optional<std::uint32_t>
      readable_bytes;  ///< in the receive buffer: see who_told_readable. UDP: SIOCINQ, the next datagram's size
  std::optional<std::uint32_t> unsent_bytes;    ///< tcpi_notsent_bytes, without a FIN that waits behind them
  std::optional<std::uint32_t> unacked_bytes;   ///< SIOCOUTQ: unsent, or sent and not acknowledged; without the FIN
  std::optional<bool> fin_unacked;              ///< this side's FIN is sent or waiting, and not acknowledged
  std::optional<std::uint64_t> bytes_acked;     ///< tcpi_bytes_acked; the connecting side's SYN counts as one
  std::optional<std::uint64_t> bytes_received;  ///< tcpi_bytes_received; the other side's FIN counts as one
  std::optional<std::uint32_t> segments_out;
  std::optional<std::uint32_t> segments_in;
  std::optional<std::uint32_t> retransmits;            ///< tcpi_total_retrans
  std::optional<std::uint32_t> congestion_window;      ///< segments
  std::optional<std::uint32_t> round_trip_us;          ///< smoothed
  std::optional<std::uint32_t> maximum_segment_bytes;  ///< tcpi_snd_mss

  // A listening TCP socket
  std::optional<std::uint32_t> waiting_connections;  ///< tcpi_unacked of a listener: complete, not yet accepted
  std::optional<std::uint32_t> backlog;              ///< tcpi_sacked of a listener: the most that may wait

  // UDP, from SO_MEMINFO
  std::optional<std::uint32_t> receive_memory_bytes;  ///< buffer in use, bookkeeping of the kernel included
  std::optional<std::uint32_t> dropped_datagrams;     ///< since the socket was made

  friend bool operator==(const KernelSample&, const KernelSample&) = default;
};

/// What told how many bytes of a stream are readable: "SIOCINQ", or where poll says that there are none, and nothing
/// else was asked, "poll without POLLIN".
std::string_view who_told_readable(const KernelSample& sample);

/// True when `after` says something that is worth an event of its own: state, queues, end, error, waiting line,
/// datagrams; and the moment at which nothing is unacknowledged any more. Round-trip time, congestion window and a
/// smaller number of unacknowledged bytes alone are not.
bool is_noteworthy_change(const KernelSample& before, const KernelSample& after);

}  // namespace doorway
