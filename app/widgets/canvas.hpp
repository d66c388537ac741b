#pragma once

#include "app/layout/geometry.hpp"
#include "app/theme.hpp"

#include <array>
#include <span>
#include <string_view>

namespace doorway::app {

/// What can be painted on: the window, or a file. Places are pixels, y downwards; what is painted later lies above.
/// Lines of one pixel are sharp where they stand at whole pixels. Owned and used by one thread.
class Canvas {
 public:
  virtual ~Canvas() = default;

  /// `rect` is shown. `rounding`: the radius of its corners.
  virtual void fill(Rect rect, Color color, float rounding) = 0;
  virtual void gradient(Rect rect, Color top, Color bottom) = 0;
  /// A line round the inside of the rectangle.
  virtual void frame(Rect rect, Color color, float thickness, float rounding) = 0;
  virtual void line(Point from, Point to, Color color, float thickness) = 0;
  /// Dashes and gaps of the same length, above 0; a dash comes first.
  virtual void dashed_line(Point from, Point to, Color color, float thickness, float dash) = 0;
  virtual void polyline(std::span<const Point> points, Color color, float thickness, bool closed) = 0;
  /// The points go round a shape without dents.
  virtual void polygon(std::span<const Point> points, Color color) = 0;
  virtual void circle(Point center, float radius, Color color) = 0;
  /// A cubic curve with its two control points.
  virtual void curve(const std::array<Point, 4>& points, Color color, float thickness) = 0;
  /// Until `end_clip` nothing outside of the rectangle is painted.
  virtual void begin_clip(Rect rect) = 0;
  virtual void end_clip() = 0;

  /// One line of words, from the upper left corner of their line, which is `size_px` high.
  virtual void text(Point at, std::string_view words, Color color, FontRole role, float size_px) = 0;
  [[nodiscard]] virtual float text_width(std::string_view words, FontRole role, float size_px) const = 0;
};

}  // namespace doorway::app
