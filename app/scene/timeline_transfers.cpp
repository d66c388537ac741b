#include "app/labels.hpp"
#include "app/scene/timeline_parts.hpp"
#include "core/export/phrases.hpp"

#include <algorithm>
#include <variant>

namespace doorway::app {
namespace {

TransferArrow arrow_of(const TimelinePart& part, const IndexedCall& send, const IndexedCall& recv,
                       const Segment& segment) {
  TransferArrow arrow;
  arrow.kind = ArrowKind::read;
  arrow.from_lane = part.sources.index.place_of(send.process);
  arrow.from = part.place_of(handed_over(part, send, segment.send_offset + segment.length));
  arrow.to_lane = part.sources.index.place_of(recv.process);
  arrow.to = part.place_of(recv.returned);
  arrow.send = send.send_of_all;
  arrow.sender = send.id;
  arrow.label = count_of(segment.length, "byte");
  arrow.segment = segment;
  return arrow;
}

}  // namespace

void add_transfers(TimelineScene& scene, const TimelinePart& part) {
  std::vector<CallId> own_bars;
  for (const CallBar& bar : scene.bars) {
    if (bar.count == 1) own_bars.push_back(bar.call);
  }
  std::sort(own_bars.begin(), own_bars.end());
  const auto has_own_bar = [&](CallId call) { return std::binary_search(own_bars.begin(), own_bars.end(), call); };
  const SceneIndex& index = part.sources.index;
  for (const CallId id : own_bars) {
    const IndexedCall* call = index.call(id);
    if (part.sources.lineage.socket_of(id) == SocketId::none) continue;  // it moves no bytes
    const bool sends = call->send_of_all != 0;
    const std::vector<Segment> segments =
        sends ? part.sources.lineage.destinations(id, part.known) : part.sources.lineage.sources(id, part.known);
    for (const Segment& segment : segments) {
      const IndexedCall* send = index.call(segment.send);
      const IndexedCall* recv = index.call(segment.recv);
      if (send == nullptr || recv == nullptr || recv->returned == 0) continue;
      // What both ends show is drawn once, with its send.
      if (!sends && has_own_bar(send->id)) continue;
      if (!part.sources.calls.shows_way(send->socket, recv->socket)) continue;
      if (scene.arrows.size() >= most_arrows) {
        ++scene.left_out;
      } else {
        scene.arrows.push_back(arrow_of(part, *send, *recv, segment));
      }
    }
  }
}

void add_marks(TimelineScene& scene, const TimelinePart& part) {
  const std::vector<Seq>& all = part.sources.calls.marks();
  const Recording& recording = part.sources.index.recording();
  auto next = std::lower_bound(all.begin(), all.end(), part.first);
  while (next != all.end() && *next <= part.last) {
    const Event& event = recording.at(*next);
    EventMark mark;
    mark.lane = part.sources.index.place_of(event.process);
    mark.place = part.place_of(*next);
    mark.is_end = std::holds_alternative<Ended>(event.body);
    mark.seq = *next;
    // Ends are few, and each is drawn. Strangers can be as many as they like.
    auto end = std::next(next);
    if (!mark.is_end) {
      const Seq beyond = part.column_end(*next);
      while (end != all.end() && *end < beyond && std::holds_alternative<TurnedAway>(recording.at(*end).body) &&
             recording.at(*end).process == event.process) {
        ++end;
      }
    }
    mark.count = static_cast<std::size_t>(end - next);
    mark.brief = mark.is_end ? "ended" : (mark.count == 1 ? "stranger" : std::to_string(mark.count) + " strangers");
    mark.label = mark.is_end && mark.lane < scene.lanes.size() ? scene.lanes[mark.lane].name + " ended" : mark.brief;
    scene.marks.push_back(std::move(mark));
    next = end;
  }
}

}  // namespace doorway::app
