#include "core/replay/stream_inference.hpp"

#include "core/base/count_of.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

namespace doorway {

struct StreamInference::Look {
  const WorldState& world;
  const Event& event;
  SocketId id;
  const SocketState& socket;
  std::vector<Inferred>& out;
  const CallState* returned;     // the call that this event ended at this very socket, or null
  const KernelSample* observed;  // the sample that this event brought of this very socket, or null

  [[nodiscard]] std::string name() const { return socket.name; }
  [[nodiscard]] std::string name(SocketId other) const { return name_of(world, other); }
  [[nodiscard]] const SocketState* other() const { return find_socket(world, socket.connected_with); }

  template <class Kind>
  [[nodiscard]] const Kind* returned_as() const {
    return returned != nullptr ? std::get_if<Kind>(&returned->line->call) : nullptr;
  }
  [[nodiscard]] std::string call_text() const { return std::string(call_name(returned->line->call)) + "()"; }

  void infer(InferredKind kind, SocketId from, SocketId to, std::string reason, std::uint64_t first_byte = 0,
             std::uint64_t byte_count = 0) const {
    out.push_back({event.seq, kind, from, to, first_byte, byte_count, std::nullopt, std::move(reason)});
  }
};

void StreamInference::take_in(const WorldState& world, const Event& event, std::vector<Inferred>& out) {
  const auto look_at = [&](SocketId id) {
    const SocketState* socket = find_socket(world, id);
    if (socket == nullptr || !is_tcp(socket->type)) return;
    Look look{world, event, id, *socket, out, nullptr, nullptr};
    if (id == event.socket && std::holds_alternative<Returned>(event.body)) {
      const std::optional<CallState>& call = world.processes[event.process].call;
      if (call && call->over && call->changed == event.seq) look.returned = &*call;
    }
    const auto* observed = std::get_if<Observed>(&event.body);
    if (id == event.socket && observed != nullptr) look.observed = observed->sample.get();
    review(look);
  };
  if (event.process >= world.processes.size()) return;
  notes_.resize(world.sockets.size());
  look_at(event.socket);
  for (const SocketId also : world.last_change.also) look_at(also);
}

StreamInference::Notes& StreamInference::notes(SocketId id) {
  return notes_.at(index_of(id));
}

void StreamInference::review(const Look& look) {
  if (look.returned_as<call::Listen>() != nullptr && look.socket.lifecycle == Lifecycle::listening) {
    listeners_.push_back(look.id);
  }
  const auto* shutdown = look.returned_as<call::Shutdown>();
  if (shutdown != nullptr && look.returned->error == 0 && shutdown->how != ShutdownHow::send) {
    notes(look.id).shut_receiving = true;
  }
  refusal(look);
  handshake(look);
  arrival(look);
  acknowledgement(look);
  goodbye(look);
  end_of_stream(look);
  reset(look);
  notes(look.id).lifecycle = look.socket.lifecycle;
}

SocketId StreamInference::listener_at(const WorldState& world, const Endpoint& endpoint) const {
  for (auto id = listeners_.rbegin(); id != listeners_.rend(); ++id) {
    const SocketState& listener = world.sockets[index_of(*id)];
    if (listener.lifecycle == Lifecycle::listening && listener.local.port == endpoint.port &&
        listener.local.family == endpoint.family) {
      return *id;
    }
  }
  return SocketId::none;
}

// Who answered, or is to answer, this socket's SYN.
SocketId StreamInference::answerer(const Look& look) const {
  const SocketState* other = look.other();
  if (other != nullptr && other->accepted_by != SocketId::none) return other->accepted_by;
  if (look.socket.connected_with != SocketId::none) return look.socket.connected_with;
  return listener_at(look.world, look.socket.peer);
}

void StreamInference::refusal(const Look& look) {
  if (look.returned_as<call::Connect>() == nullptr || look.returned->result == 0) return;
  Notes& known = notes(look.id);
  if (look.returned->error == ECONNREFUSED) {
    const std::string to = to_string(look.returned->target);
    if (!known.syn_sent) {
      look.infer(InferredKind::syn, look.id, SocketId::none,
                 "connect() to " + to + " was answered with ECONNREFUSED, so a SYN was sent (RFC 9293 §3.5)");
    }
    look.infer(InferredKind::rst, SocketId::none, look.id,
               "connect() failed with ECONNREFUSED: nobody listens at " + to +
                   ", and an RST answered the SYN (RFC 9293 §3.5.2)");
  }
  if (look.socket.lifecycle == Lifecycle::made || look.socket.lifecycle == Lifecycle::bound) known.syn_sent = false;
}

void StreamInference::handshake(const Look& look) {
  Notes& known = notes(look.id);
  const bool is_opener = look.socket.accepted_by == SocketId::none;
  if (!is_opener || known.answered) return;
  if (look.socket.lifecycle == Lifecycle::connecting && !known.syn_sent) {
    known.syn_sent = true;
    return look.infer(InferredKind::syn, look.id, listener_at(look.world, look.socket.peer),
                      "connect() would block: the SYN is on its way, and the answer is not here yet (RFC 9293 §3.5)");
  }
  if (!is_conversing(look.socket.lifecycle)) return;

  known.answered = true;
  const SocketId other = answerer(look);
  std::string evidence = "connect() returned 0";
  if (look.observed != nullptr) evidence = "the kernel no longer says SYN-SENT of " + look.name();
  if (look.id != look.event.socket) evidence = "accept() brought the connection of " + look.name();
  std::string reason = evidence;
  if (other == look.id) {
    reason += " and " + look.name() + " is its own peer: its SYN met itself, a simultaneous open (RFC 9293 §3.5)";
  } else if (other != SocketId::none && look.world.sockets[index_of(other)].lifecycle == Lifecycle::listening) {
    reason += " and " + look.name(other) + " is a listener: TCP's three-way handshake is over (RFC 9293 §3.5)";
  } else {
    reason += ": TCP's three-way handshake is over (RFC 9293 §3.5)";
  }
  if (!known.syn_sent) look.infer(InferredKind::syn, look.id, other, reason);
  known.syn_sent = true;
  look.infer(InferredKind::syn_ack, other, look.id, reason);
  // When two SYNs meet, each SYN-ACK is the acknowledgement of the other side's.
  if (other == SocketId::none || look.world.sockets[index_of(other)].connected_with != look.id) {
    look.infer(InferredKind::ack_of_syn, look.id, other, reason);
  }
}

void StreamInference::data_up_to(const Look& look, SocketId sender, SocketId receiver, std::uint64_t end,
                                 std::string reason) {
  Notes& known = notes(sender);
  if (end <= known.data_to) return;
  const std::uint64_t first_byte = std::exchange(known.data_to, end);
  look.infer(InferredKind::data, sender, receiver, std::move(reason), first_byte, end - first_byte);
}

// Bytes are at a socket's kernel when they were read, or are readable. Source: ioctl SIOCINQ, tcp(7).
void StreamInference::arrival(const Look& look) {
  Notes& known = notes(look.id);
  known.arrived = std::max(known.arrived, look.socket.bytes_read);
  if (look.observed != nullptr && look.observed->readable_bytes && look.socket.lifecycle != Lifecycle::listening) {
    known.arrived = std::max(known.arrived, look.socket.bytes_read + *look.observed->readable_bytes);
  }
  const SocketState* sender = look.other();
  if (sender == nullptr) return;
  const std::uint64_t arrived = known.arrived;
  const std::uint64_t before = notes(look.socket.connected_with).data_to;
  if (arrived <= before) return;
  const std::string news = count_of(arrived - before, "byte");
  std::string reason = sender->name + " has handed " + count_of(sender->bytes_written, "byte") + " to the kernel, and ";
  if (arrived > sender->bytes_written) reason = sender->name + " is the other end, and ";
  reason += look.name() +
            (look.socket.bytes_read >= arrived ? " has read " + news + " more" : " has " + news + " more to read");
  data_up_to(look, look.socket.connected_with, look.id, arrived, std::move(reason));
}

// The queue of a broken connection is empty because it was thrown away: that acknowledges nothing.
void StreamInference::acknowledgement(const Look& look) {
  if (look.observed == nullptr || !look.observed->unacked_bytes || !look.observed->state) return;
  if (*look.observed->state == TcpState::closed || !is_conversing(look.socket.lifecycle)) return;
  const std::uint64_t unacked = *look.observed->unacked_bytes;
  if (unacked > look.socket.bytes_written) return;
  const std::uint64_t acked = look.socket.bytes_written - unacked;
  const std::uint64_t before = notes(look.id).acked_to;
  if (acked <= before) return;
  notes(look.id).acked_to = acked;
  const std::string reason =
      look.name() + " has handed " + count_of(look.socket.bytes_written, "byte") + " to the kernel, and " +
      (unacked == 0 ? "all are acknowledged" : "all but " + std::to_string(unacked) + " are acknowledged") +
      ": they have arrived (RFC 9293 §3.4)";
  data_up_to(look, look.id, look.socket.connected_with, acked, reason);
  look.infer(InferredKind::ack, look.socket.connected_with, look.id, reason, before, acked - before);
}

// What a close or a shutdown sends follows from what the kernel had last said of the queues. Where it had said nothing,
// or the queue was not empty, the other end will show it.
void StreamInference::goodbye(const Look& look) {
  const Lifecycle before = notes(look.id).lifecycle;
  if (!is_conversing(before) || before == look.socket.lifecycle || before == Lifecycle::finished) return;
  const SocketId other = look.socket.connected_with;
  const KernelSample* sample = look.socket.sample.get();
  const bool closed = look.socket.lifecycle == Lifecycle::closed;

  const bool aborts = look.socket.option(Option::linger) == 0;
  const bool has_unread = sample != nullptr && sample->readable_bytes.value_or(0) > 0;
  if (closed && (aborts || has_unread)) {
    if (other != SocketId::none) notes(other).rst_received = true;
    const std::string reason =
        aborts ? " was closed with a linger time of 0: TCP aborts the connection with an RST (RFC 9293 §3.9.1)"
               : " was closed with " + count_of(*sample->readable_bytes, "byte") +
                     " unread: TCP breaks the connection with an RST (RFC 2525 §2.17)";
    return look.infer(InferredKind::rst, look.id, other, look.name() + reason);
  }

  // An accepted socket may have its linger time from its listener, which only the other end will show.
  const SocketState* listener = find_socket(look.world, look.socket.accepted_by);
  const bool may_abort = closed && listener != nullptr && listener->option(Option::linger) == 0;
  const bool finishes = closed || (has_finished_sending(look.socket.lifecycle) && !has_finished_sending(before));
  const bool nothing_waits = sample != nullptr && sample->unsent_bytes == 0U && sample->readable_bytes;
  if (!finishes || may_abort || !nothing_waits || notes(look.id).fin_sent) return;
  notes(look.id).fin_sent = true;
  const std::string how =
      closed ? " was closed with nothing unread and nothing unsent" : " has finished sending and nothing is unsent";
  look.infer(InferredKind::fin, look.id, other, look.name() + how + ": a FIN follows its last byte (RFC 9293 §3.6)",
             look.socket.bytes_written);
}

namespace {
bool says_fin_has_come(const KernelSample& sample, bool end_of_stream_counts) {
  if (sample.state == TcpState::close_wait || sample.state == TcpState::last_ack || sample.state == TcpState::closing ||
      sample.state == TcpState::time_wait) {
    return true;
  }
  return end_of_stream_counts && sample.end_of_stream && !sample.error;
}
}  // namespace

void StreamInference::end_of_stream(const Look& look) {
  const SocketState* sender = look.other();
  if (sender == nullptr || notes(look.socket.connected_with).fin_sent) return;
  const bool counts = !notes(look.id).shut_receiving && look.socket.lifecycle != Lifecycle::reset;
  const bool is_seen = look.observed != nullptr && says_fin_has_come(*look.observed, counts);
  const bool is_read = counts && notes(look.id).lifecycle != look.socket.lifecycle &&
                       (look.returned_as<call::Recv>() != nullptr || look.returned_as<call::RecvFrom>() != nullptr);
  if (!is_seen && !is_read) return;
  notes(look.socket.connected_with).fin_sent = true;
  std::string reason =
      is_read ? look.call_text() + " returned 0 to " + look.name() : look.name() + " is at the end of the stream";
  reason += ": the FIN of " + sender->name;
  if (sender->lifecycle == Lifecycle::closed) reason += ", which was closed,";
  look.infer(InferredKind::fin, look.socket.connected_with, look.id, reason + " has come (RFC 9293 §3.6)",
             sender->bytes_written);
}

// A connection that is gone was reset, or given up after a time. An errno tells which, and so does an end that is
// closed: what is written to it is answered with an RST.
void StreamInference::reset(const Look& look) {
  if (look.socket.lifecycle != Lifecycle::reset || notes(look.id).rst_received) return;
  const SocketState* other = look.other();
  const bool other_closed = other != nullptr && other->lifecycle == Lifecycle::closed;
  const bool by_call =
      look.returned != nullptr && (look.returned->error == ECONNRESET || look.returned->error == EPIPE);
  if (!by_call && !(look.observed != nullptr && other_closed)) return;
  notes(look.id).rst_received = true;
  std::string reason =
      by_call ? look.call_text() + " failed with " + (look.returned->error == EPIPE ? "EPIPE" : "ECONNRESET")
              : "the kernel says that the connection of " + look.name() + " is gone";
  if (other_closed) reason += ", and " + other->name + " was closed before";
  look.infer(InferredKind::rst, look.socket.connected_with, look.id, reason + ": an RST has come (RFC 9293 §3.5.2)");
}

}  // namespace doorway
