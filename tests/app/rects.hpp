#pragma once

#include "app/layout/geometry.hpp"

#include <string_view>

namespace doorway::test {

/// Text in a font of which every letter is as wide as any other.
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

}  // namespace doorway::test
