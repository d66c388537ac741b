#pragma once

#include "core/live/address_book.hpp"
#include "core/live/call_attempt.hpp"
#include "core/live/loop.hpp"
#include "core/live/socket_table.hpp"
#include "core/live/status.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace doorway {

/// A datagram that the kernel took in a grant, whose arrival can be looked for.
struct SentDatagram {
  SocketId from = SocketId::none;
  Endpoint to;
};

/// What a process says of itself when it is looked at, or has used its grant.
struct ProcessReport {
  Standing standing = Standing::before_line;
  std::shared_ptr<const Line> line;  ///< before or in which it stands; null when it has ended
  std::size_t lines_done = 0;        ///< how many of its lines are over
  std::optional<CallId> call;        ///< the call it is in
  SocketId call_socket = SocketId::none;
  bool timed_out = false;            ///< woken: its time is up
  bool has_own_timer = false;        ///< asleep: it will wake by itself
  std::optional<SentDatagram> sent;  ///< by the last call, if it sent one
  std::vector<SocketReport> sockets;
};

/// What all processes of a take share; it outlives them. See each type for its threads.
struct TakeParts {
  Network& network;
  Recorder& recorder;
  GuestList& guests;
  AddressBook& addresses;
};

/// Whom a process tells; called on the process's own thread, must not wait.
struct ProcessListener {
  std::function<void(ProcessId, ProcessReport)> grant_used;  ///< its call is over, or sleeps
  std::function<void(ProcessId, ProcessReport)> looked_at;   ///< the answer to look()
  std::function<void(ProcessId)> ready;                      ///< what its call slept for has come
  std::function<void(std::string)> failed;                   ///< the system lacks what it needs: it makes no more calls
};

/// A process of a scenario: its own thread, its own io_context, its own sockets. It runs its lines one by one, each try
/// of a call when granted; in a free run all of them after the first grant. It shares nothing with others but what
/// TakeParts names. Public functions: from any thread, they return at once.
class Process {
 public:
  Process(ProcessId id, std::string name, std::vector<std::shared_ptr<const Line>> lines, bool free_run,
          TakeParts parts, ProcessListener listener);
  ~Process();  ///< stops, and waits until the thread is gone: it never waits for a peer or a kernel timer
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void grant();                                    ///< the next line, or the next try of the call it woke in
  void look();                                     ///< samples all sockets and reports
  void turn_away_strangers_at(SocketId listener);  ///< see RecordedSocket::turn_away_waiting_strangers
  void nudge();                                    ///< something it may wait for has changed
  /// Leaves its lines where they are, then tells, on its own thread. Its sockets stay open until it stops.
  void make_no_more_calls(std::function<void()> when_so);
  void stop();  ///< ends its lines and closes its sockets

 private:
  struct Sleep {
    CallSleeps what;
    bool ready = false;
    bool timed_out = false;
  };

  void run();
  void run_lines();
  void wait_for_stop();
  template <class Condition>
  bool wait_until(Condition condition);
  bool may_begin(const Line& line);
  bool perform(const std::shared_ptr<const Line>& line);
  bool sleep_until_granted(CallSleeps what);
  void watch();
  void check_sleep();
  void stop_watching();
  void begin_call(const std::shared_ptr<const Line>& line);
  void end_call(CallDone done);
  void tell_grant_used();
  void observe_in_free_run();
  ProcessReport report();

  const ProcessId id_;
  const std::string name_;
  const std::vector<std::shared_ptr<const Line>> lines_;
  const bool free_run_;
  TakeParts parts_;
  const ProcessListener listener_;

  Loop loop_;

  // All below belongs to the process's thread.
  SocketContext context_;
  SocketTable sockets_{context_};
  Caller caller_{name_, context_, sockets_, parts_.addresses};
  boost::asio::steady_timer deadline_timer_{loop_.io()};  // the call's own time limit
  boost::asio::steady_timer recheck_timer_{loop_.io()};   // to ask again where readiness alone does not tell
  bool granted_ = false;
  bool makes_calls_ = true;
  Standing standing_ = Standing::before_line;
  std::size_t next_line_ = 0;
  std::optional<CallInProgress> call_;
  SocketId call_socket_ = SocketId::none;  // the one the call is made at, or made
  std::optional<SentDatagram> sent_;       // by the last call
  std::optional<Sleep> sleep_;
  std::optional<std::chrono::steady_clock::time_point> deadline_;  // of the call
  std::uint64_t watch_round_ = 0;                                  // older rounds' handlers are stale

  std::thread thread_;  // last: it starts when all else is there
};

}  // namespace doorway
