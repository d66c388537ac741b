#include "app/labels.hpp"
#include "app/scene/timeline_parts.hpp"
#include "core/export/phrases.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>

namespace doorway::app {
namespace {

/// One inferred happening on its way into the scene. The owner of a socket is who made a call at it.
struct Happening {
  TimelineScene& scene;
  const TimelinePart& part;
  std::size_t which;  ///< of all that is inferred
  const Inferred& inferred;

  /// no_lane where the recording has no such socket.
  [[nodiscard]] std::size_t lane_of(SocketId socket) const {
    const std::optional<ProcessId> owner = part.sources.index.owner_of(socket);
    return owner ? part.sources.index.place_of(*owner) : no_lane;
  }
  [[nodiscard]] std::size_t lane_of_receiver() const;
  /// So many steps before a place. On the axis of time nothing says how long before.
  [[nodiscard]] double before(double place, double steps) const {
    return part.sources.map.axis() == Axis::steps ? place - steps : place;
  }
  void arrow(ArrowKind kind, double from, double to, std::string label, const IndexedCall* send = nullptr) const;
  [[nodiscard]] std::optional<Seq> first_look() const;
  [[nodiscard]] bool is_answer_to_later_call(const IndexedCall& ending) const;
  void bytes_of(CallId send_id, std::uint64_t count, std::string_view lost = "") const;
  void data() const;
  void handshake() const;
  void goodbye() const;
};

/// Where there is no socket to receive it yet, a stream's bytes wait with their connection in a listener's line: in the
/// lane of the process that the sender's connect was for.
std::size_t Happening::lane_of_receiver() const {
  if (inferred.to != SocketId::none || inferred.kind != InferredKind::data) return lane_of(inferred.to);
  const IndexedCall* opening = part.sources.index.last_opening(inferred.from, inferred.after);
  const auto* connect = opening == nullptr ? nullptr : std::get_if<call::Connect>(&opening->line->call);
  if (connect == nullptr) return no_lane;
  const std::vector<std::string>& names = part.sources.index.recording().scenario().processes;
  const auto owner = std::find(names.begin(), names.end(), connect->to.process);
  return owner == names.end() ? no_lane : part.sources.index.place_of(static_cast<ProcessId>(owner - names.begin()));
}

void Happening::arrow(ArrowKind kind, double from, double to, std::string label, const IndexedCall* send) const {
  TransferArrow made;
  made.kind = kind;
  made.from_lane = lane_of(inferred.from);
  made.to_lane = lane_of_receiver();
  made.from = from;
  made.to = to;
  made.inferred = which;
  made.label = std::move(label);
  if (send != nullptr) {
    made.send = send->send_of_all;
    made.sender = send->id;
  }
  const bool is_nowhere = made.from_lane == no_lane && made.to_lane == no_lane;
  const bool is_outside = std::max(from, to) < part.span.from || std::min(from, to) > part.span.to;
  if (!is_nowhere && !is_outside) scene.arrows.push_back(std::move(made));
}

/// Where the receiving end was looked at first when the bytes were known to have arrived. The sender's own numbers can
/// tell of that before: what is acknowledged is there (RFC 9293, 3.4).
std::optional<Seq> Happening::first_look() const {
  if (inferred.to == SocketId::none) return std::nullopt;
  constexpr Seq farthest = 64;  // it follows within the same settling
  const Recording& recording = part.sources.index.recording();
  const Seq last = std::min(part.known, inferred.after + farthest);
  for (Seq seq = std::max<Seq>(inferred.after, 1); seq <= last; ++seq) {
    const Event& event = recording.at(seq);
    const bool looks = std::holds_alternative<Observed>(event.body) || std::holds_alternative<Returned>(event.body);
    if (looks && event.socket == inferred.to) return seq;
  }
  return std::nullopt;
}

/// Bytes of one send that were seen at the other end, or how they were lost.
void Happening::bytes_of(CallId send_id, std::uint64_t count, std::string_view lost) const {
  const IndexedCall* send = part.sources.index.call(send_id);
  if (send == nullptr) return;
  const std::optional<Seq> look = first_look();
  const double seen = part.place_of(look.value_or(inferred.after));
  const Seq begun = send->first_end == 0 ? send->called : send->first_end;
  // They left at some moment between the call's beginning and its end: the middle stands for it.
  const double left = (part.place_of(send->called) + part.place_of(std::min(begun, inferred.after))) / 2;
  arrow(lost.empty() ? ArrowKind::arrival : ArrowKind::lost, std::min(left, seen), seen,
        grouped_count(count, "byte") + std::string(lost), send);
  const std::size_t lane = lane_of(inferred.to);
  if (!lost.empty() || !look || lane == no_lane || !part.span.contains(seen)) return;
  scene.arrivals.push_back({lane, seen, send->send_of_all, send->id, grouped(count) + " arrived", which});
}

void Happening::data() const {
  const std::uint64_t end = inferred.first_byte + inferred.byte_count;
  const auto pieces = part.sources.lineage.written(inferred.from, inferred.first_byte, end, part.known);
  for (const WrittenPiece& piece : pieces) bytes_of(piece.send, piece.length);
}

// All three are known by one event. They are drawn in their order, between the call's beginning and that event.
void Happening::handshake() const {
  const SocketId client = inferred.kind == InferredKind::syn_ack ? inferred.to : inferred.from;
  const IndexedCall* connect = part.sources.index.last_opening(client, inferred.after);
  const double end = part.place_of(inferred.after);
  const double begin = connect == nullptr ? before(end, 1) : part.place_of(connect->called);
  const double third = (end - begin) / 3;
  const std::string label(segment_name(inferred.kind));
  switch (inferred.kind) {
    case InferredKind::syn: arrow(ArrowKind::opening, begin, begin + third, label); break;
    case InferredKind::syn_ack: arrow(ArrowKind::opening, begin + third, begin + 2 * third, label); break;
    default: arrow(ArrowKind::opening, begin + 2 * third, end, label); break;
  }
}

/// Whether somebody has made a call since this one was over: what is seen now comes of that later call.
bool Happening::is_answer_to_later_call(const IndexedCall& ending) const {
  constexpr Seq farthest = 64;  // what a call brings about follows within the same settling
  if (ending.returned == 0) return false;
  const Seq first = std::max(ending.returned, inferred.after > farthest ? inferred.after - farthest : 0);
  for (Seq seq = inferred.after; seq > first; --seq) {
    if (std::holds_alternative<Called>(part.sources.index.recording().at(seq).body)) return true;
  }
  return false;
}

void Happening::goodbye() const {
  const bool is_fin = inferred.kind == InferredKind::fin;
  const IndexedCall* ending = part.sources.index.last_ending(inferred.from, inferred.after);
  const double seen = part.place_of(inferred.after);
  // A reset that answers bytes to a closed socket leaves when they come, not when it was closed.
  const bool left_late = ending == nullptr || (!is_fin && is_answer_to_later_call(*ending));
  const double begun = left_late ? before(seen, 0.5) : part.place_of(ending->called);
  arrow(is_fin ? ArrowKind::fin : ArrowKind::rst, begun, std::max(seen, before(begun, -0.3)),
        std::string(segment_name(inferred.kind)));
}

void take_in(const Happening& happening) {
  const Inferred& inferred = happening.inferred;
  const double seen = happening.part.place_of(inferred.after);
  switch (inferred.kind) {
    case InferredKind::syn:
    case InferredKind::syn_ack:
    case InferredKind::ack_of_syn: happening.handshake(); break;
    case InferredKind::data: happening.data(); break;
    case InferredKind::fin:
    case InferredKind::rst: happening.goodbye(); break;
    case InferredKind::datagram:
      if (inferred.call) happening.bytes_of(*inferred.call, inferred.byte_count);
      break;
    case InferredKind::datagram_lost:
      if (inferred.call) happening.bytes_of(*inferred.call, inferred.byte_count, " lost");
      break;
    case InferredKind::datagram_refused:
      if (inferred.call) happening.bytes_of(*inferred.call, inferred.byte_count, " turned away");
      break;
    case InferredKind::port_unreachable:
      happening.arrow(ArrowKind::refusal, happening.before(seen, 0.5), seen, "ICMP: nobody there");
      break;
    case InferredKind::ack: break;  // TimelineIndex leaves them out
  }
}

}  // namespace

// An arrow that arrives a little later than the part ends is on its way in it.
constexpr Seq events_beyond = 256;

void add_inferred(TimelineScene& scene, const TimelinePart& part) {
  const InferredList& list = part.sources.calls.inferred();
  const std::span<const Inferred> all = part.sources.inference.up_to(part.known);
  const auto place_of = [&list](Seq seq) {
    return static_cast<std::size_t>(std::lower_bound(list.after.begin(), list.after.end(), seq) - list.after.begin());
  };
  const auto draw = [&](std::size_t place) {
    const std::size_t which = list.places[place];
    if (which < all.size()) take_in({scene, part, which, all[which]});
  };
  const std::size_t end_of_all = place_of(part.last + 1);
  std::size_t next = place_of(part.first);
  const bool all_alone = end_of_all - std::min(next, end_of_all) <= most_arrows;
  std::size_t in_column = 1;
  while (next < end_of_all) {
    const std::size_t end =
        all_alone ? next + 1
                  : std::max(first_not_below(list.after, part.column_end(list.after[next]), next, in_column), next + 1);
    in_column = end - next;
    if (end - next == 1) {
      draw(next);
    } else {
      scene.ways.push_back({part.place_of(list.after[next]), part.place_of(list.after[end - 1]), end - next});
    }
    next = end;
  }
  const std::size_t end_beyond = all_alone ? place_of(part.last + 1 + events_beyond) : next;
  for (; next < end_beyond; ++next) draw(next);
}

namespace {

// A send's bytes are seen to arrive with the settling that follows it, or soon after.
constexpr std::size_t farthest_arrival = 64;

/// Whether this happening is the arrival of bytes of that send.
bool brings(const TimelinePart& part, const Inferred& inferred, const IndexedCall& send) {
  if (inferred.kind == InferredKind::datagram) return inferred.call == send.id;
  if (inferred.kind != InferredKind::data || inferred.from != send.socket) return false;
  const std::uint64_t end = inferred.first_byte + inferred.byte_count;
  const auto pieces = part.sources.lineage.written(inferred.from, inferred.first_byte, end, part.known);
  return std::any_of(pieces.begin(), pieces.end(),
                     [&send](const WrittenPiece& piece) { return piece.send == send.id; });
}

}  // namespace

void find_earlier_arrivals(TimelineScene& scene, const TimelinePart& part) {
  const InferredList& list = part.sources.calls.inferred();
  const std::span<const Inferred> all = part.sources.inference.up_to(part.known);
  for (TransferArrow& arrow : scene.arrows) {
    if (!arrow.measured() || arrow.has_waited || arrow.from >= part.span.from) continue;
    const IndexedCall& send = *part.sources.index.call(arrow.sender);
    const auto first = std::lower_bound(list.after.begin(), list.after.end(), send.called) - list.after.begin();
    const std::size_t end = std::min(static_cast<std::size_t>(first) + farthest_arrival, list.after.size());
    for (auto i = static_cast<std::size_t>(first); i < end && !arrow.has_waited; ++i) {
      const std::size_t which = list.places[i];
      if (which >= all.size() || !brings(part, all[which], send)) continue;
      const std::optional<Seq> look = Happening{scene, part, which, all[which]}.first_look();
      if (!look || part.place_of(*look) > arrow.to) continue;
      arrow.waited_from = part.place_of(*look);
      arrow.has_waited = true;
    }
  }
}

}  // namespace doorway::app
