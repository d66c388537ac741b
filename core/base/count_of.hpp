#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace doorway {

/// A number as people read it: "65,536". Not for code, ports, names that have a number, or what other programs read.
inline std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

/// "1 byte", "65,536 bytes"
inline std::string count_of(std::uint64_t count, std::string_view unit) {
  return grouped(count).append(" ").append(unit).append(count == 1 ? "" : "s");
}

}  // namespace doorway
