#pragma once

#include "core/base/endpoint.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace doorway {

/// TCP's flags. Source: RFC 9293 §3.1.
namespace tcp_flag {
constexpr std::uint8_t fin = 0x01;
constexpr std::uint8_t syn = 0x02;
constexpr std::uint8_t rst = 0x04;
constexpr std::uint8_t psh = 0x08;
constexpr std::uint8_t ack = 0x10;
}  // namespace tcp_flag

/// The most that one packet of ours carries: as much as Linux puts into one on loopback (TCP), or as IP can have (UDP).
constexpr std::size_t most_in_segment = 65463;
/// IPv6 does not count its own header. Source: RFC 8200 §3.
constexpr std::size_t most_in_datagram(Family family) {
  return family == Family::ipv6 ? 65527 : 65507;
}

/// One TCP segment. Both ends are of one family; a SYN carries the options that a SYN carries.
struct TcpSegment {
  Endpoint from;
  Endpoint to;
  std::uint32_t sequence = 0;
  std::uint32_t acknowledgement = 0;
  std::uint8_t flags = 0;
  std::uint16_t packet_number = 0;  ///< IPv4's identification
};

// Each appends one whole IP packet with right lengths and checksums. Source: RFC 791, 8200, 9293, 768, 792, 4443.

void append_tcp(std::string& out, const TcpSegment& segment, std::span<const std::uint8_t> payload);

/// Of the payload at most `most_in_datagram` bytes of the sender's family.
void append_udp(std::string& out, const Endpoint& from, const Endpoint& to, std::span<const std::uint8_t> payload,
                std::uint16_t packet_number);

/// ICMP's "port unreachable". `quoted` is the beginning of the packet that it answers, its IP header first.
void append_port_unreachable(std::string& out, const Endpoint& from, const Endpoint& to, std::string_view quoted,
                             std::uint16_t packet_number);

/// How much of a packet ICMP quotes at most. Source: RFC 1812 §4.3.2.3; Linux, icmp_send.
constexpr std::size_t most_quoted = 548;

}  // namespace doorway
