#include "core/export/pcapng/blocks.hpp"

#include "core/base/utf8.hpp"

namespace doorway {
namespace {

constexpr std::uint32_t section_header_block = 0x0A0D0D0A;
constexpr std::uint32_t interface_block = 1;
constexpr std::uint32_t packet_block = 6;
constexpr std::uint32_t byte_order_magic = 0x1A2B3C4D;
constexpr std::uint16_t linktype_raw = 101;
constexpr std::uint16_t comment_option = 1;
constexpr std::size_t longest_text = 32'000;
constexpr std::size_t packet_header_bytes = 28;

void put_little16(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value & 0xFFU);
  out += static_cast<char>(value >> 8U & 0xFFU);
}
void put_little32(std::string& out, std::uint32_t value) {
  put_little16(out, value & 0xFFFFU);
  put_little16(out, value >> 16U);
}

void overwrite32(std::string& out, std::size_t place, std::uint32_t value) {
  for (std::size_t i = 0; i < 4; ++i) out[place + i] = static_cast<char>(value >> (8 * i) & 0xFFU);
}

void put_padding(std::string& out, std::size_t size) {
  out.append((4 - size % 4) % 4, '\0');
}

void put_option(std::string& out, std::uint16_t code, std::string_view value) {
  if (value.empty()) return;
  if (value.size() > longest_text) {
    std::size_t end = longest_text;
    while (end > 0 && continues_character(value[end])) --end;  // not within a character
    value = value.substr(0, end);
  }
  put_little16(out, code);
  put_little16(out, static_cast<std::uint32_t>(value.size()));
  out += value;
  put_padding(out, value.size());
}

std::size_t begin_block(std::string& out, std::uint32_t type) {
  const std::size_t begun = out.size();
  put_little32(out, type);
  put_little32(out, 0);
  return begun;
}

void end_block(std::string& out, std::size_t begun) {
  put_little32(out, 0);  // no more options
  const auto size = static_cast<std::uint32_t>(out.size() + 4 - begun);
  put_little32(out, size);
  overwrite32(out, begun + 4, size);
}

}  // namespace

void append_section_header(std::string& out, std::string_view system, std::string_view application,
                           std::string_view comment) {
  const std::size_t begun = begin_block(out, section_header_block);
  put_little32(out, byte_order_magic);
  put_little16(out, 1);  // version 1.0
  put_little16(out, 0);
  put_little32(out, 0xFFFFFFFFU);  // the section's length is not told
  put_little32(out, 0xFFFFFFFFU);
  put_option(out, comment_option, comment);
  put_option(out, 3, system);
  put_option(out, 4, application);
  end_block(out, begun);
}

void append_interface(std::string& out, std::string_view name, std::string_view description, std::string_view comment) {
  const std::size_t begun = begin_block(out, interface_block);
  put_little16(out, linktype_raw);
  put_little16(out, 0);
  put_little32(out, 0);  // no limit to a packet's length
  put_option(out, comment_option, comment);
  put_option(out, 2, name);
  put_option(out, 3, description);
  put_option(out, 9, "\t");  // the unit of times: 10 to the power of -9 seconds
  end_block(out, begun);
}

std::size_t begin_packet(std::string& out, std::uint64_t t_ns) {
  const std::size_t begun = begin_block(out, packet_block);
  put_little32(out, 0);  // the interface
  put_little32(out, static_cast<std::uint32_t>(t_ns >> 32U));
  put_little32(out, static_cast<std::uint32_t>(t_ns & 0xFFFFFFFFU));
  put_little32(out, 0);
  put_little32(out, 0);
  return begun;
}

void end_packet(std::string& out, std::size_t begun, std::string_view comment) {
  const std::size_t size = out.size() - begun - packet_header_bytes;
  overwrite32(out, begun + 20, static_cast<std::uint32_t>(size));
  overwrite32(out, begun + 24, static_cast<std::uint32_t>(size));
  put_padding(out, size);
  put_option(out, comment_option, comment);
  end_block(out, begun);
}

}  // namespace doorway
