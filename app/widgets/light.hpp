#pragma once

#include "app/layout/geometry.hpp"
#include "app/scene/pointed.hpp"
#include "app/widgets/mouse.hpp"

namespace doorway::app {

/// What panels ask while they draw (is this thing lit?) and tell (this thing is drawn here), so that the thing under
/// the mouse lights up wherever it is shown. What was clicked stays lit until something else is, or nothing is. One for
/// each frame, or picture.
class Light {
 public:
  /// `mouse` outlives it.
  Light(const Lit& lit, Pointed pinned, const Mouse& mouse) : lit_(lit), pinned_(pinned), mouse_(mouse) {}

  [[nodiscard]] const Lit& lit() const { return lit_; }
  [[nodiscard]] const Mouse& mouse() const { return mouse_; }

  /// This thing is drawn here; what is drawn later lies above.
  void is_at(Rect rect, const Pointed& thing) {
    if (mouse_.is_over(rect)) hovered_ = thing;
  }
  /// A click here on no thing lets go of what was pinned.
  void is_ground(Rect rect) {
    if (mouse_.is_over(rect)) on_ground_ = true;
  }

  [[nodiscard]] const Pointed& hovered() const { return hovered_; }

  /// What is pinned after this frame: a click pins, a click on the same thing or on the ground lets go.
  [[nodiscard]] Pointed pinned() const {
    if (!mouse_.is_pressed()) return pinned_;
    if (!hovered_.is_nothing()) return hovered_ == pinned_ ? Pointed{} : hovered_;
    return on_ground_ ? Pointed{} : pinned_;
  }

 private:
  const Lit& lit_;
  const Pointed pinned_;
  const Mouse& mouse_;
  Pointed hovered_;
  bool on_ground_ = false;
};

}  // namespace doorway::app
