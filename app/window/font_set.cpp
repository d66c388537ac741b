#include "app/window/font_set.hpp"

#include "app/window/font_bytes.hpp"

#include <imgui.h>

#include <array>
#include <utility>

namespace doorway::app {
namespace {

// Latin, Greek and Cyrillic, punctuation, arrows, mathematical signs and simple shapes. ImGui keeps the pointer.
constexpr std::array<ImWchar, 17> glyph_ranges{0x0020, 0x024F, 0x0370, 0x03FF, 0x0400, 0x052F, 0x2010, 0x205E, 0x20A0,
                                               0x20BF, 0x2190, 0x21FF, 0x2200, 0x22FF, 0x25A0, 0x25FF, 0};

// Letters that are so large are sharp at whole pixels too, and finer ones would fill the graphics card's memory.
constexpr float sharp_px = 32;

ImFont* add_font(ImFontAtlas& atlas, std::string& font, float size_px) {
  ImFontConfig config;
  if (font.empty()) {
    config.SizePixels = size_px;
    return atlas.AddFontDefault(&config);
  }
  config.OversampleH = size_px < sharp_px ? 2 : 1;
  config.OversampleV = 1;
  config.FontDataOwnedByAtlas = false;
  return atlas.AddFontFromMemoryTTF(font.data(), static_cast<int>(font.size()), size_px, &config, glyph_ranges.data());
}

}  // namespace

FontSet::FontSet(const FontFiles& files, float text_px)
    : text_(read_font(files.text)),
      bold_(read_font(files.bold)),
      mono_(read_font(files.mono)),
      atlas_(std::make_unique<ImFontAtlas>()) {
  set_size(text_px);
}

FontSet::~FontSet() = default;
FontSet::FontSet(FontSet&&) noexcept = default;

bool FontSet::set_size(float text_px, float density) {
  if (atlas_->IsBuilt() && text_px == fonts_.size && density == density_) return false;
  atlas_->Clear();
  density_ = density;
  fonts_.size = text_px;
  fonts_.title_size = text_px * 1.5F;
  fonts_.text = add_font(*atlas_, text_, fonts_.size * density);
  fonts_.bold = add_font(*atlas_, bold_, fonts_.size * density);
  fonts_.mono = add_font(*atlas_, mono_, fonts_.size * density);
  fonts_.title = add_font(*atlas_, bold_, fonts_.title_size * density);
#if IMGUI_VERSION_NUM < 19200  // from there on the letters are drawn as they are needed
  atlas_->Build();
#endif
  return true;
}

// From 1.92 on a context keeps only those atlases up to date that it owns, and would delete ours with itself.
GuiContext::GuiContext(FontSet fonts) : fonts_(std::move(fonts)) {
  IMGUI_CHECKVERSION();
  context_ = ImGui::CreateContext(&fonts_.atlas());
  ImGui::SetCurrentContext(context_);
#if IMGUI_VERSION_NUM >= 19200
  fonts_.atlas().OwnerContext = context_;
#endif
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().LogFilename = nullptr;
}

GuiContext::~GuiContext() {
#if IMGUI_VERSION_NUM >= 19200
  fonts_.atlas().OwnerContext = nullptr;
#endif
  ImGui::DestroyContext(context_);
  fonts_.atlas().Locked = false;  // it is when an exception ended a frame in its middle
}

}  // namespace doorway::app
