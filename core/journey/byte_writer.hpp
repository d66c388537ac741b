#pragma once

#include "core/base/bytes.hpp"
#include "core/base/endpoint.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace doorway {

/// Puts numbers and texts behind each other as README.md has them. Used by one thread.
class ByteWriter {
 public:
  explicit ByteWriter(Bytes& out) : out_(out) {}

  void byte(unsigned value) { out_.push_back(static_cast<std::uint8_t>(value)); }
  void flag(bool value) { byte(value ? 1 : 0); }

  /// Seven bits a byte, the lowest first; all but the last byte have the highest bit set (LEB128).
  void number(std::uint64_t value) {
    for (; value >= 0x80U; value >>= 7U) byte(static_cast<unsigned>(value & 0x7FU) | 0x80U);
    byte(static_cast<unsigned>(value));
  }

  /// 0, -1, 1, -2, … as 0, 1, 2, 3, …
  void signed_number(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    number(value < 0 ? ~(bits << 1U) : bits << 1U);
  }

  void two_bytes(std::uint16_t value) {
    byte(value & 0xFFU);
    byte(static_cast<unsigned>(value) >> 8U);
  }

  void four_bytes(std::uint32_t value) {
    for (unsigned shift = 0; shift < 32; shift += 8) byte((value >> shift) & 0xFFU);
  }

  void text(std::string_view value) {
    number(value.size());
    out_.insert(out_.end(), value.begin(), value.end());
  }

  void bytes(const Bytes& value) {
    number(value.size());
    out_.insert(out_.end(), value.begin(), value.end());
  }

  void endpoint(const Endpoint& value) {
    byte(static_cast<unsigned>(value.family));
    if (value.family == Family::none) return;
    const std::size_t size = value.family == Family::ipv4 ? 4 : 16;
    for (std::size_t i = 0; i < size; ++i) byte(value.address.at(i));
    two_bytes(value.port);
  }

 private:
  Bytes& out_;
};

}  // namespace doorway
