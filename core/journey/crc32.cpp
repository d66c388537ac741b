#include "core/journey/crc32.hpp"

#include <array>
#include <cstddef>

namespace doorway {

namespace {

constexpr std::size_t at_once = 8;

/// Table k has each byte's remainder when k more bytes follow it.
constexpr std::array<std::array<std::uint32_t, 256>, at_once> make_crc_tables() {
  std::array<std::array<std::uint32_t, 256>, at_once> tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? 0xEDB88320U ^ (crc >> 1U) : crc >> 1U;
    tables[0][byte] = crc;
  }
  for (std::size_t k = 1; k < at_once; ++k) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t before = tables[k - 1][byte];
      tables[k][byte] = (before >> 8U) ^ tables[0][before & 0xFFU];
    }
  }
  return tables;
}

constexpr auto crc_tables = make_crc_tables();

constexpr std::uint32_t word_at(const std::uint8_t* bytes) {
  return static_cast<std::uint32_t>(bytes[0]) | static_cast<std::uint32_t>(bytes[1]) << 8U |
         static_cast<std::uint32_t>(bytes[2]) << 16U | static_cast<std::uint32_t>(bytes[3]) << 24U;
}

}  // namespace

std::uint32_t crc32_of(std::span<const std::uint8_t> bytes) {
  const auto& t = crc_tables;
  std::uint32_t crc = 0xFFFFFFFFU;
  const std::uint8_t* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= at_once; left -= at_once, at += at_once) {
    const std::uint32_t a = word_at(at) ^ crc;
    const std::uint32_t b = word_at(at + 4);
    crc = t[7][a & 0xFFU] ^ t[6][(a >> 8U) & 0xFFU] ^ t[5][(a >> 16U) & 0xFFU] ^ t[4][a >> 24U] ^ t[3][b & 0xFFU] ^
          t[2][(b >> 8U) & 0xFFU] ^ t[1][(b >> 16U) & 0xFFU] ^ t[0][b >> 24U];
  }
  for (; left > 0; --left, ++at) crc = t[0][(crc ^ *at) & 0xFFU] ^ (crc >> 8U);
  return ~crc;
}

}  // namespace doorway
