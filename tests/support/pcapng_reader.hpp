#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Reads what PcapngFile writes, and shares no code with it.
namespace doorway::test {

/// One packet as the file has it, taken apart.
struct ReadPacket {
  std::uint64_t t_ns = 0;
  std::string comment;
  int version = 0;          ///< 4 or 6
  int protocol = 0;         ///< 6 TCP, 17 UDP, 1 ICMP, 58 ICMPv6
  std::string source;       ///< the address's bytes
  std::string destination;  ///< likewise
  std::uint16_t source_port = 0;
  std::uint16_t destination_port = 0;
  std::uint32_t sequence = 0;
  std::uint32_t acknowledgement = 0;
  std::string flags;    ///< of "SARFP", those that are set, in this order
  std::string payload;  ///< TCP, UDP: the bytes; ICMP: all behind its checksum
  bool checksums_are_right = false;

  /// Who sends to whom, the same text for each packet of one direction.
  [[nodiscard]] std::string direction() const;
  [[nodiscard]] std::string other_direction() const;
};

struct ReadFile {
  std::string system;
  std::string application;
  std::string comment;
  std::string interface_name;
  std::vector<ReadPacket> packets;
};

/// Throws std::runtime_error where the text is no pcapng file as its draft has it, with one section and one interface.
ReadFile read_pcapng(std::string_view text);

/// What is wrong with the numbers and checksums of the packets, a line each: each direction's sequence goes on where it
/// was and ends with its RST, nothing is acknowledged that was not sent, and times never go back. Packets from an
/// address to itself are passed over, whose two directions cannot be told apart.
std::vector<std::string> faults_of(const ReadFile& file);

}  // namespace doorway::test
