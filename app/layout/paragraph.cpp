#include "app/layout/paragraph.hpp"

#include <algorithm>
#include <cmath>

namespace doorway::app {

float paragraph_line(float text_px) {
  return std::ceil(text_px * 1.35F);
}

float paragraph_height(std::string_view text, float width, FontRole role, float text_px, const TextMeasure& measure) {
  std::size_t lines = 0;
  while (!text.empty()) {
    std::size_t end = 0;
    for (std::size_t next = 0; next <= text.size();) {
      const std::size_t stop = std::min(text.find(' ', next), text.size());
      if (end > 0 && measure(text.substr(0, stop), role, text_px) > width) break;
      end = stop;
      next = stop + 1;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
    ++lines;
  }
  return static_cast<float>(lines) * paragraph_line(text_px);
}

}  // namespace doorway::app
