#include "core/live/settle.hpp"

#include <algorithm>

namespace doorway {

namespace {

bool is_gone(const SocketReport& socket) {
  return !socket.open || socket.sample.state == TcpState::closed;
}

std::uint64_t sent_bytes(const SocketReport& socket) {
  return socket.written_bytes - std::min<std::uint64_t>(socket.written_bytes, socket.sample.unsent_bytes.value_or(0));
}

std::uint64_t arrived_bytes(const SocketReport& socket) {
  return socket.read_bytes + socket.sample.readable_bytes.value_or(0);
}

/// `from` is closed and `to` is not: what its end must have done to `to`.
bool end_has_shown(const SocketReport& from, const SocketReport& to) {
  const bool reset = from.aborted || from.sample.readable_bytes.value_or(0) > 0;
  if (reset || is_gone(to)) return is_gone(to);
  // Bytes that had no room when it closed still follow, as the reader makes room.
  if (arrived_bytes(to) < from.written_bytes) {
    return from.sample.unsent_bytes.value_or(0) > 0 && to.sample.readable_bytes.value_or(0) > 0;
  }
  return to.sample.end_of_stream;
}

/// Whether what `from` has done shows at `to`, the other end of its connection.
bool has_shown(const SocketReport& from, const SocketReport& to) {
  if (!to.open) {
    // Bytes that nobody can read any more are answered with a reset.
    return is_gone(from) || sent_bytes(from) <= to.read_bytes;
  }
  if (!from.open) return end_has_shown(from, to);
  if (is_gone(from) || is_gone(to)) return true;
  if (sent_bytes(from) != arrived_bytes(to)) return false;
  const bool fin_is_out = from.finished_sending && from.sample.unsent_bytes.value_or(0) == 0;
  return !fin_is_out || to.sample.end_of_stream;
}

bool waits_for_answer(const SocketReport& socket) {
  return socket.open && is_tcp(socket.type) && socket.sample.state == TcpState::syn_sent;
}

}  // namespace

void SocketPicture::update(const std::vector<SocketReport>& reports) {
  for (const SocketReport& report : reports) sockets_.insert_or_assign(report.id, report);
  for (const SocketReport& report : reports) {
    if (!is_tcp(report.type) || !report.connected || twins_.contains(report.id)) continue;
    for (const auto& [id, other] : sockets_) {
      const bool fits = is_tcp(other.type) && other.connected && !twins_.contains(id) && other.local == report.peer &&
                        other.peer == report.local;
      if (!fits) continue;
      twins_[report.id] = id;
      twins_[id] = report.id;
      break;
    }
  }
}

void SocketPicture::forget_the_dead() {
  const auto can_say_nothing = [this](const SocketReport& socket) {
    if (socket.open) return false;
    if (const SocketReport* twin = twin_of(socket)) return !twin->open;
    return !socket.connected || is_udp(socket.type) || open_listener_at(socket.peer) == nullptr;
  };
  std::vector<SocketId> dead;
  for (const auto& [id, socket] : sockets_) {
    if (can_say_nothing(socket)) dead.push_back(id);
  }
  for (const SocketId id : dead) {
    sockets_.erase(id);
    twins_.erase(id);
  }
}

bool SocketPicture::is_settled() const {
  const bool pairs = std::all_of(twins_.begin(), twins_.end(), [this](const auto& pair) {
    const SocketReport* from = find(pair.first);
    const SocketReport* to = find(pair.second);
    return from == nullptr || to == nullptr || (!from->open && !to->open) || has_shown(*from, *to);
  });
  return pairs && connections_stand_in_line();
}

bool SocketPicture::connections_stand_in_line() const {
  return std::all_of(sockets_.begin(), sockets_.end(), [this](const auto& entry) {
    const SocketReport& socket = entry.second;
    if (socket.open && socket.listening) {
      return ours_outside_line(socket) == 0;
    }
    const bool unaccepted = is_tcp(socket.type) && socket.open && socket.connected && !twins_.contains(socket.id);
    // Whoever waits in the line of a listener that is closed is reset.
    return !unaccepted || open_listener_at(socket.peer) != nullptr || is_gone(socket);
  });
}

bool SocketPicture::has_arrived(const SentDatagram& sent, const SocketPicture& before) const {
  const SocketReport* sender = find(sent.from);
  if (sender == nullptr) return true;
  for (const auto& [id, receiver] : sockets_) {
    const bool hears = receiver.open && is_udp(receiver.type) && receiver.local == sent.to &&
                       (!receiver.connected || receiver.peer == sender->local);
    if (!hears) continue;
    const SocketReport* earlier = before.find(id);
    const KernelSample was = earlier != nullptr ? earlier->sample : KernelSample{};
    return was.receive_memory_bytes != receiver.sample.receive_memory_bytes ||
           was.dropped_datagrams != receiver.sample.dropped_datagrams || was.input_ready != receiver.sample.input_ready;
  }
  return !sender->connected || sender->sample.error;
}

std::vector<SocketId> SocketPicture::listeners_with_strangers_only() const {
  std::vector<SocketId> found;
  for (const auto& [id, socket] : sockets_) {
    const bool somebody = socket.open && socket.listening && socket.sample.waiting_connections.value_or(0) > 0;
    if (somebody && ours_in_line(socket, false) == 0) found.push_back(id);
  }
  return found;
}

std::vector<std::string> SocketPicture::crowded_by_strangers() const {
  std::vector<std::string> found;
  for (const auto& [id, socket] : sockets_) {
    if (!socket.open) continue;
    const bool in_buffer =
        is_udp(socket.type) && socket.turned_away > 0 && socket.sample.dropped_datagrams.value_or(0) > 0;
    if (in_buffer || (socket.listening && strangers_block_line(socket))) found.push_back(socket.name);
  }
  return found;
}

bool SocketPicture::strangers_block_line(const SocketReport& listener) const {
  const std::size_t waiting = listener.sample.waiting_connections.value_or(0);
  const bool strangers_wait = waiting > ours_in_line(listener, false);
  if (strangers_keep_ours_out(listener)) return true;
  return (strangers_wait || listener.turned_away > 0) &&
         std::any_of(sockets_.begin(), sockets_.end(), [&](const auto& entry) {
           return waits_for_answer(entry.second) && entry.second.peer == listener.local;
         });
}

std::vector<std::string> SocketPicture::with_kernel_timers() const {
  std::vector<std::string> found;
  for (const auto& [id, socket] : sockets_) {
    if (!socket.open || !is_tcp(socket.type)) continue;
    if (strangers_keep_ours_out(socket)) found.push_back(socket.name);
    const std::uint32_t unsent = socket.sample.unsent_bytes.value_or(0);
    const bool bytes_unacked = socket.sample.unacked_bytes.value_or(0) > unsent;
    const bool fin_unacked = socket.sample.fin_unacked.value_or(false) && unsent == 0;
    // The reader has taken all that lay there. The kernels may keep a piece back all the same until one of their timers
    // fires: the receiver tells of no small room, the sender sends no small segment (RFC 9293, 3.8.6.2).
    const SocketReport* twin = twin_of(socket);
    const bool is_held_back = unsent > 0 && twin != nullptr && twin->open && twin->sample.readable_bytes == 0U;
    if (waits_for_answer(socket) || bytes_unacked || fin_unacked || is_held_back) found.push_back(socket.name);
  }
  return found;
}

const SocketReport* SocketPicture::find(SocketId id) const {
  const auto found = sockets_.find(id);
  return found != sockets_.end() ? &found->second : nullptr;
}

const SocketReport* SocketPicture::twin_of(const SocketReport& socket) const {
  const auto found = twins_.find(socket.id);
  return found != twins_.end() ? find(found->second) : nullptr;
}

const SocketReport* SocketPicture::open_listener_at(const Endpoint& endpoint) const {
  for (const auto& [id, socket] : sockets_) {
    if (socket.open && socket.listening && socket.local == endpoint) return &socket;
  }
  return nullptr;
}

/// Connections of ours to this listener that are complete at their side and have not come to its line.
std::size_t SocketPicture::ours_outside_line(const SocketReport& listener) const {
  if (!listener.sample.waiting_connections) return 0;
  const std::size_t inside = *listener.sample.waiting_connections + (listener.keeps_guest ? 1 : 0);
  const std::size_t ours = ours_in_line(listener, true);
  return ours - std::min(ours, inside);
}

// The kernel throws away the last step of a handshake for which the line has no room: then the caller takes itself for
// connected, and the kernel at the listener's side asks again by a timer. Source: tcp(7), listen(2).
bool SocketPicture::strangers_keep_ours_out(const SocketReport& listener) const {
  return listener.listening && listener.turned_away > 0 && ours_outside_line(listener) > 0;
}

// Those at our side of the line: connections to this listener that are complete and that nobody has accepted.
std::size_t SocketPicture::ours_in_line(const SocketReport& listener, bool open_only) const {
  return static_cast<std::size_t>(std::count_if(sockets_.begin(), sockets_.end(), [&](const auto& entry) {
    const SocketReport& socket = entry.second;
    return is_tcp(socket.type) && socket.connected && socket.peer == listener.local && !twins_.contains(socket.id) &&
           (open_only ? !is_gone(socket) : true);
  }));
}

}  // namespace doorway
