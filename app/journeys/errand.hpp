#pragma once

#include "app/aside.hpp"

#include <functional>
#include <optional>
#include <utility>

namespace doorway::app {

/// Something that is done aside, again and again, where only the newest wish counts: one that comes while another is
/// under way waits, and what comes of that other is dropped. Its end waits for what is under way. Owned by one thread,
/// which never waits before that.
template <class Outcome>
class Errand {
 public:
  using Job = std::function<Outcome()>;

  explicit Errand(std::function<void()> wake) : wake_(std::move(wake)) {}

  void run(Job job) {
    if (aside_.is_under_way()) {
      next_ = std::move(job);
    } else {
      aside_ = {std::move(job), wake_};
    }
  }
  /// Nobody wants it any more: nothing comes of it.
  void drop() {
    next_.reset();
    is_dropped_ = aside_.is_under_way();
  }
  [[nodiscard]] bool is_under_way() const { return next_ || (aside_.is_under_way() && !is_dropped_); }
  /// What came of the newest wish, once.
  std::optional<Outcome> take() {
    if (!aside_.is_there()) return std::nullopt;
    std::optional<Outcome> outcome(aside_.take());
    if (std::exchange(is_dropped_, false)) outcome.reset();
    if (!next_) return outcome;
    aside_ = {*std::exchange(next_, std::nullopt), wake_};
    return std::nullopt;
  }

 private:
  std::function<void()> wake_;
  Aside<Outcome> aside_;
  std::optional<Job> next_;
  bool is_dropped_ = false;
};

}  // namespace doorway::app
