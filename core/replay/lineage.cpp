#include "core/replay/lineage.hpp"

#include <algorithm>

namespace doorway {

namespace {

bool is_receiving(const Call& call) {
  return std::holds_alternative<call::Recv>(call) || std::holds_alternative<call::RecvFrom>(call);
}

Payload or_empty(Payload payload) {
  return payload != nullptr ? std::move(payload) : make_payload(Bytes{});
}

// What sends have begun and not returned: in a free run their datagrams may have arrived already.
std::vector<Payload> payloads_under_way(const WorldState& world) {
  std::vector<Payload> payloads;
  for (const ProcessState& process : world.processes) {
    if (!process.call || process.call->over) continue;
    const ScriptPayload* payload = payload_of(process.call->line->call);
    if (payload != nullptr) payloads.push_back(payload->shared());
  }
  return payloads;
}

}  // namespace

Lineage::Lineage(const Recording& recording) : events_(recording), world_(initial_world(recording.header())) {}

void Lineage::update() {
  update(events_.recording().size());
}

void Lineage::update(Seq up_to) {
  while (world_.cursor < up_to) take_in(events_.at(world_.cursor + 1));
}

void Lineage::take_in(const Event& event) {
  const SocketState* before = find_socket(world_, event.socket);
  const bool was_there = before != nullptr;
  const std::uint64_t written_before = was_there ? before->bytes_written : 0;
  const std::uint64_t read_before = was_there ? before->bytes_read : 0;
  apply(world_, event);
  note_socket(event.socket, event.seq);
  for (const SocketId also : world_.last_change.also) note_socket(also, event.seq);

  const std::optional<CallId> id = call_of(event.body);
  if (!id || !was_there || event.process >= world_.processes.size()) return;
  const std::optional<CallState>& call = world_.processes[event.process].call;
  if (!call || call->id != *id || call->changed != event.seq) return;
  if (is_tcp(world_.sockets[index_of(event.socket)].type)) {
    return note_ranges(event, written_before, read_before, *call);
  }
  if (!call->over || call->error != 0 || call->result < 0) return;
  if (payload_of(call->line->call) != nullptr) note_datagram(event, *call);
  if (is_receiving(call->line->call)) note_receipt(event, *call);
}

void Lineage::note_socket(SocketId id, Seq seq) {
  const SocketState* socket = find_socket(world_, id);
  if (socket == nullptr) return;
  SocketEntry& noted = socket_entry(id);
  if (noted.paired == 0 && socket->connected_with != SocketId::none) {
    noted.other = socket->connected_with;
    noted.paired = seq;
  }
  if (noted.closed == 0 && socket->lifecycle == Lifecycle::closed) noted.closed = seq;
  if (noted.local != socket->local) {
    noted.local = socket->local;
    const std::optional<CallState>& call = world_.processes[socket->owner].call;
    noted.has_local = call ? call->called : seq;
  }
}

void Lineage::note_ranges(const Event& event, std::uint64_t written_before, std::uint64_t read_before,
                          const CallState& call) {
  const SocketState& after = world_.sockets[index_of(event.socket)];
  SocketEntry& ends = socket_entry(event.socket);
  if (after.bytes_written > written_before) {
    const std::uint64_t length = after.bytes_written - written_before;
    CallEntry* known = new_entry(call.id, Role::stream_send, event.socket, ends.writes.size());
    if (known == nullptr) return;
    ++known->count;
    ends.writes.push_back({written_before, length, call.id, call.bytes - length, event.seq});
  }
  if (after.bytes_read > read_before) {
    const std::uint64_t length = after.bytes_read - read_before;
    CallEntry* known = new_entry(call.id, Role::stream_recv, event.socket, ends.reads.size());
    if (known == nullptr) return;
    ++known->count;
    ends.reads.push_back({read_before, length, call.id, 0, event.seq});
  }
}

void Lineage::note_datagram(const Event& event, const CallState& call) {
  const SocketState& socket = world_.sockets[index_of(event.socket)];
  Mailroom::Datagram datagram;
  datagram.send = call.id;
  datagram.source = socket.local;
  datagram.destination = std::holds_alternative<call::SendTo>(call.line->call) ? call.target : socket.peer;
  datagram.content = payload_of(call.line->call)->shared();
  datagram.called = call.called;
  datagram.returned = event.seq;
  const std::size_t index = mailroom_.add(std::move(datagram));
  new_entry(call.id, Role::datagram_send, event.socket, index);
}

void Lineage::note_receipt(const Event& event, const CallState& call) {
  const SocketState& socket = world_.sockets[index_of(event.socket)];
  Mailroom::Receipt receipt;
  receipt.recv = call.id;
  receipt.source = call.outcome && call.outcome->peer ? *call.outcome->peer : socket.peer;
  receipt.local = socket.local;
  receipt.data = or_empty(call.outcome ? call.outcome->data : nullptr);
  receipt.truncated = call.outcome && call.outcome->truncated;
  receipt.local_since = socket_entry(event.socket).has_local;
  receipt.returned = event.seq;
  const std::size_t index = mailroom_.add(std::move(receipt), payloads_under_way(world_));
  new_entry(call.id, Role::datagram_recv, event.socket, index);
}

Lineage::SocketEntry& Lineage::socket_entry(SocketId id) {
  if (index_of(id) >= sockets_.size()) sockets_.resize(index_of(id) + 1);
  return sockets_[index_of(id)];
}

// Numbers are given out when calls begin; processes that run at once may be recorded in another order, but a number is
// ahead of the events by no more than one for each process. What is further ahead comes from no recording of ours.
Lineage::CallEntry* Lineage::new_entry(CallId call, Role role, SocketId socket, std::size_t index) {
  const std::size_t place = index_of(call);
  if (place >= world_.cursor + world_.processes.size()) return nullptr;
  if (place >= calls_.size()) calls_.resize(place + 1);
  CallEntry& known = calls_[place];
  if (known.role == Role::none) known = {role, socket, index, 0};
  return known.role == role && known.socket == socket ? &known : nullptr;
}

const Lineage::CallEntry* Lineage::entry(CallId call, Role stream_role, Role datagram_role) const {
  if (index_of(call) >= calls_.size()) return nullptr;
  const CallEntry& known = calls_[index_of(call)];
  return known.role == stream_role || known.role == datagram_role ? &known : nullptr;
}

const Lineage::SocketEntry* Lineage::other_end(SocketId socket, Seq cursor) const {
  const SocketEntry& one = sockets_[index_of(socket)];
  if (one.paired == 0 || one.paired > cursor || index_of(one.other) >= sockets_.size()) return nullptr;
  return &sockets_[index_of(one.other)];
}

// The parts of the ranges that lie in begin … end−1, as far as they were there at the cursor.
std::vector<Lineage::Range> Lineage::ranges_between(const std::vector<Range>& ranges, std::uint64_t begin,
                                                    std::uint64_t end, Seq cursor) {
  std::vector<Range> parts;
  auto range = std::upper_bound(ranges.begin(), ranges.end(), begin, [](std::uint64_t offset, const Range& candidate) {
    return offset < candidate.begin + candidate.length;
  });
  for (; range != ranges.end() && range->begin < end && range->seq <= cursor; ++range) {
    const std::uint64_t from = std::max(begin, range->begin);
    const std::uint64_t to = std::min(end, range->begin + range->length);
    parts.push_back({from, to - from, range->call, range->call_offset + (from - range->begin), range->seq});
  }
  return parts;
}

std::optional<Segment> Lineage::matched(const Mailroom::Receipt& receipt, Seq cursor) const {
  if (!receipt.datagram || receipt.matched > cursor) return std::nullopt;
  return Segment{mailroom_.datagram(*receipt.datagram).send, 0, receipt.recv, 0, receipt.data->size(), receipt.certain};
}

std::vector<Segment> Lineage::sources(CallId recv, Seq cursor) const {
  std::vector<Segment> segments;
  const CallEntry* known = entry(recv, Role::stream_recv, Role::datagram_recv);
  if (known == nullptr) return segments;
  if (known->role == Role::datagram_recv) {
    if (const auto segment = matched(mailroom_.receipt(known->first), cursor)) segments.push_back(*segment);
    return segments;
  }
  const SocketEntry* sender = other_end(known->socket, cursor);
  const Range& read = sockets_[index_of(known->socket)].reads[known->first];
  if (sender == nullptr || read.seq > cursor) return segments;
  for (const Range& part : ranges_between(sender->writes, read.begin, read.begin + read.length, cursor)) {
    segments.push_back({part.call, part.call_offset, recv, part.begin - read.begin, part.length, true});
  }
  return segments;
}

std::vector<Segment> Lineage::destinations(CallId send, Seq cursor) const {
  std::vector<Segment> segments;
  const CallEntry* known = entry(send, Role::stream_send, Role::datagram_send);
  if (known == nullptr) return segments;
  if (known->role == Role::datagram_send) {
    const auto receipt = mailroom_.datagram(known->first).receipt;
    const auto segment = receipt ? matched(mailroom_.receipt(*receipt), cursor) : std::nullopt;
    if (segment) segments.push_back(*segment);
    return segments;
  }
  const SocketEntry* receiver = other_end(known->socket, cursor);
  if (receiver == nullptr) return segments;
  for (std::size_t i = known->first; i < known->first + known->count; ++i) {
    const Range& write = sockets_[index_of(known->socket)].writes[i];
    if (write.seq > cursor) break;
    for (const Range& part : ranges_between(receiver->reads, write.begin, write.begin + write.length, cursor)) {
      const std::uint64_t send_offset = write.call_offset + (part.begin - write.begin);
      segments.push_back({send, send_offset, part.call, part.call_offset, part.length, true});
    }
  }
  return segments;
}

ByteFate Lineage::fate_of(CallId send, std::uint64_t offset, Seq cursor) const {
  const CallEntry* known = entry(send, Role::stream_send, Role::datagram_send);
  if (known == nullptr) return {};
  const bool stream_send = known->role == Role::stream_send;
  if (stream_send) {
    const std::vector<Range>& writes = sockets_[index_of(known->socket)].writes;
    const bool taken = std::any_of(
        writes.begin() + static_cast<std::ptrdiff_t>(known->first),
        writes.begin() + static_cast<std::ptrdiff_t>(known->first + known->count), [&](const Range& write) {
          return write.seq <= cursor && offset >= write.call_offset && offset - write.call_offset < write.length;
        });
    if (!taken) return {};
  } else {
    const Mailroom::Datagram& datagram = mailroom_.datagram(known->first);
    if (datagram.returned > cursor || offset >= datagram.content->size()) return {};
  }
  const std::vector<Segment> segments = destinations(send, cursor);
  for (const Segment& segment : segments) {
    if (offset >= segment.send_offset && offset - segment.send_offset < segment.length) return {Fate::read, segment};
  }
  if (!stream_send) return {segments.empty() ? Fate::not_read : Fate::cut_off, std::nullopt};
  const SocketEntry* receiver = other_end(known->socket, cursor);
  const bool gone = receiver != nullptr && receiver->closed != 0 && receiver->closed <= cursor;
  return {gone ? Fate::never_read : Fate::not_read, std::nullopt};
}

SocketId Lineage::socket_of(CallId call) const {
  return index_of(call) < calls_.size() ? calls_[index_of(call)].socket : SocketId::none;
}

std::uint64_t Lineage::datagram_bytes(CallId send) const {
  const CallEntry* known = entry(send, Role::datagram_send, Role::datagram_send);
  return known != nullptr ? mailroom_.datagram(known->first).content->size() : 0;
}

std::vector<WrittenPiece> Lineage::written(SocketId sender, std::uint64_t begin, std::uint64_t end, Seq cursor) const {
  std::vector<WrittenPiece> pieces;
  if (sender == SocketId::none || index_of(sender) >= sockets_.size()) return pieces;
  for (const Range& part : ranges_between(sockets_[index_of(sender)].writes, begin, end, cursor)) {
    pieces.push_back({part.call, part.call_offset, part.length});
  }
  return pieces;
}

std::optional<std::uint64_t> Lineage::stream_offset(CallId send, std::uint64_t offset, Seq cursor) const {
  const CallEntry* known = entry(send, Role::stream_send, Role::stream_send);
  if (known == nullptr) return std::nullopt;
  const std::vector<Range>& writes = sockets_[index_of(known->socket)].writes;
  for (std::size_t i = known->first; i < known->first + known->count && writes[i].seq <= cursor; ++i) {
    const Range& write = writes[i];
    if (offset >= write.call_offset && offset - write.call_offset < write.length) {
      return write.begin + (offset - write.call_offset);
    }
  }
  return std::nullopt;
}

std::vector<ReadPiece> Lineage::read(SocketId receiver, std::uint64_t begin, std::uint64_t end, Seq cursor) const {
  std::vector<ReadPiece> pieces;
  if (receiver == SocketId::none || index_of(receiver) >= sockets_.size()) return pieces;
  for (const Range& part : ranges_between(sockets_[index_of(receiver)].reads, begin, end, cursor)) {
    pieces.push_back({part.call, part.call_offset, part.length});
  }
  return pieces;
}

std::vector<CallId> Lineage::unclaimed(SocketId receiver, Seq cursor) const {
  std::vector<CallId> sends;
  if (receiver == SocketId::none || index_of(receiver) >= sockets_.size()) return sends;
  const SocketEntry& socket = sockets_[index_of(receiver)];
  const std::vector<std::size_t>* sent = mailroom_.sent_to(socket.local);
  if (sent == nullptr) return sends;
  auto index = std::partition_point(sent->begin(), sent->end(), [&](std::size_t candidate) {
    return mailroom_.datagram(candidate).returned < socket.has_local;
  });
  for (; index != sent->end() && mailroom_.datagram(*index).returned <= cursor; ++index) {
    const Mailroom::Datagram& datagram = mailroom_.datagram(*index);
    if (!is_same_place(datagram.destination, socket.local)) continue;
    if (datagram.receipt && mailroom_.receipt(*datagram.receipt).matched <= cursor) continue;
    sends.push_back(datagram.send);
  }
  return sends;
}

}  // namespace doorway
