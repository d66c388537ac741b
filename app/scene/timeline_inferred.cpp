#include "app/labels.hpp"
#include "app/scene/timeline_parts.hpp"
#include "core/export/phrases.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
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
  [[nodiscard]] std::size_t lane_of_end(SocketId socket, SocketId other) const;
  [[nodiscard]] std::size_t lane_of_receiver() const { return lane_of_end(inferred.to, inferred.from); }
  /// So many steps before a place. On the axis of time nothing says how long before.
  [[nodiscard]] double before(double place, double steps) const {
    return part.sources.map.axis() == Axis::steps ? place - steps : place;
  }
  TransferArrow* arrow(ArrowKind kind, double from, double to, std::string label,
                       const IndexedCall* send = nullptr) const;
  /// Between the two events the bytes of a send before `end` left; the middle stands for it.
  [[nodiscard]] double left_at(const IndexedCall& send, std::uint64_t end) const {
    const Departure departure = departure_of(part, send, end, inferred.after);
    return (part.place_of(departure.not_before) + part.place_of(departure.known)) / 2;
  }
  [[nodiscard]] const IndexedCall* answered_send(const IndexedCall& ending) const;
  void turned_away(const IndexedCall& send, double left, double turn) const;
  [[nodiscard]] bool is_answer_to_later_call(const IndexedCall& ending) const;
  void bytes_of(const BytesOfSend& bytes, const std::vector<std::size_t>& told_by, std::string_view lost = "") const;
  void datagram(std::string_view lost = "") const;
  void handshake() const;
  void goodbye() const;
};

/// Where an end of a connection has no socket yet, what goes on there does so at the listener that answered.
std::size_t Happening::lane_of_end(SocketId socket, SocketId other) const {
  const bool has_connection =
      inferred.kind == InferredKind::data || inferred.kind == InferredKind::fin || inferred.kind == InferredKind::rst;
  return lane_of(socket == SocketId::none && has_connection ? part.sources.calls.answerer_of(other) : socket);
}

/// Null where nothing of it is in the part.
TransferArrow* Happening::arrow(ArrowKind kind, double from, double to, std::string label,
                                const IndexedCall* send) const {
  TransferArrow made;
  made.kind = kind;
  made.from_lane = lane_of_end(inferred.from, inferred.to);
  made.to_lane = lane_of_receiver();
  made.from = from;
  made.to = to;
  made.inferred = {which};
  made.label = std::move(label);
  if (send != nullptr) {
    made.send = send->send_of_all;
    made.sender = send->id;
  }
  const bool is_nowhere = made.from_lane == no_lane && made.to_lane == no_lane;
  const bool is_outside = std::max(from, to) < part.span.from || std::min(from, to) > part.span.to;
  if (is_nowhere || is_outside) return nullptr;
  scene.arrows.push_back(std::move(made));
  return &scene.arrows.back();
}

/// Bytes of one send that were seen at the other end, or how they were lost. What tells of them are happenings of which
/// this is one.
void Happening::bytes_of(const BytesOfSend& bytes, const std::vector<std::size_t>& told_by,
                         std::string_view lost) const {
  const IndexedCall* send = part.sources.index.call(bytes.send);
  if (send == nullptr) return;
  const std::optional<Seq> look = first_look(part, inferred);
  const double seen = part.place_of(look.value_or(inferred.after));
  const double left = left_at(*send, bytes.first_byte + bytes.byte_count);
  TransferArrow* made = arrow(lost.empty() ? ArrowKind::arrival : ArrowKind::lost, std::min(left, seen), seen,
                              count_of(bytes.byte_count, "byte") + std::string(lost), send);
  if (made != nullptr) made->inferred = told_by;
  // Nobody can look at what waits for accept.
  const bool is_known = look || (inferred.kind == InferredKind::data && inferred.to == SocketId::none);
  const std::size_t lane = lane_of_receiver();
  if (!lost.empty() || !is_known || lane == no_lane || !part.span.contains(seen)) return;
  const std::string count = grouped(bytes.byte_count);
  scene.arrivals.push_back({lane, seen, send->send_of_all, send->id, bytes.first_byte, bytes.byte_count,
                            look.has_value(), count + " arrived", count, told_by});
}

void Happening::datagram(std::string_view lost) const {
  if (inferred.call) bytes_of({*inferred.call, 0, inferred.byte_count}, {which}, lost);
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
  if (ending.returned == 0) return false;
  const Seq first = std::max(ending.returned, inferred.after > farthest_look ? inferred.after - farthest_look : 0);
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
  double begun = left_late ? before(seen, 0.5) : part.place_of(ending->called);
  const IndexedCall* answered = left_late && !is_fin && ending != nullptr ? answered_send(*ending) : nullptr;
  if (answered != nullptr) {
    // When the bytes came to the end that was closed nobody can know: midway.
    const double left = std::min(left_at(*answered, 1), seen);
    begun = (left + seen) / 2;
    turned_away(*answered, left, begun);
  }
  const std::string word(segment_name(inferred.kind));
  TransferArrow* made =
      arrow(is_fin ? ArrowKind::fin : ArrowKind::rst, begun, std::max(seen, before(begun, -0.3)), word);
  if (made == nullptr || made->from_lane >= scene.lanes.size()) return;
  made->label = scene.lanes[made->from_lane].name + "'s " + word;
  made->brief = word;
}

