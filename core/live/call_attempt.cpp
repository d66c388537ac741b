#include "core/live/call_attempt.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <span>
#include <utility>

namespace doorway {

namespace {

bool would_block(const Try& answer) {
  return answer.result < 0 && (answer.error == EAGAIN || answer.error == EINPROGRESS || answer.error == EALREADY);
}

/// One attempt at one call: an overload for each kind of call.
class Attempter {
 public:
  Attempter(Caller& caller, CallInProgress& call) : caller_(caller), call_(call), line_(*call.line) {}

  Attempt operator()(const call::Socket& socket) {
    const Try answer = keep(caller_.sockets.open(line_.new_socket, socket.type));
    CallDone done = over(answer);
    if (answer.result >= 0) done.outcome.made = caller_.sockets.at(line_.new_socket).made();
    return done;
  }

  Attempt operator()(const call::Bind&) {
    CallDone done = over(keep(own().bind(call_.target)));
    if (done.result == 0) tell_local(own(), line_.socket, done.outcome);
    return done;
  }

  Attempt operator()(const call::Listen& listen) {
    const auto bound = own().bind_to_own_address();
    if (bound && bound->result < 0) return not_bound(*bound);
    CallDone done = over(keep(own().listen(listen.backlog)));
    if (bound) tell_bound_first(done.outcome);
    return done;
  }

  Attempt operator()(const call::Accept&) {
    return repeat(own(), SleepsUntil::readable, [this]() -> std::optional<CallDone> {
      const Try answer = keep(caller_.sockets.accept(own(), line_.new_socket));
      if (may_sleep(answer)) return std::nullopt;
      CallDone done = over(answer);
      if (answer.result < 0) {
        caller_.sockets.bind_to_nothing(line_.new_socket, own().type());
        return done;
      }
      RecordedSocket& made = caller_.sockets.at(line_.new_socket);
      done.outcome.made = made.made();
      done.outcome.peer = made.peer();
      tell_local(made, line_.new_socket, done.outcome);
      return done;
    });
  }

  Attempt operator()(const call::Connect&) {
    Attempt made = repeat(own(), SleepsUntil::writable, [this]() -> std::optional<CallDone> {
      const Try answer = keep(own().connect(call_.target));
      if (own().is_open()) caller_.addresses.publish(caller_.process, line_.socket, own().local());
      if (may_sleep(answer)) return std::nullopt;
      CallDone done = over(answer);
      if (answer.result == 0 || answer.error == EINPROGRESS) {
        done.outcome.local = own().local();
        done.outcome.peer = call_.target;
      }
      return done;
    });
    if (auto* sleeps = std::get_if<CallSleeps>(&made)) sleeps->local = own().local();
    return made;
  }

  Attempt operator()(const call::Send& send) {
    const std::span<const std::uint8_t> bytes(send.payload.bytes());
    const auto bound = bind_datagram_socket();
    if (bound && bound->result < 0) return not_bound(*bound);
    return repeat(own(), SleepsUntil::writable, [=, this] {
      std::optional<CallDone> done = send_what_is_left(bytes);
      if (done && bound) tell_bound_first(done->outcome);
      return done;
    });
  }

  Attempt operator()(const call::SendTo& send) {
    const auto bound = bind_datagram_socket();
    if (bound && bound->result < 0) return not_bound(*bound);
    return repeat(own(), SleepsUntil::writable, [=, this]() -> std::optional<CallDone> {
      const Try answer = keep(own().send_to(send.payload.bytes(), call_.target));
      if (may_sleep(answer)) return std::nullopt;
      CallDone done = over(answer);
      done.bytes = answer.result > 0 ? static_cast<std::uint64_t>(answer.result) : 0;
      if (bound) tell_bound_first(done.outcome);
      if (answer.result >= 0 && is_udp(own().type())) tell_local(own(), line_.socket, done.outcome);
      return done;
    });
  }

  Attempt operator()(const call::Recv& recv) { return receive(recv.size_bytes); }
  Attempt operator()(const call::RecvFrom& recv) { return receive(recv.size_bytes); }

  Attempt operator()(const call::Shutdown& shutdown) { return over(keep(own().shutdown(shutdown.how))); }

  Attempt operator()(const call::Close&) {
    CallDone done;
    close(own(), done);
    return done;
  }

  Attempt operator()(const call::Exit&) {
    CallDone done;
    caller_.sockets.for_each([&](RecordedSocket& socket) {
      if (socket.is_open()) close(socket, done);
    });
    done.result = 0;
    done.error = 0;
    return done;
  }

