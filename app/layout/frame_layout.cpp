#include "app/layout/frame_layout.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

// At scale 1.
constexpr float narrowest_stage = 620;         // beside lesson and inspector
constexpr float smallest_stage_share = 0.25F;  // of the window
constexpr float edge_px = 7;

/// How large a part is when nothing is wished, and how large and small it can become.
struct Limits {
  float usual;        // at scale 1
  float usual_share;  // of the window, at most, as long as nothing is wished
  float smallest;     // at scale 1
  float most_share;   // of the window
};

constexpr Limits limits_of(FramePart part) {
  switch (part) {
    case FramePart::lesson: return {330, 0.36F, 200, 0.5F};
    case FramePart::timeline: return {300, 0.27F, 110, 0.5F};
    case FramePart::inspector: return {400, 0.45F, 240, 0.6F};
  }
  return {};
}

// Of a part in a window that is so wide, or so high, and leaves it so much at most.
float size_in(FramePart part, float wish, float extent, float room, float scale) {
  const Limits limits = limits_of(part);
  if (!(wish > 0)) return std::floor(std::min({limits.usual * scale, extent * limits.usual_share, room}));
  const float most = std::min(extent * limits.most_share, room);
  return std::floor(std::clamp(wish * scale, std::min(limits.smallest * scale, most), most));
}

struct Beside {
  float lesson = 0;
  float inspector = 0;
};

// Whether the lesson is shown beside the inspector goes by the window alone, not by wishes: nothing vanishes or comes
// up while an edge is dragged.
Beside beside_stage(float width, float scale, const FrameWishes& wishes) {
  const auto lesson = [&](float room) { return size_in(FramePart::lesson, wishes.lesson_w, width, room, scale); };
  const auto inspector = [&](float room) {
    return size_in(FramePart::inspector, wishes.inspector_w, width, room, scale);
  };
  if (!wishes.inspector_is_open) return {lesson(width), 0};
  const float room = std::floor(width - std::max(narrowest_stage * scale, width * smallest_stage_share));
  const float beside_lesson = room - lesson(width);
  if (wishes.inspector_is_guest && beside_lesson >= limits_of(FramePart::inspector).smallest * scale) {
    return {lesson(width), std::floor(std::min(inspector(width), beside_lesson))};
  }
  const float usual =
      size_in(FramePart::lesson, 0, width, width, scale) + size_in(FramePart::inspector, 0, width, width, scale);
  if (usual > room) return {0, inspector(width)};
  const float lesson_w = lesson(room - limits_of(FramePart::inspector).smallest * scale);
  return {lesson_w, inspector(room - lesson_w)};
}

}  // namespace

void FrameWishes::set(FramePart part, float size) {
  (part == FramePart::lesson ? lesson_w : part == FramePart::timeline ? timeline_h : inspector_w) = size;
}

float FrameLayout::size_of(FramePart part) const {
  return part == FramePart::lesson ? lesson.w : part == FramePart::timeline ? timeline.h : inspector.w;
}

FrameLayout layout_frame(float width_px, float height_px, float scale, const FrameWishes& wishes) {
  const float width = std::max(width_px, 1.0F);
  const float height = std::max(height_px, 1.0F);
  // What must be there takes half of the height at most, however large the text is.
  const float wanted = (44 + 50 + 46) * scale;
  const float shrink = std::min(1.0F, height / 2 / wanted);
  const float bar = std::floor(44 * scale * shrink);
  const float sentence = std::floor(50 * scale * shrink);
  const float transport = std::floor(46 * scale * shrink);
  const auto [lesson, inspector] = beside_stage(width, scale, wishes);
  const float rest = height - bar - sentence - transport;
  const float timeline = wishes.timeline_is_hidden
                             ? 0
                             : size_in(FramePart::timeline, wishes.timeline_h, height, std::floor(rest * 0.7F), scale);
  FrameLayout frame;
  frame.top_bar = {0, 0, width, bar};
  const float middle = width - lesson - inspector;
  frame.lesson = {0, bar, lesson, height - bar};
  frame.inspector = {width - inspector, bar, inspector, height - bar};
  frame.stage = {lesson, bar, middle, rest - timeline};
  frame.sentence = {lesson, frame.stage.bottom(), middle, sentence};
  frame.transport = {lesson, frame.sentence.bottom(), middle, transport};
  frame.timeline = {lesson, frame.transport.bottom(), middle, timeline};
  return frame;
}

FrameWishes resized(FrameWishes wishes, FramePart part, float size, float width_px, float height_px, float scale) {
  wishes.set(part, std::max(size, 1.0F));
  const float becomes = layout_frame(width_px, height_px, scale, wishes).size_of(part);
  if (becomes > 0) wishes.set(part, becomes / scale);
  return wishes;
}

Rect edge_of(const FrameLayout& frame, FramePart part, float scale) {
  if (frame.size_of(part) <= 0 || !frame.stage.shown()) return {};
  const float thick = edge_px * std::max(scale, 1.0F);
  switch (part) {
    case FramePart::lesson: return {frame.lesson.right(), frame.lesson.y, thick, frame.lesson.h};
    case FramePart::inspector: return {frame.inspector.x - thick, frame.inspector.y, thick, frame.inspector.h};
    case FramePart::timeline: return {frame.stage.x, frame.stage.bottom() - thick, frame.stage.w, thick};
  }
  return {};
}

float size_at(const FrameLayout& frame, FramePart part, Point mouse) {
  switch (part) {
    case FramePart::lesson: return mouse.x - frame.lesson.x;
    case FramePart::inspector: return frame.inspector.right() - mouse.x;
    case FramePart::timeline: return frame.timeline.bottom() - mouse.y - frame.sentence.h - frame.transport.h;
  }
  return 0;
}

}  // namespace doorway::app
