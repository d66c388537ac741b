#pragma once

#include <cstdint>
#include <span>

namespace doorway {

/// CRC-32 as in zip, PNG and Ethernet, which every language has: Python's is zlib.crc32. Eight bytes at a time: an
/// event is some 30 bytes long, which zlib's own function takes byte by byte, and three times as long.
/// Source: ISO 3309; Kounavis and Berry, "A Systematic Approach to Building High Performance Software-Based CRC
/// Generators" (2005).
std::uint32_t crc32_of(std::span<const std::uint8_t> bytes);

}  // namespace doorway
