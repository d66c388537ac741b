#include "app/layout/frame_layout.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {

namespace {
constexpr float narrowest_stage = 620;  // beside lesson and inspector, at scale 1
}  // namespace

FrameLayout layout_frame(float width_px, float height_px, float scale, const FrameWishes& wishes) {
  const float width = std::max(width_px, 1.0F);
  const float height = std::max(height_px, 1.0F);
  // What must be there takes half of the height at most, however large the text is.
  const float wanted = (44 + 50 + 46) * scale;
  const float shrink = std::min(1.0F, height / 2 / wanted);
  const float bar = std::floor(44 * scale * shrink);
  const float sentence = std::floor(50 * scale * shrink);
  const float transport = std::floor(46 * scale * shrink);
  float lesson = std::floor(std::min(wishes.lesson_w * scale, width * 0.36F));
  const float inspector =
      wishes.inspector_is_open ? std::floor(std::min(wishes.inspector_w * scale, width * 0.45F)) : 0.0F;
  if (inspector > 0 && width - lesson - inspector < narrowest_stage * scale) lesson = 0;
  const float timeline = std::floor(std::min(wishes.timeline_h * scale, height * 0.27F));
  const float stage = height - bar - sentence - transport - timeline;
  FrameLayout frame;
  frame.top_bar = {0, 0, width, bar};
  const float middle = width - lesson - inspector;
  frame.lesson = {0, bar, lesson, height - bar};
  frame.inspector = {width - inspector, bar, inspector, height - bar};
  frame.stage = {lesson, bar, middle, stage};
  frame.sentence = {lesson, frame.stage.bottom(), middle, sentence};
  frame.transport = {lesson, frame.sentence.bottom(), middle, transport};
  frame.timeline = {lesson, frame.transport.bottom(), middle, timeline};
  return frame;
}

}  // namespace doorway::app
