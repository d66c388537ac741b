#pragma once

#include <chrono>
#include <string>

namespace doorway::app {

/// What the user is told on a card at the window's foot.
struct Message {
  std::string text;
  /// What was asked for is done: then the card goes away of itself. All else stays until it is closed.
  bool is_success = false;
};

/// So long a message of success stays.
constexpr std::chrono::seconds success_time{8};

}  // namespace doorway::app
