#pragma once

#include "app/widgets/canvas.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace doorway::app {

enum class Align : std::uint8_t { left, center, right };

/// Paints shapes and words on a canvas, which outlives it. Words are painted as they are, never read as a format or as
/// an id.
class Painter {
 public:
  /// `least_px`: no words are made smaller than this to fit in, unless `text_px` is.
  Painter(Canvas& canvas, float text_px, float least_px = 0)
      : canvas_(canvas), text_px_(text_px), least_px_(least_px) {}

  [[nodiscard]] float text_px() const { return text_px_; }
  /// The same with words of another size.
  [[nodiscard]] Painter sized(float text_px) const { return {canvas_, text_px, least_px_}; }
  /// The same, whose words are not made smaller than this to fit in.
  [[nodiscard]] Painter no_smaller_than(float least_px) const { return {canvas_, text_px_, least_px}; }

  void fill(Rect rect, Color color, float rounding = 0) const;
  void gradient(Rect rect, Color top, Color bottom) const;
  void frame(Rect rect, Color color, float thickness, float rounding = 0) const;
  void dashed_frame(Rect rect, Color color, float thickness, float dash) const;
  void line(Point from, Point to, Color color, float thickness) const;
  void dashed_line(Point from, Point to, Color color, float thickness, float dash) const;
  void polyline(std::span<const Point> points, Color color, float thickness, bool closed = false) const;
  /// The points go round a shape without dents.
  void polygon(std::span<const Point> points, Color color) const;
  void circle(Point center, float radius, Color color) const;
  void curve(const std::array<Point, 4>& points, Color color, float thickness) const;
  /// Lines from lower left to upper right.
  void hatch(Rect rect, Color color, float spacing, float thickness) const;
  /// An arrow's head at `tip`, coming from `from`.
  void arrow_head(Point from, Point tip, Color color, float size) const;

  [[nodiscard]] float width(std::string_view text, FontRole role) const;
  void text(Point at, std::string_view text, Color color, FontRole role = FontRole::text) const;
  /// One line within the rectangle, in the middle of its height. What is too long is drawn somewhat smaller; what is
  /// too long for that ends with "…"; true when it did.
  bool text_in(Rect rect, std::string_view text, Color color, Align align = Align::left,
               FontRole role = FontRole::text) const;
  /// Several lines, broken at blanks; what does not fit ends with "…".
  void paragraph(Rect rect, std::string_view text, Color color, FontRole role = FontRole::text) const;

 private:
  bool line_in(Rect rect, std::string_view words, Color color, Align align, FontRole role, float size_px) const;

  Canvas& canvas_;
  float text_px_;
  float least_px_;
};

/// The text, or its beginning with "…" behind it, so that it is at most `width` wide. Empty when not even "…" is.
std::string shortened(std::string_view text, float width, FontRole role, float size_px, const TextMeasure& measure);

}  // namespace doorway::app
