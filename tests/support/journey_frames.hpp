#pragma once

#include "core/base/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace doorway::test {

/// A journey's file taken apart: its first 20 bytes, what its frames have in them whatever their checksums say, and
/// what stands behind the last one.
struct JourneyFrames {
  Bytes preamble;
  std::vector<Bytes> frames;
  Bytes rest;
};

/// Of any bytes.
JourneyFrames frames_of(std::span<const std::uint8_t> file);

/// The file, each frame with its right length and checksum.
Bytes file_of(const JourneyFrames& journey);

}  // namespace doorway::test
