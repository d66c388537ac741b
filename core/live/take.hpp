#pragma once

#include "core/base/result.hpp"
#include "core/live/status.hpp"
#include "core/record/journal.hpp"
#include "core/record/recorder.hpp"
#include "core/record/recording.hpp"
#include "core/socket/network.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace doorway {

class Director;
struct Repetition;

struct TakeOptions {
  bool free_run = false;            ///< all processes run at once, without grants
  std::vector<ProcessId> order;     ///< the first grants go to these, one each; then the file's order
  std::function<void()> on_change;  ///< told when events were appended or the status changed; any thread, must be quick
  std::shared_ptr<Journal> journal = nullptr;  ///< where the take is written down; null: nowhere
};

/// Where a repeated take first differs from the take it repeats.
struct WentAnotherWay {
  Seq here = 0;      ///< the event of the new take
  Seq there = 0;     ///< the event of the old take
  std::string what;  ///< "bob.recv#1 returned 5, and 10 in the take before"
};

/// One run of a scenario on fresh sockets, and its recording. All commands return at once; what they bring about is
/// seen in the recording and in the status. Owned by one thread, which makes all calls.
class Take {
 public:
  /// A take that is ready for commands. The network must outlive it. Fails when the system has no threads or
  /// descriptors left for the processes.
  static Result<std::unique_ptr<Take>> create(Scenario scenario, Network& network, TakeOptions options);
  ~Take();  ///< stops
  Take(const Take&) = delete;
  Take& operator=(const Take&) = delete;

  [[nodiscard]] const Recording& recording() const { return *recording_; }
  /// The same, for those who keep it longer than the take.
  [[nodiscard]] std::shared_ptr<const Recording> shared_recording() const { return recording_; }
  [[nodiscard]] RunStatus status() const;

  void grant_next();              ///< one grant, to the process whose line stands first in the file
  void grant(ProcessId process);  ///< one grant to this process; nothing when it cannot move
  void run_to_end();              ///< grants until the run is over
  void pause();                   ///< ends run_to_end after the grant that is under way

  /// Ends all processes and closes their sockets; returns when they are gone. The recording stays.
  void stop();

  /// Blocks until no command is under way: for tests.
  RunStatus wait_until_idle();

  /// A take on fresh sockets that repeats a recording's grants up to `cursor` and then waits for commands: the events
  /// say which there were. It is live at once when a repeated call goes another way than there; `went_another_way` of
  /// the new take says so. The order of `options` is not used. A free run has no grants: of that, nothing is repeated.
  static Result<std::unique_ptr<Take>> repeat(const std::shared_ptr<const Recording>& recording, Seq cursor,
                                              Network& network, TakeOptions options);

  [[nodiscard]] std::optional<WentAnotherWay> went_another_way() const;

 private:
  explicit Take(std::shared_ptr<Recording> recording);
  static Result<std::unique_ptr<Take>> begin(Scenario scenario, Network& network, TakeOptions options,
                                             std::optional<Repetition> repetition);

  std::shared_ptr<Recording> recording_;
  std::unique_ptr<Director> director_;
};

}  // namespace doorway
