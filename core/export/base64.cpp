#include "core/export/base64.hpp"

#include <cstddef>
#include <string_view>

namespace doorway {

std::string to_base64(std::span<const std::uint8_t> bytes) {
  static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text((bytes.size() + 2) / 3 * 4, '=');
  char* symbol = text.data();
  for (std::size_t i = 0; i < bytes.size(); i += 3, symbol += 4) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) group = group << 8 | (k < count ? bytes[i + k] : 0U);
    for (std::size_t k = 0; k <= count; ++k) symbol[k] = alphabet[group >> (18 - 6 * k) & 63U];
  }
  return text;
}

}  // namespace doorway
