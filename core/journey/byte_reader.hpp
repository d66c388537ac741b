#pragma once

#include "core/base/endpoint.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace doorway {

/// Takes apart what ByteWriter has put together, and never reads behind the end: where something is missing or is no
/// value of its type, the answer is 0 or empty and `good` turns false for good. Used by one thread.
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::uint8_t> bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] bool at_end() const { return at_ == end_; }
  [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
  /// What is left, from here on.
  [[nodiscard]] std::span<const std::uint8_t> rest() const { return {at_, left()}; }
  void fail() {
    good_ = false;
    at_ = end_;
  }

  std::uint8_t byte() {
    if (at_ == end_) {
      fail();
      return 0;
    }
    return *at_++;
  }

  bool flag() {
    const std::uint8_t value = byte();
    if (value > 1) fail();
    return value == 1;
  }

  /// A value of an enumeration: `first` to `last`.
  template <class T>
  T choice(T first, T last) {
    const std::uint8_t value = byte();
    if (value >= static_cast<std::uint8_t>(first) && value <= static_cast<std::uint8_t>(last)) {
      return static_cast<T>(value);
    }
    fail();
    return first;
  }

  std::uint64_t number(std::uint64_t at_most = std::numeric_limits<std::uint64_t>::max()) {
    const bool is_small = at_ != end_ && *at_ < 0x80U && *at_ <= at_most;  // most are
    return is_small ? *at_++ : long_number(at_most);
  }

  std::uint32_t number32() { return static_cast<std::uint32_t>(number(std::numeric_limits<std::uint32_t>::max())); }

  std::int64_t signed_number() {
    const std::uint64_t bits = number();
    return static_cast<std::int64_t>((bits & 1U) != 0 ? ~(bits >> 1U) : bits >> 1U);
  }

  std::uint16_t two_bytes() { return whole<std::uint16_t>(); }
  std::uint32_t four_bytes() { return whole<std::uint32_t>(); }

  /// The next so many bytes.
  std::span<const std::uint8_t> next(std::uint64_t size) {
    if (size > left()) fail();
    if (!good_) return {};
    const std::span<const std::uint8_t> found(at_, static_cast<std::size_t>(size));
    at_ += size;
    return found;
  }

  std::span<const std::uint8_t> bytes() { return next(number()); }

  std::string_view text() {
    const auto found = bytes();
    return {reinterpret_cast<const char*>(found.data()), found.size()};
  }

  Endpoint endpoint() {
    Endpoint value;
    value.family = choice(Family::none, Family::ipv6);
    if (value.family == Family::none) return value;
    const std::size_t size = value.family == Family::ipv4 ? 4 : 16;
    for (std::size_t i = 0; i < size; ++i) value.address.at(i) = byte();
    value.port = two_bytes();
    return value;
  }

 private:
  /// All of its bytes, the lowest first.
  template <class T>
  T whole() {
    T value = 0;
    if (left() < sizeof(T)) {
      fail();
      return value;
    }
    for (std::size_t i = 0; i < sizeof(T); ++i) value = static_cast<T>(value | static_cast<T>(at_[i]) << (8 * i));
    at_ += sizeof(T);
    return value;
  }

  std::uint64_t long_number(std::uint64_t at_most) {
    const std::uint8_t* at = at_;
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && at != end_; shift += 7) {
      const std::uint8_t next = *at++;
      if (shift == 63 && next > 1) break;
      value |= static_cast<std::uint64_t>(next & 0x7FU) << shift;
      if ((next & 0x80U) != 0) continue;
      if (value > at_most) break;
      at_ = at;
      return value;
    }
    fail();
    return 0;
  }

  const std::uint8_t* at_;
  const std::uint8_t* end_;
  bool good_ = true;
};

}  // namespace doorway
