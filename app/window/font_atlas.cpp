#include "app/window/font_atlas.hpp"

#include <imgui.h>

#include <array>
#include <filesystem>
#include <string>
#include <system_error>

namespace doorway::app {
namespace {

// Latin, Greek and Cyrillic, punctuation, arrows, mathematical signs and simple shapes. ImGui keeps the pointer.
constexpr std::array<ImWchar, 17> glyph_ranges{0x0020, 0x024F, 0x0370, 0x03FF, 0x0400, 0x052F, 0x2010, 0x205E, 0x20A0,
                                               0x20BF, 0x2190, 0x21FF, 0x2200, 0x22FF, 0x25A0, 0x25FF, 0};

ImFont* add_font(const std::string& file, float size_px) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  std::error_code ignored;
  if (!file.empty() && std::filesystem::is_regular_file(file, ignored)) {
    ImFontConfig config;
    config.OversampleH = 2;
    config.OversampleV = 1;
    if (ImFont* font = atlas.AddFontFromFileTTF(file.c_str(), size_px, &config, glyph_ranges.data())) return font;
  }
  ImFontConfig config;
  config.SizePixels = size_px;
  return atlas.AddFontDefault(&config);
}

}  // namespace

Fonts build_fonts(const FontFiles& files, float text_px) {
  ImGui::GetIO().Fonts->Clear();
  Fonts fonts;
  fonts.size = text_px;
  fonts.title_size = text_px * 1.5F;
  fonts.text = add_font(files.text, fonts.size);
  fonts.bold = add_font(files.bold, fonts.size);
  fonts.mono = add_font(files.mono, fonts.size);
  fonts.title = add_font(files.bold, fonts.title_size);
  return fonts;
}

}  // namespace doorway::app
