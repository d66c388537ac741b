#include "app/labels.hpp"
#include "app/scene/sockets_scene.hpp"
#include "core/export/phrases.hpp"

#include <utility>

namespace doorway::app {
namespace {

/// Gathers what is said; what is not goes to the other list.
struct Gatherer {
  std::vector<KernelNumber> said;
  std::vector<std::string>& not_told;

  void add(std::string name, std::optional<std::string> value, std::string source, std::string_view means) {
    if (!value) {
      not_told.push_back(std::move(name));
      return;
    }
    std::string hint = std::string(means) + "\nMeasured. Source: " + source;
    said.push_back({std::move(name), std::move(*value), std::move(source), std::move(hint)});
  }
};

template <class Number>
std::optional<std::string> bytes(const std::optional<Number>& count) {
  return count ? std::optional(count_of(*count, "byte")) : std::nullopt;
}

template <class Number>
std::optional<std::string> plain(const std::optional<Number>& count) {
  return count ? std::optional(grouped(*count)) : std::nullopt;
}

std::optional<std::string> yes_or_no(std::optional<bool> value) {
  if (!value) return std::nullopt;
  return *value ? "yes" : "no";
}

void add_queues(Gatherer& list, const KernelSample& sample, Vocabulary vocabulary) {
  list.add(word_with_term(Term::readable, vocabulary), bytes(sample.readable_bytes),
           std::string(who_told_readable(sample)), "Bytes in the receive buffer that no recv has brought yet.");
  list.add(word_with_term(Term::unsent, vocabulary), bytes(sample.unsent_bytes), "tcpi_notsent_bytes of TCP_INFO",
           "Bytes in the send buffer that have not been sent at all.");
  list.add(word_with_term(Term::unacknowledged, vocabulary), bytes(sample.unacked_bytes), "SIOCOUTQ",
           "Bytes that are unsent, or sent and not acknowledged: the kernel keeps copies until the other side's kernel "
           "has said that it has them. They may lie in its receive buffer already.");
  list.add("FIN not acknowledged", yes_or_no(sample.fin_unacked), "tcpi_state of TCP_INFO",
           "Whether this side has finished sending, and the other side's kernel has not said that it knows.");
}

void add_totals(Gatherer& list, const KernelSample& sample) {
  list.add(
      "acknowledged in all", bytes(sample.bytes_acked), "tcpi_bytes_acked of TCP_INFO",
      "What the other side's kernel has acknowledged since the beginning. On the connecting side the SYN counts as "
      "one, and a FIN counts as one.");
  list.add("received in all", bytes(sample.bytes_received), "tcpi_bytes_received of TCP_INFO",
           "What has come to this kernel since the beginning. The other side's FIN counts as one.");
  list.add("segments out", plain(sample.segments_out), "tcpi_segs_out of TCP_INFO",
           "Segments sent, with those that carry no bytes. How bytes were cut into them is not told.");
  list.add("segments in", plain(sample.segments_in), "tcpi_segs_in of TCP_INFO",
           "Segments received, with those that carry no bytes.");
  list.add("sent again", plain(sample.retransmits), "tcpi_total_retrans of TCP_INFO",
           "Segments that had to be sent once more.");
}

void add_road(Gatherer& list, const KernelSample& sample) {
  const auto& window = sample.congestion_window;
  list.add("congestion window", window ? std::optional(count_of(*window, "segment")) : std::nullopt,
           "tcpi_snd_cwnd of TCP_INFO", "How many segments may be on their way at once.");
  const auto& trip = sample.round_trip_us;
  list.add("round trip", trip ? std::optional(std::to_string(*trip) + " µs") : std::nullopt, "tcpi_rtt of TCP_INFO",
           "How long a segment and its acknowledgement take, smoothed over several.");
  list.add("largest segment", bytes(sample.maximum_segment_bytes), "tcpi_snd_mss of TCP_INFO",
           "The most bytes that one segment to the other side carries.");
}

void add_datagrams(Gatherer& list, const KernelSample& sample) {
  list.add("next datagram", bytes(sample.readable_bytes), "SIOCINQ",
           "The size of the datagram that the next recv brings; 0 where none waits, or where it is empty.");
  list.add("buffer in use", bytes(sample.receive_memory_bytes), "SK_MEMINFO_RMEM_ALLOC of SO_MEMINFO",
           "Memory that waiting datagrams take, with the kernel's bookkeeping: more than their bytes.");
  list.add("datagrams dropped", plain(sample.dropped_datagrams), "SK_MEMINFO_DROPS of SO_MEMINFO",
           "Datagrams thrown away here since the socket was made, mostly for want of room.");
}

void add_waiting_line(Gatherer& list, const KernelSample& sample) {
  list.add("waiting to be accepted", plain(sample.waiting_connections), "tcpi_unacked of TCP_INFO",
           "Connections that are complete and that no accept has given out yet.");
  list.add("backlog", plain(sample.backlog), "tcpi_sacked of TCP_INFO",
           "The most connections that may wait: what listen() was given.");
}

// poll(2) always answers: these four are told of each open socket.
void add_poll(Gatherer& list, const KernelSample& sample, SocketType type) {
  list.add("input ready", yes_or_no(sample.input_ready), "POLLIN of poll",
           "Whether a recv, or an accept, would return at once.");
  if (is_tcp(type)) {
    list.add("other side has finished", yes_or_no(sample.end_of_stream), "POLLRDHUP of poll",
             "Whether the end of the stream has come: behind the readable bytes recv returns 0.");
    list.add("both directions over", yes_or_no(sample.hung_up), "POLLHUP of poll",
             "Whether nothing can be sent nor received any more.");
  }
  list.add("error waiting", yes_or_no(sample.error), "POLLERR of poll", "Whether the next call brings an error.");
}

}  // namespace

std::vector<KernelNumber> kernel_numbers(const KernelSample& sample, SocketType type, Vocabulary vocabulary,
                                         std::vector<std::string>& not_told) {
  Gatherer list{{}, not_told};
  if (is_tcp(type)) {
    const auto state = sample.state ? std::optional(std::string(to_string(*sample.state))) : std::nullopt;
    list.add("state", state, "tcpi_state of TCP_INFO", "Where the connection stands in TCP's state diagram.");
  }
  if (is_udp(type)) {
    add_datagrams(list, sample);
  } else if (sample.state == TcpState::listen) {
    add_waiting_line(list, sample);
  } else {
    add_queues(list, sample, vocabulary);
    add_totals(list, sample);
    add_road(list, sample);
  }
  add_poll(list, sample, type);
  return std::move(list.said);
}

}  // namespace doorway::app
