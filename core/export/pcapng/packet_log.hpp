#pragma once

#include "core/export/pcapng/packets.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace doorway {

/// What a packet's comment says behind the words that each begins with.
struct PacketComment {
  std::string_view what;    ///< "SYN"
  std::string_view from;    ///< the sending socket's name, or empty
  std::string_view to;      ///< likewise
  std::string_view reason;  ///< a sentence that names the evidence, or empty
};

/// Packets on their way into a file: each gets the time of its event, a number, and a comment that says of it that no
/// packet was seen. The bytes are appended to what `turn_to` was given.
class PacketLog {
 public:
  /// Where the next packets go, and their time.
  void turn_to(std::string& out, std::uint64_t t_ns) {
    out_ = &out;
    t_ns_ = t_ns;
  }

  void tcp(TcpSegment segment, std::span<const std::uint8_t> payload, const PacketComment& comment);
  void udp(const Endpoint& from, const Endpoint& to, std::span<const std::uint8_t> payload,
           const PacketComment& comment);
  void port_unreachable(const Endpoint& from, const Endpoint& to, std::string_view quoted,
                        const PacketComment& comment);

  /// The beginning of the packet that was written last, as much as ICMP quotes of one. Good until more is written.
  [[nodiscard]] std::string_view latest() const;

 private:
  void end(std::size_t begun, const PacketComment& comment);

  std::string* out_ = nullptr;
  std::uint64_t t_ns_ = 0;
  std::uint16_t packet_number_ = 0;
  std::size_t latest_begin_ = 0;
  std::size_t latest_size_ = 0;
  std::string comment_;  // kept for its memory
};

/// What every comment begins with.
constexpr std::string_view reconstructed = "reconstructed from socket calls, not captured: ";

}  // namespace doorway
