#pragma once

#include "app/layout/geometry.hpp"

#include <optional>

namespace doorway::app {

/// What those who paint ask of the mouse.
class Mouse {
 public:
  virtual ~Mouse() = default;

  /// Whether it is over this part of what is being painted, and nothing lies above it.
  [[nodiscard]] virtual bool is_over(Rect rect) const = 0;
  /// Where it is; nothing where it is over something else.
  [[nodiscard]] virtual std::optional<Point> place() const = 0;
  /// Whether its left button has just been pressed.
  [[nodiscard]] virtual bool is_pressed() const = 0;
};

/// Of a picture: nobody points at it while it is painted.
class NoMouse final : public Mouse {
 public:
  [[nodiscard]] bool is_over(Rect) const override { return false; }
  [[nodiscard]] std::optional<Point> place() const override { return std::nullopt; }
  [[nodiscard]] bool is_pressed() const override { return false; }
};

}  // namespace doorway::app
