#pragma once

#include "app/theme.hpp"

#include <imgui.h>

namespace doorway::app {

/// The colour as ImGui takes it.
inline ImU32 packed(Color color) {
  return IM_COL32(color.r, color.g, color.b, color.a);
}

}  // namespace doorway::app
