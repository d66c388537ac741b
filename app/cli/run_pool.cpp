#include "app/cli/run_pool.hpp"

#include "app/cli/loopback_lane.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace doorway::cli {
namespace {

std::uint8_t lane_count() {
  constexpr unsigned per_processor = 4;
  return static_cast<std::uint8_t>(std::clamp(per_processor * std::thread::hardware_concurrency(), 4U, 32U));
}

}  // namespace

// --- One run

Result<FinishedRun> RunLane::run(const Scenario& scenario, std::vector<ProcessId> order) {
  TakeOptions options;
  options.order = std::move(order);
  options.on_change = [this] {
    const std::lock_guard lock(mutex_);
    rung_ = true;
    changed_.notify_one();
  };
  auto take = Take::create(scenario, *network_, std::move(options));
  if (take.has_error()) return take.error();
  FinishedRun run;
  run.take = std::move(*take);
  run.take->run_to_end();
  for (std::unique_lock lock(mutex_); !stopped_ && !run.whole; lock.lock()) {
    changed_.wait(lock, [this] { return rung_ || stopped_; });
    rung_ = false;
    lock.unlock();
    run.status = run.take->status();
    run.whole = run.status.idle;
  }
  run.take->stop();
  if (!run.status.failure.empty()) return Error{"a run has ended before its time: " + run.status.failure};
  return run;
}

void RunLane::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  changed_.notify_one();
}

// --- All of them

RunPool::RunPool() {
  for (std::uint8_t number = 1; number <= lane_count(); ++number) {
    auto network = std::make_unique<LoopbackLane>(number);
    if (!network->is_usable()) break;
    lanes_.push_back(std::unique_ptr<RunLane>(new RunLane(std::move(network))));
  }
  // Nobody begins before it is known how many there are.
  threads_.reserve(lanes_.size());
  const std::lock_guard lock(mutex_);
  try {
    for (const auto& lane : lanes_) threads_.emplace_back([this, &lane = *lane] { work(lane); });
  } catch (const std::exception&) {  // no thread, or no memory for one
    if (threads_.empty()) throw;     // else it goes on with those that there are
  }
  at_work_ = threads_.size();
}

RunPool::~RunPool() {
  stop();
}

void RunPool::add(Task task) {
  const std::lock_guard lock(mutex_);
  tasks_.push_back(std::move(task));
  added_.notify_one();
}

void RunPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    tasks_.clear();
    added_.notify_all();
  }
  for (const auto& lane : lanes_) lane->stop();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void RunPool::work(RunLane& lane) {
  while (true) {
    std::unique_lock lock(mutex_);
    added_.wait(lock, [this] { return stopped_ || !tasks_.empty(); });
    if (stopped_) return;
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    const bool is_alone = at_work_ == 1;
    lock.unlock();
    if (!task(lane, is_alone) && !is_alone && !take_back(std::move(task))) return;
  }
}

// False where this lane is one too many: the others go on. What has failed beside others is made again in any case.
bool RunPool::take_back(Task task) {
  const std::lock_guard lock(mutex_);
  if (stopped_) return false;
  tasks_.push_front(std::move(task));
  added_.notify_one();
  if (at_work_ == 1) return true;
  --at_work_;
  return false;
}

}  // namespace doorway::cli
