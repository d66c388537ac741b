#pragma once

#include "core/live/address_book.hpp"
#include "core/live/loop.hpp"
#include "core/live/process.hpp"
#include "core/live/repetition.hpp"
#include "core/live/settle.hpp"
#include "core/live/take.hpp"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace doorway {

/// A take that is to be repeated: its grants up to some event, and its recording to compare with.
struct Repetition {
  std::shared_ptr<const Recording> recording;
  std::vector<Grant> grants;
  Seq end = 0;  ///< behind the last event that the grants brought about
};

/// Runs a take: whose turn it is, one grant at a time, and waits after each until the kernel is through with it. It has
/// a thread of its own, which also starts the processes and waits for them, so that commands return at once. The rules
/// it follows are those of core/README.md, "The rules of a live run".
class Director {
 public:
  Director(std::shared_ptr<Recording> recording, Network& network, TakeOptions options,
           std::optional<Repetition> repetition);
  ~Director();  ///< stops
  Director(const Director&) = delete;
  Director& operator=(const Director&) = delete;

  // Commands: from any thread, they return at once.
  void grant_next();
  void grant(ProcessId process);
  void run_to_end();
  void pause();

  /// Returns when the processes have ended and their sockets are closed. From one thread at a time.
  void stop();

  RunStatus wait_until_idle();
  [[nodiscard]] RunStatus status() const;
  [[nodiscard]] std::optional<WentAnotherWay> went_another_way() const;

  /// The grants that had begun when event `cursor` was recorded.
  [[nodiscard]] Repetition repetition_up_to(Seq cursor) const;

 private:
  struct Actor {
    std::unique_ptr<Process> process;
    std::vector<std::size_t> places;  // of its lines in the scenario
    ProcessReport report;             // the newest one
    bool grant_used = false;
    bool looked_at = false;
    bool woke_recorded = false;
    bool ended_recorded = false;
  };
  struct Command {
    bool run_to_end = false;
    std::optional<ProcessId> process;  // of one grant; none: the file's order
  };

  void run();
  void start_processes();
  void repeat();
  void carry_out(const Command& command);
  void run_stepped_to_end();
  void run_freely_to_end();
  void make_grant(ProcessId process);
  void settle(std::optional<ProcessId> actor);
  void wait_for_arrival(std::optional<ProcessId> actor);
  void look_at_all();
  void record_observed(std::optional<ProcessId> actor);
  void record_woken();
  bool wait_for_something();
  bool wait_until_can_move(ProcessId process);
  void watch_while_idle();

  [[nodiscard]] bool can_move(ProcessId process) const;
  [[nodiscard]] std::optional<ProcessId> next_in_file() const;
  std::optional<ProcessId> next_by_order();
  [[nodiscard]] bool somebody_has_timer() const;
  [[nodiscard]] bool all_rest() const;
  bool is_quiet();
  [[nodiscard]] Standing standing_of(const Actor& actor) const;

  void post(Command command);
  void publish_status(bool idle);

  const std::shared_ptr<Recording> recording_;
  const TakeOptions options_;
  Recorder recorder_;
  GuestList guests_;
  AddressBook addresses_;
  TakeParts parts_;
  Loop loop_;

  // The director's thread alone.
  std::vector<Actor> actors_;
  SocketPicture sockets_;
  std::deque<Command> commands_;
  std::optional<Repetition> repetition_;
  std::size_t next_in_order_ = 0;
  bool something_is_ready_ = false;

  std::atomic<bool> pausing_{false};

  mutable std::mutex mutex_;  // guards what follows, which other threads read
  std::condition_variable idle_;
  RunStatus status_;
  std::uint64_t commands_posted_ = 0;
  std::uint64_t commands_done_ = 0;
  std::vector<Grant> grants_;
  std::optional<WentAnotherWay> went_another_way_;

  std::thread thread_;  // last: it starts when all else is there
};

}  // namespace doorway
