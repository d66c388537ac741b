#include "core/export/pcapng/packets.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace doorway {
namespace {

constexpr std::uint8_t protocol_icmp = 1;
constexpr std::uint8_t protocol_tcp = 6;
constexpr std::uint8_t protocol_udp = 17;
constexpr std::uint8_t protocol_icmp6 = 58;
constexpr std::uint8_t hop_limit = 64;
constexpr std::size_t ipv4_header_bytes = 20;

void put_net8(std::string& out, std::size_t value) {
  out += static_cast<char>(static_cast<std::uint8_t>(value));
}
void put_net16(std::string& out, std::size_t value) {
  put_net8(out, value >> 8U & 0xFFU);
  put_net8(out, value & 0xFFU);
}
void put_net32(std::string& out, std::uint32_t value) {
  put_net16(out, value >> 16U);
  put_net16(out, value & 0xFFFFU);
}

std::size_t address_bytes(const Endpoint& endpoint) {
  return endpoint.family == Family::ipv6 ? 16 : 4;
}

void put_net_address(std::string& out, const Endpoint& endpoint) {
  out.append(reinterpret_cast<const char*>(endpoint.address.data()), address_bytes(endpoint));
}

// The ones' complement sum does not depend on the order of bytes, so words are added as the machine has them.
// Source: RFC 1071 §2.
std::uint64_t sum_of(std::string_view bytes) {
  std::uint64_t sum = 0;
  while (bytes.size() >= sizeof(std::uint32_t)) {
    std::uint32_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof word);
    sum += word;
    bytes.remove_prefix(sizeof word);
  }
  std::uint32_t rest = 0;
  std::memcpy(&rest, bytes.data(), bytes.size());
  return sum + rest;
}

void put_checksum(std::string& out, std::size_t place, std::uint64_t sum, bool zero_means_none = false) {
  while (sum >> 16U != 0) sum = (sum & 0xFFFFU) + (sum >> 16U);
  auto checksum = static_cast<std::uint16_t>(~sum);
  if (checksum == 0 && zero_means_none) checksum = 0xFFFF;
  std::memcpy(out.data() + place, &checksum, sizeof checksum);
}

std::uint64_t sum_of_pseudo_header(const Endpoint& from, const Endpoint& to, std::uint8_t protocol, std::size_t size) {
  std::array<char, 40> header{};
  const std::size_t width = address_bytes(from);
  std::memcpy(header.data(), from.address.data(), width);
  std::memcpy(header.data() + width, to.address.data(), width);
  // IPv4 has its fields in 16 bits and IPv6 in 32: zeros add nothing, so one form does for both.
  char* fields = header.data() + 2 * width;
  fields[2] = static_cast<char>(size >> 8U & 0xFFU);
  fields[3] = static_cast<char>(size & 0xFFU);
  fields[7] = static_cast<char>(protocol);
  return sum_of(std::string_view(header.data(), 2 * width + 8));
}

void put_ip_header(std::string& out, const Endpoint& from, const Endpoint& to, std::uint8_t protocol,
                   std::size_t payload_bytes, std::uint16_t packet_number) {
  if (from.family == Family::ipv6) {
    put_net32(out, 0x60000000U);
    put_net16(out, payload_bytes);
    put_net8(out, protocol);
    put_net8(out, hop_limit);
    put_net_address(out, from);
    put_net_address(out, to);
    return;
  }
  const std::size_t begin = out.size();
  put_net16(out, 0x4500);
  put_net16(out, ipv4_header_bytes + payload_bytes);
  put_net16(out, packet_number);
  put_net16(out, 0x4000);  // not to be fragmented
  put_net8(out, hop_limit);
  put_net8(out, protocol);
  put_net16(out, 0);
  put_net_address(out, from);
  put_net_address(out, to);
  put_checksum(out, begin + 10, sum_of(std::string_view(out).substr(begin)));
}

// A SYN tells the largest segment that is taken, and by how much the window counts. With 1 GiB no window is ever full:
// how large the real ones were is not recorded.
void put_syn_options(std::string& out, bool ipv6) {
  put_net16(out, 0x0204);
  put_net16(out, ipv6 ? 65475 : 65495);
  put_net32(out, 0x0103030E);
}

void put_payload(std::string& out, std::span<const std::uint8_t> payload) {
  out.append(reinterpret_cast<const char*>(payload.data()), payload.size());
}

}  // namespace

void append_tcp(std::string& out, const TcpSegment& segment, std::span<const std::uint8_t> payload) {
  const bool has_options = (segment.flags & tcp_flag::syn) != 0;
  const std::size_t header_bytes = has_options ? 28 : 20;
  const std::size_t size = header_bytes + payload.size();
  put_ip_header(out, segment.from, segment.to, protocol_tcp, size, segment.packet_number);
  const std::size_t begin = out.size();
  put_net16(out, segment.from.port);
  put_net16(out, segment.to.port);
  put_net32(out, segment.sequence);
  put_net32(out, segment.acknowledgement);
  put_net8(out, header_bytes / 4 << 4U);
  put_net8(out, segment.flags);
  put_net16(out, 65535);  // the window
  put_net32(out, 0);      // the checksum, and no urgent pointer
  if (has_options) put_syn_options(out, segment.from.family == Family::ipv6);
  put_payload(out, payload);
  put_checksum(
      out, begin + 16,
      sum_of(std::string_view(out).substr(begin)) + sum_of_pseudo_header(segment.from, segment.to, protocol_tcp, size));
}

void append_udp(std::string& out, const Endpoint& from, const Endpoint& to, std::span<const std::uint8_t> payload,
                std::uint16_t packet_number) {
  payload = payload.first(std::min(payload.size(), most_in_datagram(from.family)));
  const std::size_t size = 8 + payload.size();
  put_ip_header(out, from, to, protocol_udp, size, packet_number);
  const std::size_t begin = out.size();
  put_net16(out, from.port);
  put_net16(out, to.port);
  put_net16(out, size);
  put_net16(out, 0);
  put_payload(out, payload);
  put_checksum(out, begin + 6,
               sum_of(std::string_view(out).substr(begin)) + sum_of_pseudo_header(from, to, protocol_udp, size), true);
}

void append_port_unreachable(std::string& out, const Endpoint& from, const Endpoint& to, std::string_view quoted,
                             std::uint16_t packet_number) {
  const bool ipv6 = from.family == Family::ipv6;
  const std::uint8_t protocol = ipv6 ? protocol_icmp6 : protocol_icmp;
  const std::size_t size = 8 + quoted.size();
  put_ip_header(out, from, to, protocol, size, packet_number);
  const std::size_t begin = out.size();
  put_net16(out, ipv6 ? 0x0104 : 0x0303);
  put_net16(out, 0);
  put_net32(out, 0);
  out += quoted;
  const std::uint64_t sum = sum_of(std::string_view(out).substr(begin));
  put_checksum(out, begin + 2, ipv6 ? sum + sum_of_pseudo_header(from, to, protocol, size) : sum);
}

}  // namespace doorway
