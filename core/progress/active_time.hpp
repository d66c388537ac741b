#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace doorway {

/// Counts for how long somebody is there: from one thing that they do to the next. Of a pause the first minute counts,
/// since a page is read without a key; what is longer does not. Owned by one thread.
class ActiveTime {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::seconds longest_pause{60};

  /// Somebody does something now.
  void touch(Clock::time_point now);
  /// Nobody is watched from now on, until the next touch.
  void stop() { last_.reset(); }

  /// Whole seconds that were counted and not yet taken.
  [[nodiscard]] std::uint32_t seconds() const;
  /// Takes them; what is left of a second counts on.
  std::uint32_t take_seconds();

 private:
  std::optional<Clock::time_point> last_;
  Clock::duration counted_{};
};

}  // namespace doorway
