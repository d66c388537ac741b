#pragma once

#include "app/widgets/canvas.hpp"
#include "tests/app/layout_checks.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::test {

/// One line of words as it was painted.
struct PaintedWords {
  app::Rect rect;  ///< as wide as the words, as high as their letters
  std::string words;
  float size_px = 0;
};

/// Remembers the words that are painted, and nothing else.
class WordCanvas final : public app::Canvas {
 public:
  std::vector<PaintedWords> painted;

  void fill(app::Rect, app::Color, float) override {}
  void gradient(app::Rect, app::Color, app::Color) override {}
  void frame(app::Rect, app::Color, float, float) override {}
  void line(app::Point, app::Point, app::Color, float) override {}
  void dashed_line(app::Point, app::Point, app::Color, float, float) override {}
  void polyline(std::span<const app::Point>, app::Color, float, bool) override {}
  void polygon(std::span<const app::Point>, app::Color) override {}
  void circle(app::Point, float, app::Color) override {}
  void curve(const std::array<app::Point, 4>&, app::Color, float) override {}
  void begin_clip(app::Rect) override {}
  void end_clip() override {}
  void text(app::Point at, std::string_view words, app::Color, app::FontRole role, float size_px) override {
    if (!words.empty())
      painted.push_back({{at.x, at.y, measured(words, role, size_px), size_px}, std::string(words), size_px});
  }
  [[nodiscard]] float text_width(std::string_view words, app::FontRole role, float size_px) const override {
    return measured(words, role, size_px);
  }
};

inline bool is_cut(std::string_view words) {
  return words.size() > 3 && words.ends_with("…") && !words.ends_with(" …");
}

/// What is wrong with what was painted, each kind of it once.
using Faults = std::set<std::string>;

/// Notes words that lie on others, outside of what they are painted on, or are too small to be read.
inline void check_painted(const WordCanvas& canvas, const app::Rect& area, float scale, Faults& faults) {
  const float least = app::smallest_text_px * std::min(scale, 1.0F);
  for (std::size_t i = 0; i < canvas.painted.size(); ++i) {
    const PaintedWords& one = canvas.painted[i];
    const app::Rect letters{one.rect.x, one.rect.y + 1, one.rect.w, one.rect.h - 2};
    if (one.size_px + 0.01F < least) faults.insert("'" + one.words + "' is too small");
    if (!is_inside(letters, area)) faults.insert("'" + one.words + "' is outside");
    for (std::size_t k = 0; k < i; ++k) {
      const PaintedWords& other = canvas.painted[k];
      if (overlap(letters, other.rect)) faults.insert("'" + one.words + "' lies on '" + other.words + "'");
    }
  }
}

}  // namespace doorway::test
