#include "app/picture/png_canvas.hpp"

#include <cairo/cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <numbers>
#include <utility>

namespace doorway::app {
namespace {

// As the window's list does: a line at whole pixels covers one row of them.
constexpr double pixel_middle = 0.5;

void choose(cairo_t* pen, Color color) {
  cairo_set_source_rgba(pen, color.r / 255.0, color.g / 255.0, color.b / 255.0, color.a / 255.0);
}

cairo_status_t append(void* text, const unsigned char* data, unsigned int length) {
  try {
    static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(data), length);
  } catch (const std::bad_alloc&) {
    return CAIRO_STATUS_NO_MEMORY;
  }
  return CAIRO_STATUS_SUCCESS;
}

/// Upright strokes stay where they are, level ones meet whole pixels.
void choose_letters(cairo_t* pen) {
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options(pen, options);
  cairo_font_options_destroy(options);
}

}  // namespace

void PngCanvas::Destroy::operator()(_cairo* pen) const {
  cairo_destroy(pen);
}

void PngCanvas::Destroy::operator()(_cairo_surface* surface) const {
  cairo_surface_destroy(surface);
}

PngCanvas::PngCanvas(PictureSize size, const PictureFonts& fonts)
    : fonts_(fonts),
      surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, size.width, size.height)),
      pen_(cairo_create(surface_.get())) {
  cairo_set_line_join(pen_.get(), CAIRO_LINE_JOIN_ROUND);
  choose_letters(pen_.get());
}

Result<std::string> PngCanvas::file() const {
  std::string text;
  cairo_status_t status = cairo_status(pen_.get());
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_write_to_png_stream(surface_.get(), append, &text);
  if (status == CAIRO_STATUS_SUCCESS) return {boost::system::in_place_value, std::move(text)};
  return Error{fmt::format("the picture cannot be painted ({}); a smaller one may do", cairo_status_to_string(status))};
}

void PngCanvas::fill(Rect rect, Color color, float rounding) {
  path(rect, rounding);
  fill_path(color);
}

void PngCanvas::gradient(Rect rect, Color top, Color bottom) {
  cairo_pattern_t* pattern = cairo_pattern_create_linear(0, rect.y, 0, rect.bottom());
  cairo_pattern_add_color_stop_rgba(pattern, 0, top.r / 255.0, top.g / 255.0, top.b / 255.0, top.a / 255.0);
  cairo_pattern_add_color_stop_rgba(pattern, 1, bottom.r / 255.0, bottom.g / 255.0, bottom.b / 255.0, bottom.a / 255.0);
  cairo_set_source(pen_.get(), pattern);
  cairo_pattern_destroy(pattern);
  path(rect, 0);
  cairo_fill(pen_.get());
}

void PngCanvas::frame(Rect rect, Color color, float thickness, float rounding) {
  constexpr auto inset = static_cast<float>(pixel_middle);
  path(Rect{rect.x + inset, rect.y + inset, std::max(rect.w - 2 * inset, 0.0F), std::max(rect.h - 2 * inset, 0.0F)},
       rounding);
  stroke(color, thickness);
}

void PngCanvas::line(Point from, Point to, Color color, float thickness) {
  cairo_move_to(pen_.get(), from.x + pixel_middle, from.y + pixel_middle);
  cairo_line_to(pen_.get(), to.x + pixel_middle, to.y + pixel_middle);
  stroke(color, thickness);
}

void PngCanvas::dashed_line(Point from, Point to, Color color, float thickness, float dash) {
  const double length = dash;
  cairo_set_dash(pen_.get(), &length, 1, 0);
  line(from, to, color, thickness);
  cairo_set_dash(pen_.get(), nullptr, 0, 0);
}

void PngCanvas::polyline(std::span<const Point> points, Color color, float thickness, bool closed) {
  path(points, closed);
  stroke(color, thickness);
}

void PngCanvas::polygon(std::span<const Point> points, Color color) {
  path(points, true);
  fill_path(color);
}

void PngCanvas::circle(Point center, float radius, Color color) {
  cairo_arc(pen_.get(), center.x, center.y, std::max(radius, 0.0F), 0, 2 * std::numbers::pi);
  fill_path(color);
}

void PngCanvas::curve(const std::array<Point, 4>& points, Color color, float thickness) {
  cairo_move_to(pen_.get(), points[0].x, points[0].y);
  cairo_curve_to(pen_.get(), points[1].x, points[1].y, points[2].x, points[2].y, points[3].x, points[3].y);
  stroke(color, thickness);
}

void PngCanvas::begin_clip(Rect rect) {
  cairo_save(pen_.get());
  cairo_rectangle(pen_.get(), rect.x, rect.y, rect.w, rect.h);
  cairo_clip(pen_.get());
}

void PngCanvas::end_clip() {
  cairo_restore(pen_.get());
}

void PngCanvas::text(Point at, std::string_view words, Color color, FontRole role, float size_px) {
  const PictureFont& font = fonts_.of(role);
  cairo_set_font_face(pen_.get(), font.face.get());
  cairo_set_font_size(pen_.get(), font.em_share * size_px);
  choose(pen_.get(), color);
  cairo_move_to(pen_.get(), at.x, at.y + font.ascent_share * size_px);
  cairo_show_text(pen_.get(), picture_text(words).c_str());
  cairo_new_path(pen_.get());
}

void PngCanvas::stroke(Color color, float thickness) {
  choose(pen_.get(), color);
  cairo_set_line_width(pen_.get(), thickness);
  cairo_stroke(pen_.get());
}

void PngCanvas::fill_path(Color color) {
  choose(pen_.get(), color);
  cairo_fill(pen_.get());
}

void PngCanvas::path(std::span<const Point> points, bool closed) {
  for (const Point point : points) cairo_line_to(pen_.get(), point.x, point.y);
  if (closed) cairo_close_path(pen_.get());
}

void PngCanvas::path(Rect rect, float rounding) {
  const double radius = std::min({rounding, rect.w / 2, rect.h / 2});
  if (radius <= 0) return cairo_rectangle(pen_.get(), rect.x, rect.y, rect.w, rect.h);
  constexpr double quarter = std::numbers::pi / 2;
  cairo_new_sub_path(pen_.get());
  cairo_arc(pen_.get(), rect.right() - radius, rect.y + radius, radius, -quarter, 0);
  cairo_arc(pen_.get(), rect.right() - radius, rect.bottom() - radius, radius, 0, quarter);
  cairo_arc(pen_.get(), rect.x + radius, rect.bottom() - radius, radius, quarter, 2 * quarter);
  cairo_arc(pen_.get(), rect.x + radius, rect.y + radius, radius, 2 * quarter, 3 * quarter);
  cairo_close_path(pen_.get());
}

}  // namespace doorway::app
