#include "core/progress/active_time.hpp"

#include "core/progress/record.hpp"

#include <algorithm>

namespace doorway {

void ActiveTime::touch(Clock::time_point now) {
  if (last_ && now > *last_) counted_ += std::min<Clock::duration>(now - *last_, longest_pause);
  last_ = now;
}

std::uint32_t ActiveTime::seconds() const {
  const auto whole = std::chrono::floor<std::chrono::seconds>(counted_).count();
  return static_cast<std::uint32_t>(std::min<std::int64_t>(whole, progress_limits::seconds));
}

std::uint32_t ActiveTime::take_seconds() {
  const std::uint32_t taken = seconds();
  counted_ -= std::chrono::seconds(taken);
  return taken;
}

}  // namespace doorway
