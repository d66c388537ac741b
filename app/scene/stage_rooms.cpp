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

bool has_failed(const ProcessState& process) {
  const bool rests = process.standing == ProcessStanding::between_calls || process.standing == ProcessStanding::ended;
  return rests && process.call && process.call->over && process.call->result < 0;
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

/// The same without the name of the call, which the program's present line has.
std::string short_standing(const ProcessState& process) {
  const std::string words = standing_text(process);
  if (!process.call) return words;
  const std::string call = std::string(call_name(process.call->line->call)) + "()";
  if (words.starts_with(call + " ")) return words.substr(call.size() + 1);
  const std::size_t in = words.find(" in " + call);
  return in == std::string::npos ? words : words.substr(0, in);
}

bool failed_by_now(const StageSources& sources, CallId id) {
  const IndexedCall* call = sources.index.call(id);
  if (call == nullptr || call->returned == 0 || call->returned > sources.cursor()) return false;
  const auto* returned = std::get_if<Returned>(&sources.index.recording().at(call->returned).body);
  return returned != nullptr && returned->result < 0;
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
    ProgramLine line{line_text(*lines[i]), standing_of(i, process), {}, false};
    if (begun) {
      line.call = calls[i];
      line.failed = failed_by_now(sources, calls[i]);
    }
    room.program.push_back(std::move(line));
  }
  room.present_line = present >= room.first_line ? present - room.first_line : 0;
  if (!room.program.empty()) room.present_line = std::min(room.present_line, room.program.size() - 1);
}

/// The bytes of a send that has begun, as long as the kernel has taken none of them.
bool fill_outgoing(HandsView& hands, const ProcessState& process) {
  if (!process.call || process.call->over || process.call->bytes > 0) return false;
  return payload_of(process.call->line->call) != nullptr && (hands.outgoing = true);
}

ByteHeap received_heap(const StageSources& sources, const std::vector<WrittenPiece>& pieces, const Bytes& data) {
  ByteHeap heap = heap_of(pieces, sources.index);
  if (heap.total == data.size()) return heap;
  // Who wrote them is not known; what they are, is.
  heap = unknown_heap(data.size());
  for (std::size_t i = 0; i < heap.cells.size(); ++i) heap.cells[i] = {data[i], true, 0, i};
  return heap;
}

/// The bytes at the end of what this recv brought, `most` at most.
std::vector<ByteCell> last_cells(const StageSources& sources, CallId recv, std::size_t most) {
  const IndexedCall& call = *sources.index.call(recv);
  const auto& returned = std::get<Returned>(sources.index.recording().at(call.returned).body);
  const Bytes& data = *returned.outcome->data;
  std::vector<WrittenPiece> pieces = pieces_of(sources.lineage.sources(recv, sources.cursor()));
  std::uint64_t told = 0;
  for (const WrittenPiece& piece : pieces) told += piece.length;
  const std::size_t count = std::min(most, data.size());
  if (told != data.size()) {
    std::vector<ByteCell> cells;
    for (std::size_t i = data.size() - count; i < data.size(); ++i) cells.push_back({data[i], true, 0, i});
    return cells;
  }
  std::uint64_t skip = told - count;
  for (WrittenPiece& piece : pieces) {
    const std::uint64_t cut = std::min(skip, piece.length);
    piece.send_offset += cut;
    piece.length -= cut;
    skip -= cut;
  }
  return heap_of(pieces, sources.index).cells;
}

/// What the recvs before the last one brought: how much, and the end of it.
void note_earlier(HandsView& hands, const StageSources& sources, ProcessId id) {
  const std::span<const CallId> receipts = sources.index.receipts(id, sources.cursor());
  const std::size_t before = receipts.size() - 1;
  hands.earlier_total = sources.index.bytes_of_receipts(id, before);
  // Empty ones add nothing, and there may be many of them.
  const std::size_t most_looked_at = std::min(before, most_cells);
  for (std::size_t i = 0; i < most_looked_at && hands.earlier.size() < most_cells; ++i) {
    const std::vector<ByteCell> cells =
        last_cells(sources, receipts[before - 1 - i], most_cells - hands.earlier.size());
    hands.earlier.insert(hands.earlier.begin(), cells.begin(), cells.end());
  }
}

void write_caption(HandsView& hands, const Bytes& data, bool is_datagram) {
  const std::uint64_t all = hands.earlier_total + data.size();
  if (data.empty()) {
    hands.short_caption = is_datagram ? "empty datagram" : "end of stream";
    hands.caption = is_datagram ? "an empty datagram" : "end of stream";
    if (all > 0) hands.caption += ", " + count_of(all, "byte") + " read";
  } else if (hands.earlier_total == 0) {
    hands.caption = count_of(all, "byte") + " read";
    hands.short_caption = grouped(all) + " read";
  } else {
    hands.caption = count_of(all, "byte") + " read, the last " + grouped(data.size()) + " now";
    hands.short_caption = grouped(all) + " read, last " + grouped(data.size());
  }
}

HandsView hands_of(const StageSources& sources, ProcessId id) {
  HandsView hands;
  const ProcessState& process = sources.world.processes[id];
  if (fill_outgoing(hands, process)) {
    hands.heap = heap_of(whole_of(sources.index, process.call->id), sources.index);
    hands.call = process.call->id;
    hands.caption = hands.short_caption = "to hand over";
    hands.hint = "What this " + std::string(call_name(process.call->line->call)) +
                 " is to hand to the kernel: " + count_of(hands.heap.total, "byte");
    return hands;
  }
  const IndexedCall* receipt = sources.index.last_receipt(id, sources.cursor());
  if (receipt == nullptr) return hands;
  const auto& returned = std::get<Returned>(sources.index.recording().at(receipt->returned).body);
  hands.call = receipt->id;
  const std::vector<WrittenPiece> pieces = pieces_of(sources.lineage.sources(receipt->id, sources.cursor()));
  const Bytes& data = *returned.outcome->data;
  hands.heap = received_heap(sources, pieces, data);
  note_earlier(hands, sources, id);
  write_caption(hands, data, returned.outcome->peer.has_value());
  hands.hint = "Returned by " + line_text(*receipt->line) + ": " + shown_bytes(data);
  if (!pieces.empty()) hands.hint += "\n" + sends_text(pieces, sources.index);
  if (hands.earlier_total > 0) {
    hands.hint += "\n" + count_of(hands.earlier_total, "byte") + " read before, " +
                  grouped(hands.earlier_total + data.size()) + " in all";
  }
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
    // What is the run's truth: each is a thread of this program.
    room.short_role = "thread " + std::to_string(room.process + 1);
    room.kind = word_with_term(Term::process, sources.vocabulary);
    room.role = room.kind + " · " + room.short_role;
    room.on_the_right = i >= left;
    room.row = room.on_the_right ? i - left : i;
    room.row_count = room.on_the_right ? count - left : left;
    room.standing = process.standing;
    room.standing_text = standing_text(process);
    room.short_standing = short_standing(process);
    room.failed = has_failed(process);
    if (process.call) room.call = process.call->id;
    fill_program(room, sources);
    room.hands = hands_of(sources, room.process);
    room.changed = sources.world.last_change.process == room.process;
    rooms.push_back(std::move(room));
  }
  return rooms;
}

}  // namespace doorway::app
