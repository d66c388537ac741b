#include "tests/support/pcapng_reader.hpp"

#include <map>
#include <optional>
#include <set>
#include <stdexcept>

namespace doorway::test {
namespace {

std::size_t byte_at(std::string_view text, std::size_t place) {
  if (place >= text.size()) throw std::runtime_error("a block is cut off");
  return static_cast<unsigned char>(text[place]);
}
std::size_t little(std::string_view text, std::size_t place, std::size_t count) {
  std::size_t value = 0;
  for (std::size_t i = count; i-- > 0;) value = value << 8U | byte_at(text, place + i);
  return value;
}
std::size_t big(std::string_view text, std::size_t place, std::size_t count) {
  std::size_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8U | byte_at(text, place + i);
  return value;
}

void expect(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

/// By code; each code is there once at most.
std::map<std::size_t, std::string> read_options(std::string_view text) {
  std::map<std::size_t, std::string> options;
  for (std::size_t place = 0;;) {
    const std::size_t code = little(text, place, 2);
    const std::size_t size = little(text, place + 2, 2);
    place += 4;
    if (code == 0) {
      expect(size == 0 && place == text.size(), "options go on behind their end");
      return options;
    }
    expect(place + size <= text.size(), "an option is cut off");
    expect(options.emplace(code, text.substr(place, size)).second, "an option is there twice");
    place += (size + 3) / 4 * 4;
  }
}

// Taken straight from RFC 1071 §4.1, 16 bits at a time.
bool sums_to_zero(std::string_view bytes) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    sum += byte_at(bytes, i) << 8U;
    if (i + 1 < bytes.size()) sum += byte_at(bytes, i + 1);
    sum = (sum & 0xFFFFU) + (sum >> 16U);
  }
  return sum == 0xFFFF;
}

std::string pseudo_header(const ReadPacket& packet, std::size_t size) {
  std::string header = packet.source + packet.destination;
  const auto put = [&](std::size_t value, std::size_t count) {
    for (std::size_t i = count; i-- > 0;) header += static_cast<char>(value >> (8 * i) & 0xFFU);
  };
  if (packet.version == 4) {
    put(static_cast<std::size_t>(packet.protocol), 2);
    put(size, 2);
  } else {
    put(size, 4);
    put(static_cast<std::size_t>(packet.protocol), 4);
  }
  return header;
}

void read_tcp(ReadPacket& packet, std::string_view segment) {
  packet.source_port = static_cast<std::uint16_t>(big(segment, 0, 2));
  packet.destination_port = static_cast<std::uint16_t>(big(segment, 2, 2));
  packet.sequence = static_cast<std::uint32_t>(big(segment, 4, 4));
  packet.acknowledgement = static_cast<std::uint32_t>(big(segment, 8, 4));
  const std::size_t header = (byte_at(segment, 12) >> 4U) * 4;
  expect(header >= 20 && header <= segment.size(), "TCP's header is cut off");
  const std::size_t flags = byte_at(segment, 13);
  for (const auto& [bit, letter] : {std::pair(2U, 'S'), {16U, 'A'}, {4U, 'R'}, {1U, 'F'}, {8U, 'P'}}) {
    if ((flags & bit) != 0) packet.flags += letter;
  }
  packet.payload = segment.substr(header);
}

ReadPacket read_ip(std::string_view bytes) {
  ReadPacket packet;
  packet.version = static_cast<int>(byte_at(bytes, 0) >> 4U);
  std::string_view inner;
  if (packet.version == 4) {
    expect(byte_at(bytes, 0) == 0x45, "IPv4's header has options");
    expect(big(bytes, 2, 2) == bytes.size(), "IPv4's length is wrong");
    packet.protocol = static_cast<int>(byte_at(bytes, 9));
    packet.source = bytes.substr(12, 4);
    packet.destination = bytes.substr(16, 4);
    packet.checksums_are_right = sums_to_zero(bytes.substr(0, 20));
    inner = bytes.substr(20);
  } else {
    expect(packet.version == 6, "this is no IP packet");
    expect(big(bytes, 4, 2) + 40 == bytes.size(), "IPv6's length is wrong");
    packet.protocol = static_cast<int>(byte_at(bytes, 6));
    packet.source = bytes.substr(8, 16);
    packet.destination = bytes.substr(24, 16);
    packet.checksums_are_right = true;  // it has none
    inner = bytes.substr(40);
  }
  const std::string checked = (packet.protocol == 1 ? "" : pseudo_header(packet, inner.size())) + std::string(inner);
  packet.checksums_are_right = packet.checksums_are_right && sums_to_zero(checked);
  if (packet.protocol == 6) {
    read_tcp(packet, inner);
  } else if (packet.protocol == 17) {
    packet.source_port = static_cast<std::uint16_t>(big(inner, 0, 2));
    packet.destination_port = static_cast<std::uint16_t>(big(inner, 2, 2));
    expect(big(inner, 4, 2) == inner.size(), "UDP's length is wrong");
    expect(big(inner, 6, 2) != 0, "UDP's checksum is left out");
    packet.payload = inner.substr(8);
  } else {
    expect(packet.protocol == 1 || packet.protocol == 58, "this is neither TCP nor UDP nor ICMP");
    packet.payload = inner.substr(4);
  }
  return packet;
}

ReadPacket read_packet_block(std::string_view body) {
  expect(little(body, 0, 4) == 0, "a packet is of an interface that is not there");
  const std::size_t captured = little(body, 12, 4);
  expect(captured == little(body, 16, 4), "a packet is cut");
  expect(20 + captured <= body.size(), "a packet's block is cut off");
  ReadPacket packet = read_ip(body.substr(20, captured));
  packet.t_ns = little(body, 4, 4) << 32U | little(body, 8, 4);
  packet.comment = read_options(body.substr(20 + (captured + 3) / 4 * 4))[1];
  return packet;
}

}  // namespace

