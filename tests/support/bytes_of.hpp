#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace doorway::test {

/// The text outlives it.
inline std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace doorway::test
