#pragma once

#include <chrono>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>

namespace doorway::app {

/// Keeps the promise, with what `make` returns or throws.
template <class Value, class Make>
void fulfil(std::promise<Value>& promise, Make& make) {
  try {
    promise.set_value(make());
  } catch (...) {
    promise.set_exception(std::current_exception());
  }
}

/// A value that is being made on a thread of its own, or nothing. Owned by one thread.
template <class Value>
class Aside {
 public:
  Aside() = default;

  /// Begins. `wake` is called, on any thread, once the value can be taken: a future of std::async becomes ready only
  /// after all that its function does, so a wake from in there can be missed. Where the system has no thread left, the
  /// value is made before this returns.
  template <class Make>
  Aside(Make make, std::function<void()> wake) {
    const auto promise = std::make_shared<std::promise<Value>>();
    value_ = promise->get_future();
    const auto run = [promise, make = std::move(make), wake = std::move(wake)] {
      fulfil(*promise, make);
      wake();
    };
    try {
      thread_ = std::jthread(run);
    } catch (const std::system_error&) {
      run();
    }
  }

  /// Something is being made, or waits to be taken.
  [[nodiscard]] bool is_under_way() const { return value_.valid(); }
  /// It can be taken.
  [[nodiscard]] bool is_there() const {
    return value_.valid() && value_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  }
  Value take() { return value_.get(); }

 private:
  std::future<Value> value_;
  std::jthread thread_;
};

}  // namespace doorway::app
