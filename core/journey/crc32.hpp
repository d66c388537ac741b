#pragma once

#include <cstdint>
#include <span>

namespace doorway {

/// CRC-32 as in zip, PNG and Ethernet, which every language has: Python's is zlib.crc32. Source: ISO 3309.
std::uint32_t crc32_of(std::span<const std::uint8_t> bytes);

}  // namespace doorway
