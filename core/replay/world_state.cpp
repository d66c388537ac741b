#include "core/replay/world_state.hpp"

#include "core/replay/world_parts.hpp"

#include <algorithm>
#include <cassert>

namespace doorway {

namespace {

// A connection whose kernel state is CLOSED while its descriptor is open: both sides have said goodbye, or it is
// broken.
bool says_broken(const KernelSample& sample, Lifecycle lifecycle) {
  const bool gone = sample.state ? *sample.state == TcpState::closed : sample.hung_up && sample.error;
  return gone && (sample.error || !has_finished_sending(lifecycle));
}

bool says_connected(const KernelSample& sample) {
  return sample.state && *sample.state != TcpState::syn_sent && *sample.state != TcpState::syn_received &&
         *sample.state != TcpState::closed && *sample.state != TcpState::listen;
}

void count_taken(WorldState& world, const Event& event, CallState& call, std::uint64_t bytes) {
  if (payload_of(call.line->call) == nullptr || bytes < call.bytes) return;
  if (SocketState* socket = made_socket(world, event.socket)) socket->bytes_written += bytes - call.bytes;
}

struct Fold {
  WorldState& world;
  const Event& event;
  ProcessState& process;

  void operator()(const Called& called) const {
    if (called.line == nullptr) return;
    CallState call;
    call.id = called.call;
    call.nth = called.nth;
    call.line = called.line;
    call.socket = event.socket;
    call.target = called.target;
    call.called = call.changed = event.seq;
    process.call = std::move(call);
    process.standing = ProcessStanding::in_call;
    ++process.calls_begun;
  }

  void operator()(const Sleeps& sleeps) const {
    CallState* call = call_under_way(sleeps.call);
    if (call == nullptr) return;
    process.standing = ProcessStanding::asleep;
    process.sleeps_until = sleeps.until;
    ++call->sleeps;
    count_taken(world, event, *call, sleeps.bytes);
    call->bytes = sleeps.bytes;
    SocketState* socket = made_socket(world, event.socket);
    if (socket != nullptr && std::holds_alternative<call::Connect>(call->line->call) &&
        (socket->lifecycle == Lifecycle::made || socket->lifecycle == Lifecycle::bound)) {
      socket->lifecycle = Lifecycle::connecting;
      socket->local = sleeps.local;
      socket->peer = call->target;
      pair_up(world, event.socket);
    }
  }

  void operator()(const Woke& woke) const {
    CallState* call = call_under_way(woke.call);
    if (call == nullptr) return;
    process.standing = ProcessStanding::woken;
    call->timed_out = woke.timed_out;
  }

  void operator()(const Returned& returned) const {
    CallState* call = call_under_way(returned.call);
    if (call == nullptr) return;
    process.standing = ProcessStanding::between_calls;
    ++process.calls_returned;
    count_taken(world, event, *call, returned.bytes);
    call->over = true;
    call->result = returned.result;
    call->error = returned.error;
    call->bytes = returned.bytes;
    call->outcome = returned.outcome;
    apply_returned(world, event, *call);
  }

  void operator()(const Observed& observed) const {
    SocketState* socket = made_socket(world, event.socket);
    if (socket == nullptr || observed.sample == nullptr) return;
    socket->sample = observed.sample;
    socket->sampled = event.seq;
    if (!is_tcp(socket->type)) return;
    if (socket->lifecycle == Lifecycle::connecting && says_connected(*observed.sample)) {
      socket->lifecycle = Lifecycle::connected;
    }
    if (is_conversing(socket->lifecycle) && says_broken(*observed.sample, socket->lifecycle)) {
      socket->lifecycle = Lifecycle::reset;
    }
  }

  void operator()(const TurnedAway&) const {
    ++world.strangers_turned_away;
    if (SocketState* socket = made_socket(world, event.socket)) ++socket->strangers_turned_away;
  }

  void operator()(const Ended&) const { process.standing = ProcessStanding::ended; }

 private:
  CallState* call_under_way(CallId id) const {
    if (!process.call || process.call->over || process.call->id != id) return nullptr;
    process.call->changed = event.seq;
    process.sleeps_until.reset();
    return &*process.call;
  }
};

}  // namespace

WorldState initial_world(const RecordingHeader& header) {
  WorldState world;
  world.processes.resize(header.scenario.processes.size());
  return world;
}

void apply(WorldState& world, const Event& event) {
  assert(event.seq == world.cursor + 1);
  world.cursor = event.seq;
  world.last_change.process = event.process;
  world.last_change.socket = event.socket;
  world.last_change.also.clear();
  if (event.process >= world.processes.size()) return;
  ProcessState& process = world.processes[event.process];
  std::visit(Fold{world, event, process}, event.body);
  if (SocketState* socket = made_socket(world, event.socket)) socket->changed = event.seq;
  if (call_of(event.body) || std::holds_alternative<Ended>(event.body)) process.changed = event.seq;
}

const SocketState* find_socket(const WorldState& world, SocketId id) {
  if (id == SocketId::none || index_of(id) >= world.sockets.size()) return nullptr;
  const SocketState& socket = world.sockets[index_of(id)];
  return socket.lifecycle == Lifecycle::unmade ? nullptr : &socket;
}

// A unique name is "process.name", or "process.name(2)": what stands after the name is nothing or a bracket.
SocketId find_socket(const WorldState& world, ProcessId process, std::string_view name) {
  for (std::size_t i = world.sockets.size(); i-- > 0;) {
    const SocketState& socket = world.sockets[i];
    if (socket.lifecycle == Lifecycle::unmade || socket.owner != process) continue;
    std::string_view own = socket.name;
    own.remove_prefix(std::min(own.size(), own.find('.') + 1));
    if (own.starts_with(name) && (own.size() == name.size() || own[name.size()] == '(')) {
      return static_cast<SocketId>(i);
    }
  }
  return SocketId::none;
}

}  // namespace doorway
