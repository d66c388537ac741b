#pragma once

#include "core/lesson/lesson.hpp"
#include "core/live/take.hpp"
#include "core/replay/playhead.hpp"
#include "core/session/replay_view.hpp"
#include "core/session/retired.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace doorway {

/// What a learner can ask of a session.
namespace session {
/// Moves the cursor; at the live end a step forward makes the next grant.
struct Move {
  PlayheadCommand command;
};
/// One grant to this process alone. In the past: on a new take that repeats all up to here.
struct GrantOne {
  ProcessId process = 0;
};
/// Fresh sockets, the same calls up to here.
struct NewTake {};
/// Steps on, one step at a time, to the nearest of these places after the cursor; to the end where there is none.
struct PlayTo {
  std::vector<Place> stops;
};
/// The same at once, without showing the steps between; also backward.
struct GoTo {
  Place place;
};
struct Pause {};
}  // namespace session

using SessionCommand =
    std::variant<session::Move, session::GrantOne, session::NewTake, session::PlayTo, session::GoTo, session::Pause>;

/// What a learner is told besides the recording.
namespace notice {
/// Nothing more can happen in this take.
struct RunIsOver {};
/// This process cannot be granted anything now.
struct CannotMove {
  ProcessId process = 0;
  ProcessStatus status;
};
/// Nobody can go on until a socket's kernel timer, or a sleeper's time, is up.
struct OnlyTimersRun {};
/// The new take differs from the one it repeats.
struct AnotherWay {
  WentAnotherWay where;
};
/// The page's place is not in this take.
struct PlaceNeverCame {
  Place place;
};
/// The take has ended before its time.
struct TakeFailed {
  std::string why;
};
/// The system gave no new take: the present one stays.
struct NoNewTake {
  std::string why;
};
}  // namespace notice

using Notice = std::variant<notice::RunIsOver, notice::CannotMove, notice::OnlyTimersRun, notice::AnotherWay,
                            notice::PlaceNeverCame, notice::TakeFailed, notice::NoNewTake>;

/// What sessions stand on; outlives them.
struct Ground {
  Network& network;
  Retired& retired;                 ///< where takes go to be stopped
  std::function<void()> on_change;  ///< told, on any thread, that `update` has something to take in; must be quick
  /// Gives each take the journal that it is written down in; null: none is. Told the processes that get the first
  /// grants. Called on the session's thread, so it opens no file: JournalWriter does that on another one.
  std::function<std::shared_ptr<Journal>(const std::vector<ProcessId>& order)> new_journal = nullptr;
};

/// One scenario in a learner's hands: its present take, the cursor in it, and what is under way. Nothing in it waits:
/// commands return at once, and `update` takes in what has happened since. Owned and used by one thread.
class Session {
 public:
  using Clock = std::chrono::steady_clock;

  /// `order`: the first grants go to these processes. Fails where the system has no threads or descriptors left.
  static Result<std::unique_ptr<Session>> create(Scenario scenario, std::vector<ProcessId> order, const Ground& ground);

  /// A recording that was made before, from its beginning: nothing in it is live. Whatever only moves works; a grant
  /// and a new take go on from the cursor on fresh sockets, as in the past of a live take. A free run has no grants
  /// that could be repeated, so that it begins anew only from its beginning. `ended`: how the recording's run stood at
  /// its end; here it is over. `order`: the first grants of a take from the beginning. `view`: of the recording; what
  /// it does not know of it is taken in here, which takes time by how much that is.
  static std::unique_ptr<Session> of_recording(std::unique_ptr<ReplayView> view, RunStatus ended,
                                               std::vector<ProcessId> order, const Ground& ground);
  ~Session();  ///< its take is retired
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void apply(const SessionCommand& command, Clock::time_point now);

  /// Takes in what the take has recorded, and moves on whatever is under way. True when something that is to be seen
  /// has changed. `now` is what playing goes by. A cursor at the live end stays there when the kernel tells something
  /// late, of itself; what a grant brings is walked through step by step.
  bool update(Clock::time_point now);

  /// When `update` has to be called although nothing has changed: the next step of playing.
  [[nodiscard]] std::optional<Clock::time_point> wakes_at() const;

