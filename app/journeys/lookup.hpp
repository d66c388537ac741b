#pragma once

#include "app/aside.hpp"

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

namespace doorway::app {

/// Something that is looked up aside, again and again, where only the newest wish counts, and where the system may not
/// answer at all: a folder of another computer, for instance. A new wish begins at once; what was under way is left to
/// itself, and nothing comes of it. Owned by one thread, which waits only at the end, and no longer than `patience`.
template <class Outcome>
class Lookup {
 public:
  /// `wake` is called on any thread when there is something to take, and never once this is gone.
  explicit Lookup(std::function<void()> wake, std::chrono::milliseconds patience = std::chrono::seconds(1))
      : wake_(std::move(wake)), patience_(patience) {}
  ~Lookup() {
    if (value_.valid()) value_.wait_for(patience_);
    drop();
  }
  Lookup(const Lookup&) = delete;
  Lookup& operator=(const Lookup&) = delete;

  /// `job` may go on when all else is gone: it owns what it uses.
  template <class Job>
  void run(Job job) {
    drop();
    std::promise<Outcome> promise;
    value_ = promise.get_future();
    asker_ = std::make_shared<Asker>(wake_);
    const auto work = std::make_shared<Work<Job>>(Work<Job>{std::move(promise), std::move(job), asker_});
    try {
      std::thread([work] { work->carry_out(); }).detach();
    } catch (const std::system_error&) {
      work->carry_out();  // the system has no thread left
    }
  }
  /// Nobody wants it any more: nothing comes of it.
  void drop() {
    if (asker_) asker_->go();
    asker_.reset();
    value_ = {};
  }
  [[nodiscard]] bool is_under_way() const { return value_.valid(); }
  /// What came of the newest wish, once.
  std::optional<Outcome> take() {
    if (!value_.valid() || value_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return std::nullopt;
    return std::optional<Outcome>(value_.get());
  }

 private:
  /// Who is to be woken, until they are not there any more.
  class Asker {
   public:
    explicit Asker(std::function<void()> wake) : wake_(std::move(wake)) {}
    void wake() {
      const std::lock_guard lock(mutex_);
      if (wake_) wake_();
    }
    void go() {
      const std::lock_guard lock(mutex_);
      wake_ = nullptr;
    }

   private:
    std::mutex mutex_;  // guards the rest
    std::function<void()> wake_;
  };

  template <class Job>
  struct Work {
    std::promise<Outcome> promise;
    Job job;
    std::shared_ptr<Asker> asker;

    void carry_out() {
      fulfil(promise, job);
      asker->wake();
    }
  };

  std::function<void()> wake_;
  std::chrono::milliseconds patience_;
  std::future<Outcome> value_;
  std::shared_ptr<Asker> asker_;
};

}  // namespace doorway::app
