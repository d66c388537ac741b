#include "app/layout/compared_layout.hpp"

#include "app/layout/paragraph.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

constexpr float least_lane_area_px = 56;  // at scale 1, of one timeline

}  // namespace

ComparedLayout layout_compared(Rect area, float scale, std::string_view words, const TextMeasure& measure) {
  const auto px = [scale](float at_scale_1) { return at_scale_1 * scale; };
  const float text_px = smallest_text_px * scale;
  const float row = std::min(paragraph_line(text_px) + px(5), area.h * 0.2F);
  const float margin = px(10);
  const float most_button = area.w * 0.22F;
  const auto button_width = [&](std::string_view label) {
    return std::min(measure(label, FontRole::text, text_px) + px(18), most_button);
  };
  const float end_w = button_width(end_words);
  const float jump_w = button_width(jump_words);
  const float top = area.y + std::min(px(5), area.h * 0.03F);
  ComparedLayout layout;
  layout.end = {area.right() - margin - end_w, top, end_w, row};
  layout.jump = {layout.end.x - px(6) - jump_w, top, jump_w, row};
  const float words_w = std::max(layout.jump.x - px(8) - area.x - margin, 0.0F);
  const float high = paragraph_height(words, words_w, FontRole::text, text_px, measure);
  const float two_lines = std::min(2 * paragraph_line(text_px), area.h * 0.22F);
  layout.words = {area.x + margin, top, words_w, std::clamp(high, row, std::max(row, two_lines))};
  const float below = layout.words.bottom() + std::min(px(2), area.h * 0.01F);
  const float rest = std::max(area.bottom() - below, 0.0F);
  const bool has_both = rest >= 2 * px(least_lane_area_px);
  // The present take has the controls for both.
  const float here_h = has_both ? std::floor(rest * 0.54F) : rest;
  layout.here = {area.x, below, area.w, here_h};
  if (has_both) layout.there = {area.x, below + here_h, area.w, rest - here_h};
  return layout;
}

}  // namespace doorway::app
