#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace doorway {

/// "1 byte", "5 bytes"
inline std::string count_of(std::uint64_t count, std::string_view unit) {
  return std::to_string(count).append(" ").append(unit).append(count == 1 ? "" : "s");
}

}  // namespace doorway
