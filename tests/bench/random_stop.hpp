#pragma once

#include "core/live/take.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace doorway {

/// Tells a waiting thread that a take has changed. It outlives the take.
class ChangeBell {
 public:
  void ring() {
    {
      const std::lock_guard lock(mutex_);
      ++rung_;
    }
    changed_.notify_all();
  }

  /// Waits until the condition holds, which is asked again after each change. False when it did not in time.
  template <class Condition>
  bool wait_until(Condition condition, std::chrono::milliseconds at_most = std::chrono::seconds(20)) {
    const auto give_up_at = std::chrono::steady_clock::now() + at_most;
    for (;;) {
      std::uint64_t seen = 0;
      {
        const std::lock_guard lock(mutex_);
        seen = rung_;
      }
      if (condition()) return true;
      std::unique_lock lock(mutex_);
      if (!changed_.wait_until(lock, give_up_at, [&] { return rung_ != seen; })) return false;
    }
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t rung_ = 0;
};

/// A take that was stopped at some point.
struct StoppedTake {
  std::string where;                     ///< "asleep in recv", "at event 17"
  bool asleep = false;                   ///< a process slept in the call that `where` names
  std::chrono::nanoseconds duration{0};  ///< of stop()
  std::size_t sockets_left_open = 0;     ///< of this program, when stop had returned
};

/// Runs takes and stops each at a random point: half of them while a process sleeps (in recv, accept, send, connect,
/// poll, recvfrom and both kinds of wait, in turn), the others after a random event of a run or before any; of these
/// each second run is a free one.
class RandomStops {
 public:
  explicit RandomStops(std::uint32_t seed) : random_(seed) {}

  Result<StoppedTake> next();

 private:
  LoopbackNetwork network_;
  std::minstd_rand random_;
  std::size_t count_ = 0;
};

/// How many descriptors this program has open, and how many of them are sockets.
struct OpenDescriptors {
  std::size_t all = 0;
  std::size_t sockets = 0;
};
OpenDescriptors open_descriptors();

}  // namespace doorway
