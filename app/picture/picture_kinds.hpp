#pragma once

#include <cstdint>

namespace doorway::app {

/// What a picture shows, and the file that it is.
enum class PicturePart : std::uint8_t { stage, timeline };
enum class PictureFormat : std::uint8_t { svg, png };

/// In pixels.
struct PictureSize {
  int width = 0;
  int height = 0;

  friend bool operator==(const PictureSize&, const PictureSize&) = default;
};

/// Of either side.
constexpr int least_picture_px = 100;
constexpr int most_picture_px = 8192;

}  // namespace doorway::app
