#include "app/labels.hpp"
#include "app/scene/byte_heap.hpp"
#include "app/scene/timeline_scene.hpp"
#include "core/base/endpoint.hpp"
#include "core/base/errno_name.hpp"
#include "core/base/utf8.hpp"
#include "core/export/phrases.hpp"

#include <variant>

namespace doorway::app {
namespace {

std::string steps_text(const TimelineSources& sources, double from, double to) {
  const std::size_t first = sources.map.step_near(from);
  const std::size_t last = sources.map.step_near(to);
  if (first == last) return "step " + std::to_string(first);
  return "steps " + std::to_string(first) + " to " + std::to_string(last);
}

constexpr const char* zoom_in = ".\nThey stand too near each other to be drawn one by one: zoom in.";

std::string process_name(const TimelineSources& sources, ProcessId process) {
  return display_name(sources.index.recording().scenario().processes.at(process));
}

/// A line for each of them, the same one once.
std::string reasons_of(const TimelineSources& sources, const std::vector<std::size_t>& inferred) {
  const auto all = sources.inference.up_to(sources.map.known());
  std::string text;
  const std::string* last = nullptr;
  for (const std::size_t which : inferred) {
    if (which >= all.size() || (last != nullptr && *last == all[which].reason)) continue;
    last = &all[which].reason;
    text += "\nInferred: " + *last;
  }
  return text;
}

std::string hint_of_call(const TimelineSources& sources, const IndexedCall& call) {
  std::string text = line_text(*call.line);
  const Event* event = call.returned == 0 ? nullptr : &sources.index.recording().at(call.returned);
  const Returned* returned = event == nullptr ? nullptr : std::get_if<Returned>(&event->body);
  if (returned == nullptr) return text + (call.sleeps.empty() ? ": under way" : ": has not returned, it sleeps");
  text += returned->result < 0 ? " → -1 " + errno_name(returned->error) + ", " + errno_text(returned->error)
                               : " → " + grouped(static_cast<std::uint64_t>(returned->result));
  if (returned->outcome != nullptr && returned->outcome->data != nullptr) {
    text += " " + shown_bytes(*returned->outcome->data);
  }
  if (call.sleeps.size() == 1) text += "\nhatched: it slept";
  if (call.sleeps.size() > 1) text += "\nhatched: it slept, " + std::to_string(call.sleeps.size()) + " times";
  return text;
}

}  // namespace

std::string hint_of(const TimelineSources& sources, const CallBar& bar) {
  if (bar.count > 1) {
    const ProcessId process = sources.index.room_order().at(bar.lane);
    const std::string failed = bar.failed == 0 ? "" : ", " + grouped(bar.failed) + " of them failed";
    return count_of(bar.count, "call") + " of " + process_name(sources, process) + ", " +
           steps_text(sources, bar.from, bar.to) + failed + zoom_in;
  }
  const IndexedCall* call = sources.index.call(bar.call);
  return call == nullptr ? std::string() : hint_of_call(sources, *call);
}

std::string hint_of(const TimelineSources& sources, const TransferArrow& arrow) {
  if (!arrow.measured()) return arrow.label + reasons_of(sources, arrow.inferred);
  const IndexedCall* send = sources.index.call(arrow.segment.send);
  const IndexedCall* recv = sources.index.call(arrow.segment.recv);
  if (send == nullptr || recv == nullptr) return arrow.label;
  return arrow.label + " of " + process_name(sources, send->process) + "'s send " +
         std::to_string(send->send_of_process) + ", brought by " + line_text(*recv->line) +
         (arrow.segment.certain ? ": measured, by counting both ends of the stream"
                                : ": or another datagram with the same content");
}

std::string hint_of(const TimelineSources& sources, const WayBlock& block) {
  return count_of(block.count, "happening") + " on the way, inferred, " + steps_text(sources, block.from, block.to) +
         zoom_in;
}

std::string hint_of(const TimelineSources& sources, const ArrivalMark& mark) {
  const char* how = mark.seen ? "\nMeasured at this end: they were seen here."
                              : "\nNobody could look: they wait for accept, which brings the socket they came for.";
  return mark.label + how + reasons_of(sources, mark.inferred);
}

std::string hint_of(const TimelineSources& sources, const EventMark& mark) {
  const Event& event = sources.index.recording().at(mark.seq);
  const std::string name = process_name(sources, event.process);
  const auto* stranger = std::get_if<TurnedAway>(&event.body);
  if (stranger == nullptr) return name + " has come to its end: no more lines to run, or exit() was called.";
  if (mark.count > 1) {
    return count_of(mark.count, "stranger") + " turned away at " + name +
           "'s sockets: none of them is a process of this run.";
  }
  const std::string who = "A stranger at " + to_string(stranger->peer) + ", none of this run's processes";
  return stranger->bytes == 0 ? who + ", connected; the connection was closed."
                              : who + ", sent " + count_of(stranger->bytes, "byte") + "; they were thrown away.";
}

}  // namespace doorway::app
