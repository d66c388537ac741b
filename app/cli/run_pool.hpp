#pragma once

#include "app/cli/live_run.hpp"
#include "core/base/result.hpp"
#include "core/scenario/scenario.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace doorway::cli {

/// Where one run at a time is made: a loopback address of its own (see LoopbackLane). Used by one thread, which the
/// pool gives it.
class RunLane {
 public:
  /// Makes a run to its end. `whole` is false where the pool was stopped meanwhile; an error when the system cannot.
  Result<FinishedRun> run(const Scenario& scenario, std::vector<ProcessId> order);

 private:
  friend class RunPool;
  explicit RunLane(std::unique_ptr<Network> network) : network_(std::move(network)) {}
  void stop();  // any thread

  std::unique_ptr<Network> network_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool rung_ = false;
  bool stopped_ = false;
};

/// Makes runs side by side, on threads of its own. Most of a run is waiting, so there are more lanes than processors;
/// fewer where the system has not enough for as many.
class RunPool {
 public:
  /// False: this system lacked what the run needs, and it is to be made again. `is_alone`: no other lane was at work
  /// beside it, so less there cannot be, and it is not made again.
  using Task = std::function<bool(RunLane&, bool is_alone)>;

  RunPool();
  ~RunPool();  ///< as stop
  RunPool(const RunPool&) = delete;
  RunPool& operator=(const RunPool&) = delete;

  /// Carried out as soon as a lane is free, in the order of adding. Any thread, tasks too.
  void add(Task task);

  /// Ends the runs that are under way, and begins no more; returns when they have ended. For its owner.
  void stop();

 private:
  void work(RunLane& lane);
  bool take_back(Task task);

  std::mutex mutex_;
  std::condition_variable added_;
  std::deque<Task> tasks_;
  bool stopped_ = false;
  std::size_t at_work_ = 0;  // lanes whose thread goes on
  std::vector<std::unique_ptr<RunLane>> lanes_;
  std::vector<std::thread> threads_;
};

}  // namespace doorway::cli
