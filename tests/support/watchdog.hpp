#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <thread>

namespace doorway::test {

/// Ends the program, after saying which one it was, when something random does not end.
class Watchdog {
 public:
  explicit Watchdog(std::chrono::seconds patience) : patience_(patience), thread_([this] { watch(); }) {}
  ~Watchdog() {
    {
      const std::lock_guard lock(mutex_);
      done_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// The one of this seed begins, and the one before it has ended.
  void begin(std::uint64_t seed) {
    {
      const std::lock_guard lock(mutex_);
      seed_ = seed;
      ends_at_ = std::chrono::steady_clock::now() + patience_;
    }
    changed_.notify_all();
  }

 private:
  void watch() {
    std::unique_lock lock(mutex_);
    while (!done_) {
      const auto ends_at = ends_at_;
      if (changed_.wait_until(lock, ends_at) == std::cv_status::no_timeout || ends_at != ends_at_ || done_) continue;
      std::cerr << "a sequence hangs: DOORWAY_SEED=" << seed_ << std::endl;
      std::abort();
    }
  }

  const std::chrono::seconds patience_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t seed_ = 0;
  std::chrono::steady_clock::time_point ends_at_ = std::chrono::steady_clock::now() + patience_;
  bool done_ = false;
  std::thread thread_;
};

}  // namespace doorway::test
