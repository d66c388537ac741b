#pragma once

#include "core/live/take.hpp"

#include <future>
#include <memory>
#include <vector>

namespace doorway {

/// Where takes go whose sockets nobody needs any more: each is stopped on a thread of its own, so that nobody waits
/// for it. Their recordings stay with those who share them. Owned by one thread.
class Retired {
 public:
  Retired() = default;
  Retired(const Retired&) = delete;
  Retired& operator=(const Retired&) = delete;
  ~Retired() = default;  ///< waits until all are stopped

  /// Stops the take, and then forgets it. Where the system has no thread left, it is stopped before this returns.
  void add(std::unique_ptr<Take> take);

 private:
  std::vector<std::future<void>> under_way_;
};

}  // namespace doorway
