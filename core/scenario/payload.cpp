#include "core/scenario/payload.hpp"

#include "core/scenario/limits.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace doorway {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Bytes fill_bytes(std::size_t size_bytes) {
  static constexpr std::string_view cycle = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  Bytes bytes;
  bytes.reserve(size_bytes);
  bytes.assign(cycle.begin(), cycle.begin() + static_cast<std::ptrdiff_t>(std::min(size_bytes, cycle.size())));
  // Whole cycles are doubled, so that what is appended continues the cycle.
  while (bytes.size() < size_bytes) {
    const std::size_t whole = bytes.size() - bytes.size() % cycle.size();
    const std::size_t more = std::min(whole, size_bytes - bytes.size());
    bytes.resize(bytes.size() + more);
    std::copy_n(bytes.begin(), more, bytes.end() - static_cast<std::ptrdiff_t>(more));
  }
  return bytes;
}

std::optional<Payload> FillStore::fill(std::size_t size_bytes) {
  if (const auto known = by_size_.find(size_bytes); known != by_size_.end()) return known->second;
  if (size_bytes > limits::payload_bytes - total_bytes_) return std::nullopt;
  total_bytes_ += size_bytes;
  return by_size_.emplace(size_bytes, make_payload(fill_bytes(size_bytes))).first->second;
}

}  // namespace doorway