/// The first bytes that went to the end that this call had closed: they have no socket there, so the reset is their
/// answer (RFC 9293, 3.10.7.1). Null where none were sent.
const IndexedCall* Happening::answered_send(const IndexedCall& ending) const {
  if (ending.returned == 0) return nullptr;
  const IndexedCall* first = nullptr;
  const Seq end = std::max(ending.returned, inferred.after > farthest_look ? inferred.after - farthest_look : 0);
  for (Seq seq = inferred.after; seq > end; --seq) {
    const Event& event = part.sources.index.recording().at(seq);
    const auto* called = event.socket == inferred.to ? std::get_if<Called>(&event.body) : nullptr;
    const IndexedCall* call = called == nullptr ? nullptr : part.sources.index.call(called->call);
    const bool has_sent = call != nullptr && call->send_of_all != 0 &&
                          part.sources.lineage.stream_offset(call->id, 0, inferred.after).has_value();
    if (has_sent) first = call;
  }
  return first;
}

/// What was sent to an end that was closed goes as far as its lane, and is thrown away there.
void Happening::turned_away(const IndexedCall& send, double left, double turn) const {
  const auto first = part.sources.lineage.stream_offset(send.id, 0, inferred.after);
  std::uint64_t bytes = 0;
  for (const WrittenPiece& piece :
       part.sources.lineage.written(send.socket, *first, *first + most_unsent, inferred.after)) {
    if (piece.send == send.id) bytes += piece.length;
  }
  TransferArrow* made = arrow(ArrowKind::lost, left, turn, count_of(bytes, "byte") + " turned away", &send);
  if (made != nullptr) std::swap(made->from_lane, made->to_lane);
}

void take_in(const Happening& happening) {
  const Inferred& inferred = happening.inferred;
  const double seen = happening.part.place_of(inferred.after);
  switch (inferred.kind) {
    case InferredKind::syn:
    case InferredKind::syn_ack:
    case InferredKind::ack_of_syn: happening.handshake(); break;
    case InferredKind::data: break;  // InferredArrows draws together what was seen together
    case InferredKind::fin:
    case InferredKind::rst: happening.goodbye(); break;
    case InferredKind::datagram: happening.datagram(); break;
    case InferredKind::datagram_lost: happening.datagram(" lost"); break;
    case InferredKind::datagram_refused: happening.datagram(" turned away"); break;
    case InferredKind::port_unreachable:
      happening.arrow(ArrowKind::refusal, happening.before(seen, 0.5), seen, "ICMP: nobody there");
      break;
    case InferredKind::ack: break;  // TimelineIndex leaves them out
  }
}

/// Draws what is inferred, and what was seen together once.
class InferredArrows {
 public:
  InferredArrows(TimelineScene& scene, const TimelinePart& part)
      : scene_(scene),
        part_(part),
        list_(part.sources.calls.inferred()),
        all_(part.sources.inference.up_to(part.known)) {}

  /// What stands here in the list.
  void draw(std::size_t place) {
    const std::size_t which = list_.places[place];
    if (which >= all_.size()) return;
    const Inferred& inferred = all_[which];
    if (inferred.kind != InferredKind::data) return take_in({scene_, part_, which, inferred});
    const std::optional<Seq> look = first_look(part_, inferred);
    if (look && !drawn_.insert({inferred.from, part_.sources.map.steps().step_at(*look)}).second) return;
    const SeenTogether together = seen_together(part_, place);
    const std::size_t last = together.inferred.back();
    for (const BytesOfSend& bytes : together.bytes) {
      Happening{scene_, part_, last, all_[last]}.bytes_of(bytes, together.inferred);
    }
  }
  /// Whether what stands here, before the part, is seen in it.
  [[nodiscard]] bool is_seen_in_part(std::size_t place) const {
    const std::size_t which = list_.places[place];
    if (which >= all_.size()) return false;
    const std::optional<Seq> look = first_look(part_, all_[which]);
    return look && *look >= part_.first;
  }

 private:
  TimelineScene& scene_;
  const TimelinePart& part_;
  const InferredList& list_;
  std::span<const Inferred> all_;
  std::set<std::pair<SocketId, std::size_t>> drawn_;  // data: who sent it, and the step in which it was seen
};

}  // namespace

// An arrow that arrives a little later than the part ends is on its way in it.
constexpr Seq events_beyond = 256;

void add_inferred(TimelineScene& scene, const TimelinePart& part) {
  const InferredList& list = part.sources.calls.inferred();
  const auto place_of = [&list](Seq seq) {
    return static_cast<std::size_t>(std::lower_bound(list.after.begin(), list.after.end(), seq) - list.after.begin());
  };
  InferredArrows arrows(scene, part);
  const std::size_t end_of_all = place_of(part.last + 1);
  std::size_t next = place_of(part.first);
  const bool all_alone = end_of_all - std::min(next, end_of_all) <= most_arrows;
  for (std::size_t i = next; i > 0 && list.after[i - 1] + farthest_look >= part.first; --i) {
    if (arrows.is_seen_in_part(i - 1)) arrows.draw(i - 1);
  }
  std::size_t in_column = 1;
  while (next < end_of_all) {
    const std::size_t end =
        all_alone ? next + 1
                  : std::max(first_not_below(list.after, part.column_end(list.after[next]), next, in_column), next + 1);
    in_column = end - next;
    if (end - next == 1) {
      arrows.draw(next);
    } else {
      scene.ways.push_back({part.place_of(list.after[next]), part.place_of(list.after[end - 1]), end - next});
    }
    next = end;
  }
  const std::size_t end_beyond = all_alone ? place_of(part.last + 1 + events_beyond) : next;
  for (; next < end_beyond; ++next) arrows.draw(next);
}

}  // namespace doorway::app
