#pragma once

#include "core/base/bytes.hpp"

#include <string_view>

namespace doorway {

/// The bytes behind base64 with padding, read bit by bit: another way than the one that wrote it.
inline Bytes from_base64(std::string_view text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  Bytes bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char symbol : text) {
    if (symbol == '=') break;
    bits = (bits << 6 | static_cast<unsigned>(alphabet.find(symbol))) & 0xFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<std::uint8_t>(bits >> count & 0xFFU));
  }
  return bytes;
}

}  // namespace doorway
