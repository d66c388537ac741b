// The fonts of the window come from files that are the system's, not ours: whatever they hold, there are letters.
#include "app/window/font_set.hpp"

#include "tests/support/content_of.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <imgui.h>

#include <filesystem>

using namespace doorway;
using namespace doorway::app;
using namespace doorway::test;

namespace {

bool has_letters(const ImFont* font) {
  return font != nullptr && font->FindGlyphNoFallback('a') != nullptr && font->FindGlyphNoFallback('7') != nullptr;
}

bool all_have_letters(const Fonts& fonts) {
  return has_letters(fonts.text) && has_letters(fonts.bold) && has_letters(fonts.mono) && has_letters(fonts.title);
}

}  // namespace

TEST_CASE("where a font cannot be read or is none there are letters all the same") {
  const TemporaryFolder folder;
  const std::string whole = content_of(find_font_files().mono);
  std::string without_outlines = whole;
  for (const std::string_view table : {"glyf", "CFF "}) {
    for (auto at = without_outlines.find(table); at != std::string::npos; at = without_outlines.find(table))
      without_outlines.replace(at, table.size(), "gone");
  }
  for (const std::string& file :
       {std::string(), folder.path("missing.ttf"), folder.path(""), std::string("/dev/zero"),
        folder.file("empty.ttf", ""), folder.file("short.ttf", "true"), folder.file("text.ttf", "This is no font."),
        folder.file("head.ttf", whole.substr(0, 12)), folder.file("half.ttf", whole.substr(0, whole.size() / 2)),
        folder.file("bare.ttf", without_outlines)}) {
    CAPTURE(file);
    FontSet set({file, file, file}, text_px_at_scale_1);
    CHECK(all_have_letters(set.fonts()));
    CHECK(set.set_size(2 * text_px_at_scale_1));
    CHECK(all_have_letters(set.fonts()));
  }
}

TEST_CASE("a font's file that goes away while the window is open is missed by nobody") {
  const TemporaryFolder folder;
  const std::string file = folder.file("mono.ttf", content_of(find_font_files().mono));
  FontSet set({file, file, file}, text_px_at_scale_1);
  const float width = set.fonts().mono->GetCharAdvance('a');
  std::filesystem::remove(file);
  FontSet moved(std::move(set));
  CHECK(moved.set_size(2 * text_px_at_scale_1));
  CHECK(moved.fonts().mono->GetCharAdvance('a') == doctest::Approx(2 * width).epsilon(0.1));
  CHECK_FALSE(moved.set_size(2 * text_px_at_scale_1));
}
