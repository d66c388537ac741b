#pragma once

#include "core/base/ids.hpp"
#include "core/replay/world_state.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace doorway {

/// What can be inferred of the transport. Segments as such are not among them: how TCP cuts its bytes is not known.
enum class InferredKind : std::uint8_t {
  syn,
  syn_ack,
  ack_of_syn,
  data,  ///< TCP: a range of bytes has arrived at the other side's kernel, in however many segments
  ack,   ///< TCP: a range of bytes is acknowledged; `from` is the side that acknowledges
  fin,
  rst,
  datagram,          ///< UDP: it has arrived at the receiver's kernel
  port_unreachable,  ///< ICMP's answer to a datagram for a port where nobody is
  datagram_lost,     ///< UDP: it was thrown away for want of room in the receive buffer
  datagram_refused,  ///< UDP: it was thrown away because no socket takes what comes to that address from there
};

/// One inferred happening, and why. It is drawn differently from what was measured.
struct Inferred {
  Seq after = 0;  ///< the event that, with those before, gives the evidence
  InferredKind kind = InferredKind::data;
  SocketId from = SocketId::none;  ///< none where the recording has no socket at that end, or it is not known which
  SocketId to = SocketId::none;    ///< likewise; for syn and ack_of_syn the listener
  std::uint64_t first_byte = 0;    ///< data, ack, fin: offset in the stream that is spoken of
  std::uint64_t byte_count = 0;    ///< data, ack, and datagrams where it is known which
  std::optional<CallId> call;      ///< datagrams: the send, where it is known which
  std::string reason;              ///< one English sentence that names the evidence

  friend bool operator==(const Inferred&, const Inferred&) = default;
};

/// "syn", "syn_ack", "ack_of_syn", "data", "ack", "fin", "rst", "datagram", "port_unreachable", "datagram_lost",
/// "datagram_refused".
std::string_view to_string(InferredKind kind);

/// What a diagram calls the segment: "SYN", "SYN+ACK", "ACK" (of a connection that opens), "FIN", "RST". Empty for all
/// else.
std::string_view segment_name(InferredKind kind);

/// The socket's name, or "an unknown socket".
std::string name_of(const WorldState& world, SocketId id);

}  // namespace doorway
