#include "app/labels.hpp"
#include "app/scene/byte_heap.hpp"
#include "app/scene/timeline_parts.hpp"
#include "core/base/errno_name.hpp"
#include "core/base/utf8.hpp"
#include "core/export/phrases.hpp"

#include <algorithm>

namespace doorway::app {
namespace {

const Returned* returned_of(const TimelineSources& sources, const IndexedCall& call) {
  if (call.returned == 0 || call.returned > sources.known) return nullptr;
  return std::get_if<Returned>(&sources.index.recording().at(call.returned).body);
}

bool moves_bytes(const Call& call) {
  return payload_of(call) != nullptr || std::holds_alternative<call::Recv>(call) ||
         std::holds_alternative<call::RecvFrom>(call);
}

std::string label_of(const IndexedCall& call, const Returned* returned) {
  std::string label(call_name(call.line->call));
  if (returned == nullptr) return label + " …";
  if (returned->result < 0) return label + " " + errno_name(returned->error);
  if (moves_bytes(call.line->call)) label += " " + std::to_string(returned->result);
  return label;
}

std::string hint_of(const IndexedCall& call, const Returned* returned) {
  std::string text = line_text(*call.line);
  if (returned == nullptr) return text + (call.sleeps.empty() ? ": under way" : ": has not returned, it sleeps");
  text += returned->result < 0 ? " → -1 " + errno_name(returned->error) + ", " + errno_text(returned->error)
                               : " → " + std::to_string(returned->result);
  if (returned->outcome != nullptr && returned->outcome->data != nullptr) {
    text += " " + shown_bytes(*returned->outcome->data);
  }
  if (!call.sleeps.empty()) text += "\nhatched: it slept";
  return text;
}

CallBar bar_of(const TimelineSources& sources, const IndexedCall& call) {
  const Returned* returned = returned_of(sources, call);
  CallBar bar;
  bar.call = call.id;
  bar.lane = sources.index.place_of(call.process);
  bar.from_step = sources.step_of(call.called);
  bar.open_ended = returned == nullptr;
  const double end_of_all = static_cast<double>(sources.steps.step_count());
  bar.to_step = bar.open_ended ? end_of_all : sources.step_of(call.returned);
  bar.failed = returned != nullptr && returned->result < 0;
  bar.is_present = call.called <= sources.cursor && (bar.open_ended || bar.to_step >= sources.step_of(sources.cursor));
  for (const SleepSpan& span : call.sleeps) {
    if (span.asleep > sources.last) break;
    const double woken = span.woken == 0 || span.woken > sources.known ? end_of_all : sources.step_of(span.woken);
    if (woken >= static_cast<double>(sources.window.first) && bar.sleeps.size() < most_marks) {
      bar.sleeps.push_back({sources.step_of(span.asleep), woken});
    }
  }
  bar.label = label_of(call, returned);
  bar.hint = hint_of(call, returned);
  bar.seek = bar.open_ended ? call.called : call.returned;
  return bar;
}

TransferArrow arrow_of(const TimelineSources& sources, const IndexedCall& send, const IndexedCall& recv) {
  TransferArrow arrow;
  arrow.from_lane = sources.index.place_of(send.process);
  arrow.from_step = sources.step_of(send.first_end);
  arrow.to_lane = sources.index.place_of(recv.process);
  arrow.to_step = sources.step_of(recv.returned);
  arrow.send = send.send_of_all;
  return arrow;
}

}  // namespace

std::vector<const IndexedCall*> visible_calls(const TimelineSources& sources, std::size_t& left_out) {
  std::vector<const IndexedCall*> calls;
  for (const ProcessId process : sources.index.room_order()) {
    const std::vector<CallId>& own = sources.index.calls_of(process);
    // A process is in one call at a time: of those that began before the window only the last can reach into it.
    auto next = std::partition_point(own.begin(), own.end(), [&](CallId id) {
      const IndexedCall* call = sources.index.call(id);
      return call->returned != 0 && call->returned < sources.first;
    });
    for (; next != own.end(); ++next) {
      const IndexedCall* call = sources.index.call(*next);
      if (call->called > sources.last) break;
      if (calls.size() >= most_marks) {
        ++left_out;
      } else {
        calls.push_back(call);
      }
    }
  }
  return calls;
}

void add_bars(TimelineScene& scene, const TimelineSources& sources, const std::vector<const IndexedCall*>& calls) {
  for (const IndexedCall* call : calls) scene.bars.push_back(bar_of(sources, *call));
}

void add_transfers(TimelineScene& scene, const TimelineSources& sources, const std::vector<const IndexedCall*>& calls) {
  for (const IndexedCall* call : calls) {
    const bool sends = call->send_of_all != 0;
    const std::vector<Segment> segments = sends ? sources.lineage.destinations(call->id, sources.known)
                                                : sources.lineage.sources(call->id, sources.known);
    for (const Segment& segment : segments) {
      const IndexedCall* send = sources.index.call(segment.send);
      const IndexedCall* recv = sources.index.call(segment.recv);
      if (send == nullptr || recv == nullptr || recv->returned == 0) continue;
      // What both ends show is drawn once, with its send.
      const bool send_is_seen =
          send->called <= sources.last && (send->returned == 0 || send->returned >= sources.first);
      if (!sends && send_is_seen) continue;
      if (scene.arrows.size() >= most_marks) {
        ++scene.left_out;
        continue;
      }
      TransferArrow arrow = arrow_of(sources, *send, *recv);
      arrow.label = count_of(segment.length, "byte");
      const std::string name = display_name(sources.index.recording().scenario().processes.at(send->process));
      arrow.hint = arrow.label + " of " + name + "'s send " + std::to_string(send->send_of_process) + ", brought by " +
                   line_text(*recv->line) +
                   (segment.certain ? ": measured, by counting both ends of the stream"
                                    : ": or another datagram with the same content");
      scene.arrows.push_back(std::move(arrow));
    }
  }
}

void add_marks(TimelineScene& scene, const TimelineSources& sources) {
  for (Seq seq = sources.first; seq <= sources.last; ++seq) {
    const Event& event = sources.index.recording().at(seq);
    const bool ends = std::holds_alternative<Ended>(event.body);
    const bool stranger = std::holds_alternative<TurnedAway>(event.body);
    if ((!ends && !stranger) || event.process >= scene.lanes.size() || scene.marks.size() >= most_marks) continue;
    scene.marks.push_back(
        {sources.index.place_of(event.process), sources.step_of(seq), ends ? "ended" : "stranger turned away"});
  }
}

}  // namespace doorway::app
