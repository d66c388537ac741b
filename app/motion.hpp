#pragma once

#include <algorithm>
#include <chrono>

namespace doorway::app {

/// The time that a change of the stage takes to be seen. It is in nobody's way: a new one replaces it, and `finish`
/// ends it at once. Owned and used by one thread.
class Motion {
 public:
  using Clock = std::chrono::steady_clock;

  void begin(Clock::time_point now, std::chrono::milliseconds length) {
    began_ = now;
    length_ = length;
  }
  void finish() { length_ = std::chrono::milliseconds(0); }

  [[nodiscard]] bool is_under_way(Clock::time_point now) const { return now < began_ + length_; }

  /// From 0 to 1, slow at both ends.
  [[nodiscard]] float progress(Clock::time_point now) const {
    if (!is_under_way(now)) return 1;
    const std::chrono::duration<float> passed = now - began_;
    const float share = std::clamp(passed / std::chrono::duration<float>(length_), 0.0F, 1.0F);
    return share * share * (3 - 2 * share);
  }

 private:
  Clock::time_point began_{};
  std::chrono::milliseconds length_{0};
};

}  // namespace doorway::app
