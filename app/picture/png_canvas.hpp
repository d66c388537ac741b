#pragma once

#include "app/picture/picture_fonts.hpp"
#include "app/picture/picture_kinds.hpp"
#include "app/widgets/canvas.hpp"
#include "core/base/result.hpp"

#include <memory>
#include <string>
#include <string_view>

struct _cairo;
struct _cairo_surface;

namespace doorway::app {

/// Paints pixels with Cairo, for a PNG.
class PngCanvas final : public Canvas {
 public:
  /// `fonts` outlives it.
  PngCanvas(PictureSize size, const PictureFonts& fonts);

  /// The file. Fails where there was not enough memory for its pixels.
  [[nodiscard]] Result<std::string> file() const;

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
  struct Destroy {
    void operator()(_cairo* pen) const;
    void operator()(_cairo_surface* surface) const;
  };

  void stroke(Color color, float thickness);
  void fill_path(Color color);
  void path(std::span<const Point> points, bool closed);
  void path(Rect rect, float rounding);

  const PictureFonts& fonts_;
  std::unique_ptr<_cairo_surface, Destroy> surface_;
  std::unique_ptr<_cairo, Destroy> pen_;
};

}  // namespace doorway::app
