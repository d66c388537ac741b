#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <utility>

namespace doorway {

/// The io_context of a thread that is written as straight code: where it has to wait, it handles what comes in
/// meanwhile. Others post to it; the owner's thread alone waits and stops.
class Loop {
 public:
  /// A std::system_error where the system has not what it takes to be woken.
  Loop() {
    // Asio does not look whether the kernel watches the two descriptors that end its waiting: without them it would
    // wait for ever. The first timer makes them.
    errno = 0;
    const boost::asio::steady_timer first(io_);
    if (errno == ENOSPC || errno == ENOMEM) throw std::system_error(errno, std::generic_category(), "epoll_ctl");
  }

  /// From any thread, returns at once: the owner's thread runs it when it waits next.
  template <class Task>
  void post(Task task) {
    boost::asio::post(io_, std::move(task));
    has_mail_.store(true, std::memory_order_release);
  }

  /// Ends all waiting from now on. From any thread.
  void stop() {
    post([this] { stopping_ = true; });
  }
  [[nodiscard]] bool is_stopping() const { return stopping_; }

  /// Handles what has come in, without waiting.
  void handle_pending() {
    // Asking Asio costs a system call, and who has much to do asks before each line: so it is not asked without mail.
    // What readiness and timers bring is handled by those who wait for it.
    if (has_mail_.exchange(false, std::memory_order_acquire)) io_.poll();
  }

  /// Handles what comes in until the condition holds. False when it was stopped.
  template <class Condition>
  bool wait_until(Condition condition) {
    handle_pending();
    while (!stopping_ && !condition()) io_.run_one();
    return !stopping_;
  }

  /// The same, for this long at most.
  template <class Condition>
  bool wait_for(std::chrono::nanoseconds duration, Condition condition) {
    boost::asio::steady_timer timer(io_, duration);
    bool over = false;
    timer.async_wait([&over](const boost::system::error_code& error) {
      if (error != boost::asio::error::operation_aborted) over = true;
    });
    const bool goes_on = wait_until([&] { return over || condition(); });
    timer.cancel();
    // The cancelled handler refers to this frame: it has to run before the frame goes.
    if (!over) io_.poll();
    return goes_on;
  }

  boost::asio::io_context& io() { return io_; }

 private:
  boost::asio::io_context io_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{io_.get_executor()};
  std::atomic<bool> has_mail_{false};  // set behind each post
  bool stopping_ = false;
};

}  // namespace doorway
