#include "app/labels.hpp"
#include "app/scene/stage_parts.hpp"

#include <algorithm>
#include <cstddef>

namespace doorway::app {
namespace {

std::string address_text(const Endpoint& endpoint) {
  std::string text = to_string(endpoint);
  const std::size_t colon = text.rfind(':');
  return colon == std::string::npos ? text : text.substr(0, colon);
}

bool sends_no_more(const SocketState& socket) {
  return has_finished_sending(socket.lifecycle) || socket.lifecycle == Lifecycle::closed;
}

RoadView connected_road(const StageSources& sources, SocketId from, SocketId to) {
  const SocketState& one = *find_socket(sources.world, from);
  const SocketState& other = *find_socket(sources.world, to);
  RoadView road;
  road.from = from;
  road.to = to;
  road.both_ways = true;
  road.from_finished = sends_no_more(one);
  road.to_finished = sends_no_more(other);
  road.broken = one.lifecycle == Lifecycle::reset || other.lifecycle == Lifecycle::reset;
  road.caption = std::string(word(Term::tcp_road, sources.vocabulary)) + " on " + address_text(one.local);
  road.hint = "One TCP connection: " + socket_name(sources.world, from) + " " + to_string(one.local) + " and " +
              socket_name(sources.world, to) + " " + to_string(other.local) + ", known by their addresses (measured)";
  if (road.broken) road.hint += "\nIt is broken: a RST ended it";
  if (road.from_finished) road.hint += "\nNothing more goes from " + socket_name(sources.world, from);
  if (road.to_finished) road.hint += "\nNothing more goes from " + socket_name(sources.world, to);
  return road;
}

/// TCP: from a socket that connects, or whose other end was not accepted yet, to the listener.
std::optional<RoadView> road_to_listener(const StageSources& sources, SocketId from) {
  const SocketState& socket = *find_socket(sources.world, from);
  const bool connecting = socket.lifecycle == Lifecycle::connecting;
  if (!connecting && !is_conversing(socket.lifecycle)) return std::nullopt;
  if (socket.accepted_by != SocketId::none) return std::nullopt;
  const IndexedCall* opening = sources.index.last_opening(from, sources.cursor());
  const Endpoint target = socket.peer.family != Family::none || opening == nullptr ? socket.peer : opening->target;
  const SocketId listener = listener_at(sources.world, target);
  if (listener == SocketId::none) return std::nullopt;
  RoadView road;
  road.from = from;
  road.to = listener;
  road.kind = connecting ? RoadKind::asked_for : RoadKind::unaccepted;
  road.measured = false;
  road.caption =
      std::string(word(Term::tcp_road, sources.vocabulary)) + (connecting ? ", asked for" : ", not accepted yet");
  road.hint = connecting ? "connect() is under way to " + to_string(target) + ", where " +
                               socket_name(sources.world, listener) + " listens"
                         : "The kernel has set up the connection on its own; it waits at " +
                               socket_name(sources.world, listener) + " until accept() takes it (inferred)";
  return road;
}

bool joins(const RoadView& road, SocketId one, SocketId other) {
  return (road.from == one && road.to == other) || (road.from == other && road.to == one);
}

void add_postal(std::vector<RoadView>& roads, const StageSources& sources, SocketId from, SocketId to) {
  if (from == SocketId::none || to == SocketId::none) return;
  const auto known =
      std::find_if(roads.begin(), roads.end(), [&](const RoadView& road) { return joins(road, from, to); });
  if (known != roads.end()) {
    known->both_ways = known->both_ways || known->to == from;
    return;
  }
  RoadView road;
  road.from = from;
  road.to = to;
  road.kind = RoadKind::postal;
  road.measured = false;
  road.caption = std::string(word(Term::udp_road, sources.vocabulary)) + ", no connection";
  road.hint = "Datagrams go from " + socket_name(sources.world, from) + " to the address of " +
              socket_name(sources.world, to) + ". UDP keeps no connection: each travels by itself";
  roads.push_back(std::move(road));
}

void add_tcp(std::vector<RoadView>& roads, const StageSources& sources, SocketId id, const SocketState& socket) {
  const SocketId other_id = socket.connected_with;
  const SocketState* other = find_socket(sources.world, other_id);
  if (other == nullptr) {
    if (auto road = road_to_listener(sources, id)) roads.push_back(std::move(*road));
    return;
  }
  const bool over = socket.lifecycle == Lifecycle::closed && other->lifecycle == Lifecycle::closed;
  const bool is_first = index_of(id) <= index_of(other_id) || other->connected_with != id;
  if (!over && is_first) roads.push_back(connected_road(sources, id, other_id));
}

}  // namespace

std::vector<RoadView> road_views(const StageSources& sources, const std::vector<Postcard>& cards) {
  std::vector<RoadView> roads;
  for (std::size_t i = 0; i < sources.world.sockets.size(); ++i) {
    const SocketState& socket = sources.world.sockets[i];
    if (socket.lifecycle == Lifecycle::unmade) continue;
    const auto id = SocketId(i);
    if (is_tcp(socket.type)) {
      add_tcp(roads, sources, id, socket);
    } else if (socket.lifecycle != Lifecycle::closed) {
      const Endpoint to = sources.index.last_destination(id, sources.cursor());
      add_postal(roads, sources, id, postbox_at(sources.world, to));
    }
  }
  for (const Postcard& card : cards) {
    if (card.standing != LetterStanding::lost || card.is_news) add_postal(roads, sources, card.from, card.to);
  }
  return roads;
}

}  // namespace doorway::app
