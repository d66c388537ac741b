#include "app/labels.hpp"
#include "app/scene/stage_parts.hpp"
#include "core/export/phrases.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>

namespace doorway::app {
namespace {

// How far back the inferred is looked through for what became of datagrams.
constexpr std::size_t most_looked_at = 4096;

bool tells_of_datagram(InferredKind kind) {
  return kind == InferredKind::datagram || kind == InferredKind::datagram_lost ||
         kind == InferredKind::datagram_refused;
}

using Known = std::map<CallId, const Inferred*>;

Known known_datagrams(const StageSources& sources) {
  Known known;
  const std::size_t count = std::min(sources.inferred.size(), most_looked_at);
  for (const Inferred& inferred : sources.inferred.last(count)) {
    if (tells_of_datagram(inferred.kind) && inferred.call) known[*inferred.call] = &inferred;
  }
  return known;
}

/// Whether a call has begun since: then all that was on the way has been looked for, and settled.
bool began_since(const WorldState& world, Seq seq) {
  return std::any_of(world.processes.begin(), world.processes.end(),
                     [seq](const ProcessState& process) { return process.call && process.call->called > seq; });
}

std::optional<std::size_t> road_between(const std::vector<RoadView>& roads, SocketId one, SocketId other) {
  for (std::size_t i = 0; i < roads.size(); ++i) {
    const RoadView& road = roads[i];
    if ((road.from == one && road.to == other) || (road.from == other && road.to == one)) return i;
  }
  return std::nullopt;
}

std::string arrow(const Endpoint& from, const Endpoint& to) {
  return to_string(from) + " → " + to_string(to);
}

void note_send(LetterView& letter, const std::vector<WrittenPiece>& pieces, const SceneIndex& index) {
  if (pieces.empty()) return;
  letter.send = pieces.front().send;
  const IndexedCall* call = index.call(pieces.front().send);
  letter.is_whole = pieces.size() == 1 && call != nullptr && pieces.front().length == payload_size(*call);
}

/// Bytes that this end has sent and that the other end's kernel was not seen to have.
std::optional<LetterView> stream_letter(const StageSources& sources, const std::vector<RoadView>& roads, SocketId id,
                                        const SocketState& socket) {
  const SocketState* other = find_socket(sources.world, socket.connected_with);
  if (other == nullptr && (socket.accepted_by != SocketId::none || !is_conversing(socket.lifecycle))) {
    return std::nullopt;
  }
  if (other != nullptr && (other->lifecycle == Lifecycle::closed || other->lifecycle == Lifecycle::reset)) {
    return std::nullopt;
  }
  if (socket.lifecycle == Lifecycle::reset) return std::nullopt;
  const bool is_open = socket.lifecycle != Lifecycle::closed;
  const std::uint64_t unsent = socket.sample != nullptr && is_open ? socket.sample->unsent_bytes.value_or(0) : 0;
  const std::uint64_t end = socket.bytes_written - std::min(unsent, socket.bytes_written);
  const std::uint64_t begin = arrived_end(sources.world, socket);
  if (end <= begin) return std::nullopt;
  LetterView letter;
  letter.from = id;
  letter.to = other != nullptr ? socket.connected_with : listener_at(sources.world, socket.peer);
  letter.road = road_between(roads, letter.from, letter.to);
  const std::vector<WrittenPiece> pieces = sources.lineage.written(id, begin, end, sources.cursor());
  letter.heap = heap_of(pieces, sources.index);
  note_send(letter, pieces, sources.index);
  letter.title = count_of(end - begin, "byte") + ": " + sends_text(pieces, sources.index);
  letter.route = arrow(socket.local, socket.peer);
  const std::string sent = "the kernel has taken them at " + socket_name(sources.world, id) + " and has sent them on";
  const std::string there = socket_name(sources.world, letter.to);
  if (other == nullptr) {
    letter.standing = LetterStanding::at_the_door;
    letter.reason = "Inferred: " + sent + "; the connection is not accepted yet, so that they wait behind " + there +
                    " for a socket of their own";
  } else if (is_open && socket.sample != nullptr && socket.sample->unacked_bytes == 0U) {
    letter.standing = LetterStanding::at_the_door;
    // The word is a lesson of its own.
    letter.reason = "Inferred: " + sent +
                    (sources.is_story() ? ", and it has been confirmed" : ", and they are acknowledged") +
                    ": they have arrived for " + there + ", which was not looked at since";
  } else {
    letter.reason = "Inferred: " + sent + "; the last look at " + there + " did not show them yet";
  }
  return letter;
}

/// Bytes that the kernel has taken with this step, for a socket that was closed before: nobody is there to have them.
std::optional<LetterView> bytes_for_nobody(const StageSources& sources, const std::vector<RoadView>& roads, SocketId id,
                                           const SocketState& socket) {
  const SocketState* other = find_socket(sources.world, socket.connected_with);
  if (other == nullptr || other->lifecycle != Lifecycle::closed) return std::nullopt;
  if (socket.owner >= sources.world.processes.size()) return std::nullopt;
  const ProcessState& process = sources.world.processes[socket.owner];
  if (!process.call || !process.call->over || process.call->socket != id || process.call->bytes == 0) {
    return std::nullopt;
  }
  const IndexedCall* send = sources.index.call(process.call->id);
  if (send == nullptr || payload_size(*send) == 0 || !sources.is_news(send->returned)) return std::nullopt;
  const Seq closed = sources.index.history().closed_at(socket.connected_with, sources.cursor());
  if (closed == 0 || closed > send->called) return std::nullopt;
  LetterView letter;
  letter.standing = LetterStanding::lost;
  letter.was_refused = true;
  letter.from = id;
  letter.to = socket.connected_with;
  letter.road = road_between(roads, letter.from, letter.to);
  const std::vector<WrittenPiece> pieces{{send->id, 0, process.call->bytes}};
  letter.heap = heap_of(pieces, sources.index);
  note_send(letter, pieces, sources.index);
  letter.title = count_of(process.call->bytes, "byte") + " for nobody";
  letter.route = arrow(socket.local, socket.peer);
  const std::string there = socket_name(sources.world, letter.to);
  letter.reason = "Inferred: the kernel has taken " + sends_text(pieces, sources.index) + " at " +
                  socket_name(sources.world, id) + ", and " + there + " was closed before: no socket is left there";
  return letter;
}

LetterView postcard_letter(const StageSources& sources, const std::vector<RoadView>& roads, const Postcard& card) {
  LetterView letter;
  letter.kind = LetterKind::postcard;
  letter.standing = card.standing;
  letter.was_refused = card.was_refused;
  letter.from = card.from;
  letter.to = card.to;
  letter.road = road_between(roads, card.from, card.to);
  const std::vector<WrittenPiece> whole = whole_of(sources.index, card.send);
  letter.heap = heap_of(whole, sources.index);
  note_send(letter, whole, sources.index);
  const IndexedCall& call = *sources.index.call(card.send);
  const std::string_view fate = card.was_refused ? "Turned away: " : "Lost: ";
  letter.title = std::string(card.standing == LetterStanding::lost ? fate : "") +
                 word_with_term(Term::datagram, sources.vocabulary) + " " + std::to_string(call.send_of_process) +
                 " of " + process_name(sources, call.process) + ", " + count_of(letter.heap.total, "byte");
  const SocketState* from = find_socket(sources.world, card.from);
  const SocketState* to = find_socket(sources.world, card.to);
  const Endpoint source = from == nullptr ? Endpoint{} : from->local;
  const Endpoint peer = from == nullptr ? Endpoint{} : from->peer;
  const bool names_target = std::holds_alternative<call::SendTo>(call.line->call);
  letter.route = arrow(source, to != nullptr ? to->local : names_target ? call.target : peer);
  letter.reason = card.reason;
  return letter;
}

std::string_view signal_text(InferredKind kind) {
  return kind == InferredKind::port_unreachable ? "nobody there" : segment_name(kind);
}

void add_signals(std::vector<LetterView>& letters, const StageSources& sources, const std::vector<RoadView>& roads) {
  constexpr std::size_t most_signals = 6;
  std::vector<LetterView> latest_first;
  for (std::size_t i = sources.inferred.size(); i > 0 && latest_first.size() < most_signals; --i) {
    const Inferred& inferred = sources.inferred[i - 1];
    if (!sources.is_news(inferred.after)) break;
    const std::string_view text = signal_text(inferred.kind);
    if (text.empty()) continue;
    LetterView letter;
    letter.kind = LetterKind::signal;
    letter.from = inferred.from;
    letter.to = inferred.to;
    letter.title = std::string(text);
    letter.reason = "Inferred: " + inferred.reason;
    letter.road = road_between(roads, inferred.from, inferred.to);
    // A listener's answer travels the road of the socket that accept makes, once there is one.
    const SocketState* from = find_socket(sources.world, inferred.from);
    if (!letter.road && from != nullptr) letter.road = road_between(roads, inferred.from, from->connected_with);
    const SocketState* to = find_socket(sources.world, inferred.to);
    if (!letter.road && to != nullptr) letter.road = road_between(roads, inferred.to, to->connected_with);
    latest_first.push_back(std::move(letter));
  }
  std::move(latest_first.rbegin(), latest_first.rend(), std::back_inserter(letters));
}

void note_fate(Postcard& card, const Inferred& fate, const StageSources& sources) {
  card.was_refused = fate.kind == InferredKind::datagram_refused;
  const bool lost = card.was_refused || fate.kind == InferredKind::datagram_lost;
  card.standing = lost ? LetterStanding::lost : LetterStanding::at_the_door;
  card.is_news = sources.is_news(fate.after);
  card.reason = "Inferred: " + fate.reason;
}

/// Datagrams that have just been sent to an address where no door is.
void add_for_nobody(std::vector<Postcard>& cards, const StageSources& sources) {
  for (std::size_t i = sources.inferred.size(); i > 0; --i) {
    const Inferred& inferred = sources.inferred[i - 1];
    if (!sources.is_news(inferred.after)) break;
    if (inferred.kind != InferredKind::datagram_refused || inferred.to != SocketId::none || !inferred.call) continue;
    if (sources.index.call(*inferred.call) == nullptr) continue;
    Postcard card;
    card.send = *inferred.call;
    card.from = inferred.from;
    note_fate(card, inferred, sources);
    cards.push_back(std::move(card));
  }
}

}  // namespace

std::vector<Postcard> postcards(const StageSources& sources) {
  constexpr std::size_t most_postcards = 64;
  std::vector<Postcard> cards;
  const bool any_udp = std::any_of(sources.world.sockets.begin(), sources.world.sockets.end(),
                                   [](const SocketState& socket) { return is_udp(socket.type); });
  if (!any_udp) return cards;
  const Known known = known_datagrams(sources);
  for (std::size_t i = 0; i < sources.world.sockets.size(); ++i) {
    const SocketState& socket = sources.world.sockets[i];
    const bool is_open = socket.lifecycle != Lifecycle::unmade && socket.lifecycle != Lifecycle::closed;
    if (!is_open || !is_udp(socket.type)) continue;
    for (const CallId send : sources.lineage.unclaimed(SocketId(i), sources.cursor())) {
      const IndexedCall* call = sources.index.call(send);
      if (call == nullptr || cards.size() >= most_postcards) continue;
      Postcard card;
      card.send = send;
      card.from = call->socket;
      card.to = SocketId(i);
      if (const auto found = known.find(send); found != known.end()) {
        note_fate(card, *found->second, sources);
      } else if (began_since(sources.world, call->returned)) {
        continue;  // no event says what became of it
      } else {
        card.reason = "Inferred: the kernel has taken it, and nothing was seen of it at " +
                      socket_name(sources.world, card.to) + " yet";
      }
      cards.push_back(std::move(card));
    }
  }
  add_for_nobody(cards, sources);
  return cards;
}

std::vector<LetterView> letter_views(const StageSources& sources, const std::vector<RoadView>& roads,
                                     const std::vector<Postcard>& cards) {
  std::vector<LetterView> letters;
  for (std::size_t i = 0; i < sources.world.sockets.size(); ++i) {
    const SocketState& socket = sources.world.sockets[i];
    if (socket.lifecycle == Lifecycle::unmade || !is_tcp(socket.type)) continue;
    if (auto letter = stream_letter(sources, roads, SocketId(i), socket)) letters.push_back(std::move(*letter));
    if (auto letter = bytes_for_nobody(sources, roads, SocketId(i), socket)) letters.push_back(std::move(*letter));
  }
  for (const Postcard& card : cards) {
    const bool is_drawn =
        card.standing == LetterStanding::on_the_way || (card.standing == LetterStanding::lost && card.is_news);
    if (is_drawn) letters.push_back(postcard_letter(sources, roads, card));
  }
  add_signals(letters, sources, roads);
  return letters;
}

}  // namespace doorway::app
