#include "core/journey/crc32.hpp"

#include <libdeflate.h>

namespace doorway {

std::uint32_t crc32_of(std::span<const std::uint8_t> bytes) {
  return libdeflate_crc32(0, bytes.data(), bytes.size());
}

}  // namespace doorway
