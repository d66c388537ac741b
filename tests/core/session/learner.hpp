#pragma once

#include "core/session/lesson_walk.hpp"
#include "core/session/session.hpp"
#include "tests/core/lesson/find_place.hpp"
#include "tests/core/live/conversation.hpp"
#include "tests/support/bell.hpp"
#include "tests/support/run_scenario.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doorway::test {

/// Alice sends five bytes, and Bob receives them.
inline const std::string hello = connected("alice: s.send(\"Hello\")\nbob: c.recv(64)\n");

// Where Bob's line is the first of the file.
constexpr ProcessId bob = 0;
constexpr ProcessId alice = 1;

/// What sessions of one test stand on. Time is the test's own: it goes on only where playing waits for it.
struct TestGround {
  explicit TestGround(Network* other = nullptr)
      : ground{other != nullptr ? *other : loopback, retired, [this] { bell.ring(); }} {}

  LoopbackNetwork loopback;
  Bell bell;
  Retired retired;
  Ground ground;
  Session::Clock::time_point now{};

  /// Turns `update` until nothing is under way any more. A session that does not rest is a std::runtime_error.
  template <class Updated, class IsBusy>
  void rest(Updated& subject, const Session* const& session, IsBusy is_busy) {
    const auto give_up_at = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    for (;;) {
      const auto rung = bell.rung();
      subject.update(now);
      if (!is_busy()) return;
      if (const auto wakes_at = session->wakes_at()) {
        now = std::max(now, *wakes_at);
      } else if (!bell.wait_beyond(rung, give_up_at)) {
        throw std::runtime_error("the session does not come to rest");
      }
    }
  }
};

/// A session in a test's hands.
class Learner {
 public:
  explicit Learner(std::string_view scenario, std::vector<ProcessId> order = {}, Network* network = nullptr)
      : ground_(network) {
    auto made = Session::create(scenario_of(scenario), std::move(order), ground_.ground);
    if (made.has_error()) throw std::runtime_error(made.error().message);
    session_ = std::move(*made);
  }

  void begin(const SessionCommand& command) { session_->apply(command, ground_.now); }
  void rest() {
    const Session* session = session_.get();
    ground_.rest(*session_, session, [&] { return session->is_busy(); });
  }
  /// Begins it, and waits until it is done.
  void does(const SessionCommand& command) {
    begin(command);
    rest();
  }
  void moves(const PlayheadCommand& command) { does(session::Move{command}); }
  void right(int times = 1) {
    for (int i = 0; i < times; ++i) moves(playhead::StepForward{});
  }
  /// Steps on until the run is over.
  void to_the_end() { does(session::PlayTo{}); }

  [[nodiscard]] Session& session() { return *session_; }
  [[nodiscard]] TestGround& ground() { return ground_; }
  [[nodiscard]] const Recording& recording() { return session_->recording(); }
  [[nodiscard]] Seq cursor() { return session_->playhead().cursor; }
  /// The event that the cursor stands at, without what belongs to its step.
  [[nodiscard]] const Event& event() {
    const StepIndex& steps = session_->view().steps;
    return recording().at(steps.event_of(steps.step_at(cursor())));
  }
  template <class What>
  [[nodiscard]] const What* notice() {
    return session_->notice() ? std::get_if<What>(&*session_->notice()) : nullptr;
  }

 private:
  TestGround ground_;
  std::unique_ptr<Session> session_;
};

/// "after bob.recv#1": place(Place::Moment::after, "bob", "recv").
inline Place place(Place::Moment moment, std::string process = {}, std::string call = {}, std::uint32_t nth = 1) {
  return {moment, {{std::move(process), std::move(call)}, nth}, {}};
}

/// The cursor of a place in what is recorded so far.
inline Seq cursor_at(const Recording& recording, const Place& where) {
  const auto found = find_place(where, recording);
  if (!found) throw std::runtime_error(to_string(where) + " is not in the recording");
  return *found;
}

}  // namespace doorway::test
