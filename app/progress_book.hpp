#pragma once

#include "app/progress_keeper.hpp"
#include "core/progress/active_time.hpp"
#include "core/progress/progress.hpp"
#include "core/session/learner_event.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace doorway::app {

/// What the learner has done, as far as it is known at this moment, and that it is kept. The disk is waited for
/// elsewhere. Owned and used by one thread.
class ProgressBook {
 public:
  using Clock = ActiveTime::Clock;
  /// So much active time is kept at once, while a page is open.
  static constexpr std::uint32_t time_entry_s = 30;

  /// `path`: the file; none: nothing is read or kept. `wake` is called on any thread when `update` has something to
  /// take in.
  ProgressBook(std::optional<std::filesystem::path> path, std::function<void()> wake);
  ~ProgressBook();  ///< finishes
  ProgressBook(const ProgressBook&) = delete;
  ProgressBook& operator=(const ProgressBook&) = delete;

  /// Takes in what was read and what came of things. True when there is something new to see.
  bool update();
  [[nodiscard]] bool is_busy() const { return keeper_.is_busy(); }
  /// The file is read, or there is none to read.
  [[nodiscard]] bool has_read() const { return keeper_.has_read(); }
  /// A sentence for the user, or empty; once.
  std::string take_message();

  [[nodiscard]] const Progress& progress() const { return progress_; }

  /// What a walk through this lesson told.
  void take_in(const std::vector<LearnerEvent>& events, const Lesson& lesson, const std::string& lesson_id,
               Clock::time_point now);
  /// The learner did something at the open page.
  void touch(Clock::time_point now);
  /// No page is open any more.
  void leave();
  /// Leaves, and waits until all is written. From then on nothing is kept.
  void finish();

  /// Puts the file aside: progress begins anew.
  void reset();
  /// Writes a table beside the file.
  void write_csv(std::string csv) { keeper_.write_csv(std::move(csv)); }
  /// There is a file, so it can be put aside and tables can lie beside it.
  [[nodiscard]] bool has_file() const { return has_file_; }

 private:
  void add(ProgressRecord record);
  void begin_with(Progress progress);
  void keep_time();

  const bool has_file_;
  Progress progress_;
  // Since the keeper was asked for what the file has, or to put it aside: not in its answer.
  std::optional<std::vector<ProgressRecord>> unanswered_;
  std::string message_;
  std::optional<PageRef> page_;  // that is open
  ActiveTime time_;              // spent there
  ProgressKeeper keeper_;        // goes first: it wakes whoever owns the rest
};

/// Seconds since 1970, UTC, as this computer has it.
std::int64_t unix_now_s();

}  // namespace doorway::app
