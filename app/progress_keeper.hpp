#pragma once

#include "app/progress_file.hpp"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace doorway::app {

/// Reads the learner's records once and writes new ones at once, on a thread of its own: whoever hands over never
/// waits, only its end does. Owned and used by one thread.
class ProgressKeeper {
 public:
  /// Begins to read. Without a path it keeps nothing. `wake` is called on any thread when there is something to take.
  ProgressKeeper(std::optional<std::filesystem::path> path, std::function<void()> wake);
  ~ProgressKeeper();  ///< finishes
  ProgressKeeper(const ProgressKeeper&) = delete;
  ProgressKeeper& operator=(const ProgressKeeper&) = delete;

  /// What the file had, once it is read; once.
  std::optional<FoundProgress> take_found();
  [[nodiscard]] bool has_read() const { return has_read_; }
  /// Something is under way.
  [[nodiscard]] bool is_busy() const;

  /// To be written, soon.
  void keep(ProgressRecord record);
  /// Waits until all is written that was handed over, or could not be. From then on nothing is kept.
  void finish();
  /// How many records are on the disk: those are not lost, whatever becomes of the program.
  [[nodiscard]] std::uint64_t kept_count() const;

  /// Puts the file aside. What is kept from now on goes into a new one.
  void reset();
  /// Writes a table beside the file.
  void write_csv(std::string csv);

  /// What came of it.
  struct Outcome {
    enum class Kind : std::uint8_t { note, reset, not_reset };
    std::string message;  ///< for the user
    Kind kind = Kind::note;
  };
  /// The next one there is; that records cannot be written is told once.
  std::optional<Outcome> take_outcome();

 private:
  struct Read {};
  struct PutAside {};
  struct WriteCsv {
    std::string text;
  };
  using Job = std::variant<Read, ProgressRecord, PutAside, WriteCsv>;

  void hand_over(Job job);
  void work();
  bool wait_for_jobs();
  void carry_out(std::deque<Job> jobs);
  void carry_out(const Read& read);
  void carry_out(const PutAside& put_aside);
  void carry_out(const WriteCsv& write);
  void add_pending();
  void tell(Outcome outcome);

  const std::function<void()> wake_;
  bool has_path_ = false;
  bool has_read_ = false;

  // Of the thread that works.
  ProgressFile file_;
  bool may_write_ = true;
  bool has_complained_ = false;
  std::vector<ProgressRecord> pending_;  // could not be written so far

  mutable std::mutex mutex_;  // for what follows
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  bool is_working_ = false;
  bool is_to_end_ = false;
  std::optional<FoundProgress> found_;
  std::deque<Outcome> outcomes_;
  std::uint64_t kept_count_ = 0;

  std::thread thread_;
};

}  // namespace doorway::app
