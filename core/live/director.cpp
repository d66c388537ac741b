#include "core/live/director.hpp"

#include "core/base/lack.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace doorway {

namespace {
using namespace std::chrono_literals;

constexpr auto shortest_free_run_interval = 1ms;
constexpr auto longest_free_run_interval = 16ms;  // looks disturb the run that they look at
constexpr auto kernel_timer_interval = 10ms;
constexpr auto kernel_timers_at_most = 5s;
}  // namespace

Director::Director(std::shared_ptr<Recording> recording, Network& network, TakeOptions options,
                   std::optional<Repetition> repetition)
    : recording_(std::move(recording)),
      options_(std::move(options)),
      crew_(std::make_unique<Crew>(
          loop_, *recording_, network, options_.free_run,
          [this](Seq) {
            if (options_.on_change) options_.on_change();
          },
          options_.journal.get())),
      repetition_(std::move(repetition)) {
  if (options_.journal) options_.journal->begin(recording_->header());
  publish_status(!repetition_.has_value());
  thread_ = std::thread([this] { run(); });
}

Director::~Director() {
  stop();
}

// --- Commands and what other threads may ask

void Director::post(Command command) {
  {
    const std::lock_guard lock(mutex_);
    if (stopped_) return;
    command.number = ++commands_posted_;
    status_.idle = false;
  }
  loop_.post([this, command] { commands_.push_back(command); });
}

void Director::grant_next() {
  post({});
}
void Director::grant(ProcessId process) {
  post({.process = process});
}
void Director::run_to_end() {
  post({.run_to_end = true});
}

void Director::pause() {
  {
    const std::lock_guard lock(mutex_);
    paused_up_to_ = commands_posted_;
  }
  loop_.post([] {});
}

void Director::stop() {
  if (!thread_.joinable()) return;
  loop_.stop();
  thread_.join();
}

RunStatus Director::wait_until_idle() {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [this] { return status_.idle; });
  return status_;
}

RunStatus Director::status() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

std::optional<WentAnotherWay> Director::went_another_way() const {
  const std::lock_guard lock(mutex_);
  return went_another_way_;
}

// A look that a stop has cut short says nothing.
void Director::publish_status(bool idle) {
  if (loop_.is_stopping()) return;
  bool changed = false;
  {
    const std::lock_guard lock(mutex_);
    RunStatus status = status_;
    status.idle = idle && commands_done_ == commands_posted_;
    status.over = crew_->all_rest() && !crew_->somebody_has_timer() && crew_->with_kernel_timers().empty();
    status.processes = crew_->standings();
    status.next = process_at(turn_in_order());
    status.crowded_sockets = crew_->crowded_sockets();
    changed = status != status_;
    status_ = std::move(status);
    if (status_.idle) idle_.notify_all();
  }
  if (changed && options_.on_change) options_.on_change();
}

void Director::publish_kernel_timers(std::vector<std::string> sockets) {
  const std::lock_guard lock(mutex_);
  status_.kernel_timers = std::move(sockets);
}

// --- The director's thread

void Director::run() {
  std::string failure;
  try {
    direct();
  } catch (const std::exception& problem) {
    if (!is_lack(problem)) throw;
    failure = lack_text(problem);
  }
  if (failure.empty()) failure = crew_->failure();
  crew_.reset();
  end(std::move(failure));
}

void Director::direct() {
  if (repetition_) {
    repeat();
    publish_status(true);
  }
  while (!loop_.is_stopping()) {
    if (!commands_.empty()) {
      const Command command = commands_.front();
      commands_.pop_front();
      command_under_way_ = command.number;
      carry_out(command);
      {
        const std::lock_guard lock(mutex_);
        ++commands_done_;
      }
      publish_status(commands_.empty());
    } else {
      watch_while_idle();
    }
  }
}

// Nobody appends any more.
void Director::end(std::string failure) {
  RunStatus last = caught_up(status(), *recording_);
  last.failure = std::move(failure);
  const bool has_failed = !last.failure.empty();
  if (options_.journal) options_.journal->finish(last);
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    status_ = std::move(last);
    status_.idle = true;
    idle_.notify_all();
  }
  if (has_failed && options_.on_change) options_.on_change();  // else somebody waits for the stop
}

void Director::carry_out(const Command& command) {
  // A free run knows no grants: every command sets it going.
  if (options_.free_run) return run_freely_to_end();
  if (command.run_to_end) return run_stepped_to_end();
  if (crew_->somebody_is_ready()) crew_->settle(std::nullopt);
  const auto process = command.process ? command.process : take_turn();
  if (process && *process < crew_->size() && crew_->can_move(*process)) make_grant(*process);
}

// With nobody at the keys, things still happen: sleepers wake by their own time, and the kernel acknowledges late.
void Director::watch_while_idle() {
  const auto wanted = [this] { return !commands_.empty() || (crew_->somebody_is_ready() && !options_.free_run); };
  const bool kernel_is_busy = !options_.free_run && !crew_->with_kernel_timers().empty();
  const bool goes_on = kernel_is_busy ? loop_.wait_for(kernel_timer_interval, wanted) : loop_.wait_until(wanted);
  if (!goes_on || !commands_.empty()) return;
  crew_->settle(std::nullopt);
  publish_status(true);
}

