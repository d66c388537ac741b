#pragma once

#include "tests/core/lesson/lesson_text.hpp"
#include "tests/core/session/learner.hpp"

#include <string_view>
#include <variant>
#include <vector>

namespace doorway::test {

/// A walk through a lesson in a test's hands.
class Walker {
 public:
  explicit Walker(std::string_view text) : walk_(lesson_of(text), ground_.ground, ground_.now) { rest(); }

  void begin(const WalkCommand& command) { walk_.apply(command, ground_.now); }
  void rest() {
    const Session* session = walk_.session();
    ground_.rest(walk_, session, [&] { return session != nullptr && session->is_busy(); });
  }
  void does(const WalkCommand& command) {
    begin(command);
    rest();
  }
  void does(const SessionCommand& command) {
    walk_.apply(command, ground_.now);
    rest();
  }
  [[nodiscard]] LessonWalk& walk() { return walk_; }
  [[nodiscard]] Session& session() { return *walk_.session(); }
  [[nodiscard]] Seq cursor() { return session().playhead().cursor; }
  [[nodiscard]] const AskState& asked() { return walk_.ask_state(); }
  /// At the live end, with Alice's send the next thing to happen.
  [[nodiscard]] bool stands_before_send() {
    return session().has_reached(place(Place::Moment::before, "alice", "send")) && session().is_live() &&
           result_of(session().recording(), "alice.send#1") == "-";
  }
  [[nodiscard]] Seq at(const Place& where) { return cursor_at(session().recording(), where); }

 private:
  TestGround ground_;
  LessonWalk walk_;
};

inline Answer one(std::size_t choice) {
  return answer::One{choice};
}

/// How often this has happened.
template <class What>
std::size_t count_of_events(const std::vector<LearnerEvent>& events) {
  return static_cast<std::size_t>(std::count_if(
      events.begin(), events.end(), [](const LearnerEvent& event) { return std::holds_alternative<What>(event); }));
}

/// The last of them, which must be there.
template <class What>
What last_of_events(const std::vector<LearnerEvent>& events) {
  for (std::size_t i = events.size(); i-- > 0;) {
    if (const auto* what = std::get_if<What>(&events[i])) return *what;
  }
  throw std::runtime_error("no such event");
}

}  // namespace doorway::test
