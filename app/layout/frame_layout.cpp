#include "app/layout/frame_layout.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {

FrameLayout layout_frame(float width_px, float height_px, float scale) {
  const float width = std::max(width_px, 1.0F);
  const float height = std::max(height_px, 1.0F);
  // What must be there takes half of the height at most, however large the text is.
  const float wanted = (44 + 50 + 46) * scale;
  const float shrink = std::min(1.0F, height / 2 / wanted);
  const float bar = std::floor(44 * scale * shrink);
  const float sentence = std::floor(50 * scale * shrink);
  const float transport = std::floor(46 * scale * shrink);
  const float lesson = std::floor(std::min(330 * scale, width * 0.36F));
  const float timeline = std::floor(std::min(300 * scale, height * 0.27F));
  const float stage = height - bar - sentence - transport - timeline;
  FrameLayout frame;
  frame.top_bar = {0, 0, width, bar};
  frame.lesson = {0, bar, lesson, height - bar};
  frame.stage = {lesson, bar, width - lesson, stage};
  frame.sentence = {lesson, frame.stage.bottom(), width - lesson, sentence};
  frame.transport = {lesson, frame.sentence.bottom(), width - lesson, transport};
  frame.timeline = {lesson, frame.transport.bottom(), width - lesson, timeline};
  return frame;
}

}  // namespace doorway::app