void Director::run_stepped_to_end() {
  while (!loop_.is_stopping() && !is_paused()) {
    loop_.handle_pending();
    if (crew_->somebody_is_ready()) crew_->settle(std::nullopt);
    if (const auto process = take_turn()) {
      make_grant(*process);
    } else if (!wait_for_something()) {
      return;
    }
  }
}

/// True when a process can move, or the run is to end; false when nothing will happen any more, or has not for long.
bool Director::wait_for_something() {
  const auto give_up_at = std::chrono::steady_clock::now() + kernel_timers_at_most;
  const auto wanted = [this] { return crew_->somebody_is_ready() || is_paused(); };
  for (;;) {
    const auto busy = crew_->with_kernel_timers();
    const bool in_vain = std::chrono::steady_clock::now() >= give_up_at;
    if (!crew_->somebody_has_timer() && (busy.empty() || in_vain)) {
      publish_kernel_timers(busy);
      return false;
    }
    const bool goes_on =
        busy.empty() || in_vain ? loop_.wait_until(wanted) : loop_.wait_for(kernel_timer_interval, wanted);
    if (!goes_on || is_paused()) return true;
    crew_->settle(std::nullopt);
    if (crew_->next_in_file()) return true;
  }
}

// --- Whose turn it is

void Director::make_grant(ProcessId process) {
  crew_->grant(process);
  publish_status(false);
}

/// The place in the order of the next process that can move: those before it are passed over.
std::size_t Director::turn_in_order() const {
  const auto begin = options_.order.begin();
  const auto first = begin + static_cast<std::ptrdiff_t>(next_in_order_);
  const auto can_move = [&](ProcessId process) { return process < crew_->size() && crew_->can_move(process); };
  return static_cast<std::size_t>(std::find_if(first, options_.order.end(), can_move) - begin);
}

std::optional<ProcessId> Director::process_at(std::size_t turn) const {
  return turn < options_.order.size() ? options_.order[turn] : crew_->next_in_file();
}

std::optional<ProcessId> Director::take_turn() {
  const std::size_t turn = turn_in_order();
  {
    const std::lock_guard lock(mutex_);
    status_.passed_over += turn - next_in_order_;
  }
  next_in_order_ = std::min(turn + 1, options_.order.size());
  return process_at(turn);
}

// --- Free run, and repeating an older take

void Director::run_freely_to_end() {
  crew_->grant_all();
  auto waiting_for_kernel_since = std::chrono::steady_clock::now();
  for (auto interval = shortest_free_run_interval;; interval = std::min(2 * interval, longest_free_run_interval)) {
    if (!loop_.wait_for(interval, [this] { return is_paused(); }) || is_paused()) return;
    const bool quiet = is_quiet();
    const auto now = std::chrono::steady_clock::now();
    if (!quiet) waiting_for_kernel_since = now;
    const auto busy = crew_->with_kernel_timers();
    if (!quiet || (!busy.empty() && now - waiting_for_kernel_since < kernel_timers_at_most)) continue;
    crew_->record_observed(std::nullopt);
    publish_kernel_timers(busy);
    return;
  }
}

/// In a free run: whether all rest. One may wake another between two looks, so it takes two rounds of looks that see
/// all at rest, with nothing recorded meanwhile.
bool Director::is_quiet() {
  const Seq seen = recording_->size();
  crew_->look_at_all();
  if (!crew_->all_rest() || crew_->somebody_has_timer()) return false;
  crew_->look_at_all();
  return crew_->all_rest() && recording_->size() == seen;
}

bool Director::wait_until_can_move(ProcessId process) {
  const auto give_up_at = std::chrono::steady_clock::now() + kernel_timers_at_most;
  while (!crew_->can_move(process)) {
    const bool own_timer = crew_->has_timer(process);
    if (loop_.is_stopping() || (!own_timer && std::chrono::steady_clock::now() >= give_up_at)) return false;
    loop_.wait_for(kernel_timer_interval, [this] { return crew_->somebody_is_ready(); });
    crew_->settle(std::nullopt);
  }
  return true;
}

void Director::repeat() {
  crew_->look_at_all();
  for (std::size_t i = 0; i < repetition_->grants.size() && !loop_.is_stopping(); ++i) {
    const Grant& grant = repetition_->grants[i];
    const bool is_last = i + 1 == repetition_->grants.size();
    const Seq there_end = is_last ? repetition_->end : repetition_->grants[i + 1].first_event;
    const Seq here_first = recording_->size() + 1;
    if (wait_until_can_move(grant.process)) make_grant(grant.process);
    if (loop_.is_stopping()) return;
    auto difference = first_difference({*recording_, here_first, recording_->size() + 1},
                                       {*repetition_->recording, grant.first_event, there_end}, grant.process);
    if (!difference) continue;
    const std::lock_guard lock(mutex_);
    went_another_way_ = std::move(difference);
    return;
  }
  wait_for_the_woken();
}

// Their own time has woken them there, which no grant brings about.
void Director::wait_for_the_woken() {
  for (const ProcessId process : repetition_->woken) {
    const bool asleep = crew_->standings().at(process).standing == Standing::asleep;
    if (!asleep || wait_until_can_move(process) || loop_.is_stopping()) continue;
    const std::lock_guard lock(mutex_);
    went_another_way_ = WentAnotherWay{
        recording_->size(), repetition_->end - 1,
        recording_->scenario().processes.at(process) + " still sleeps, and had woken in the take before"};
    return;
  }
}

}  // namespace doorway
