#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace doorway::app {

/// Pixels of the window, y downwards.
struct Point {
  float x = 0;
  float y = 0;
};

/// A place on the screen, in pixels. Empty (w or h not above 0): the thing is not shown.
struct Rect {
  float x = 0;
  float y = 0;
  float w = 0;
  float h = 0;

  [[nodiscard]] float right() const { return x + w; }
  [[nodiscard]] float bottom() const { return y + h; }
  [[nodiscard]] Point center() const { return {x + w / 2, y + h / 2}; }
  [[nodiscard]] bool shown() const { return w > 0 && h > 0; }
  [[nodiscard]] bool contains(Point point) const {
    return point.x >= x && point.x < right() && point.y >= y && point.y < bottom();
  }
};

enum class FontRole : std::uint8_t { text, bold, mono };

/// How wide a text is, in pixels, at a size in pixels. Handed in so that layout knows no fonts.
using TextMeasure = std::function<float(std::string_view text, FontRole role, float size_px)>;

/// The smallest text at scale 1, in pixels.
constexpr float smallest_text_px = 13;

}  // namespace doorway::app
