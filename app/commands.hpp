#pragma once

#include "core/base/ids.hpp"

#include <variant>
#include <vector>

namespace doorway::app {

/// Move the cursor to the step that this event belongs to.
struct SeekTo {
  Seq seq = 0;
};

/// What a panel wants to happen. The application applies it, once the frame is drawn.
using Command = std::variant<SeekTo>;

/// Where panels put what they want, in the order in which it was asked for.
using Commands = std::vector<Command>;

}  // namespace doorway::app
