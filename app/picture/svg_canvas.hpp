#pragma once

#include "app/picture/picture_fonts.hpp"
#include "app/picture/picture_kinds.hpp"
#include "app/widgets/canvas.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace doorway::app {

/// Paints into an SVG. Its words stay words: they can be searched for, read aloud and changed. Each line of them tells
/// its width (textLength), so that another font keeps it in its place.
/// Source: Scalable Vector Graphics (SVG) 1.1, second edition; SVG 2 §11.2 (textLength).
class SvgCanvas final : public Canvas {
 public:
  /// `fonts` outlives it.
  SvgCanvas(PictureSize size, const PictureFonts& fonts) : size_(size), fonts_(fonts) {}

  /// The file. Title and description are what is read aloud in the place of the picture.
  [[nodiscard]] std::string file(std::string_view title, std::string_view description) const;

  void fill(Rect rect, Color color, float rounding) override;
  void gradient(Rect rect, Color top, Color bottom) override;
  void frame(Rect rect, Color color, float thickness, float rounding) override;
  void line(Point from, Point to, Color color, float thickness) override;
  void dashed_line(Point from, Point to, Color color, float thickness, float dash) override;
  void polyline(std::span<const Point> points, Color color, float thickness, bool closed) override;
  void polygon(std::span<const Point> points, Color color) override;
  void circle(Point center, float radius, Color color) override;
  void curve(const std::array<Point, 4>& points, Color color, float thickness) override;
  void begin_clip(Rect rect) override;
  void end_clip() override;
  void text(Point at, std::string_view words, Color color, FontRole role, float size_px) override;
  [[nodiscard]] float text_width(std::string_view words, FontRole role, float size_px) const override {
    return fonts_.width(words, role, size_px);
  }

 private:
  PictureSize size_;
  const PictureFonts& fonts_;
  std::string body_;
  std::size_t named_ = 0;  // gradients and clips so far
};

/// Text as XML has it between tags and in attributes.
std::string xml_text(std::string_view text);

}  // namespace doorway::app
