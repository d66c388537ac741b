#include "app/scene/socket_history.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <utility>

namespace doorway::app {
namespace {

bool breaks_connection(int error) {
  return error == ECONNRESET || error == ETIMEDOUT || error == ECONNABORTED || error == EHOSTUNREACH;
}

bool is_partial(const Returned& body, const ScriptPayload& payload) {
  return body.error == EAGAIN || (body.error == 0 && body.bytes < payload.size());
}

}  // namespace

void SocketHistory::take_in(const Event& event) {
  if (event.process >= processes_.size()) processes_.resize(std::size_t{event.process} + 1);
  CallUnderWay& process = processes_[event.process];
  if (const auto* called = std::get_if<Called>(&event.body)) {
    process = {called->call, called->line};
  } else if (const auto* over = std::get_if<Returned>(&event.body)) {
    if (process.line != nullptr && process.call == over->call) returned(event, *over, process.line->call);
    note_room(event, process);
  } else if (const auto* sleeps = std::get_if<Sleeps>(&event.body)) {
    Notes* notes = find(event.socket);
    const bool connects = process.line != nullptr && process.call == sleeps->call &&
                          std::holds_alternative<call::Connect>(process.line->call);
    if (notes != nullptr && connects) add(*notes, event.seq, TcpState::syn_sent, StateEvidence::connect_began);
    note_room(event, process);
  } else if (std::holds_alternative<Woke>(event.body)) {
    note_room(event, process);
  } else if (const auto* observed = std::get_if<Observed>(&event.body)) {
    Notes* notes = find(event.socket);
    if (notes == nullptr || observed->sample == nullptr) return;
    note_room(event, process);
    if (!observed->sample->state) return;
    notes->had_error = notes->had_error || observed->sample->error;
    add(*notes, event.seq, *observed->sample->state, StateEvidence::sampled);
  }
}

void SocketHistory::returned(const Event& event, const Returned& body, const Call& call) {
  if (body.outcome != nullptr) {
    if (body.outcome->made) made(event, *body.outcome->made, std::holds_alternative<call::Accept>(call));
    for (const SocketId closed : body.outcome->closed) {
      Notes* notes = find(closed);
      if (notes != nullptr && notes->closed == 0) notes->closed = event.seq;
    }
  }
  Notes* notes = find(event.socket);
  if (notes == nullptr) return;
  const bool succeeded = body.error == 0 && body.result >= 0;
  if (is_udp(notes->type)) {
    if (!succeeded || payload_of(call) == nullptr) return;
    datagrams_.push_back(body.call);
    datagram_seqs_.push_back(event.seq);
    return;
  }
  notes->had_error = notes->had_error || breaks_connection(body.error);
  if (std::holds_alternative<call::Connect>(call)) connected(*notes, event, body);
  if (!succeeded) return;
  if (std::holds_alternative<call::Listen>(call)) {
    add(*notes, event.seq, TcpState::listen, StateEvidence::listen_returned);
  }
  const auto* shutdown = std::get_if<call::Shutdown>(&call);
  if (shutdown != nullptr && shutdown->how != ShutdownHow::recv) notes->has_finished_sending = true;
}

void SocketHistory::set_full(Notes& notes, Seq seq, bool full) {
  if (is_udp(notes.type)) return;
  notes.most_unacked = notes.last_unacked;
  notes.is_fresh = full;
  const bool was_full = notes.full_turns.size() % 2 == 1;
  if (was_full != full) notes.full_turns.push_back(seq);
}

/// What this event tells of room in send buffers.
void SocketHistory::note_room(const Event& event, const CallUnderWay& process) {
  Notes* notes = find(event.socket);
  const auto* over = std::get_if<Returned>(&event.body);
  if (over != nullptr && over->outcome != nullptr) {
    if (notes != nullptr && over->outcome->data != nullptr && over->bytes > 0) notes->reads.push_back(event.seq);
    for (const PollAnswer& answer : over->outcome->answers) {
      Notes* polled = find(answer.socket);
      if (polled != nullptr && (answer.events & POLLOUT) != 0) set_full(*polled, event.seq, false);
    }
  }
  if (notes == nullptr) return;
  if (const auto* observed = std::get_if<Observed>(&event.body)) {
    if (!observed->sample->unacked_bytes) return;
    notes->last_unacked = *observed->sample->unacked_bytes;
    // The numbers known before that call may be old: what is acknowledged alone makes no event.
    const bool begins = std::exchange(notes->is_fresh, false) && observed->after_own_call;
    notes->most_unacked = begins ? notes->last_unacked : std::max(notes->most_unacked, notes->last_unacked);
    const bool has_room = notes->last_unacked * 3 <= notes->most_unacked * 2;
    if (has_room) set_full(*notes, event.seq, false);
    return;
  }
  const std::optional<CallId> call = call_of(event.body);
  const ScriptPayload* payload = process.line == nullptr ? nullptr : payload_of(process.line->call);
  if (payload == nullptr || call != process.call) return;
  const auto* woke = std::get_if<Woke>(&event.body);
  if (woke != nullptr && woke->timed_out) return;
  const bool full = over != nullptr ? is_partial(*over, *payload) : woke == nullptr;
  const bool says_nothing = !full && over != nullptr && (over->error != 0 || over->bytes == 0);
  if (!says_nothing) set_full(*notes, event.seq, full);
}

void SocketHistory::connected(Notes& notes, const Event& event, const Returned& body) {
  const bool has_begun = !notes.states.empty() && notes.states.back().state == TcpState::syn_sent;
  const bool is_closed = notes.states.empty() || notes.states.back().state == TcpState::closed;
  if (body.error == 0 && body.result >= 0) {
    if (has_begun || is_closed) add(notes, event.seq, TcpState::established, StateEvidence::connect_returned);
  } else if (body.error == EINPROGRESS) {
    if (is_closed) add(notes, event.seq, TcpState::syn_sent, StateEvidence::connect_began);
  } else if (is_closed && (body.error == ECONNREFUSED || body.error == ETIMEDOUT)) {
    add(notes, event.seq, TcpState::syn_sent, StateEvidence::connect_failed);
    // No sample says so where the last one said CLOSED too: only changes are recorded.
    add(notes, event.seq, TcpState::closed, StateEvidence::connect_failed);
  }
}

void SocketHistory::made(const Event& event, const MadeSocket& socket, bool by_accept) {
  // A file may hold any number: each socket has cost an event at least, or its process is about to record it.
  if (socket.id == SocketId::none || index_of(socket.id) >= event.seq + processes_.size()) return;
  if (index_of(socket.id) >= sockets_.size()) sockets_.resize(index_of(socket.id) + 1);
  Notes& notes = sockets_[index_of(socket.id)];
  if (notes.is_known) return;
  notes.is_known = true;
  notes.type = socket.type;
  if (!is_tcp(socket.type)) return;
  if (by_accept) {
    add(notes, event.seq, TcpState::syn_received, StateEvidence::accept_returned);
    add(notes, event.seq, TcpState::established, StateEvidence::accept_returned);
  } else {
    add(notes, event.seq, TcpState::closed, StateEvidence::socket_returned);
  }
}

// What was concluded first and is then measured is both: the later mark is kept too, and says so.
void SocketHistory::add(Notes& notes, Seq seq, TcpState state, StateEvidence evidence) {
  if (is_udp(notes.type)) return;
  const bool is_news = notes.states.empty() || notes.states.back().state != state ||
                       (notes.states.back().evidence != StateEvidence::sampled && evidence == StateEvidence::sampled);
  if (!is_news) return;
  notes.states.push_back({seq, state, evidence, notes.had_error || !notes.has_finished_sending});
}

SocketHistory::Notes* SocketHistory::find(SocketId socket) {
  const bool is_there = socket != SocketId::none && index_of(socket) < sockets_.size();
  return is_there && sockets_[index_of(socket)].is_known ? &sockets_[index_of(socket)] : nullptr;
}

std::span<const StateMark> SocketHistory::states(SocketId socket, Seq cursor) const {
  if (socket == SocketId::none || index_of(socket) >= sockets_.size()) return {};
  const std::vector<StateMark>& states = sockets_[index_of(socket)].states;
  const auto end = std::upper_bound(states.begin(), states.end(), cursor,
                                    [](Seq seq, const StateMark& mark) { return seq < mark.seq; });
  return {states.begin(), end};
}

bool SocketHistory::found_full(SocketId socket, Seq cursor) const {
  if (socket == SocketId::none || index_of(socket) >= sockets_.size()) return false;
  const std::vector<Seq>& turns = sockets_[index_of(socket)].full_turns;
  return (std::upper_bound(turns.begin(), turns.end(), cursor) - turns.begin()) % 2 == 1;
}

Seq SocketHistory::last_read(SocketId socket, Seq cursor) const {
  if (socket == SocketId::none || index_of(socket) >= sockets_.size()) return 0;
  const std::vector<Seq>& reads = sockets_[index_of(socket)].reads;
  const auto after = std::upper_bound(reads.begin(), reads.end(), cursor);
  return after == reads.begin() ? 0 : *std::prev(after);
}

Seq SocketHistory::closed_at(SocketId socket, Seq cursor) const {
  if (socket == SocketId::none || index_of(socket) >= sockets_.size()) return 0;
  const Seq closed = sockets_[index_of(socket)].closed;
  return closed <= cursor ? closed : 0;
}

std::span<const CallId> SocketHistory::datagrams(Seq cursor) const {
  const auto end = std::upper_bound(datagram_seqs_.begin(), datagram_seqs_.end(), cursor);
  return std::span(datagrams_).first(static_cast<std::size_t>(end - datagram_seqs_.begin()));
}

}  // namespace doorway::app
