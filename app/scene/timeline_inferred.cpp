#include "app/labels.hpp"
#include "app/scene/byte_heap.hpp"
#include "app/scene/timeline_parts.hpp"
#include "core/export/phrases.hpp"

#include <algorithm>
#include <optional>
#include <variant>

namespace doorway::app {
namespace {

/// One inferred happening on its way into the scene. The owner of a socket is who made a call at it.
struct Happening {
  TimelineScene& scene;
  const TimelineSources& sources;
  const Inferred& inferred;

  [[nodiscard]] std::optional<std::size_t> lane_of(SocketId socket) const {
    const std::optional<ProcessId> owner = sources.index.owner_of(socket);
    if (!owner) return std::nullopt;
    return sources.index.place_of(*owner);
  }
  void arrow(double from_step, double to_step, std::string label, std::uint32_t send, bool lost = false) const;
  [[nodiscard]] std::optional<Seq> first_look() const;
  void bytes_of(CallId send_id, std::uint64_t count, bool lost) const;
  void data() const;
  void handshake() const;
  void goodbye() const;
};

void Happening::arrow(double from_step, double to_step, std::string label, std::uint32_t send, bool lost) const {
  const std::optional<std::size_t> from = lane_of(inferred.from);
  const std::optional<std::size_t> to = lane_of(inferred.to);
  if (!from || !to) return;
  if (scene.arrows.size() >= most_marks) {
    ++scene.left_out;
    return;
  }
  TransferArrow made;
  made.from_lane = *from;
  made.from_step = from_step;
  made.to_lane = *to;
  made.to_step = to_step;
  made.send = send;
  made.measured = false;
  made.lost = lost;
  made.label = std::move(label);
  made.hint = made.label + "\nInferred: " + inferred.reason;
  scene.arrows.push_back(std::move(made));
}

/// Where the receiving end was looked at first when the bytes were known to have arrived. The sender's own numbers can
/// tell of that before: what is acknowledged is there (RFC 9293, 3.4).
std::optional<Seq> Happening::first_look() const {
  constexpr Seq farthest = 64;  // it follows within the same settling
  const Recording& recording = sources.index.recording();
  const Seq last = std::min(sources.known, inferred.after + farthest);
  for (Seq seq = std::max<Seq>(inferred.after, 1); seq <= last; ++seq) {
    const Event& event = recording.at(seq);
    const bool looks = std::holds_alternative<Observed>(event.body) || std::holds_alternative<Returned>(event.body);
    if (looks && event.socket == inferred.to) return seq;
  }
  return std::nullopt;
}

/// Bytes of one send that were seen at the other end, or that were lost there.
void Happening::bytes_of(CallId send_id, std::uint64_t count, bool lost) const {
  const IndexedCall* send = sources.index.call(send_id);
  if (send == nullptr) return;
  const std::optional<Seq> look = first_look();
  const double seen = sources.step_of(look.value_or(inferred.after));
  const Seq begun = send->first_end == 0 ? send->called : send->first_end;
  // They left at some moment between the call's beginning and its end: the middle stands for it.
  const double left = (sources.step_of(send->called) + sources.step_of(std::min(begun, inferred.after))) / 2;
  arrow(std::min(left, seen), seen, count_of(count, "byte") + (lost ? " lost" : ""), send->send_of_all, lost);
  const std::optional<std::size_t> lane = lane_of(inferred.to);
  if (lost || !look || !lane || scene.arrivals.size() >= most_marks) return;
  scene.arrivals.push_back({*lane, seen, send->send_of_all, std::to_string(count) + " arrived",
                            "Measured at this end: they were seen here.\n" + inferred.reason});
}

void Happening::data() const {
  const std::uint64_t end = inferred.first_byte + inferred.byte_count;
  const auto pieces = sources.lineage.written(inferred.from, inferred.first_byte, end, sources.known);
  for (const WrittenPiece& piece : pieces) bytes_of(piece.send, piece.length, false);
}

// All three are known by one event. They are drawn in their order, between the call's beginning and that event.
void Happening::handshake() const {
  const SocketId client = inferred.kind == InferredKind::syn_ack ? inferred.to : inferred.from;
  const IndexedCall* connect = sources.index.last_opening(client, inferred.after);
  const double end = sources.step_of(inferred.after);
  const double begin = connect == nullptr ? end - 1 : sources.step_of(connect->called);
  const double third = (end - begin) / 3;
  switch (inferred.kind) {
    case InferredKind::syn: arrow(begin, begin + third, "SYN", 0); break;
    case InferredKind::syn_ack: arrow(begin + third, begin + 2 * third, "SYN+ACK", 0); break;
    default: arrow(begin + 2 * third, end, "ACK", 0); break;
  }
}

void Happening::goodbye() const {
  const IndexedCall* ending = sources.index.last_ending(inferred.from, inferred.after);
  const double seen = sources.step_of(inferred.after);
  const double begun = ending == nullptr ? seen - 0.5 : sources.step_of(ending->called);
  arrow(begun, std::max(seen, begun + 0.3), inferred.kind == InferredKind::fin ? "FIN" : "RST", 0);
}

void take_in(const Happening& happening) {
  const Inferred& inferred = happening.inferred;
  const double seen = happening.sources.step_of(inferred.after);
  switch (inferred.kind) {
    case InferredKind::syn:
    case InferredKind::syn_ack:
    case InferredKind::ack_of_syn: happening.handshake(); break;
    case InferredKind::data: happening.data(); break;
    case InferredKind::fin:
    case InferredKind::rst: happening.goodbye(); break;
    case InferredKind::datagram:
    case InferredKind::datagram_lost:
      if (inferred.call) {
        happening.bytes_of(*inferred.call, inferred.byte_count, inferred.kind == InferredKind::datagram_lost);
      }
      break;
    case InferredKind::port_unreachable: happening.arrow(seen - 0.5, seen, "ICMP: nobody there", 0); break;
    case InferredKind::ack: break;  // acknowledgements of each piece of data would hide the data
  }
}

}  // namespace

void add_inferred(TimelineScene& scene, const TimelineSources& sources) {
  const std::span<const Inferred> all = sources.inference.up_to(sources.last);
  const auto first = std::partition_point(
      all.begin(), all.end(), [&sources](const Inferred& inferred) { return inferred.after < sources.first; });
  for (auto next = first; next != all.end(); ++next) take_in({scene, sources, *next});
}

}  // namespace doorway::app
