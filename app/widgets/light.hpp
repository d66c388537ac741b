#pragma once

#include "app/layout/geometry.hpp"
#include "app/scene/pointed.hpp"
#include "app/widgets/draw.hpp"

#include <imgui.h>

namespace doorway::app {

/// What panels ask while they draw (is this thing lit?) and tell (this thing is drawn here), so that the thing under
/// the mouse lights up wherever it is shown. What was clicked stays lit until something else is, or nothing is. One for
/// each frame.
class Light {
 public:
  Light(const Lit& lit, Pointed pinned) : lit_(lit), pinned_(pinned) {}

  [[nodiscard]] const Lit& lit() const { return lit_; }

  /// This thing is drawn here; what is drawn later lies above.
  void is_at(Rect rect, const Pointed& thing) {
    if (is_hovered(rect)) hovered_ = thing;
  }
  /// A click here on no thing lets go of what was pinned.
  void is_ground(Rect rect) {
    if (is_hovered(rect)) on_ground_ = true;
  }

  [[nodiscard]] const Pointed& hovered() const { return hovered_; }

  /// What is pinned after this frame: a click pins, a click on the same thing or on the ground lets go.
  [[nodiscard]] Pointed pinned() const {
    if (!ImGui::IsMouseClicked(ImGuiMouseButton_Left)) return pinned_;
    if (!hovered_.is_nothing()) return hovered_ == pinned_ ? Pointed{} : hovered_;
    return on_ground_ ? Pointed{} : pinned_;
  }

 private:
  const Lit& lit_;
  const Pointed pinned_;
  Pointed hovered_;
  bool on_ground_ = false;
};

}  // namespace doorway::app
