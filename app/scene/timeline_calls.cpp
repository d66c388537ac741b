#include "app/labels.hpp"
#include "app/scene/timeline_parts.hpp"
#include "core/base/errno_name.hpp"
#include "core/export/phrases.hpp"

#include <algorithm>
#include <variant>

namespace doorway::app {
namespace {

const Returned* returned_of(const TimelinePart& part, const IndexedCall& call) {
  if (call.returned == 0 || call.returned > part.known) return nullptr;
  return std::get_if<Returned>(&part.sources.index.recording().at(call.returned).body);
}

bool moves_bytes(const Call& call) {
  return payload_of(call) != nullptr || std::holds_alternative<call::Recv>(call) ||
         std::holds_alternative<call::RecvFrom>(call);
}

std::string label_of(const IndexedCall& call, const Returned* returned) {
  std::string label(call_name(call.line->call));
  if (returned == nullptr) return label + " …";
  if (returned->result < 0) return label + " " + errno_name(returned->error);
  if (moves_bytes(call.line->call)) label += " " + grouped(static_cast<std::uint64_t>(returned->result));
  return label;
}

/// The sleeps that are seen. Of those that begin and end in the same column only the first is there.
std::vector<SleepPart> sleeps_of(const TimelinePart& part, const IndexedCall& call) {
  std::vector<SleepPart> parts;
  const auto not_woken_at = [](Seq seq) {
    return [seq](const SleepSpan& sleep) { return sleep.woken != 0 && sleep.woken < seq; };
  };
  auto next = std::partition_point(call.sleeps.begin(), call.sleeps.end(), not_woken_at(part.first));
  while (next != call.sleeps.end() && next->asleep <= part.last) {
    const bool is_over = next->woken != 0 && next->woken <= part.known;
    parts.push_back({part.place_of(next->asleep), is_over ? part.place_of(next->woken) : part.end_of_all()});
    if (!is_over) break;
    const Seq beyond = part.column_end(next->woken);
    next = std::partition_point(std::next(next), call.sleeps.end(), not_woken_at(beyond));
  }
  return parts;
}

CallBar bar_of(const TimelinePart& part, const IndexedCall& call) {
  const Returned* returned = returned_of(part, call);
  CallBar bar;
  bar.call = call.id;
  bar.lane = part.sources.index.place_of(call.process);
  bar.from = part.place_of(call.called);
  bar.open_ended = returned == nullptr;
  bar.to = bar.open_ended ? part.end_of_all() : part.place_of(call.returned);
  bar.failed = returned != nullptr && returned->result < 0 ? 1 : 0;
  if (bar.failed > 0) bar.error = errno_name(returned->error);
  const Seq cursor = part.sources.cursor;
  bar.is_present = call.called <= cursor && (bar.open_ended || part.sources.map.steps().step_at(call.returned) >=
                                                                   part.sources.map.steps().step_at(cursor));
  bar.sleeps = sleeps_of(part, call);
  bar.label = label_of(call, returned);
  bar.seek = bar.open_ended ? call.called : call.returned;
  return bar;
}

/// Calls first … end−1 of the lane, all of which have returned.
CallBar block_of(const TimelinePart& part, const LaneCalls& calls, std::size_t lane, std::size_t first,
                 std::size_t end) {
  CallBar bar;
  bar.call = calls.ids[first];
  bar.lane = lane;
  bar.count = end - first;
  bar.from = part.place_of(calls.begun[first]);
  bar.to = part.place_of(calls.ended[end - 1]);
  bar.is_present = calls.begun[first] <= part.sources.cursor && calls.ended[end - 1] >= part.sources.cursor;
  bar.label = count_of(bar.count, "call");
  bar.failed = calls.failed_among(first, end);
  if (bar.failed > 0) {
    bar.error = grouped(bar.failed) + " failed";
    bar.label += ", " + bar.error;
  }
  bar.seek = calls.begun[first];
  return bar;
}

void add_lane(TimelineScene& scene, const TimelinePart& part, std::size_t lane) {
  const LaneCalls& calls = part.sources.calls.calls_of(scene.lanes[lane].process);
  std::size_t next = first_not_below(calls.ended, part.first, 0, calls.ended.size());
  std::size_t in_column = 1;
  while (next < calls.ids.size() && calls.begun[next] <= part.last) {
    // Those that begin and end within the column in which this one begins.
    const Seq beyond = part.column_end(calls.begun[next]);
    const std::size_t end = std::max(first_not_below(calls.ended, beyond, next, in_column), next + 1);
    in_column = end - next;
    if (end - next > 1) {
      scene.bars.push_back(block_of(part, calls, lane, next, end));
    } else if (const IndexedCall* call = part.sources.index.call(calls.ids[next])) {
      scene.bars.push_back(bar_of(part, *call));
    }
    next = end;
  }
}

}  // namespace

void add_bars(TimelineScene& scene, const TimelinePart& part) {
  for (std::size_t lane = 0; lane < scene.lanes.size(); ++lane) add_lane(scene, part, lane);
}

}  // namespace doorway::app
