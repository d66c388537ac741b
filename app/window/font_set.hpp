#pragma once

#include "app/widgets/fonts.hpp"
#include "app/window/font_files.hpp"

#include <memory>
#include <string>

struct ImFontAtlas;
struct ImGuiContext;

namespace doorway::app {

/// The size of ordinary text at scale 1, in pixels.
constexpr float text_px_at_scale_1 = 15;

/// The fonts of the window, with the atlas that holds their letters as pixels. It may be made on any thread, as long as
/// there is no ImGui context (which counts allocations, of every thread).
class FontSet {
 public:
  /// Reads the files, one pixel of the screen for one of the window. For a file that cannot be read, or that is no
  /// font, ImGui's own letters stand in.
  FontSet(const FontFiles& files, float text_px);
  ~FontSet();
  FontSet(FontSet&&) noexcept;

  [[nodiscard]] ImFontAtlas& atlas() { return *atlas_; }
  [[nodiscard]] const Fonts& fonts() const { return fonts_; }

  /// Builds the atlas for text of this size, so that it is sharp. `density`: how many of the screen's pixels lie side
  /// by side in one of the window's. False when it was for that size already. Not within a frame; whoever draws hands
  /// the atlas's texture to the graphics card anew.
  bool set_size(float text_px, float density = 1);

 private:
  std::string text_, bold_, mono_;  ///< the files' bytes, of which the atlas keeps the places
  std::unique_ptr<ImFontAtlas> atlas_;
  Fonts fonts_;
  float density_ = 1;
};

/// Dear ImGui's context, the present one as long as it lives, which draws with these fonts. On the thread that draws.
class GuiContext {
 public:
  explicit GuiContext(FontSet fonts);
  ~GuiContext();
  GuiContext(const GuiContext&) = delete;
  GuiContext& operator=(const GuiContext&) = delete;

  [[nodiscard]] FontSet& font_set() { return fonts_; }

 private:
  FontSet fonts_;
  ImGuiContext* context_;
};

}  // namespace doorway::app
