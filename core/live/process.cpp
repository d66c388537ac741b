#include "core/live/process.hpp"

#include "core/base/lack.hpp"

#include <boost/asio/post.hpp>
#include <pthread.h>

#include <exception>
#include <utility>

namespace doorway {

namespace {
// For what no readiness tells: whether more bytes have come to those that are readable already.
constexpr auto recheck_interval = std::chrono::milliseconds(1);

// In a free run a sample costs a fifth of the call that it follows. Whoever steps through one sees the first so many
// lines of each process in full; behind them only some calls that move bytes are followed by a sample.
constexpr std::size_t lines_in_full = 1000;
constexpr std::size_t one_sample_in = 16;

bool moves_bytes(const Call& call) {
  return payload_of(call) != nullptr || std::holds_alternative<call::Recv>(call) ||
         std::holds_alternative<call::RecvFrom>(call);
}
}  // namespace

Process::Process(ProcessId id, std::string name, std::vector<std::shared_ptr<const Line>> lines, bool free_run,
                 TakeParts parts, ProcessListener listener)
    : id_(id),
      name_(std::move(name)),
      lines_(std::move(lines)),
      free_run_(free_run),
      parts_(parts),
      listener_(std::move(listener)),
      context_{id, parts.network, parts.recorder, parts.guests, loop_.io()},
      thread_([this] { run(); }) {}

Process::~Process() {
  stop();
  thread_.join();
}

void Process::grant() {
  loop_.post([this] { granted_ = true; });
}

void Process::look() {
  loop_.post([this] {
    check_sleep();
    ProcessReport now = report();
    // What came between that look and the samples shows in them: then the sleeper has to say so in the same report.
    if (now.standing == Standing::asleep) {
      check_sleep();
      if (standing_ == Standing::woken) now = report();
    }
    listener_.looked_at(id_, std::move(now));
  });
}

void Process::turn_away_strangers_at(SocketId listener) {
  loop_.post([this, listener] {
    sockets_.for_each([&](RecordedSocket& socket) {
      if (socket.id() == listener) socket.turn_away_waiting_strangers();
    });
  });
}

void Process::nudge() {
  loop_.post([] {});
}

void Process::make_no_more_calls(std::function<void()> when_so) {
  loop_.post([this, when_so = std::move(when_so)] {
    makes_calls_ = false;
    when_so();
  });
}

void Process::stop() {
  loop_.stop();
}

void Process::run() {
  ::pthread_setname_np(::pthread_self(), name_.substr(0, 15).c_str());
  try {
    run_lines();
  } catch (const std::exception& problem) {
    if (!is_lack(problem)) throw;
    listener_.failed(lack_text(problem));
  }
  wait_for_stop();
  sockets_.clear();
}

void Process::run_lines() {
  while (next_line_ < lines_.size()) {
    const std::shared_ptr<const Line>& line = lines_[next_line_];
    if (!may_begin(*line) || !perform(line)) break;
    const bool exits = std::holds_alternative<call::Exit>(line->call);
    next_line_ = exits ? lines_.size() : next_line_ + 1;
    standing_ = next_line_ < lines_.size() ? Standing::before_line : Standing::ended;
    if (!free_run_) {
      tell_grant_used();
    } else if (standing_ == Standing::ended) {
      parts_.recorder.record(id_, SocketId::none, Ended{});
    }
  }
}

// Who asks for a look has an answer until then, or hears that there is none.
void Process::wait_for_stop() {
  while (!loop_.is_stopping()) {
    try {
      loop_.wait_until([] { return false; });
    } catch (const std::exception& problem) {
      if (!is_lack(problem)) throw;
      listener_.failed(lack_text(problem));
    }
  }
}

template <class Condition>
bool Process::wait_until(Condition condition) {
  return loop_.wait_until([&] { return !makes_calls_ || condition(); }) && makes_calls_;
}

bool Process::may_begin(const Line& line) {
  if (!wait_until([&] { return granted_; })) return false;
  if (!free_run_) {
    granted_ = false;
    return true;
  }
  const SocketRef* needed = port_needed_by(line.call);
  return needed == nullptr || wait_until([&] { return parts_.addresses.find(*needed).has_value(); });
}

bool Process::perform(const std::shared_ptr<const Line>& line) {
  begin_call(line);
  for (;;) {
    standing_ = Standing::in_call;
    Attempt made = attempt(caller_, *call_);
    if (auto* done = std::get_if<CallDone>(&made)) {
      end_call(std::move(*done));
      return true;
    }
    auto& sleeps = std::get<CallSleeps>(made);
    parts_.recorder.record(
        id_, call_socket_,
        Sleeps{call_->id, sleeps.until, call_->bytes, std::exchange(call_->tries, {}), sleeps.local});
    observe_in_free_run();
    if (!sleep_until_granted(std::move(sleeps))) return false;
  }
}

void Process::begin_call(const std::shared_ptr<const Line>& line) {
  const std::string* named = !line->socket.empty() ? &line->socket : nullptr;
  if (const auto* wait = std::get_if<call::WaitReadable>(&line->call)) named = &wait->socket;
  call_socket_ = named != nullptr ? sockets_.at(*named).id() : SocketId::none;
  const auto [id, nth] = parts_.recorder.begin_call(id_, call_name(line->call));
  call_ = CallInProgress{line, id, target_of(caller_, *line), 0, {}, false};
  deadline_.reset();
  sent_.reset();
  parts_.recorder.record(id_, call_socket_, Called{id, nth, line, call_->target});
}

void Process::end_call(CallDone done) {
  const Line& line = *call_->line;
  const bool sends = payload_of(line.call) != nullptr;
  if (sends && done.result >= 0) {
    const RecordedSocket& socket = sockets_.at(line.socket);
    const bool names_target = std::holds_alternative<call::SendTo>(line.call);
    if (is_udp(socket.type())) sent_ = SentDatagram{socket.id(), names_target ? call_->target : socket.peer()};
  }
  const SocketId made = done.outcome.made ? done.outcome.made->id : SocketId::none;
  const bool has_outcome = done.outcome != Outcome{};
  parts_.recorder.record(id_, call_socket_,
                         Returned{call_->id, done.error, done.result, done.bytes, std::move(call_->tries),
                                  has_outcome ? std::make_shared<const Outcome>(std::move(done.outcome)) : nullptr});
  if (made != SocketId::none) call_socket_ = made;
  observe_in_free_run();
  call_.reset();
}

bool Process::sleep_until_granted(CallSleeps what) {
  if (what.at_most && !deadline_) deadline_ = std::chrono::steady_clock::now() + *what.at_most;
  standing_ = Standing::asleep;
  sleep_ = Sleep{std::move(what)};
  if (deadline_) {
    deadline_timer_.expires_at(*deadline_);
    deadline_timer_.async_wait([this](const boost::system::error_code& cancelled) {
      if (!cancelled) check_sleep();
    });
  }
  if (!free_run_) tell_grant_used();
  watch();
  const bool goes_on = wait_until([&] { return free_run_ ? sleep_->ready : granted_; });
  if (!free_run_) {
    granted_ = false;
  } else if (goes_on) {
    parts_.recorder.record(id_, call_socket_, Woke{call_->id, sleep_->timed_out});
  }
  stop_watching();
  call_->timed_out = sleep_->timed_out;
  sleep_.reset();
  return goes_on;
}

void Process::stop_watching() {
  ++watch_round_;
  deadline_timer_.cancel();
  recheck_timer_.cancel();
  for (const Watch& watched : sleep_->what.watches) watched.socket->cancel_waits();
}

// A wait can end early, and "readable" need not be enough: then the process looks again a little later.
void Process::watch() {
  const std::uint64_t round = ++watch_round_;
  const auto look_again_later = [this, round] {
    recheck_timer_.expires_after(recheck_interval);
    recheck_timer_.async_wait([this, round](const boost::system::error_code& cancelled) {
      if (cancelled || round != watch_round_) return;
      check_sleep();
      if (!sleep_->ready) watch();
    });
  };
  const auto maybe_ready = [this, round, look_again_later] {
    if (round != watch_round_) return;
    check_sleep();
    if (!sleep_->ready) look_again_later();
  };
  for (const Watch& watched : sleep_->what.watches) {
    if (!watched.socket->is_open()) continue;
    watched.socket->cancel_waits();
    bool waits = true;
    if (watched.read) waits = watched.socket->when_maybe_readable(maybe_ready) && waits;
    if (watched.write) waits = watched.socket->when_maybe_writable(maybe_ready) && waits;
    if (!waits) look_again_later();
  }
}

void Process::check_sleep() {
  if (!sleep_ || sleep_->ready) return;
  sleep_->ready = is_ready(sleep_->what);
  if (!sleep_->ready && deadline_ && std::chrono::steady_clock::now() >= *deadline_) {
    sleep_->ready = true;
    sleep_->timed_out = true;
  }
  if (!sleep_->ready) return;
  standing_ = Standing::woken;
  if (!free_run_) listener_.ready(id_);
}

void Process::observe_in_free_run() {
  if (!free_run_) return;
  const bool in_full = next_line_ < lines_in_full || next_line_ % one_sample_in == 0;
  if (!in_full && moves_bytes(call_->line->call)) return;
  sockets_.for_each([&](RecordedSocket& socket) {
    if (socket.id() == call_socket_ && socket.is_open()) {
      parts_.recorder.observe(id_, socket.id(), socket.sample(), true);
    }
  });
}

void Process::tell_grant_used() {
  listener_.grant_used(id_, report());
}

ProcessReport Process::report() {
  ProcessReport report;
  report.standing = standing_;
  report.lines_done = next_line_;
  if (call_) {
    report.line = call_->line;
    report.call = call_->id;
    report.call_socket = call_socket_;
  } else if (next_line_ < lines_.size()) {
    report.line = lines_[next_line_];
  }
  report.timed_out = sleep_ && sleep_->timed_out;
  report.has_own_timer = standing_ == Standing::asleep && deadline_.has_value();
  report.sent = sent_;
  report.sockets = sockets_.report();
  return report;
}

}  // namespace doorway
