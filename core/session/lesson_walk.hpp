#pragma once

#include "core/lesson/call_table.hpp"
#include "core/lesson/lesson.hpp"
#include "core/session/ask_state.hpp"
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
/// Answers the page's question, or a part of it: the choice or the target; one more of several, or one less; the next
/// item of an order. Until an answer is committed it can be changed.
struct Choose {
  std::size_t choice = 0;
};
/// The same for any kind of question, as a whole. One that does not fit the question is ignored.
struct Give {
  Answer answer;
};
/// The page's question is open again, on a fresh take of the page's own scenario.
struct AskAgain {};
/// Plays a changed scenario in place of the page's own to its end, in the order of its lines. The page's question is
/// not judged by it, the page's goal is.
struct RunChanged {
  std::string text;  ///< as the learner wrote it; it is a good scenario, or nothing happens
};
/// Back to the page's own scenario, where it stood. The changed text is forgotten.
struct Restore {};
struct NextHint {};
/// Nothing as long as there are hints that were not taken and the goal is not reached.
struct ShowSolution {};
/// Plays to the page's next stop, or pauses; a changed run plays to its end. The answer to the page's question is
/// committed by it; where there is none yet, the first time only says so.
struct PlayOrPause {};
}  // namespace walk

using WalkCommand =
    std::variant<walk::NextPage, walk::PreviousPage, walk::ToPage, walk::Choose, walk::Give, walk::AskAgain,
                 walk::RunChanged, walk::Restore, walk::NextHint, walk::ShowSolution, walk::PlayOrPause>;

/// A learner's way through a lesson: the page, the answers, the goals, and the session of the page's scenario or of
/// what the learner made of it. Owned and used by one thread; nothing in it waits.
class LessonWalk {
 public:
  using Clock = Session::Clock;

  /// Opens this page, the last one where there are fewer. `ground` outlives it.
  LessonWalk(Lesson lesson, const Ground& ground, Clock::time_point now, std::size_t first_page = 0);

  /// The same over a recording that was made before: nothing is live until somebody goes on from it. The recording is
  /// of the lesson's only scenario, which all its pages show. `ended`, `order`: as Session::of_recording has them.
  LessonWalk(Lesson lesson, std::unique_ptr<ReplayView> recording, RunStatus ended, std::vector<ProcessId> order,
             const Ground& ground, Clock::time_point now, std::size_t first_page = 0);

  void apply(const WalkCommand& command, Clock::time_point now);
  /// For the page's session; nothing where there is none.
  void apply(const SessionCommand& command, Clock::time_point now);

  /// As Session::update; also judges the page's question and goal.
  bool update(Clock::time_point now);

  /// The same lesson as its file has it now. The page stays, by its id or else its number, and so does what the learner
  /// has done where it fits the new text: answers to questions that are the same, over a scenario that is the same,
  /// goals, hints, changed scenarios. The run goes on where the page's scenario is the same.
  void reload(Lesson lesson, Clock::time_point now);

  [[nodiscard]] const Lesson& lesson() const { return lesson_; }
  [[nodiscard]] std::size_t page_index() const { return page_; }
  [[nodiscard]] const Page& page() const { return lesson_.pages[page_]; }
  [[nodiscard]] const AskState& ask_state() const { return asks_[page_]; }
  [[nodiscard]] const GoalState& goal_state() const { return goals_[page_]; }
  /// What the learner made of this page's scenario and ran last. Nothing where it was not changed, or was restored.
  [[nodiscard]] const std::optional<std::string>& changed_text() const { return changed_texts_[page_]; }
  /// The session shows what the learner made of the scenario. Another page, and coming back, shows its own again.
  [[nodiscard]] bool runs_changed() const { return runs_changed_; }

  /// What the learner has done since it was called last, in order.
  std::vector<LearnerEvent> take_events() { return std::exchange(events_, {}); }

  /// The session of the page's scenario; of the lesson's first one on the pages before it. Null where the lesson has no
  /// scenario, or the system gave none: then `failure` says why. It also says why a changed scenario could not be run.
  [[nodiscard]] Session* session() { return session_.get(); }
  [[nodiscard]] const Session* session() const { return session_.get(); }
  [[nodiscard]] const std::string& failure() const { return failure_; }

  /// Something is under way: in the session, or a long recording is read to be judged, a part of it at each update.
  [[nodiscard]] bool is_busy() const { return reads_on_ || (session_ && session_->is_busy()); }
  /// When `update` has to be called although nothing has changed; at once where it is a time that is past.
  [[nodiscard]] std::optional<Clock::time_point> wakes_at() const;

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

  // Pages and their sessions
  LessonWalk(const Ground& ground, Lesson lesson, std::size_t first_page);  // at no page so far
  void open_page(Clock::time_point now);
  void open_scenario(std::size_t index);
  void return_to_own(Clock::time_point now);
  void keep_of_pages(const Lesson& before);
  void begin_page_anew(Clock::time_point now);
  [[nodiscard]] const Page& page_of_scenario(std::size_t index) const;

  // Judging
  void judge();
  void judge_ask();
  void judge_goal();
  bool has_read_calls();
  void keep_gems();
  void commit_where_seen();
  [[nodiscard]] bool has_come_far_enough() const;

  /// As far as a recording was judged: that much of it gives nothing new.
  struct Judged {
    std::size_t take = 0;  // 0: none
    Seq known = 0;

    friend bool operator==(const Judged&, const Judged&) = default;
  };
  [[nodiscard]] Judged present() const;

  Lesson lesson_;
  const Ground& ground_;
  std::size_t page_ = 0;
  std::vector<AskState> asks_;  // by page, as the next three
  std::vector<GoalState> goals_;
  std::vector<std::optional<std::string>> changed_texts_;
  std::vector<bool> gems_kept_;
  std::vector<LearnerEvent> events_;
  std::shared_ptr<const Recording> read_;  // what is judged, and as far as it is read
  std::unique_ptr<GrowingCallTable> calls_;
  bool reads_on_ = false;  // there is more of it
  Judged ask_judged_;
  Judged goal_judged_;
  bool was_seen_ = false;  // the cursor had come to where the page's question is answered
  std::unique_ptr<Session> session_;
  std::optional<std::size_t> scenario_;  // of the page's own session
  bool runs_changed_ = false;
  std::unique_ptr<Session> own_;  // the page's own session, while a changed one is shown
  Seq opened_at_ = 0;             // where the cursor stood when the page opened, if it has no place of its own
  std::string failure_;
  std::chrono::milliseconds step_time_{450};
};

}  // namespace doorway
