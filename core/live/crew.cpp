#include "core/live/crew.hpp"

#include <algorithm>
#include <latch>
#include <utility>

namespace doorway {

namespace {
using namespace std::chrono_literals;

constexpr auto settle_interval = 1ms;
constexpr auto settle_at_most = 200ms;
}  // namespace

Crew::Crew(Loop& loop, Recording& recording, Network& network, bool free_run, std::function<void(Seq)> on_append,
           Journal* journal)
    : loop_(loop),
      recorder_(recording, std::move(on_append), journal),
      // In a free run processes wait for addresses by themselves; else the next look at who can move finds them.
      addresses_([this, free_run] {
        if (!free_run) return;
        loop_.post([this] {
          for (const Member& member : members_) member.process->nudge();
        });
      }),
      parts_{network, recorder_, guests_, addresses_} {
  start(recording.scenario(), free_run);
}

// First nobody makes a call any more, then the sockets are closed: else who still runs would take the end of a take for
// something that its peer has done, and it would be recorded.
Crew::~Crew() {
  const auto still_calling = std::make_shared<std::latch>(static_cast<std::ptrdiff_t>(members_.size()));
  for (const Member& member : members_) {
    member.process->make_no_more_calls([still_calling] { still_calling->count_down(); });
  }
  still_calling->wait();
  for (const Member& member : members_) member.process->stop();
}

void Crew::start(const Scenario& scenario, bool free_run) {
  members_.resize(scenario.processes.size());
  std::vector<std::vector<std::shared_ptr<const Line>>> lines(members_.size());
  for (std::size_t place = 0; place < scenario.lines.size(); ++place) {
    const auto& line = scenario.lines[place];
    lines[line->process].push_back(line);
    members_[line->process].places.push_back(place);
  }
  for (std::size_t i = 0; i < members_.size(); ++i) {
    members_[i].report.line = lines[i].empty() ? nullptr : lines[i].front();
    members_[i].process = std::make_unique<Process>(static_cast<ProcessId>(i), scenario.processes[i],
                                                    std::move(lines[i]), free_run, parts_, listener());
  }
}

// Called on the processes' threads: all they do is post.
ProcessListener Crew::listener() {
  return {[this](ProcessId id, ProcessReport report) {
            loop_.post([this, id, report = std::move(report)]() mutable {
              members_[id].report = std::move(report);
              members_[id].grant_used = true;
            });
          },
          [this](ProcessId id, ProcessReport report) {
            loop_.post([this, id, report = std::move(report)]() mutable {
              members_[id].report = std::move(report);
              members_[id].looked_at = true;
            });
          },
          [this](ProcessId) { loop_.post([this] { somebody_is_ready_ = true; }); },
          [this](std::string why) {
            loop_.post([this, why = std::move(why)]() mutable {
              if (failure_.empty()) failure_ = std::move(why);
            });
            loop_.stop();
          }};
}

void Crew::grant(ProcessId process) {
  Member& member = members_[process];
  member.grant_used = false;
  member.woke_recorded = false;
  member.process->grant();
  if (loop_.wait_until([&] { return member.grant_used; })) settle(process);
}

void Crew::grant_all() {
  for (const Member& member : members_) member.process->grant();
}

void Crew::settle(std::optional<ProcessId> actor) {
  somebody_is_ready_ = false;
  wait_for_arrival(actor);
  clear_lines_of_strangers();
  if (loop_.is_stopping()) return;
  record_observed(actor);
  record_woken_and_ended();
  for (const std::string& name : sockets_.crowded_by_strangers()) {
    const bool known = std::find(crowded_sockets_.begin(), crowded_sockets_.end(), name) != crowded_sockets_.end();
    if (!known) crowded_sockets_.push_back(name);
  }
  sockets_.forget_the_dead();
}

void Crew::wait_for_arrival(std::optional<ProcessId> actor) {
  const auto sent = actor ? members_[*actor].report.sent : std::nullopt;
  const SocketPicture before = sockets_;
  const auto give_up_at = std::chrono::steady_clock::now() + settle_at_most;
  for (;;) {
    look_at_all();
    const bool arrived = !sent || sockets_.has_arrived(*sent, before);
    if ((arrived && sockets_.is_settled()) || std::chrono::steady_clock::now() >= give_up_at) return;
    if (!loop_.wait_for(settle_interval, [] { return false; })) return;
  }
}

void Crew::clear_lines_of_strangers() {
  const auto strange = sockets_.listeners_with_strangers_only();
  if (strange.empty()) return;
  for (const Member& member : members_) {
    for (const SocketId listener : strange) member.process->turn_away_strangers_at(listener);
  }
  look_at_all();
}

void Crew::look_at_all() {
  for (Member& member : members_) {
    member.looked_at = false;
    member.process->look();
  }
  loop_.wait_until([this] {
    return std::all_of(members_.begin(), members_.end(), [](const Member& member) { return member.looked_at; });
  });
  for (const Member& member : members_) sockets_.update(member.report.sockets);
}

void Crew::record_observed(std::optional<ProcessId> actor) {
  const auto record = [this](ProcessId process, bool after_own_call) {
    for (const SocketReport& socket : members_[process].report.sockets) {
      if (socket.open) recorder_.observe(process, socket.id, socket.sample, after_own_call);
    }
  };
  if (actor) record(*actor, true);
  for (std::size_t i = 0; i < members_.size(); ++i) {
    const auto process = static_cast<ProcessId>(i);
    if (process != actor) record(process, false);
  }
}

void Crew::record_woken_and_ended() {
  for (std::size_t i = 0; i < members_.size(); ++i) {
    Member& member = members_[i];
    const auto process = static_cast<ProcessId>(i);
    if (member.report.standing == Standing::woken && !member.woke_recorded) {
      member.woke_recorded = true;
      recorder_.record(process, member.report.call_socket, Woke{*member.report.call, member.report.timed_out});
    }
    if (member.report.standing == Standing::ended && !member.ended_recorded) {
      member.ended_recorded = true;
      recorder_.record(process, SocketId::none, Ended{});
    }
  }
}

Standing Crew::standing_of(const Member& member) const {
  if (member.report.standing != Standing::before_line || member.report.line == nullptr) return member.report.standing;
  const SocketRef* needed = port_needed_by(member.report.line->call);
  return needed == nullptr || addresses_.find(*needed) ? Standing::before_line : Standing::needs_port;
}

bool Crew::can_move(ProcessId process) const {
  const Standing standing = standing_of(members_[process]);
  return standing == Standing::before_line || (standing == Standing::woken && members_[process].woke_recorded);
}

std::optional<ProcessId> Crew::next_in_file() const {
  std::optional<ProcessId> next;
  const auto place_of = [this](ProcessId process) {
    return members_[process].places.at(members_[process].report.lines_done);
  };
  for (std::size_t i = 0; i < members_.size(); ++i) {
    const auto process = static_cast<ProcessId>(i);
    if (can_move(process) && (!next || place_of(process) < place_of(*next))) next = process;
  }
  return next;
}

bool Crew::all_rest() const {
  return std::all_of(members_.begin(), members_.end(), [this](const Member& member) {
    const Standing standing = standing_of(member);
    return standing == Standing::asleep || standing == Standing::ended || standing == Standing::needs_port;
  });
}

bool Crew::somebody_has_timer() const {
  return std::any_of(members_.begin(), members_.end(),
                     [](const Member& member) { return member.report.has_own_timer; });
}

std::vector<ProcessStatus> Crew::standings() const {
  std::vector<ProcessStatus> standings;
  for (const Member& member : members_) {
    standings.push_back({standing_of(member), member.report.line, member.report.call});
  }
  return standings;
}

}  // namespace doorway