std::string ReadPacket::direction() const {
  return source + ":" + std::to_string(source_port) + ">" + destination + ":" + std::to_string(destination_port);
}
std::string ReadPacket::other_direction() const {
  return destination + ":" + std::to_string(destination_port) + ">" + source + ":" + std::to_string(source_port);
}

ReadFile read_pcapng(std::string_view text) {
  ReadFile file;
  std::size_t number = 0;
  for (; !text.empty(); ++number) {
    const std::size_t type = little(text, 0, 4);
    const std::size_t size = little(text, 4, 4);
    expect(size % 4 == 0 && size >= 12 && size <= text.size(), "a block's length is wrong");
    expect(little(text, size - 4, 4) == size, "a block's two lengths differ");
    const std::string_view body = text.substr(8, size - 12);
    text.remove_prefix(size);
    expect(number != 0 || type == 0x0A0D0D0A, "the file does not begin with a section header");
    expect(number != 1 || type == 1, "the second block describes no interface");
    expect(number < 2 || type == 6, "there is more than packets");
    if (number == 0) {
      expect(little(body, 0, 4) == 0x1A2B3C4D && little(body, 4, 2) == 1, "the section header is of another version");
      auto options = read_options(body.substr(16));
      file.comment = options[1];
      file.system = options[3];
      file.application = options[4];
    } else if (number == 1) {
      expect(little(body, 0, 2) == 101, "packets do not begin with IP");
      auto options = read_options(body.substr(8));
      file.interface_name = options[2];
      expect(options[9] == "\x09", "times are not in nanoseconds");
    } else {
      file.packets.push_back(read_packet_block(body));
    }
  }
  expect(number >= 2, "there is no interface");
  return file;
}

std::vector<std::string> faults_of(const ReadFile& file) {
  std::vector<std::string> faults;
  std::map<std::string, std::uint32_t> next;  // by direction
  std::set<std::string> reset;                // directions
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < file.packets.size(); ++i) {
    const ReadPacket& packet = file.packets[i];
    const auto fault = [&](const std::string& what) {
      faults.push_back("packet " + std::to_string(i + 1) + " (" + packet.comment + "): " + what);
    };
    if (!packet.checksums_are_right) fault("a checksum is wrong");
    if (packet.comment.find("reconstructed from socket calls") == std::string::npos)
      fault("it does not say what it is");
    if (packet.t_ns < before) fault("time goes back");
    before = packet.t_ns;
    if (packet.protocol != 6 || packet.direction() == packet.other_direction()) continue;
    const bool opens = packet.flags.find('S') != std::string::npos;
    const bool resets = packet.flags.find('R') != std::string::npos;
    if (opens) reset.erase(packet.direction()), reset.erase(packet.other_direction());
    if (reset.count(packet.direction()) > 0) fault("it comes from a side that has sent an RST");
    if (resets) reset.insert(packet.direction());
    if (opens) {
      next[packet.direction()] = packet.sequence;
    } else if (const auto known = next.find(packet.direction()); known == next.end()) {
      if (!resets) fault("it is of no conversation");
    } else if (known->second != packet.sequence) {
      fault("its sequence number is not the next one");
    }
    if (packet.flags.find('A') != std::string::npos) {
      const auto other = next.find(packet.other_direction());
      if (other == next.end() || static_cast<std::int32_t>(packet.acknowledgement - other->second) > 0) {
        fault("it acknowledges what was not sent");
      }
    }
    const bool finishes = packet.flags.find('F') != std::string::npos;
    next[packet.direction()] +=
        static_cast<std::uint32_t>(packet.payload.size()) + (opens ? 1U : 0U) + (finishes ? 1U : 0U);
  }
  return faults;
}

}  // namespace doorway::test
