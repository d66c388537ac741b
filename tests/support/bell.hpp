#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace doorway::test {

/// What `on_change` rings, on any thread, and a test waits for.
class Bell {
 public:
  void ring() {
    {
      const std::lock_guard lock(mutex_);
      ++rung_;
    }
    heard_.notify_all();
  }

  /// How often it has been rung. To be read before looking at what a ring tells of, so that none is missed.
  [[nodiscard]] std::uint64_t rung() const {
    const std::lock_guard lock(mutex_);
    return rung_;
  }

  /// Waits until it has been rung more often than that. False when the time is up.
  bool wait_beyond(std::uint64_t rung, std::chrono::steady_clock::time_point give_up_at) {
    std::unique_lock lock(mutex_);
    return heard_.wait_until(lock, give_up_at, [&] { return rung_ > rung; });
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable heard_;
  std::uint64_t rung_ = 0;
};

}  // namespace doorway::test