  Attempt operator()(const call::Poll& poll) {
    std::vector<pollfd> entries;
    CallSleeps sleep{SleepsUntil::ready, {}, 0, poll.timeout};
    for (const PollItem& item : poll.items) {
      RecordedSocket& socket = caller_.sockets.at(item.socket);
      const int events = (item.read ? POLLIN : 0) | (item.write ? POLLOUT : 0);
      if (item.read && socket.is_open()) static_cast<void>(socket.is_ready_to_read());  // turns strangers away first
      entries.push_back({socket.descriptor(), static_cast<short>(events), 0});
      sleep.watches.push_back({&socket, item.read, item.write});
    }
    const int ready = poll_for_ours(entries, sleep.watches);
    const Try answer = keep(ready < 0 ? Try{-1, errno} : Try{ready, 0});
    const bool may_wait = !poll.timeout || poll.timeout->count() > 0;
    if (answer.result == 0 && may_wait && !call_.timed_out) return sleep;
    CallDone done = over(answer);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      done.outcome.answers.push_back({sleep.watches[i].socket->id(), poll.items[i].socket, entries[i].revents});
    }
    return done;
  }

  Attempt operator()(const call::Wait& wait) {
    if (call_.timed_out || wait.duration.count() == 0) return CallDone{};
    return CallSleeps{SleepsUntil::time, {}, 0, wait.duration};
  }

  Attempt operator()(const call::WaitReadable& wait) {
    RecordedSocket& socket = caller_.sockets.at(wait.socket);
    CallSleeps sleep{SleepsUntil::enough, {{&socket, true, false}}, wait.size_bytes, std::nullopt};
    const bool ready = socket.is_open() && is_ready(sleep);
    const Try answer = keep(socket_calls::readable_bytes(socket.descriptor()));
    if (answer.result < 0 || ready) return over(answer);
    return sleep;
  }

  Attempt operator()(const call::Local&) {
    const auto address = socket_calls::local_address(own().descriptor());
    CallDone done = over(keep(address.answer));
    if (done.result == 0) done.outcome.local = address.endpoint;
    return done;
  }

  Attempt operator()(const call::Peer&) {
    const auto address = socket_calls::peer_address(own().descriptor());
    CallDone done = over(keep(address.answer));
    if (done.result == 0) done.outcome.peer = address.endpoint;
    return done;
  }

  Attempt operator()(const call::Get& get) { return over(keep(own().get(get.option))); }
  Attempt operator()(const call::Set& set) { return over(keep(own().set(set.option, set.value))); }

 private:
  RecordedSocket& own() { return caller_.sockets.at(line_.socket); }

  Try keep(const Try& answer) {
    call_.tries.push_back(answer);
    return answer;
  }

  static CallDone over(const Try& answer) { return {answer.result, answer.error, 0, {}}; }

  /// Whether the call goes on after this answer, because its process waits in calls that would block.
  bool may_sleep(const Try& answer) { return would_block(answer) && !own().is_nonblocking() && !call_.timed_out; }

  void tell_local(RecordedSocket& socket, const std::string& name, Outcome& outcome) {
    outcome.local = socket.local();
    caller_.addresses.publish(caller_.process, name, socket.local());
  }

  std::optional<Try> bind_datagram_socket() {
    return is_udp(own().type()) ? own().bind_to_own_address() : std::nullopt;
  }

  /// Where the own address cannot be had, the call is not made: the kernel would choose one that others can reach.
  CallDone not_bound(const Try& bound) {
    CallDone done = over(keep(bound));
    done.outcome.bound_first = true;
    return done;
  }

  void tell_bound_first(Outcome& outcome) {
    outcome.bound_first = true;
    tell_local(own(), line_.socket, outcome);
  }

  void close(RecordedSocket& socket, CallDone& done) {
    const Try answer = keep(socket.close());
    done.result = answer.result;
    done.error = answer.error;
    if (answer.result == 0) done.outcome.closed.push_back(socket.id());
  }

  /// What poll finds, but for strangers who came after the look for them.
  static int poll_for_ours(std::vector<pollfd>& entries, const std::vector<Watch>& watches) {
    const int ready = ::poll(entries.data(), entries.size(), 0);
    if (ready < 0) return ready;
    return ready - take_out_strangers(entries, watches) + add_kept_guests(entries, watches);
  }

