#include "app/labels.hpp"
#include "app/scene/stage_parts.hpp"
#include "core/base/errno_name.hpp"
#include "core/base/utf8.hpp"
#include "core/export/phrases.hpp"

#include <algorithm>
#include <cstddef>
#include <variant>

namespace doorway::app {
namespace {

std::string port_text(const Endpoint& endpoint) {
  return "port " + std::to_string(endpoint.port);
}

std::string result_text(const CallState& call) {
  if (call.result < 0) return errno_name(call.error);
  if (call.outcome != nullptr && call.outcome->made) {
    return escape_for_display(name_at_home(call.outcome->made->name), 16);
  }
  const bool tells_local = std::holds_alternative<call::Local>(call.line->call);
  const bool tells_peer = std::holds_alternative<call::Peer>(call.line->call);
  if (call.outcome != nullptr && tells_local && call.outcome->local) return port_text(*call.outcome->local);
  if (call.outcome != nullptr && tells_peer && call.outcome->peer) return port_text(*call.outcome->peer);
  return grouped(static_cast<std::uint64_t>(call.result));
}

bool has_exited(const ProcessState& process) {
  return process.call && std::holds_alternative<call::Exit>(process.call->line->call);
}

std::string standing_text(const ProcessState& process) {
  const std::string call = process.call ? std::string(call_name(process.call->line->call)) + "()" : std::string();
  switch (process.standing) {
    case ProcessStanding::before_first_line: return "has not begun";
    case ProcessStanding::between_calls:
      if (!process.call || !process.call->over) return "works";
      if (has_exited(process)) return "has ended";
      return call + (process.call->error != 0 ? " failed: " : " returned ") + result_text(*process.call);
    case ProcessStanding::in_call: return "in " + call;
    case ProcessStanding::asleep: return "asleep in " + call;
    case ProcessStanding::woken: return "awake in " + call;
    case ProcessStanding::ended: return has_exited(process) ? "has ended" : "no more lines";
  }
  return "";
}

LineStanding standing_of(std::size_t line, const ProcessState& process) {
  const bool over = process.standing == ProcessStanding::ended;
  if (line >= process.calls_begun) return LineStanding::to_come;
  return line + 1 == process.calls_begun && !over ? LineStanding::present : LineStanding::done;
}

void fill_program(RoomView& room, const StageSources& sources) {
  const ProcessState& process = sources.world.processes[room.process];
  const auto& lines = sources.index.lines_of(room.process);
  const std::size_t present = process.calls_begun == 0 ? 0 : process.calls_begun - 1;
  const std::size_t lead = most_lines / 2;
  room.first_line = present > lead ? present - lead : 0;
  if (room.first_line + most_lines > lines.size()) {
    room.first_line = lines.size() > most_lines ? lines.size() - most_lines : 0;
  }
  const std::size_t end = std::min(lines.size(), room.first_line + most_lines);
  for (std::size_t i = room.first_line; i < end; ++i) {
    const auto& calls = sources.index.calls_of(room.process);
    const bool begun = i < process.calls_begun && i < calls.size();
    room.program.push_back(
        {line_text(*lines[i]), standing_of(i, process), begun ? std::optional(calls[i]) : std::nullopt});
  }
  room.present_line = present >= room.first_line ? present - room.first_line : 0;
  if (!room.program.empty()) room.present_line = std::min(room.present_line, room.program.size() - 1);
}

/// The bytes of a send that has begun, as long as the kernel has taken none of them.
bool fill_outgoing(HandsView& hands, const ProcessState& process) {
  if (!process.call || process.call->over || process.call->bytes > 0) return false;
  return payload_of(process.call->line->call) != nullptr && (hands.outgoing = true);
}

HandsView hands_of(const StageSources& sources, ProcessId id) {
  HandsView hands;
  const ProcessState& process = sources.world.processes[id];
  if (fill_outgoing(hands, process)) {
    hands.heap = heap_of(whole_of(sources.index, process.call->id), sources.index);
    hands.call = process.call->id;
    hands.caption = "to hand over";
    hands.hint = "What this " + std::string(call_name(process.call->line->call)) +
                 " is to hand to the kernel: " + grouped_count(hands.heap.total, "byte");
    return hands;
  }
  const IndexedCall* receipt = sources.index.last_receipt(id, sources.cursor());
  if (receipt == nullptr) return hands;
  const auto& returned = std::get<Returned>(sources.index.recording().at(receipt->returned).body);
  hands.call = receipt->id;
  const std::vector<WrittenPiece> pieces = pieces_of(sources.lineage.sources(receipt->id, sources.cursor()));
  hands.heap = heap_of(pieces, sources.index);
  const Bytes& data = *returned.outcome->data;
  if (hands.heap.total != data.size()) {
    // Who wrote them is not known; what they are, is.
    hands.heap = unknown_heap(data.size());
    for (std::size_t i = 0; i < hands.heap.cells.size(); ++i) hands.heap.cells[i] = {data[i], true, 0, i};
  }
  const std::string call = line_text(*receipt->line);
  hands.caption = data.empty() ? (returned.outcome->peer ? "an empty datagram" : "end of stream")
                               : grouped_count(data.size(), "byte") + " received";
  hands.hint = "Returned by " + call + ": " + shown_bytes(data);
  if (!pieces.empty()) hands.hint += "\n" + sends_text(pieces, sources.index);
  return hands;
}

}  // namespace

std::vector<RoomView> room_views(const StageSources& sources) {
  const SceneIndex& index = sources.index;
  std::vector<RoomView> rooms;
  const std::size_t count = std::min(index.room_order().size(), sources.world.processes.size());
  const std::size_t left = std::min(index.left_count(), count);
  for (std::size_t i = 0; i < count; ++i) {
    RoomView room;
    room.process = index.room_order()[i];
    if (room.process >= sources.world.processes.size()) continue;
    const ProcessState& process = sources.world.processes[room.process];
    room.color = index.color_of(room.process);
    room.name = process_name(sources, room.process);
    room.role = word_with_term(Term::process, sources.vocabulary);
    room.on_the_right = i >= left;
    room.row = room.on_the_right ? i - left : i;
    room.row_count = room.on_the_right ? count - left : left;
    room.standing = process.standing;
    room.standing_text = standing_text(process);
    if (process.call) room.call = process.call->id;
    fill_program(room, sources);
    room.hands = hands_of(sources, room.process);
    room.changed = sources.world.last_change.process == room.process;
    rooms.push_back(std::move(room));
  }
  return rooms;
}

}  // namespace doorway::app
