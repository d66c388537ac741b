#include "core/replay/world_parts.hpp"

#include <algorithm>
#include <cerrno>

namespace doorway {

namespace {

bool is_unconnected(const SocketState& socket) {
  return socket.lifecycle == Lifecycle::made || socket.lifecycle == Lifecycle::bound;
}

// What each call's return changes at the socket it was made at.
struct ReturnedFold {
  WorldState& world;
  const Event& event;
  const CallState& call;
  SocketState* socket;  // null when the call is made at none

  [[nodiscard]] bool succeeded() const { return call.error == 0 && call.result >= 0; }

  void operator()(const call::Socket&) const { (void)enter_made(); }

  void operator()(const call::Bind&) const {
    if (socket == nullptr || !succeeded()) return;
    socket->bound_by_call = true;
    if (socket->local.port == 0) socket->local = call.target;
    if (socket->lifecycle == Lifecycle::made) socket->lifecycle = Lifecycle::bound;
  }

  void operator()(const call::Listen&) const {
    if (socket != nullptr && succeeded()) socket->lifecycle = Lifecycle::listening;
  }

  void operator()(const call::Accept&) const {
    const std::optional<SocketId> made = enter_made();
    if (!made) return;
    SocketState& accepted = world.sockets.edit(index_of(*made));
    accepted.lifecycle = Lifecycle::connected;
    accepted.accepted_by = event.socket;
    if (call.outcome->local) accepted.local = *call.outcome->local;
    if (call.outcome->peer) accepted.peer = *call.outcome->peer;
    pair_up(world, *made);
  }

  void operator()(const call::Connect&) const {
    if (socket == nullptr) return;
    const bool udp = is_udp(socket->type);
    const bool open = is_unconnected(*socket) || socket->lifecycle == Lifecycle::connecting;
    if (succeeded()) {
      if (open || udp) socket->peer = call.outcome && call.outcome->peer ? *call.outcome->peer : call.target;
      if (open) socket->lifecycle = Lifecycle::connected;
      pair_up(world, event.socket);
    } else if (!open || udp) {
      return;
    } else if (call.error == EINPROGRESS || call.error == EALREADY || call.error == EAGAIN) {
      if (is_unconnected(*socket)) socket->peer = call.target;
      socket->lifecycle = Lifecycle::connecting;
      pair_up(world, event.socket);
    } else if (call.error == EISCONN) {
      socket->lifecycle = Lifecycle::connected;
    } else {
      give_up_connect(world, event.socket);
    }
  }

  void operator()(const call::Send&) const { sent(); }
  void operator()(const call::SendTo&) const { sent(); }
  void operator()(const call::Recv& recv) const { received(recv.size_bytes); }
  void operator()(const call::RecvFrom& recv) const { received(recv.size_bytes); }

  // At a listener, and at a connect under way, shutdown of the receiving direction ends the attempt.
  // Source: Linux, inet_shutdown.
  void operator()(const call::Shutdown& shutdown) const {
    if (socket == nullptr || !succeeded()) return;
    const bool receiving = shutdown.how != ShutdownHow::send;
    if (socket->lifecycle == Lifecycle::connecting || (socket->lifecycle == Lifecycle::listening && receiving)) {
      return give_up_connect(world, event.socket);
    }
    if (receiving) finish_receiving(*socket);
    if (shutdown.how != ShutdownHow::recv) finish_sending(*socket);
  }

  void operator()(const call::Close&) const {
    if (succeeded()) close(event.socket);
    close_all();
  }
  void operator()(const call::Exit&) const { close_all(); }

  void operator()(const call::Poll&) const {}
  void operator()(const call::Wait&) const {}
  void operator()(const call::WaitReadable&) const {}
  void operator()(const call::Local&) const {
    if (socket != nullptr && succeeded()) pair_up(world, event.socket);
  }
  void operator()(const call::Peer&) const {}
  void operator()(const call::Get&) const {}
  void operator()(const call::Set& set) const {
    if (socket != nullptr && succeeded()) socket->options.at(static_cast<std::size_t>(set.option)) = set.value;
  }

 private:
  [[nodiscard]] std::optional<SocketId> enter_made() const {
    if (!call.outcome || !call.outcome->made) return std::nullopt;
    const MadeSocket& made = *call.outcome->made;
    return enter_socket(world, event, made) ? std::optional(made.id) : std::nullopt;
  }

  void sent() const {
    if (socket == nullptr) return;
    note_broken(has_finished_sending(socket->lifecycle));
    if (is_udp(socket->type) && succeeded()) ++socket->datagrams_sent;
  }

  void received(std::size_t size_bytes) const {
    if (socket == nullptr) return;
    note_broken(false);
    if (!succeeded()) return;
    socket->bytes_read += call.bytes;
    if (is_udp(socket->type)) {
      ++socket->datagrams_received;
    } else if (call.result == 0 && size_bytes > 0) {
      finish_receiving(*socket);
    }
  }

  // EPIPE is no news of the connection when this side itself has said that it will not send any more.
  void note_broken(bool own_epipe) const {
    if (!is_tcp(socket->type) || !is_conversing(socket->lifecycle)) return;
    const bool broken = call.error == ECONNRESET || call.error == ETIMEDOUT || (call.error == EPIPE && !own_epipe);
    if (broken) socket->lifecycle = Lifecycle::reset;
  }

  void close(SocketId id) const {
    SocketState* closed = made_socket(world, id);
    if (closed == nullptr || closed->lifecycle == Lifecycle::closed) return;
    closed->lifecycle = Lifecycle::closed;
    closed->changed = event.seq;
    if (id != event.socket) world.last_change.also.push_back(id);
  }

  void close_all() const {
    if (!call.outcome) return;
    for (const SocketId id : call.outcome->closed) close(id);
  }
};

}  // namespace

// The local address comes first: a socket that the kernel gives a port in passing (listen, connect, sendto) has one
// from then on. getsockname of a socket without a port says port 0.
void apply_returned(WorldState& world, const Event& event, const CallState& call) {
  SocketState* socket = made_socket(world, event.socket);
  const bool own_local = call.outcome && call.outcome->local && !call.outcome->made;
  if (socket != nullptr && own_local && call.outcome->local->port != 0) {
    socket->local = *call.outcome->local;
    if (socket->lifecycle == Lifecycle::made) socket->lifecycle = Lifecycle::bound;
  }
  std::visit(ReturnedFold{world, event, call, socket}, call.line->call);
}

}  // namespace doorway
