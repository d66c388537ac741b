#include "app/labels.hpp"
#include "app/scene/stage_parts.hpp"
#include "app/scene/tcp_states.hpp"
#include "core/base/utf8.hpp"
#include "core/export/phrases.hpp"

#include <algorithm>
#include <cstddef>
#include <map>

namespace doorway::app {
namespace {

DoorShape shape_of(const SocketState& socket) {
  switch (socket.lifecycle) {
    case Lifecycle::unmade:
    case Lifecycle::made:
    case Lifecycle::bound: return DoorShape::shut;
    case Lifecycle::listening: return DoorShape::listening;
    case Lifecycle::connecting: return DoorShape::ajar;
    // UDP's connect notes an address at this end and asks nobody.
    case Lifecycle::connected: return is_udp(socket.type) ? DoorShape::shut : DoorShape::open;
    case Lifecycle::send_finished:
    case Lifecycle::receive_finished: return DoorShape::half_open;
    case Lifecycle::finished: return DoorShape::shut;
    case Lifecycle::reset: return DoorShape::broken;
    case Lifecycle::closed: return DoorShape::walled_up;
  }
  return DoorShape::shut;
}

/// What is inferred of the ends of connections, by socket: the event after which its FIN was out, and whether an RST
/// ended it.
struct Farewell {
  Seq fin = 0;
  bool reset = false;
};
using Farewells = std::map<SocketId, Farewell>;

Farewells farewells(const StageSources& sources) {
  constexpr std::size_t most_looked_at = 4096;
  Farewells all;
  const std::size_t count = std::min(sources.inferred.size(), most_looked_at);
  for (const Inferred& inferred : sources.inferred.last(count)) {
    if (inferred.kind == InferredKind::rst) {
      all[inferred.from].reset = true;
      all[inferred.to].reset = true;
    }
    if (inferred.kind != InferredKind::fin) continue;
    Seq& fin = all[inferred.from].fin;
    if (fin == 0) fin = inferred.after;
  }
  return all;
}

struct Door {
  const StageSources& sources;
  const SocketState& socket;
  SocketId id;

