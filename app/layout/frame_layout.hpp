#pragma once

#include "app/layout/geometry.hpp"

#include <array>
#include <cstdint>

namespace doorway::app {

/// The parts that the user can resize: the lesson's and the inspector's width, the timeline's height.
enum class FramePart : std::uint8_t { lesson, timeline, inspector };
constexpr std::array<FramePart, 3> frame_parts{FramePart::lesson, FramePart::timeline, FramePart::inspector};

/// How large the user wants the parts that can be resized, in pixels at scale 1; 0: as it was at first, which goes by
/// the window's size.
struct FrameWishes {
  float lesson_w = 0;
  float timeline_h = 0;
  float inspector_w = 0;
  bool inspector_is_open = false;
  bool inspector_is_guest = false;  ///< a page has opened it: it is narrower rather than take the lesson's room
  bool timeline_is_hidden = false;  ///< the stage has its room; not kept from one start to the next

  void set(FramePart part, float size);
  friend bool operator==(const FrameWishes&, const FrameWishes&) = default;
};

/// Where the parts of the window are. They touch, do not overlap, and together fill the window.
struct FrameLayout {
  Rect top_bar;
  Rect lesson;     ///< the page, at the left; empty where the inspector needs its room
  Rect stage;      ///< two rooms and what is between them
  Rect sentence;   ///< what has just happened
  Rect transport;  ///< the controls
  Rect timeline;   ///< empty where it is hidden
  Rect inspector;  ///< at the right; empty unless it is open

  [[nodiscard]] float size_of(FramePart part) const;  ///< in pixels; 0 where it is not shown
};

/// The parts for a window of this size. `scale` is 1 for ordinary text. Where the window is too small for all, the
/// lesson and the timeline give way first; no wish can take a part's last room, or the stage's.
FrameLayout layout_frame(float width_px, float height_px, float scale, const FrameWishes& wishes = {});

/// The wishes with this part as large as that, in pixels at scale 1, as far as this window has room for it: what is
/// kept is what is seen.
FrameWishes resized(FrameWishes wishes, FramePart part, float size, float width_px, float height_px, float scale);

/// The edge of the part at which it is taken hold of: a band beside or across it, on the stage's side, so that nothing
/// else lies under it. Empty where the part is not shown.
Rect edge_of(const FrameLayout& frame, FramePart part, float scale);

/// How large the part, in pixels, is to be for its edge to be where the mouse is.
float size_at(const FrameLayout& frame, FramePart part, Point mouse);

}  // namespace doorway::app