  /// Returns how many sockets were ready only by strangers.
  static int take_out_strangers(std::vector<pollfd>& entries, const std::vector<Watch>& watches) {
    int taken_out = 0;
    for (std::size_t at = 0; at < entries.size(); ++at) {
      const bool readable = watches[at].socket->is_open() && (entries[at].revents & POLLIN) != 0;
      if (!readable || watches[at].socket->is_ready_to_read()) continue;
      entries[at].revents = static_cast<short>(entries[at].revents & ~POLLIN);
      if (entries[at].revents == 0) ++taken_out;
    }
    return taken_out;
  }

  /// A listener that keeps a guest is ready, as the kernel would say had the strangers before that guest not been taken
  /// from the line. Returns how many sockets are ready only by that.
  static int add_kept_guests(std::vector<pollfd>& entries, const std::vector<Watch>& watches) {
    int added = 0;
    for (std::size_t at = 0; at < entries.size(); ++at) {
      if (!watches[at].read || !watches[at].socket->keeps_a_guest()) continue;
      if (entries[at].revents == 0) ++added;
      entries[at].revents |= POLLIN;
    }
    return added;
  }

  /// Tries until the call is over or the socket is not ready. A socket that says "ready" and would block again and
  /// again counts as not ready, so that the process stays in reach of a stop.
  template <class TryOnce>
  Attempt repeat(RecordedSocket& socket, SleepsUntil until, TryOnce try_once) {
    constexpr int most_tries_in_a_row = 64;
    CallSleeps sleep{until, {{&socket, until == SleepsUntil::readable, until == SleepsUntil::writable}}, 0, {}};
    if (until == SleepsUntil::readable && socket.receive_timeout().count() > 0)
      sleep.at_most = socket.receive_timeout();
    for (int i = 0; i < most_tries_in_a_row; ++i) {
      if (std::optional<CallDone> done = try_once()) return std::move(*done);
      if (!is_ready(sleep)) break;
    }
    return sleep;
  }

  std::optional<CallDone> send_what_is_left(std::span<const std::uint8_t> bytes) {
    for (;;) {
      const Try answer = keep(own().send(bytes.subspan(call_.bytes)));
      if (may_sleep(answer)) return std::nullopt;
      if (answer.result > 0) call_.bytes += static_cast<std::uint64_t>(answer.result);
      if (answer.result < 0 || own().is_nonblocking() || is_udp(own().type()) || call_.bytes == bytes.size()) {
        CallDone done = over(answer);
        if (answer.result >= 0) done.result = static_cast<std::int64_t>(call_.bytes);
        done.bytes = call_.bytes;
        return done;
      }
    }
  }

  Attempt receive(std::size_t size_bytes) {
    return repeat(own(), SleepsUntil::readable, [=, this]() -> std::optional<CallDone> {
      socket_calls::Received received = own().receive(size_bytes);
      keep(received.answer);
      if (may_sleep(received.answer)) return std::nullopt;
      CallDone done = over(received.answer);
      if (received.answer.result < 0) return done;
      done.bytes = received.data.size();
      done.outcome.data = make_payload(std::move(received.data));
      if (received.from.family != Family::none) done.outcome.peer = received.from;
      done.outcome.truncated = received.truncated;
      return done;
    });
  }

  Caller& caller_;
  CallInProgress& call_;
  const Line& line_;
};

bool has_enough(const CallSleeps& sleep) {
  RecordedSocket& socket = *sleep.watches.front().socket;
  const SocketReport report = socket.report();
  const bool no_more_can_come = report.sample.end_of_stream || report.sample.hung_up || report.sample.error;
  return no_more_can_come || report.sample.readable_bytes.value_or(0) >= sleep.enough_bytes;
}

}  // namespace

Attempt attempt(Caller& caller, CallInProgress& call) {
  return std::visit(Attempter(caller, call), call.line->call);
}

Endpoint target_of(Caller& caller, const Line& line) {
  if (const auto* bind = std::get_if<call::Bind>(&line.call)) {
    const auto of = bind->port_of ? caller.addresses.find(*bind->port_of) : std::nullopt;
    const SocketType type = caller.sockets.at(line.socket).type();
    return caller.context.network.bind_address(caller.context.process, type, of ? of->port : std::uint16_t{0});
  }
  const SocketRef* to = port_needed_by(line.call);
  return to != nullptr ? caller.addresses.find(*to).value_or(Endpoint{}) : Endpoint{};
}

bool is_ready(const CallSleeps& sleep) {
  if (sleep.until == SleepsUntil::enough) return has_enough(sleep);
  return std::any_of(sleep.watches.begin(), sleep.watches.end(), [](const Watch& watch) {
    return watch.socket->is_open() &&
           ((watch.read && watch.socket->is_ready_to_read()) || (watch.write && watch.socket->is_ready_to_write()));
  });
}

}  // namespace doorway
