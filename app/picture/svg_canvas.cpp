#include "app/picture/svg_canvas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace doorway::app {
namespace {

/// "12", "12.5" or "12.25"
std::string number(float value) {
  std::string text = fmt::format("{:.2f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

/// A colour as the value of an attribute of this name, and how much it covers where that is not all.
std::string painted(std::string_view attribute, Color color) {
  std::string text = fmt::format(R"( {}="#{:02x}{:02x}{:02x}")", attribute, color.r, color.g, color.b);
  if (color.a < 255) text += fmt::format(R"( {}-opacity="{:.3f}")", attribute, color.a / 255.0);
  return text;
}

std::string stroked(Color color, float thickness) {
  return fmt::format(R"( fill="none"{} stroke-width="{}")", painted("stroke", color), number(thickness));
}

std::string placed(Rect rect) {
  return fmt::format(R"( x="{}" y="{}" width="{}" height="{}")", number(rect.x), number(rect.y), number(rect.w),
                     number(rect.h));
}

std::string rounded(Rect rect, float rounding) {
  const float radius = std::min({rounding, rect.w / 2, rect.h / 2});
  return radius > 0 ? fmt::format(R"( rx="{}")", number(radius)) : "";
}

std::string through(std::span<const Point> points) {
  std::string text;
  for (const Point point : points) {
    fmt::format_to(std::back_inserter(text), "{}{},{}", text.empty() ? "" : " ", number(point.x), number(point.y));
  }
  return text;
}

// As the window's list does: a line at whole pixels covers one row of them.
constexpr float half = 0.5F;

std::string ends(Point from, Point to) {
  return fmt::format(R"( x1="{}" y1="{}" x2="{}" y2="{}")", number(from.x + half), number(from.y + half),
                     number(to.x + half), number(to.y + half));
}

std::string families(const PictureFont& font, std::string_view fallback) {
  if (font.family.empty()) return std::string(fallback);
  std::string name = font.family;
  std::erase_if(name, [](char letter) { return letter == '\'' || letter == '\\'; });
  return fmt::format("'{}', {}", xml_text(name), fallback);
}

}  // namespace

std::string SvgCanvas::file(std::string_view title, std::string_view description) const {
  return fmt::format(
      R"(<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" )"
      R"(aria-labelledby="title description" font-family="{2}" xml:space="preserve">
<title id="title">{3}</title>
<desc id="description">{4}</desc>
{5}</svg>
)",
      size_.width, size_.height, families(fonts_.of(FontRole::text), "sans-serif"), xml_text(title),
      xml_text(description), body_);
}

void SvgCanvas::fill(Rect rect, Color color, float rounding) {
  body_ += fmt::format("<rect{}{}{}/>\n", placed(rect), rounded(rect, rounding), painted("fill", color));
}

void SvgCanvas::gradient(Rect rect, Color top, Color bottom) {
  const std::size_t name = ++named_;
  body_ += fmt::format(R"(<linearGradient id="n{}" x2="0" y2="1"><stop{}/><stop offset="1"{}/></linearGradient>)"
                       "\n",
                       name, painted("stop-color", top), painted("stop-color", bottom));
  body_ += fmt::format(R"xml(<rect{} fill="url(#n{})"/>)xml"
                       "\n",
                       placed(rect), name);
}

void SvgCanvas::frame(Rect rect, Color color, float thickness, float rounding) {
  const Rect inset{rect.x + half, rect.y + half, std::max(rect.w - 2 * half, 0.0F), std::max(rect.h - 2 * half, 0.0F)};
  body_ += fmt::format("<rect{}{}{}/>\n", placed(inset), rounded(inset, rounding), stroked(color, thickness));
}

void SvgCanvas::line(Point from, Point to, Color color, float thickness) {
  body_ += fmt::format("<line{}{}/>\n", ends(from, to), stroked(color, thickness));
}

void SvgCanvas::dashed_line(Point from, Point to, Color color, float thickness, float dash) {
  body_ += fmt::format(R"(<line{}{} stroke-dasharray="{}"/>)"
                       "\n",
                       ends(from, to), stroked(color, thickness), number(dash));
}

void SvgCanvas::polyline(std::span<const Point> points, Color color, float thickness, bool closed) {
  body_ += fmt::format(R"(<{} points="{}"{} stroke-linejoin="round"/>)"
                       "\n",
                       closed ? "polygon" : "polyline", through(points), stroked(color, thickness));
}

void SvgCanvas::polygon(std::span<const Point> points, Color color) {
  body_ += fmt::format(R"(<polygon points="{}"{}/>)"
                       "\n",
                       through(points), painted("fill", color));
}

void SvgCanvas::circle(Point center, float radius, Color color) {
  body_ += fmt::format(R"(<circle cx="{}" cy="{}" r="{}"{}/>)"
                       "\n",
                       number(center.x), number(center.y), number(std::max(radius, 0.0F)), painted("fill", color));
}

void SvgCanvas::curve(const std::array<Point, 4>& points, Color color, float thickness) {
  const std::span<const Point> all(points);
  body_ += fmt::format(R"(<path d="M{} C{}"{}/>)"
                       "\n",
                       through(all.first(1)), through(all.subspan(1)), stroked(color, thickness));
}

void SvgCanvas::begin_clip(Rect rect) {
  const std::size_t name = ++named_;
  body_ += fmt::format(R"xml(<clipPath id="n{0}"><rect{1}/></clipPath><g clip-path="url(#n{0})">)xml"
                       "\n",
                       name, placed(rect));
}

void SvgCanvas::end_clip() {
  body_ += "</g>\n";
}

void SvgCanvas::text(Point at, std::string_view words, Color color, FontRole role, float size_px) {
  if (words.find_first_not_of(' ') == std::string_view::npos) return;
  const PictureFont& font = fonts_.of(role);
  std::string look;
  if (role == FontRole::bold) look = R"( font-weight="bold")";
  if (role == FontRole::mono) look = fmt::format(R"( font-family="{}")", families(font, "monospace"));
  const float baseline = at.y + static_cast<float>(font.ascent_share) * size_px;
  body_ +=
      fmt::format(R"(<text x="{}" y="{}" font-size="{}"{}{} textLength="{}" lengthAdjust="spacingAndGlyphs">{}</text>)"
                  "\n",
                  number(at.x), number(baseline), number(static_cast<float>(font.em_share) * size_px), look,
                  painted("fill", color), number(fonts_.width(words, role, size_px)), xml_text(words));
}

std::string xml_text(std::string_view text) {
  std::string escaped;
  for (const char letter : picture_text(text)) {
    switch (letter) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      default: escaped += letter;
    }
  }
  return escaped;
}

}  // namespace doorway::app
