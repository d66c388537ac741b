#include "core/replay/datagram_inference.hpp"

#include "core/base/count_of.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

namespace doorway {

namespace {

// A connected UDP socket gets nothing from anybody but its peer. Source: Linux, udp(7) and compute_score.
bool takes_from(const SocketState& socket, const Endpoint& source) {
  return socket.peer.port == 0 || source.port == 0 || is_same_place(socket.peer, source);
}

// Whether nothing else can have run while this call did: in a free run, who bound or closed meanwhile is not known.
bool ran_alone(const WorldState& world, const CallState& call) {
  const bool meanwhile = call.called + 1 != call.changed;
  return !meanwhile && std::none_of(world.processes.begin(), world.processes.end(), [](const ProcessState& process) {
    return process.standing == ProcessStanding::in_call;
  });
}

}  // namespace

struct DatagramInference::Look {
  const WorldState& world;
  const Event& event;
  SocketId id;
  const SocketState& socket;
  const CallState* call;  // the call that this event ended, or null
  std::vector<Inferred>& out;

  [[nodiscard]] std::string call_text() const { return std::string(call_name(call->line->call)) + "()"; }
};

void DatagramInference::take_in(const WorldState& world, const Lineage& lineage, const Event& event,
                                std::vector<Inferred>& out) {
  const SocketState* socket = find_socket(world, event.socket);
  if (socket == nullptr || !is_udp(socket->type) || event.process >= world.processes.size()) return;
  Look look{world, event, event.socket, *socket, nullptr, out};
  notes_.resize(world.sockets.size());
  note_address(look);
  const auto* seen = std::get_if<Observed>(&event.body);
  if (seen != nullptr && seen->sample != nullptr) observed(look, *seen->sample);
  if (!std::holds_alternative<Returned>(event.body)) return;

  const std::optional<CallState>& call = world.processes[event.process].call;
  if (!call || !call->over || call->changed != event.seq) return;
  look.call = &*call;
  if (call->error == ECONNREFUSED) refused(look);
  if (call->error != 0 || call->result < 0) return;
  const Call& made = call->line->call;
  if (payload_of(made) != nullptr) sent(look, lineage);
  if (std::holds_alternative<call::Recv>(made) || std::holds_alternative<call::RecvFrom>(made)) {
    received(look, lineage);
  }
}

DatagramInference::Notes& DatagramInference::notes(SocketId id) {
  return notes_.at(index_of(id));
}

void DatagramInference::note_address(const Look& look) {
  Endpoint& known = notes(look.id).local;
  if (known == look.socket.local) return;
  known = look.socket.local;
  by_port_[{known.family, known.port}].push_back(look.id);
}

// Who takes what comes from there; else whoever has the address and does not.
SocketId DatagramInference::receiver_at(const WorldState& world, const Endpoint& endpoint,
                                        const Endpoint& source) const {
  SocketId owner = SocketId::none;
  const auto found = by_port_.find({endpoint.family, endpoint.port});
  if (found == by_port_.end()) return owner;
  for (auto id = found->second.rbegin(); id != found->second.rend(); ++id) {
    const SocketState& socket = world.sockets[index_of(*id)];
    if (socket.lifecycle == Lifecycle::closed || !is_same_place(socket.local, endpoint)) continue;
    if (takes_from(socket, source)) return *id;
    if (owner == SocketId::none) owner = *id;
  }
  return owner;
}

void DatagramInference::sent(const Look& look, const Lineage& lineage) {
  const bool has_target = std::holds_alternative<call::SendTo>(look.call->line->call);
  const Sent datagram{look.call->id, look.id, look.call->bytes};
  const Endpoint& target = has_target ? look.call->target : look.socket.peer;
  const SocketId receiver = receiver_at(look.world, target, look.socket.local);
  const SocketState* there = find_socket(look.world, receiver);
  if (lineage.destinations(datagram.call, look.event.seq).empty()) {
    if (there != nullptr && takes_from(*there, look.socket.local)) return notes(receiver).unseen.push_back(datagram);
    if (ran_alone(look.world, *look.call)) turned_away(look, datagram, target, receiver);
    return;
  }
  if (there == nullptr) return;
  if (notes(receiver).arrivals >= look.world.sockets[index_of(receiver)].datagrams_received) return;
  arrived(look, datagram, receiver, name_of(look.world, receiver) + " has read what " + look.socket.name + " sent");
}

void DatagramInference::turned_away(const Look& look, const Sent& datagram, const Endpoint& target, SocketId owner) {
  const SocketState* there = find_socket(look.world, owner);
  std::string reason =
      there == nullptr ? "no UDP socket of this run is open at " + to_string(target)
                       : there->name + " is connected to " + to_string(there->peer) + " and gets nothing from others";
  reason += ": the kernel throws the datagram away and answers \"port unreachable\" (RFC 1122 §4.1.3.1)";
  look.out.push_back({look.event.seq, InferredKind::datagram_refused, datagram.sender, owner, 0, datagram.byte_count,
                      datagram.call, std::move(reason)});
}

void DatagramInference::received(const Look& look, const Lineage& lineage) {
  Notes& known = notes(look.id);
  const std::vector<Segment> sources = lineage.sources(look.call->id, look.event.seq);
  if (sources.empty()) return;
  const Segment& source = sources.front();
  const auto unseen = std::find_if(known.unseen.begin(), known.unseen.end(),
                                   [&](const Sent& candidate) { return candidate.call == source.send; });
  if (unseen != known.unseen.end()) known.unseen.erase(unseen);
  // As many have been seen to arrive as were read: this one is among them, and another one with its content is not.
  if (known.arrivals >= look.socket.datagrams_received) return;
  const SocketId sender = lineage.socket_of(source.send);
  std::string reason = look.call_text() + " brought " + look.socket.name + " the " + count_of(source.length, "byte") +
                       " that " + name_of(look.world, sender) + " sent";
  if (!source.certain) reason += ", or those of another datagram with the same content";
  arrived(look, {source.send, sender, lineage.datagram_bytes(source.send)}, look.id, std::move(reason));
}

void DatagramInference::arrived(const Look& look, const Sent& datagram, SocketId receiver, std::string reason) {
  ++notes(receiver).arrivals;
  look.out.push_back({look.event.seq, InferredKind::datagram, datagram.sender, receiver, 0, datagram.byte_count,
                      datagram.call, std::move(reason)});
}

void DatagramInference::refused(const Look& look) {
  if (std::exchange(notes(look.id).answer_told, false)) return;
  look.out.push_back({look.event.seq, InferredKind::port_unreachable, SocketId::none, look.id, 0, 0, std::nullopt,
                      look.call_text() +
                          " failed with ECONNREFUSED: ICMP said of an earlier datagram that nobody is at " +
                          to_string(look.socket.peer) + " (RFC 1122 §4.1.3.3)"});
}

void DatagramInference::observed(const Look& look, const KernelSample& sample) {
  Notes& known = notes(look.id);
  const bool connected = look.socket.peer.family != Family::none;
  if (sample.error && connected && look.socket.datagrams_sent > 0 && !known.answer_told) {
    known.answer_told = true;
    look.out.push_back({look.event.seq, InferredKind::port_unreachable, SocketId::none, look.id, 0, 0, std::nullopt,
                        "the kernel holds an error for " + look.socket.name + ", which has sent to " +
                            to_string(look.socket.peer) + ": ICMP said that nobody is there (RFC 1122 §4.1.3.3)"});
  }
  const std::uint32_t memory_bytes = sample.receive_memory_bytes.value_or(known.memory_bytes);
  const std::uint32_t next_bytes = sample.readable_bytes.value_or(0);
  const std::uint32_t dropped = sample.dropped_datagrams.value_or(known.dropped);
  const bool more_waits = memory_bytes > known.memory_bytes || (known.next_bytes == 0 && next_bytes > 0);
  if (dropped > known.dropped) {
    lost(look, dropped - known.dropped, !more_waits);
  } else if (more_waits && known.unseen.size() == 1) {
    const Sent datagram = known.unseen.front();
    known.unseen.pop_front();
    arrived(look, datagram, look.id,
            name_of(look.world, datagram.sender) + " sent " + count_of(datagram.byte_count, "byte") +
                ", and there is more in the receive buffer of " + look.socket.name);
  }
  known.memory_bytes = memory_bytes;
  known.next_bytes = next_bytes;
  known.dropped = dropped;
}

// Which one was lost is known when only one was on its way.
void DatagramInference::lost(const Look& look, std::uint32_t count, bool only_lost) {
  Notes& known = notes(look.id);
  Inferred inferred{look.event.seq, InferredKind::datagram_lost, SocketId::none, look.id, 0, 0, std::nullopt, ""};
  inferred.reason = look.socket.name + " has thrown away " + std::to_string(count) + " more datagram" +
                    (count == 1 ? "" : "s") + " for want of room in its receive buffer (SO_MEMINFO)";
  if (only_lost && count == 1 && known.unseen.size() == 1) {
    const Sent datagram = known.unseen.front();
    known.unseen.pop_front();
    inferred.from = datagram.sender;
    inferred.byte_count = datagram.byte_count;
    inferred.call = datagram.call;
    inferred.reason += ", and one from " + name_of(look.world, datagram.sender) + " was on its way";
  }
  look.out.push_back(std::move(inferred));
}

}  // namespace doorway
