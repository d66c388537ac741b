#include "app/window/font_bytes.hpp"

#include "app/read_file.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

namespace doorway::app {
namespace {

constexpr std::size_t most_font_bytes = 64 << 20;

struct CloseLibrary {
  void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};

// Big-endian, as fonts are; 0 behind the end.
std::size_t number_at(std::string_view bytes, std::size_t at, std::size_t width) {
  std::size_t number = 0;
  for (std::size_t i = at; i < at + width; ++i) {
    number = number << 8U | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U);
  }
  return number;
}

// FreeType leaves out a table that the file is too short for, ImGui's stb_truetype reads behind the end. Source:
// OpenType 1.9, "Table directory" and "TTC header".
bool is_cut(std::string_view bytes) {
  const std::size_t directory = bytes.starts_with("ttcf") ? number_at(bytes, 12, 4) : 0;
  const std::size_t tables = number_at(bytes, directory + 4, 2);
  for (std::size_t entry = directory + 12; entry < directory + 12 + 16 * tables; entry += 16) {
    if (number_at(bytes, entry + 8, 4) + number_at(bytes, entry + 12, 4) > bytes.size()) return true;
  }
  return directory + 12 + 16 * tables > bytes.size();
}

bool is_font(const std::string& bytes) {
  FT_Library made = nullptr;
  if (is_cut(bytes) || FT_Init_FreeType(&made) != 0) return false;
  const std::unique_ptr<std::remove_pointer_t<FT_Library>, CloseLibrary> library(made);  // closes its faces too
  FT_Face face = nullptr;
  return FT_New_Memory_Face(library.get(), reinterpret_cast<const FT_Byte*>(bytes.data()),
                            static_cast<FT_Long>(bytes.size()), 0, &face) == 0 &&
         FT_Select_Charmap(face, FT_ENCODING_UNICODE) == 0 && FT_Load_Char(face, 'a', FT_LOAD_NO_SCALE) == 0 &&
         face->glyph->outline.n_points > 0;
}

}  // namespace

std::string read_font(const std::string& file) {
  auto bytes = read_file(file, most_font_bytes);
  return bytes && is_font(*bytes) ? *std::move(bytes) : std::string();
}

}  // namespace doorway::app
