#pragma once

#include "app/layout/geometry.hpp"
#include "app/window/font_files.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>

struct _cairo_font_face;
struct _cairo_scaled_font;

namespace doorway::app {

/// A font as it lies in a line of text. Shares are of the line's height.
struct PictureFont {
  struct Destroy {
    void operator()(_cairo_font_face* face) const;
    void operator()(_cairo_scaled_font* font) const;
  };
  std::unique_ptr<_cairo_font_face, Destroy> face;
  std::unique_ptr<_cairo_scaled_font, Destroy> unit;  ///< at a fixed size, for measuring
  double em_share = 0;                                ///< of what is called a font's size
  double ascent_share = 0;                            ///< from the top down to the line that letters stand on
  std::string family;                                 ///< "Inter"; empty where it is not known
};

/// The fonts of pictures, the window's own files, read without a window. Where the system has none, Cairo's own. Text
/// is not fitted to pixels, so its width grows as its size does. Owned and used by one thread.
class PictureFonts {
 public:
  explicit PictureFonts(const FontFiles& files);

  [[nodiscard]] const PictureFont& of(FontRole role) const { return fonts_[static_cast<std::size_t>(role)]; }
  /// Of words as `picture_text` has them, in pixels.
  [[nodiscard]] float width(std::string_view words, FontRole role, float size_px) const;
  /// For layouts; good as long as this lives.
  [[nodiscard]] TextMeasure measure() const;

 private:
  std::array<PictureFont, 3> fonts_;  // by FontRole
};

/// Words as they can stand in a picture: UTF-8 without control characters and what is no character. What is neither is
/// "\uFFFD", once for each byte that is no UTF-8.
std::string picture_text(std::string_view words);

}  // namespace doorway::app
