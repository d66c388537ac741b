#include "core/live/director.hpp"

#include <algorithm>
#include <utility>

namespace doorway {

namespace {
using namespace std::chrono_literals;

constexpr auto settle_interval = 1ms;
constexpr auto settle_at_most = 200ms;
constexpr auto free_run_interval = 16ms;  // looks disturb the run that they look at
constexpr auto kernel_timer_interval = 10ms;
constexpr auto kernel_timers_at_most = 5s;
}  // namespace

Director::Director(std::shared_ptr<Recording> recording, Network& network, TakeOptions options,
                   std::optional<Repetition> repetition)
    : recording_(std::move(recording)),
      options_(std::move(options)),
      recorder_(*recording_,
                [this](Seq) {
                  if (options_.on_change) options_.on_change();
                }),
      addresses_([this] {
        loop_.post([this] {
          for (const Actor& actor : actors_) actor.process->nudge();
        });
      }),
      parts_{network, recorder_, guests_, addresses_},
      repetition_(std::move(repetition)) {
  status_.idle = !repetition_.has_value();
  start_processes();
  thread_ = std::thread([this] { run(); });
}

Director::~Director() {
  stop();
}

void Director::start_processes() {
  const Scenario& scenario = recording_->scenario();
  actors_.resize(scenario.processes.size());
  std::vector<std::vector<std::shared_ptr<const Line>>> lines(actors_.size());
  for (std::size_t place = 0; place < scenario.lines.size(); ++place) {
    const auto& line = scenario.lines[place];
    lines[line->process].push_back(line);
    actors_[line->process].places.push_back(place);
  }
  const ProcessListener listener{[this](ProcessId id, ProcessReport report) {
                                   loop_.post([this, id, report = std::move(report)]() mutable {
                                     actors_[id].report = std::move(report);
                                     actors_[id].grant_used = true;
                                   });
                                 },
                                 [this](ProcessId id, ProcessReport report) {
                                   loop_.post([this, id, report = std::move(report)]() mutable {
                                     actors_[id].report = std::move(report);
                                     actors_[id].looked_at = true;
                                   });
                                 },
                                 [this](ProcessId) { loop_.post([this] { something_is_ready_ = true; }); }};
  for (std::size_t id = 0; id < actors_.size(); ++id) {
    actors_[id].report.line = lines[id].empty() ? nullptr : lines[id].front();
    actors_[id].process = std::make_unique<Process>(static_cast<ProcessId>(id), scenario.processes[id],
                                                    std::move(lines[id]), options_.free_run, parts_, listener);
  }
  publish_status(status_.idle);
}

// --- Commands and what other threads may ask

void Director::post(Command command) {
  {
    const std::lock_guard lock(mutex_);
    ++commands_posted_;
    status_.idle = false;
  }
  loop_.post([this, command] { commands_.push_back(command); });
}

void Director::grant_next() {
  post({false, std::nullopt});
}
void Director::grant(ProcessId process) {
  post({false, process});
}
void Director::run_to_end() {
  post({true, std::nullopt});
}

void Director::pause() {
  pausing_ = true;
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

Repetition Director::repetition_up_to(Seq cursor) const {
  const std::lock_guard lock(mutex_);
  Repetition repetition{recording_, {}, recording_->size() + 1};
  for (const Grant& grant : grants_) {
    if (grant.first_event > cursor) {
      repetition.end = grant.first_event;
      break;
    }
    repetition.grants.push_back(grant);
  }
  return repetition;
}

void Director::publish_status(bool idle) {
  {
    const std::lock_guard lock(mutex_);
    status_.idle = idle && commands_done_ == commands_posted_;
    status_.over = !actors_.empty() && all_rest() && !somebody_has_timer() && sockets_.with_kernel_timers().empty();
    status_.processes.clear();
    for (const Actor& actor : actors_) {
      status_.processes.push_back({standing_of(actor), actor.report.line, actor.report.call});
    }
    if (status_.idle) idle_.notify_all();
  }
  if (options_.on_change) options_.on_change();
}

// --- The director's thread

void Director::run() {
  if (repetition_) {
    repeat();
    publish_status(true);
  }
  while (!loop_.is_stopping()) {
    if (!commands_.empty()) {
      const Command command = commands_.front();
      commands_.pop_front();
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
  // Each process closes its sockets on its own thread; all are told before any is waited for.
  for (const Actor& actor : actors_) actor.process->stop();
  actors_.clear();
  const std::lock_guard lock(mutex_);
  status_.idle = true;
  idle_.notify_all();
}

void Director::carry_out(const Command& command) {
  // A free run knows no grants: every command sets it going.
  if (options_.free_run) return run_freely_to_end();
  if (command.run_to_end) return run_stepped_to_end();
  if (something_is_ready_) settle(std::nullopt);
  const auto process = command.process ? command.process : next_by_order();
  if (process && *process < actors_.size() && can_move(*process)) make_grant(*process);
}

// With nobody at the keys, things still happen: sleepers wake by their own time, and the kernel acknowledges late.
void Director::watch_while_idle() {
  const auto wanted = [this] { return !commands_.empty() || something_is_ready_; };
  const bool kernel_is_busy = !sockets_.with_kernel_timers().empty();
  const bool goes_on = kernel_is_busy ? loop_.wait_for(kernel_timer_interval, wanted) : loop_.wait_until(wanted);
  if (!goes_on || !commands_.empty()) return;
  settle(std::nullopt);
  publish_status(true);
}

void Director::run_stepped_to_end() {
  while (!loop_.is_stopping() && !pausing_) {
    loop_.handle_pending();
    if (something_is_ready_) settle(std::nullopt);
    if (const auto process = next_by_order()) {
      make_grant(*process);
    } else if (!wait_for_something()) {
      return;
    }
  }
}

/// True when a process can move, or the run is to end; false when nothing will happen any more, or has not for long.
bool Director::wait_for_something() {
  const auto give_up_at = std::chrono::steady_clock::now() + kernel_timers_at_most;
  const auto wanted = [this] { return something_is_ready_ || pausing_.load(); };
  for (;;) {
    const auto busy = sockets_.with_kernel_timers();
    const bool in_vain = std::chrono::steady_clock::now() >= give_up_at;
    if (!somebody_has_timer() && (busy.empty() || in_vain)) {
      const std::lock_guard lock(mutex_);
      status_.kernel_timers = busy;
      return false;
    }
    const bool goes_on =
        busy.empty() || in_vain ? loop_.wait_until(wanted) : loop_.wait_for(kernel_timer_interval, wanted);
    if (!goes_on || pausing_) return true;
    settle(std::nullopt);
    if (next_in_file()) return true;
  }
}

void Director::make_grant(ProcessId process) {
  Actor& actor = actors_[process];
  {
    const std::lock_guard lock(mutex_);
    grants_.push_back({process, recording_->size() + 1});
  }
  actor.grant_used = false;
  actor.woke_recorded = false;
  actor.process->grant();
  if (!loop_.wait_until([&] { return actor.grant_used; })) return;
  settle(process);
  publish_status(false);
}

// --- Settling: what the last call has brought about is there before the next one is made

void Director::settle(std::optional<ProcessId> actor) {
  something_is_ready_ = false;
  wait_for_arrival(actor);
  const auto strange = sockets_.listeners_with_strangers_only();
  if (!strange.empty()) {
    for (const Actor& each : actors_) {
      for (const SocketId listener : strange) each.process->turn_away_strangers_at(listener);
    }
    look_at_all();
  }
  if (loop_.is_stopping()) return;
  record_observed(actor);
  record_woken();
  const auto crowded = sockets_.crowded_by_strangers();
  sockets_.forget_the_dead();
  const std::lock_guard lock(mutex_);
  for (const std::string& name : crowded) {
    if (std::find(status_.crowded_sockets.begin(), status_.crowded_sockets.end(), name) ==
        status_.crowded_sockets.end()) {
      status_.crowded_sockets.push_back(name);
    }
  }
}

void Director::wait_for_arrival(std::optional<ProcessId> actor) {
  const auto sent = actor ? actors_[*actor].report.sent : std::nullopt;
  const SocketPicture before = sockets_;
  const auto give_up_at = std::chrono::steady_clock::now() + settle_at_most;
  for (;;) {
    look_at_all();
    const bool arrived = !sent || sockets_.has_arrived(*sent, before);
    if ((arrived && sockets_.is_settled()) || std::chrono::steady_clock::now() >= give_up_at) return;
    if (!loop_.wait_for(settle_interval, [] { return false; })) return;
  }
}

void Director::look_at_all() {
  for (Actor& actor : actors_) {
    actor.looked_at = false;
    actor.process->look();
  }
  loop_.wait_until([this] {
    return std::all_of(actors_.begin(), actors_.end(), [](const Actor& actor) { return actor.looked_at; });
  });
  for (const Actor& actor : actors_) sockets_.update(actor.report.sockets);
}

void Director::record_observed(std::optional<ProcessId> actor) {
  const auto record = [this](ProcessId process, bool after_own_call) {
    for (const SocketReport& socket : actors_[process].report.sockets) {
      if (socket.open) recorder_.observe(process, socket.id, socket.sample, after_own_call);
    }
  };
  if (actor) record(*actor, true);
  for (std::size_t i = 0; i < actors_.size(); ++i) {
    const auto process = static_cast<ProcessId>(i);
    if (process != actor) record(process, false);
  }
}

void Director::record_woken() {
  for (std::size_t i = 0; i < actors_.size(); ++i) {
    Actor& actor = actors_[i];
    const auto process = static_cast<ProcessId>(i);
    if (actor.report.standing == Standing::woken && !actor.woke_recorded) {
      actor.woke_recorded = true;
      recorder_.record(process, actor.report.call_socket, Woke{*actor.report.call, actor.report.timed_out});
    }
    if (actor.report.standing == Standing::ended && !actor.ended_recorded) {
      actor.ended_recorded = true;
      recorder_.record(process, SocketId::none, Ended{});
    }
  }
}

// --- Whose turn it is

Standing Director::standing_of(const Actor& actor) const {
  if (actor.report.standing != Standing::before_line || actor.report.line == nullptr) return actor.report.standing;
  const SocketRef* needed = port_needed_by(actor.report.line->call);
  return needed == nullptr || addresses_.find(*needed) ? Standing::before_line : Standing::needs_port;
}

bool Director::can_move(ProcessId process) const {
  const Standing standing = standing_of(actors_[process]);
  return standing == Standing::before_line || (standing == Standing::woken && actors_[process].woke_recorded);
}

std::optional<ProcessId> Director::next_in_file() const {
  std::optional<ProcessId> next;
  const auto place_of = [this](ProcessId process) {
    return actors_[process].places.at(actors_[process].report.lines_done);
  };
  for (std::size_t i = 0; i < actors_.size(); ++i) {
    const auto process = static_cast<ProcessId>(i);
    if (can_move(process) && (!next || place_of(process) < place_of(*next))) next = process;
  }
  return next;
}

std::optional<ProcessId> Director::next_by_order() {
  while (next_in_order_ < options_.order.size()) {
    const ProcessId process = options_.order[next_in_order_++];
    if (process < actors_.size() && can_move(process)) return process;
    const std::lock_guard lock(mutex_);
    ++status_.passed_over;
  }
  return next_in_file();
}

bool Director::somebody_has_timer() const {
  return std::any_of(actors_.begin(), actors_.end(), [](const Actor& actor) { return actor.report.has_own_timer; });
}

bool Director::all_rest() const {
  return std::all_of(actors_.begin(), actors_.end(), [this](const Actor& actor) {
    const Standing standing = standing_of(actor);
    return standing == Standing::asleep || standing == Standing::ended || standing == Standing::needs_port;
  });
}

// --- Free run, and repeating an older take

void Director::run_freely_to_end() {
  for (const Actor& actor : actors_) actor.process->grant();
  auto waiting_for_kernel_since = std::chrono::steady_clock::now();
  for (auto interval = settle_interval;; interval = std::min(2 * interval, free_run_interval)) {
    if (!loop_.wait_for(interval, [this] { return pausing_.load(); }) || pausing_) return;
    const bool quiet = is_quiet();
    const auto now = std::chrono::steady_clock::now();
    if (!quiet) waiting_for_kernel_since = now;
    const auto busy = sockets_.with_kernel_timers();
    if (!quiet || (!busy.empty() && now - waiting_for_kernel_since < kernel_timers_at_most)) continue;
    record_observed(std::nullopt);
    const std::lock_guard lock(mutex_);
    status_.kernel_timers = busy;
    return;
  }
}

/// In a free run: whether all rest. One may wake another between two looks, so it takes two rounds of looks that see
/// all at rest, with nothing recorded meanwhile.
bool Director::is_quiet() {
  const Seq seen = recording_->size();
  look_at_all();
  if (!all_rest() || somebody_has_timer()) return false;
  look_at_all();
  return all_rest() && recording_->size() == seen;
}

bool Director::wait_until_can_move(ProcessId process) {
  const auto give_up_at = std::chrono::steady_clock::now() + kernel_timers_at_most;
  while (!can_move(process)) {
    const bool own_timer = actors_[process].report.has_own_timer;
    if (loop_.is_stopping() || (!own_timer && std::chrono::steady_clock::now() >= give_up_at)) return false;
    loop_.wait_for(kernel_timer_interval, [this] { return something_is_ready_; });
    settle(std::nullopt);
  }
  return true;
}

void Director::repeat() {
  look_at_all();
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
}

}  // namespace doorway