  [[nodiscard]] const Recording& recording() const { return *view_->recording; }
  [[nodiscard]] const ReplayView& view() const { return *view_; }
  [[nodiscard]] const WorldState& world();               ///< at the cursor; good until the next call that is not const
  [[nodiscard]] const WorldState& world_at(Seq cursor);  ///< the same for any cursor of the recording
  [[nodiscard]] const PlayheadState& playhead() const { return playhead_; }
  [[nodiscard]] const RunStatus& status() const { return status_; }
  /// Nothing more can happen in this take, and the recording has all of it.
  [[nodiscard]] bool run_is_over() const { return status_.idle && status_.over; }
  /// Whether the cursor has come to this place, or is beyond it.
  [[nodiscard]] bool has_reached(const Place& place) const;
  /// It shows a recording that was made before, and nobody has gone on from it so far.
  [[nodiscard]] bool is_replay() const { return take_ == nullptr; }
  [[nodiscard]] bool is_live() const { return is_at_live_end(playhead_, view_->steps); }
  [[nodiscard]] bool is_playing() const;  ///< a PlayTo is under way
  [[nodiscard]] bool is_busy() const;     ///< something is under way: playing, going, repeating or a grant
  [[nodiscard]] std::size_t take_number() const { return takes_.size(); }  ///< from 1
  /// All takes so far, the present one last: they stay when their sockets are gone.
  [[nodiscard]] const std::vector<std::shared_ptr<const Recording>>& takes() const { return takes_; }
  /// What the last command could not do, or what became of it.
  [[nodiscard]] const std::optional<Notice>& notice() const { return notice_; }
  /// Where the present take first differs from the one that it repeats.
  [[nodiscard]] const std::optional<WentAnotherWay>& another_way() const { return another_way_; }

  /// The cursor after each step of playing rests so long; 0: no step is shown on the way.
  void set_step_time(std::chrono::milliseconds step_time) { step_time_ = step_time; }

 private:
  /// On the way to a place.
  struct Travel {
    std::vector<Place> stops;  // none: the end
    Seq from = 0;              // where it began: stops up to there do not count
    bool anywhere = false;     // GoTo: the only stop counts wherever it is
    bool at_once = false;      // no step is shown on the way
    Clock::time_point next_step;
    std::optional<Clock::time_point> timers_until;  // set while only timers can go on: how long it waits for them
  };

  Session(std::vector<ProcessId> order, const Ground& ground);

  void carry_out(const session::Move& move, Clock::time_point now);
  void carry_out(const session::GrantOne& grant, Clock::time_point now);
  void carry_out(const session::NewTake& take, Clock::time_point now);
  void carry_out(const session::PlayTo& play, Clock::time_point now);
  void carry_out(const session::GoTo& go, Clock::time_point now);
  void carry_out(const session::Pause& pause, Clock::time_point now);

  void take_in();
  [[nodiscard]] bool only_kernel_told_since(Seq seq) const;
  bool has_failed();
  void begin_take(std::optional<ProcessId> then);  // repeats up to the cursor, and then grants that process
  void finish_repeating();
  void grant_alone(ProcessId process);
  void wish(Wish what);
  bool ask_for_grant();
  void travel(Clock::time_point now);
  [[nodiscard]] std::optional<Seq> goal_of(const Travel& travel) const;
  void travel_at_once(std::optional<Seq> goal);
  void travel_live();
  void wait_for_timers();
  [[nodiscard]] bool is_just_before(const Place& place) const;
  [[nodiscard]] bool is_just_before_stop() const;
  void arrive_at_end();
  void show(std::unique_ptr<Take> take);
  void show(std::unique_ptr<ReplayView> view);

  const Ground& ground_;
  std::vector<ProcessId> order_;
  std::unique_ptr<Take> take_;  // null: a replay
  std::vector<std::shared_ptr<const Recording>> takes_;
  std::unique_ptr<ReplayView> view_;
  PlayheadState playhead_;
  RunStatus status_;
  bool repeating_ = false;               // the take still repeats the one before
  std::optional<ProcessId> grant_next_;  // when it has
  std::optional<Travel> travel_;
  std::optional<Notice> notice_;
  std::optional<WentAnotherWay> another_way_;
  std::chrono::milliseconds step_time_{450};
};

}  // namespace doorway
