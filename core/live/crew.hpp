#pragma once

#include "core/live/address_book.hpp"
#include "core/live/loop.hpp"
#include "core/live/process.hpp"
#include "core/live/settle.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace doorway {

/// The processes of a take as their Director knows them: where each stands, what its sockets said last, and whether the
/// kernel is through with what the last call has brought about. Used by the Director's thread alone; where a function
/// has to wait for the processes it handles the Director's mail meanwhile, and returns early when that is stopped.
class Crew {
 public:
  Crew(Loop& loop, Recording& recording, Network& network, bool free_run, std::function<void(Seq)> on_append,
       Journal* journal);

  /// Ends all processes; returns when they are gone.
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  [[nodiscard]] std::size_t size() const { return members_.size(); }

  /// Lets the process make its next line or its next try, and waits until that is over or sleeps, and then settled.
  void grant(ProcessId process);

  /// Sets a free run going.
  void grant_all();

  /// Waits until the last call's effects have arrived, records what is new at the sockets, and who woke or ended.
  /// `actor` is the process that has just made a call.
  void settle(std::optional<ProcessId> actor);

  /// Whether a sleeper has said that it could go on, since the last settling.
  [[nodiscard]] bool somebody_is_ready() const { return somebody_is_ready_; }

  /// Asks each process for a new report.
  void look_at_all();

  /// Records what is new at the sockets; those of `actor` belong to its call.
  void record_observed(std::optional<ProcessId> actor);

  [[nodiscard]] bool can_move(ProcessId process) const;

  /// Of those that can move, the one whose line stands first in the file.
  [[nodiscard]] std::optional<ProcessId> next_in_file() const;

  /// Whether nobody can move and nobody makes a call.
  [[nodiscard]] bool all_rest() const;

  /// Whether somebody sleeps with a time limit of its own, so that it will wake by itself.
  [[nodiscard]] bool somebody_has_timer() const;
  [[nodiscard]] bool has_timer(ProcessId process) const { return members_[process].report.has_own_timer; }

  [[nodiscard]] std::vector<ProcessStatus> standings() const;

  /// See SocketPicture::with_kernel_timers.
  [[nodiscard]] std::vector<std::string> with_kernel_timers() const { return sockets_.with_kernel_timers(); }

  /// Sockets at which strangers have stood in the way of ours so far in this take, by unique name.
  [[nodiscard]] const std::vector<std::string>& crowded_sockets() const { return crowded_sockets_; }

  /// Why a process cannot go on; the loop is stopped then. Empty: none has said so.
  [[nodiscard]] const std::string& failure() const { return failure_; }

 private:
  struct Member {
    std::unique_ptr<Process> process;
    std::vector<std::size_t> places;  // of its lines in the scenario
    ProcessReport report;             // the newest one
    bool grant_used = false;
    bool looked_at = false;
    bool woke_recorded = false;
    bool ended_recorded = false;
  };

  void start(const Scenario& scenario, bool free_run);
  ProcessListener listener();
  void wait_for_arrival(std::optional<ProcessId> actor);
  void clear_lines_of_strangers();
  void record_woken_and_ended();
  [[nodiscard]] Standing standing_of(const Member& member) const;

  Loop& loop_;
  Recorder recorder_;
  GuestList guests_;
  AddressBook addresses_;
  TakeParts parts_;
  SocketPicture sockets_;
  std::vector<std::string> crowded_sockets_;
  std::string failure_;
  bool somebody_is_ready_ = false;
  std::vector<Member> members_;
};

}  // namespace doorway
