#pragma once

#include "app/scene/stage_scene.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace doorway::app {

/// Which bytes of what a process has read stand in its hands, from left to right: "… 40", the last of those that were
/// there, the first of the latest read, "… 7". What is not shown is counted.
struct HandsPlan {
  float cell = 0;                   ///< the width of one byte, in pixels
  std::uint64_t hidden_before = 0;  ///< read before the first that is shown
  std::string words_before;         ///< that tell of those; empty: none, or no room to say so but in the caption
  std::size_t earlier = 0;          ///< how many of HandsView::earlier are shown: the last of them
  std::size_t latest = 0;           ///< how many of the latest read: the first of them
  std::uint64_t hidden_after = 0;   ///< of the latest read
  std::string words_after;          ///< that tell of those; empty: none
  float width = 0;                  ///< of all, in pixels
};

/// How wide a text is, in pixels, with what is kept free beside it.
using WidthOfText = std::function<float(std::string_view text)>;

/// Within this width, in pixels, if it has room for one cell and two words.
HandsPlan plan_hands(const HandsView& hands, float width, float scale, const WidthOfText& width_of);

}  // namespace doorway::app
