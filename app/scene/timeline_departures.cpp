#include "app/scene/timeline_parts.hpp"

#include <algorithm>
#include <variant>

namespace doorway::app {
namespace {

/// Where the try began that ended at this event: with the call, or where it woke.
Seq try_before(const IndexedCall& send, Seq ended) {
  const auto next = std::partition_point(send.sleeps.begin(), send.sleeps.end(), [ended](const SleepSpan& sleep) {
    return sleep.woken != 0 && sleep.woken < ended;
  });
  return next == send.sleeps.begin() ? send.called : std::prev(next)->woken;
}

/// What the kernel said of the sender's own queue with this event: whether this byte of its stream had left by then.
/// Nothing where it said nothing. What a broken connection threw away has not left.
std::optional<bool> had_left(const TimelinePart& part, const IndexedCall& send, std::uint64_t byte, Seq seq) {
  const Event& event = part.sources.index.recording().at(seq);
  const auto* observed = event.socket == send.socket ? std::get_if<Observed>(&event.body) : nullptr;
  if (observed == nullptr || !observed->sample->unsent_bytes) return std::nullopt;
  if (observed->sample->state == TcpState::closed) return std::nullopt;
  std::uint64_t written = 0;  // from this byte on
  for (const WrittenPiece& piece : part.sources.lineage.written(send.socket, byte, byte + most_unsent, seq)) {
    written += piece.length;
  }
  return written > *observed->sample->unsent_bytes;
}

}  // namespace

Seq handed_over(const TimelinePart& part, const IndexedCall& send, std::uint64_t end) {
  const Seq last = send.returned == 0 ? part.known : std::min(send.returned, part.known);
  const Lineage& lineage = part.sources.lineage;
  const auto byte = end == 0 ? std::nullopt : lineage.stream_offset(send.id, end - 1, part.known);
  if (!byte || send.first_end >= last) return send.first_end;
  Seq before = send.first_end - 1;  // it was not taken then
  Seq taken = last;
  while (taken - before > 1) {
    const Seq middle = before + (taken - before) / 2;
    (lineage.written(send.socket, *byte, *byte + 1, middle).empty() ? before : taken) = middle;
  }
  return taken;
}

Departure departure_of(const TimelinePart& part, const IndexedCall& send, std::uint64_t end, Seq arrived) {
  const Seq taken = send.first_end == 0 ? send.called : handed_over(part, send, end);
  Departure departure{try_before(send, taken), std::min(taken, arrived)};
  departure.not_before = std::min(departure.not_before, departure.known);
  const auto byte = end == 0 ? std::nullopt : part.sources.lineage.stream_offset(send.id, end - 1, part.known);
  if (!byte) return departure;
  Seq known = arrived;
  const Seq first = std::max(departure.known, arrived > farthest_look ? arrived - farthest_look : 0);
  for (Seq seq = arrived; seq >= first && seq > 0; --seq) {
    const std::optional<bool> left = had_left(part, send, *byte, seq);
    if (left == true) known = seq;
    if (left == false) return {seq, known};  // the kernel had taken it, and kept it for a while
  }
  return departure;
}

}  // namespace doorway::app