  [[nodiscard]] bool is_closed() const { return socket.lifecycle == Lifecycle::closed; }
  [[nodiscard]] BufferView named(Term term, std::string_view story_short, std::string_view short_name) const {
    BufferView view;
    view.name = word_with_term(term, sources.vocabulary);
    view.short_name = std::string(sources.is_story() ? story_short : short_name);
    return view;
  }
  void not_told(BufferView& view) const {
    view.hint = view.name + ": the kernel does not say" + (is_closed() ? ", the socket is closed" : "");
  }
};

void note_full_stream(BufferView& view, const Door& door) {
  const SocketState* sender = find_socket(door.sources.world, door.socket.connected_with);
  if (sender == nullptr || sender->sample == nullptr || view.total == 0) return;
  const std::uint32_t unsent = sender->sample->unsent_bytes.value_or(0);
  const SocketHistory& history = door.sources.index.history();
  if (unsent == 0 || !history.found_full(door.socket.connected_with, door.sources.cursor())) return;
  // What was read since makes room, and a new look at the sender tells whether that is filled again.
  if (history.last_read(door.id, door.sources.cursor()) > sender->sampled) return;
  view.full = "Full (inferred): " + count_of(unsent, "byte") + " at the other end wait to be let in";
}

BufferView unsent_view(const Door& door) {
  BufferView view = door.named(Term::unsent, "out", "out");
  const KernelSample* sample = door.socket.sample.get();
  if (sample == nullptr || door.is_closed() || !sample->unsent_bytes) {
    door.not_told(view);
    return view;
  }
  const std::uint64_t written = door.socket.bytes_written;
  const std::uint64_t unsent = std::min<std::uint64_t>(*sample->unsent_bytes, written);
  view.told = true;
  view.total = *sample->unsent_bytes;
  view.heap = heap_of(door.sources.lineage.written(door.id, written - unsent, written, door.sources.cursor()),
                      door.sources.index);
  if (view.heap.total < view.total) append(view.heap, unknown_heap(view.total - view.heap.total));
  view.hint = "Send buffer, unsent (tcpi_notsent_bytes): " + count_of(view.total, "byte") + ", measured";
  if (view.total > 0 && door.sources.index.history().found_full(door.id, door.sources.cursor())) {
    view.full = "Full: the kernel took no more (measured), and nothing has shown room since";
    view.full_is_measured = true;
  }
  return view;
}

// What is sent and not acknowledged is drawn where it is: on the way, or readable at the other end.
BufferView unacked_view(const Door& door) {
  BufferView view = door.named(Term::unacknowledged, "copies", "unacked");
  const KernelSample* sample = door.socket.sample.get();
  if (sample == nullptr || door.is_closed() || !sample->unacked_bytes) {
    door.not_told(view);
    return view;
  }
  view.told = true;
  view.total = *sample->unacked_bytes;
  view.hint = "Unacknowledged (SIOCOUTQ): " + count_of(view.total, "byte") +
              ", measured. It counts what is unsent, and copies of what was sent until the other side's kernel "
              "acknowledges it: those bytes are drawn where they are";
  return view;
}

BufferView stream_readable(const Door& door) {
  BufferView view = door.named(Term::readable, "in", "in");
  const SocketState& socket = door.socket;
  const bool has_stream = is_conversing(socket.lifecycle) || socket.lifecycle == Lifecycle::reset;
  if (socket.sample == nullptr || !has_stream || !socket.sample->readable_bytes) {
    door.not_told(view);
    return view;
  }
  view.told = true;
  view.total = *socket.sample->readable_bytes;
  if (socket.connected_with != SocketId::none) {
    view.heap = heap_of(door.sources.lineage.written(socket.connected_with, socket.bytes_read,
                                                     socket.bytes_read + view.total, door.sources.cursor()),
                        door.sources.index);
  }
  if (view.heap.total < view.total) append(view.heap, unknown_heap(view.total - view.heap.total));
  view.hint = "Receive buffer, readable (" + std::string(who_told_readable(*socket.sample)) +
              "): " + count_of(view.total, "byte") + ", measured";
  note_full_stream(view, door);
  return view;
}

BufferView datagrams_readable(const Door& door, const std::vector<Postcard>& cards) {
  BufferView view = door.named(Term::readable, "in", "in");
  const KernelSample* sample = door.socket.sample.get();
  if (sample == nullptr || door.is_closed()) {
    door.not_told(view);
    return view;
  }
  std::size_t count = 0;
  for (const Postcard& card : cards) {
    if (card.to != door.id || card.standing != LetterStanding::at_the_door) continue;
    const ByteHeap heap = heap_of(whole_of(door.sources.index, card.send), door.sources.index);
    const IndexedCall* send = door.sources.index.call(card.send);
    view.cards.push_back({send == nullptr ? 0 : send->send_of_all, card.send, heap.total});
    append(view.heap, heap);
    ++count;
  }
  const std::uint64_t next_bytes = sample->input_ready ? sample->readable_bytes.value_or(0) : 0;
  if (view.heap.total < next_bytes) append(view.heap, unknown_heap(next_bytes - view.heap.total));
  view.told = true;
  view.total = view.heap.total;
  view.hint = sample->input_ready ? "The next datagram has " + count_of(next_bytes, "byte") + " (SIOCINQ), measured"
                                  : std::string("No datagram waits, measured");
  if (count > 0) view.hint += "\n" + count_of(count, "datagram") + " in all: inferred from memory in use and drops";
  const std::uint32_t dropped = sample->dropped_datagrams.value_or(0);
  if (dropped > 0 && sample->input_ready) {
    view.full = "It was full: " + count_of(dropped, "datagram") + " found no room and was thrown away (measured)";
    view.full_is_measured = true;
  }
  return view;
}

/// Whether the kernel keeps the connection of this closed socket in TIME_WAIT: it said so before, or this side's FIN
/// was the first of the two. Source: RFC 9293 §3.6; Linux keeps it for 60 s (TCP_TIMEWAIT_LEN).
bool is_in_time_wait(const Door& door, const Farewells& all) {
  constexpr std::int64_t time_wait_ns = 60'000'000'000;
  const SocketState& socket = door.socket;
  if (!door.is_closed() || !is_tcp(socket.type) || socket.connected_with == SocketId::none) return false;
  const Recording& recording = door.sources.index.recording();
  const auto lasts_since = [&](Seq seq) {
    return recording.at(door.sources.cursor()).t_ns - recording.at(seq).t_ns < time_wait_ns;
  };
  const auto own = all.find(door.id);
  const auto other = all.find(socket.connected_with);
  if ((own != all.end() && own->second.reset) || (other != all.end() && other->second.reset)) return false;
  const auto states = door.sources.index.history().states(door.id, door.sources.cursor());
  if (states.empty()) return false;
  if (states.back().state == TcpState::time_wait) return lasts_since(states.back().seq);
  const bool came_second = states.back().state == TcpState::close_wait || states.back().state == TcpState::last_ack;
  if (came_second || own == all.end() || other == all.end()) return false;
  const Seq other_closed = door.sources.index.history().closed_at(socket.connected_with, door.sources.cursor());
  const bool was_first = own->second.fin != 0 && own->second.fin < other->second.fin &&
                         (other_closed == 0 || own->second.fin < other_closed);
  return was_first && lasts_since(other->second.fin);
}

std::string hint_of(const Door& door, const DoorView& view) {
  const SocketState& socket = door.socket;
  std::string text = view.unique_name + ": " + std::string(to_string(socket.type)) + " socket, " +
                     std::string(lifecycle_word(socket.lifecycle, socket.type, Vocabulary::engineer));
  if (!view.real_state.empty())
    text += ", " + view.real_state + (view.state_is_inferred ? " (inferred)" : " (measured)");
  text += "\nlocal " + to_string(socket.local) + ", peer " + to_string(socket.peer);
  if (view.state_is_inferred) {
    text +=
        "\nIts FIN was the first: the kernel keeps the two addresses for a minute, so that nothing late of this "
        "connection is taken for a new one";
  }
  if (view.accepted_by != SocketId::none) {
    text += "\nmade by accept() at " + socket_name(door.sources.world, view.accepted_by);
  }
  if (view.waiting) {
    text += "\n" + count_of(*view.waiting, "connection") + " to accept, backlog " +
            std::to_string(view.backlog.value_or(0));
  }
  if (socket.strangers_turned_away > 0) {
    text += "\n" + count_of(socket.strangers_turned_away, "stranger") + " turned away";
  }
  if (view.dropped > 0) text += "\n" + count_of(view.dropped, "datagram") + " dropped for want of room, measured";
  return text;
}

DoorView door_view(const Door& door, const std::vector<Postcard>& cards, const Farewells& all) {
  const SocketState& socket = door.socket;
  DoorView view;
  view.socket = door.id;
  view.process = socket.owner;
  view.color = door.sources.index.color_of(socket.owner);
  view.unique_name = escape_for_display(socket.name, 40);
  view.name = escape_for_display(name_at_home(socket.name), 16);
  view.is_tcp = is_tcp(socket.type);
  view.shape = shape_of(socket);
  view.port = socket.local.port == 0 ? std::string("no port") : std::to_string(socket.local.port);
  if (door.is_closed() && socket.local.port != 0) {
    view.old_port = view.port;
    view.port = "was " + view.port;
  }
  view.state = std::string(lifecycle_word(socket.lifecycle, socket.type, door.sources.vocabulary));
  if (socket.sample != nullptr && socket.sample->state && !door.is_closed()) {
    view.real_state = std::string(to_string(*socket.sample->state));
    view.short_state = std::string(ss_name(*socket.sample->state));
  } else if (is_in_time_wait(door, all)) {
    view.real_state = std::string(to_string(TcpState::time_wait));
    view.short_state = std::string(ss_name(TcpState::time_wait));
    view.state_is_inferred = true;
  }
  view.accepted_by = socket.accepted_by;
  if (socket.sample != nullptr && !door.is_closed()) {
    view.waiting = socket.sample->waiting_connections;
    view.backlog = socket.sample->backlog;
    view.dropped = socket.sample->dropped_datagrams.value_or(0);
  }
  view.unsent = unsent_view(door);
  view.unacked = unacked_view(door);
  view.readable = view.is_tcp ? stream_readable(door) : datagrams_readable(door, cards);
  const LastChange& last = door.sources.world.last_change;
  view.changed = last.socket == door.id || std::find(last.also.begin(), last.also.end(), door.id) != last.also.end();
  view.hint = hint_of(door, view);
  return view;
}

}  // namespace

std::vector<DoorView> door_views(const StageSources& sources, const std::vector<Postcard>& cards) {
  std::vector<DoorView> doors;
  const Farewells all = farewells(sources);
  for (std::size_t i = 0; i < sources.world.sockets.size(); ++i) {
    const SocketState& socket = sources.world.sockets[i];
    if (socket.lifecycle == Lifecycle::unmade) continue;
    doors.push_back(door_view({sources, socket, SocketId(i)}, cards, all));
  }
  return doors;
}

}  // namespace doorway::app
