#include "app/window/font_files.hpp"

#include <fontconfig/fontconfig.h>

#include <initializer_list>
#include <memory>

namespace doorway::app {
namespace {

struct Destroy {
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
  void operator()(FcConfig* config) const { FcConfigDestroy(config); }
};
using Pattern = std::unique_ptr<FcPattern, Destroy>;

// ImGui reads outlines of TrueType and OpenType files; variable fonts would show their lightest weight.
Pattern pattern_of(std::initializer_list<const char*> families, int weight) {
  Pattern pattern(FcPatternCreate());
  for (const char* family : families) {
    FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
  }
  FcPatternAddInteger(pattern.get(), FC_WEIGHT, weight);
  FcPatternAddInteger(pattern.get(), FC_SLANT, FC_SLANT_ROMAN);
  FcPatternAddBool(pattern.get(), FC_VARIABLE, FcFalse);
  FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
  return pattern;
}

std::string find(FcConfig* config, const Pattern& pattern) {
  FcConfigSubstitute(config, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  FcResult result = FcResultNoMatch;
  const Pattern match(FcFontMatch(config, pattern.get(), &result));
  FcChar8* file = nullptr;
  if (!match || FcPatternGetString(match.get(), FC_FILE, 0, &file) != FcResultMatch) return "";
  return reinterpret_cast<const char*>(file);
}

}  // namespace

FontFiles find_font_files() {
  const std::unique_ptr<FcConfig, Destroy> config(FcInitLoadConfigAndFonts());
  if (!config) return {};
  const auto sans = {"Inter", "Noto Sans", "DejaVu Sans"};
  const auto mono = {"JetBrains Mono", "DejaVu Sans Mono"};
  return {find(config.get(), pattern_of(sans, FC_WEIGHT_REGULAR)), find(config.get(), pattern_of(sans, FC_WEIGHT_BOLD)),
          find(config.get(), pattern_of(mono, FC_WEIGHT_REGULAR))};
}

}  // namespace doorway::app
