#pragma once

#include "core/live/crew.hpp"
#include "core/live/loop.hpp"
#include "core/live/repetition.hpp"
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

/// Runs a take: whose turn it is, one grant at a time. It has a thread of its own that waits for the processes, so that
/// commands return at once. The rules it follows are those of core/README.md, "The rules of a live run".
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

 private:
  struct Command {
    bool run_to_end = false;
    std::optional<ProcessId> process{};  // of one grant; none: the file's order
    std::uint64_t number = 0;            // from 1, in order of posting
  };

  void run();
  void direct();
  void repeat();
  void wait_for_the_woken();
  void carry_out(const Command& command);
  void run_stepped_to_end();
  void run_freely_to_end();
  bool wait_for_something();
  bool wait_until_can_move(ProcessId process);
  void watch_while_idle();
  [[nodiscard]] bool is_paused() const { return command_under_way_ <= paused_up_to_; }
  bool is_quiet();
  void make_grant(ProcessId process);
  [[nodiscard]] std::size_t turn_in_order() const;
  [[nodiscard]] std::optional<ProcessId> process_at(std::size_t turn) const;
  std::optional<ProcessId> take_turn();

  void post(Command command);
  void publish_status(bool idle);
  void publish_kernel_timers(std::vector<std::string> sockets);
  void end(std::string failure);

  const std::shared_ptr<Recording> recording_;
  const TakeOptions options_;
  Loop loop_;

  // The director's thread alone.
  std::unique_ptr<Crew> crew_;
  std::deque<Command> commands_;
  std::optional<Repetition> repetition_;
  std::size_t next_in_order_ = 0;

  std::uint64_t command_under_way_ = 0;  // its number

  std::atomic<std::uint64_t> paused_up_to_{0};  // the newest command that a pause is meant for

  mutable std::mutex mutex_;  // guards what follows, which other threads read
  std::condition_variable idle_;
  RunStatus status_;
  std::uint64_t commands_posted_ = 0;
  std::uint64_t commands_done_ = 0;
  bool stopped_ = false;  // nobody handles commands any more
  std::optional<WentAnotherWay> went_another_way_;

  std::thread thread_;  // last: it starts when all else is there
};

}  // namespace doorway
