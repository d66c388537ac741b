#pragma once

#include "app/layout/geometry.hpp"

#include <rapidcheck.h>

#include <cstddef>
#include <string_view>
#include <vector>

// What tests of layouts ask of rectangles.
namespace doorway::test {

/// Fonts for layouts without any: all letters are equally wide.
inline float measured(std::string_view text, app::FontRole, float size_px) {
  return static_cast<float>(text.size()) * size_px * 0.55F;
}

constexpr float tolerance_px = 0.6F;

inline bool overlap(const app::Rect& one, const app::Rect& other) {
  if (!one.shown() || !other.shown()) return false;
  return one.x + tolerance_px < other.right() && other.x + tolerance_px < one.right() &&
         one.y + tolerance_px < other.bottom() && other.y + tolerance_px < one.bottom();
}

inline bool is_inside(const app::Rect& inner, const app::Rect& outer) {
  if (!inner.shown()) return true;
  return inner.x + tolerance_px >= outer.x && inner.y + tolerance_px >= outer.y &&
         inner.right() <= outer.right() + tolerance_px && inner.bottom() <= outer.bottom() + tolerance_px;
}

inline void check_apart(const std::vector<app::Rect>& rects, const app::Rect& area) {
  for (std::size_t i = 0; i < rects.size(); ++i) {
    RC_ASSERT(is_inside(rects[i], area));
    for (std::size_t j = 0; j < i; ++j) RC_ASSERT(!overlap(rects[i], rects[j]));
  }
}

}  // namespace doorway::test
