#pragma once

#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/canvas.hpp"
#include "app/widgets/fonts.hpp"
#include "app/widgets/mouse.hpp"
#include "app/widgets/painter.hpp"

#include <array>
#include <optional>
#include <span>
#include <string_view>

struct ImDrawList;

namespace doorway::app {

/// The window's canvas: one of ImGui's lists. The one place that knows how ImGui's versions differ there.
class ListCanvas final : public Canvas {
 public:
  ListCanvas(ImDrawList& list, const Fonts& fonts) : list_(list), fonts_(fonts) {}

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
  [[nodiscard]] float text_width(std::string_view words, FontRole role, float size_px) const override;

 private:
  ImDrawList& list_;
  const Fonts& fonts_;
};

/// The canvas of a ListPainter, made before the painter is.
struct OwnListCanvas {
  ListCanvas canvas;
};

/// A painter with a canvas of its own on one of ImGui's lists. Copies of the painter are good as long as this lives.
class ListPainter : private OwnListCanvas, public Painter {
 public:
  ListPainter(ImDrawList& list, const Fonts& fonts, float text_px)
      : OwnListCanvas{ListCanvas(list, fonts)}, Painter(canvas, text_px) {}
  ListPainter(const ListPainter&) = delete;
  ListPainter& operator=(const ListPainter&) = delete;
};

/// How wide a text is in these fonts.
float text_width(const Fonts& fonts, std::string_view text, FontRole role, float size_px);

/// Whether the mouse is over this part of the current window, and nothing lies above it.
bool is_hovered(Rect rect);

/// The mouse over ImGui's current window.
class WindowMouse final : public Mouse {
 public:
  [[nodiscard]] bool is_over(Rect rect) const override { return is_hovered(rect); }
  [[nodiscard]] std::optional<Point> place() const override;
  [[nodiscard]] bool is_pressed() const override;
};

/// A tooltip with this text, in lines that are not too long.
void show_tooltip(std::string_view text, const Fonts& fonts);

}  // namespace doorway::app
