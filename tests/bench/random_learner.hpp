#pragma once

#include "core/session/lesson_walk.hpp"
#include "tests/support/bell.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace doorway {

/// A lesson that was closed while its take was live.
struct StopReport {
  bool asleep = false;                   ///< a process slept in a call
  std::string call;                      ///< which one, "recv"; empty where none slept
  std::chrono::nanoseconds duration{0};  ///< until the take's processes were gone, and those of all takes before it
};

/// What became of one sequence.
struct SequenceReport {
  std::vector<StopReport> stops;
  std::size_t actions = 0;
  std::size_t recordings = 0;  ///< shown as such, nothing in them live at first
  std::string fault;           ///< what was wrong, or empty

  void add(const SequenceReport& other);
};

/// All lessons of a folder, by their files' names. Each that is there must be one.
std::vector<Lesson> lessons_in(const std::filesystem::path& folder);

/// A learner whose every act is decided by a seed: opens lessons at any page, steps to and fro, lets one process go
/// alone, seeks, plays, stops, begins new takes, changes pages, answers, tries the goals' solutions, opens what was
/// recorded, closes; often before the act before it is done. What the kernel does meanwhile is not the seed's, so the
/// same seed repeats the acts and not each event. Nobody waits for kernel timers. Used by one thread; any number of
/// them at once.
class RandomLearner {
 public:
  /// `lessons` outlive it.
  RandomLearner(const std::vector<Lesson>& lessons, std::uint64_t seed) : lessons_(lessons), random_(seed) {}

  SequenceReport play();

 private:
  /// A take that was shown, to be opened again.
  struct Kept {
    Lesson lesson;
    std::size_t page = 0;
    std::shared_ptr<const Recording> recording;
    RunStatus status;
  };

  void open();
  void open_recording();
  void close();
  void act();
  void turn_page();
  void answer();
  void change_scenario();
  void begin(const SessionCommand& command) { walk_->apply(command, now_); }
  void move(const PlayheadCommand& command) { begin(session::Move{command}); }
  void rest(std::chrono::milliseconds at_most);
  void rest_or_not();
  void until_somebody_sleeps();
  [[nodiscard]] const ProcessStatus* sleeper() const;
  void check();

  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }
  bool one_in(std::size_t count) { return below(count) == 0; }

  const std::vector<Lesson>& lessons_;
  std::mt19937_64 random_;
  test::Bell bell_;
  LoopbackNetwork network_;
  std::optional<Retired> retired_;  // of the open lesson, as the next two
  std::optional<Ground> ground_;
  std::unique_ptr<LessonWalk> walk_;
  std::optional<Kept> kept_;
  LessonWalk::Clock::time_point now_{};  // goes on only where playing waits for it
  SequenceReport report_;
};

/// Plays so many sequences, of the seeds from `first` on, in so many threads at once, since most of a sequence is
/// waiting. The program is ended, with the seed, when one has not ended after 90 s. The fault is that of the first that
/// had one, with its seed.
SequenceReport play_sequences(const std::vector<Lesson>& lessons, std::uint64_t first, std::size_t count,
                              std::size_t threads);

}  // namespace doorway
