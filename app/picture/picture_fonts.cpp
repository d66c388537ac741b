#include "app/picture/picture_fonts.hpp"

#include "core/base/utf8.hpp"

#include <cairo/cairo-ft.h>
#include <cairo/cairo.h>
#include <fontconfig/fontconfig.h>

#include <filesystem>
#include <system_error>

namespace doorway::app {
namespace {

constexpr double unit_px = 512;

_cairo_font_face* face_of_file(const std::string& file) {
  std::error_code ignored;
  if (file.empty() || !std::filesystem::is_regular_file(file, ignored)) return nullptr;
  FcPattern* pattern = FcPatternCreate();
  FcPatternAddString(pattern, FC_FILE, reinterpret_cast<const FcChar8*>(file.c_str()));
  FcPatternAddInteger(pattern, FC_INDEX, 0);
  cairo_font_face_t* face = cairo_ft_font_face_create_for_pattern(pattern);
  FcPatternDestroy(pattern);
  return face;
}

// Cairo's own, for which no file is needed.
_cairo_font_face* any_face(FontRole role) {
  return cairo_toy_font_face_create(role == FontRole::mono ? "@cairo:monospace" : "@cairo:", CAIRO_FONT_SLANT_NORMAL,
                                    role == FontRole::bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
}

_cairo_scaled_font* unit_of(_cairo_font_face* face) {
  cairo_matrix_t size;
  cairo_matrix_t place;
  cairo_matrix_init_scale(&size, unit_px, unit_px);
  cairo_matrix_init_identity(&place);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_scaled_font_t* font = cairo_scaled_font_create(face, &size, &place, options);
  cairo_font_options_destroy(options);
  return font;
}

std::string family_of(_cairo_scaled_font* font) {
  if (cairo_scaled_font_get_type(font) != CAIRO_FONT_TYPE_FT) return "";
  FT_Face face = cairo_ft_scaled_font_lock_face(font);
  if (face == nullptr) return "";
  std::string family = face->family_name != nullptr ? face->family_name : "";
  cairo_ft_scaled_font_unlock_face(font);
  return family;
}

bool is_well(const PictureFont& font) {
  return font.unit && cairo_scaled_font_status(font.unit.get()) == CAIRO_STATUS_SUCCESS;
}

PictureFont open_font(const std::string& file, FontRole role) {
  PictureFont font;
  font.face.reset(face_of_file(file));
  if (font.face) font.unit.reset(unit_of(font.face.get()));
  if (!is_well(font)) {
    font.face.reset(any_face(role));
    font.unit.reset(unit_of(font.face.get()));
  }
  cairo_font_extents_t extents{};
  cairo_scaled_font_extents(font.unit.get(), &extents);
  // As in the window: a font's size is from its highest letter down to its lowest one.
  const double height = extents.ascent + extents.descent;
  font.em_share = height > 0 ? unit_px / height : 0.8;
  font.ascent_share = height > 0 ? extents.ascent / height : 0.8;
  font.family = family_of(font.unit.get());
  return font;
}

bool can_be_shown(const DecodedCharacter& character) {
  return character.valid && !is_control(character.code_point) && character.code_point != 0xFFFE &&
         character.code_point != 0xFFFF;
}

}  // namespace

void PictureFont::Destroy::operator()(_cairo_font_face* face) const {
  cairo_font_face_destroy(face);
}

void PictureFont::Destroy::operator()(_cairo_scaled_font* font) const {
  cairo_scaled_font_destroy(font);
}

PictureFonts::PictureFonts(const FontFiles& files)
    : fonts_{open_font(files.text, FontRole::text), open_font(files.bold, FontRole::bold),
             open_font(files.mono, FontRole::mono)} {}

float PictureFonts::width(std::string_view words, FontRole role, float size_px) const {
  const PictureFont& font = of(role);
  const std::string text = picture_text(words);
  cairo_text_extents_t extents{};
  cairo_scaled_font_text_extents(font.unit.get(), text.c_str(), &extents);
  return static_cast<float>(extents.x_advance / unit_px * font.em_share) * size_px;
}

TextMeasure PictureFonts::measure() const {
  return [this](std::string_view words, FontRole role, float size_px) { return width(words, role, size_px); };
}

std::string picture_text(std::string_view words) {
  std::string text;
  text.reserve(words.size());
  while (!words.empty()) {
    const DecodedCharacter character = decode_utf8(words);
    if (can_be_shown(character)) {
      text += words.substr(0, character.size_bytes);
    } else {
      text += "\uFFFD";
    }
    words.remove_prefix(character.size_bytes);
  }
  return text;
}

}  // namespace doorway::app
