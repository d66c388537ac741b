#include "app/scene/timeline_parts.hpp"

#include <algorithm>
#include <span>
#include <tuple>
#include <variant>

namespace doorway::app {

std::optional<Seq> first_look(const TimelinePart& part, const Inferred& inferred) {
  if (inferred.to == SocketId::none) return std::nullopt;
  const Recording& recording = part.sources.index.recording();
  const Seq last = std::min(part.known, inferred.after + farthest_look);
  for (Seq seq = std::max<Seq>(inferred.after, 1); seq <= last; ++seq) {
    const Event& event = recording.at(seq);
    const bool looks = std::holds_alternative<Observed>(event.body) || std::holds_alternative<Returned>(event.body);
    if (looks && event.socket == inferred.to) return seq;
  }
  return std::nullopt;
}

// Each happening tells of the bytes behind those of the one before, and no later one was seen earlier. So what was seen
// together stands together among the happenings of its direction.
SeenTogether seen_together(const TimelinePart& part, std::size_t place) {
  const InferredList& list = part.sources.calls.inferred();
  const std::span<const Inferred> all = part.sources.inference.up_to(part.known);
  const Inferred& one = all[list.places[place]];
  const std::optional<Seq> look = first_look(part, one);
  const StepIndex& steps = part.sources.map.steps();
  const std::size_t step = steps.step_at(look.value_or(one.after));
  const auto is_seen_then = [&](const Inferred& other) {
    const std::optional<Seq> seen = first_look(part, other);
    return seen && steps.step_at(*seen) == step;
  };
  SeenTogether together{{list.places[place]}, {}};
  const auto is_of_its_way = [&](const Inferred& other) {
    return other.kind == InferredKind::data && other.from == one.from && other.to == one.to;
  };
  for (std::size_t i = place; look && i > 0 && list.after[i - 1] + farthest_look >= one.after; --i) {
    const std::size_t which = list.places[i - 1];
    if (!is_of_its_way(all[which])) continue;
    if (!is_seen_then(all[which])) break;
    together.inferred.insert(together.inferred.begin(), which);
  }
  const Seq end = steps.cursor_of(step);
  for (std::size_t i = place + 1; look && i < list.places.size() && list.after[i] <= end; ++i) {
    const std::size_t which = list.places[i];
    if (which >= all.size() || !is_of_its_way(all[which])) continue;
    if (!is_seen_then(all[which])) break;
    together.inferred.push_back(which);
  }
  const Inferred& last = all[together.inferred.back()];
  for (const WrittenPiece& piece : part.sources.lineage.written(one.from, all[together.inferred.front()].first_byte,
                                                                last.first_byte + last.byte_count, part.known)) {
    if (together.bytes.empty() || together.bytes.back().send != piece.send) {
      together.bytes.push_back({piece.send, piece.send_offset, 0});
    }
    together.bytes.back().byte_count += piece.length;
  }
  return together;
}

namespace {

bool has_byte(std::uint64_t first, std::uint64_t count, std::uint64_t byte) {
  return byte >= first && (byte - first < count || count == 0);  // an empty datagram is all of its send
}

// A send's bytes are seen to arrive with the settling that follows it, or soon after.
constexpr std::size_t farthest_arrival = 64;

/// Whether this happening is the arrival of this segment's first byte.
bool brings(const TimelinePart& part, const Inferred& inferred, const IndexedCall& send, const Segment& segment) {
  if (inferred.kind == InferredKind::datagram) return inferred.call == send.id;
  if (inferred.kind != InferredKind::data || inferred.from != send.socket) return false;
  const std::uint64_t end = inferred.first_byte + inferred.byte_count;
  const auto pieces = part.sources.lineage.written(inferred.from, inferred.first_byte, end, part.known);
  return std::any_of(pieces.begin(), pieces.end(), [&](const WrittenPiece& piece) {
    return piece.send == send.id && has_byte(piece.send_offset, piece.length, segment.send_offset);
  });
}

/// Where it was seen, or known without anybody having looked.
std::optional<Seq> arrival_of(const TimelinePart& part, const Inferred& inferred) {
  return inferred.to == SocketId::none ? std::optional(inferred.after) : first_look(part, inferred);
}

}  // namespace

void join_arrivals(TimelineScene& scene) {
  std::vector<const ArrivalMark*> marks;
  marks.reserve(scene.arrivals.size());
  for (const ArrivalMark& mark : scene.arrivals) marks.push_back(&mark);
  const auto order = [](const ArrivalMark* mark) { return std::tuple(mark->send, mark->lane, mark->first_byte); };
  std::sort(marks.begin(), marks.end(),
            [&order](const ArrivalMark* one, const ArrivalMark* other) { return order(one) < order(other); });
  for (TransferArrow& arrow : scene.arrows) {
    if (!arrow.measured()) continue;
    const std::uint64_t first_byte = arrow.segment.send_offset;
    const std::tuple latest(arrow.send, arrow.to_lane, first_byte);
    const auto after = std::partition_point(marks.begin(), marks.end(),
                                            [&](const ArrivalMark* mark) { return order(mark) <= latest; });
    if (after == marks.begin()) continue;
    const ArrivalMark& mark = **std::prev(after);
    if (mark.send != arrow.send || mark.lane != arrow.to_lane || mark.place > arrow.to) continue;
    if (!has_byte(mark.first_byte, mark.byte_count, first_byte)) continue;
    arrow.waited_from = mark.place;
    arrow.has_waited = true;
  }
}

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
      if (which >= all.size() || !brings(part, all[which], send, arrow.segment)) continue;
      const std::optional<Seq> seen = arrival_of(part, all[which]);
      if (!seen || part.place_of(*seen) > arrow.to) continue;
      arrow.waited_from = part.place_of(*seen);
      arrow.has_waited = true;
    }
  }
}

}  // namespace doorway::app
