#pragma once

#include "core/lesson/lesson.hpp"
#include "core/session/learner_event.hpp"
#include "core/session/session.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace doorway {

/// What a learner can ask of a lesson besides what a session is asked.
namespace walk {
struct NextPage {};
struct PreviousPage {};
struct ToPage {
  std::size_t page = 0;
};
/// Answers the page's question; until the run has judged, another answer replaces it.
struct Choose {
  std::size_t choice = 0;
};
/// The same for any kind of question. One that does not fit the question is ignored.
struct Give {
  Answer answer;
};
/// Answers anew a question that is judged, on a fresh take.
struct AskAgain {};
/// Runs a changed scenario in place of the page's own, on a fresh take, to its end.
struct RunChanged {
  std::string text;  ///< as the learner wrote it; it is a good scenario, or nothing happens
};
/// Back to the page's own scenario.
struct Restore {};
struct NextHint {};
struct ShowSolution {};
/// Plays to the page's next stop, or pauses. Where the page's question has no answer yet, the first time only says so.
struct PlayOrPause {};
}  // namespace walk

using WalkCommand =
    std::variant<walk::NextPage, walk::PreviousPage, walk::ToPage, walk::Choose, walk::Give, walk::AskAgain,
                 walk::RunChanged, walk::Restore, walk::NextHint, walk::ShowSolution, walk::PlayOrPause>;

/// How a question stands.
struct AskState {
  enum class Verdict : std::uint8_t {
    open,         ///< not answered, or the run has not come so far
    decided,      ///< `right` holds in this take
    another_way,  ///< in this take no answer holds, or more than one
  };
  std::optional<std::size_t> chosen;
  Verdict verdict = Verdict::open;
  std::size_t right = 0;         ///< when it is decided
  bool asked_to_choose = false;  ///< the learner wanted to see before saying

  friend bool operator==(const AskState&, const AskState&) = default;
};

/// A learner's way through a lesson: the page, the answers, and the session of the page's scenario. Owned and used by
/// one thread; nothing in it waits.
class LessonWalk {
 public:
  using Clock = Session::Clock;

  /// Opens this page, the last one where there are fewer. `ground` outlives it.
  LessonWalk(Lesson lesson, const Ground& ground, Clock::time_point now, std::size_t first_page = 0);

  void apply(const WalkCommand& command, Clock::time_point now);
  /// For the page's session; nothing where there is none.
  void apply(const SessionCommand& command, Clock::time_point now);

  /// As Session::update; also judges the page's question.
  bool update(Clock::time_point now);

  [[nodiscard]] const Lesson& lesson() const { return lesson_; }
  [[nodiscard]] std::size_t page_index() const { return page_; }
  [[nodiscard]] const Page& page() const { return lesson_.pages[page_]; }
  [[nodiscard]] const AskState& ask_state() const { return asks_[page_]; }
  [[nodiscard]] const std::vector<AskState>& ask_states() const { return asks_; }  ///< by page

  /// What the learner has done since it was called last, in order.
  std::vector<LearnerEvent> take_events() { return std::exchange(events_, {}); }

  /// The session of the page's scenario; of the lesson's first one on the pages before it. Null where the lesson has no
  /// scenario, or the system gave none: then `failure` says why.
  [[nodiscard]] Session* session() { return session_.get(); }
  [[nodiscard]] const Session* session() const { return session_.get(); }
  [[nodiscard]] const std::string& failure() const { return failure_; }

  void set_step_time(std::chrono::milliseconds step_time);

 private:
  void carry_out(const walk::NextPage& next, Clock::time_point now);
  void carry_out(const walk::PreviousPage& previous, Clock::time_point now);
  void carry_out(const walk::ToPage& to, Clock::time_point now);
  void carry_out(const walk::Choose& choose, Clock::time_point now);
  void carry_out(const walk::Give& give, Clock::time_point now);
  void carry_out(const walk::AskAgain& again, Clock::time_point now);
  void carry_out(const walk::RunChanged& run, Clock::time_point now);
  void carry_out(const walk::Restore& restore, Clock::time_point now);
  void carry_out(const walk::NextHint& hint, Clock::time_point now);
  void carry_out(const walk::ShowSolution& show, Clock::time_point now);
  void carry_out(const walk::PlayOrPause& play, Clock::time_point now);

  void open_page(Clock::time_point now);
  void open_scenario(std::size_t index);
  void judge_page();
  [[nodiscard]] bool has_come_far_enough() const;
  [[nodiscard]] const Page& page_of_scenario(std::size_t index) const;

  Lesson lesson_;
  const Ground& ground_;
  std::size_t page_ = 0;
  std::vector<AskState> asks_;  // by page
  std::vector<LearnerEvent> events_;
  Seq judged_ = 0;               // how far the recording was when the page's question was judged last; 0: not yet
  std::size_t judged_take_ = 0;  // of which take
  std::unique_ptr<Session> session_;
  std::optional<std::size_t> scenario_;  // of the session
  std::string failure_;
  std::chrono::milliseconds step_time_{450};
};

}  // namespace doorway
