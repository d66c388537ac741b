#include "app/scene/byte_heap.hpp"

#include "app/labels.hpp"
#include "core/base/utf8.hpp"
#include "core/export/phrases.hpp"

#include <algorithm>
#include <cstddef>

namespace doorway::app {
namespace {

constexpr std::size_t most_runs = 256;
constexpr std::size_t most_line_characters = 120;

void add_run(ByteHeap& heap, std::uint32_t send, std::uint64_t length) {
  if (length == 0) return;
  const bool melts = !heap.runs.empty() && (heap.runs.back().send == send || heap.runs.size() >= most_runs);
  if (melts) {
    heap.runs.back().length += length;
  } else {
    heap.runs.push_back({send, length});
  }
}

}  // namespace

std::uint64_t payload_size(const IndexedCall& call) {
  const ScriptPayload* payload = payload_of(call.line->call);
  return payload == nullptr ? 0 : payload->size();
}

ByteHeap heap_of(const std::vector<WrittenPiece>& pieces, const SceneIndex& index) {
  ByteHeap heap;
  for (const WrittenPiece& piece : pieces) {
    const IndexedCall* call = index.call(piece.send);
    const ScriptPayload* payload = call == nullptr ? nullptr : payload_of(call->line->call);
    const std::uint32_t send = call == nullptr ? 0 : call->send_of_all;
    for (std::uint64_t i = 0; i < piece.length && heap.cells.size() < most_cells; ++i) {
      const std::uint64_t offset = piece.send_offset + i;
      const bool known = payload != nullptr && offset < payload->size();
      heap.cells.push_back({known ? payload->bytes()[offset] : std::uint8_t{0}, known, send, offset, piece.send});
    }
    add_run(heap, send, piece.length);
    heap.total += piece.length;
  }
  return heap;
}

ByteHeap unknown_heap(std::uint64_t count) {
  ByteHeap heap;
  heap.total = count;
  heap.cells.resize(static_cast<std::size_t>(std::min<std::uint64_t>(count, most_cells)));
  add_run(heap, 0, count);
  return heap;
}

void append(ByteHeap& heap, const ByteHeap& more) {
  const bool all_there = heap.cells.size() == heap.total;
  const std::size_t room = all_there ? most_cells - std::min(most_cells, heap.cells.size()) : 0;
  const std::size_t count = std::min(room, more.cells.size());
  heap.cells.insert(heap.cells.end(), more.cells.begin(), more.cells.begin() + static_cast<std::ptrdiff_t>(count));
  for (const ByteRun& run : more.runs) add_run(heap, run.send, run.length);
  heap.total += more.total;
}

std::vector<WrittenPiece> pieces_of(const std::vector<Segment>& segments) {
  std::vector<WrittenPiece> pieces;
  for (const Segment& segment : segments) {
    if (segment.length == 0) continue;
    const bool goes_on = !pieces.empty() && pieces.back().send == segment.send &&
                         pieces.back().send_offset + pieces.back().length == segment.send_offset;
    if (goes_on) {
      pieces.back().length += segment.length;
    } else {
      pieces.push_back({segment.send, segment.send_offset, segment.length});
    }
  }
  return pieces;
}

std::string sends_text(const std::vector<WrittenPiece>& pieces, const SceneIndex& index) {
  constexpr std::size_t most_named = 3;
  std::string text;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const IndexedCall* call = index.call(pieces[i].send);
    if (call == nullptr) continue;
    if (i == most_named) return text + " and of " + count_of(pieces.size() - i, "other send");
    if (!text.empty()) text += i + 1 == pieces.size() ? " and " : ", ";
    const bool whole = pieces[i].send_offset == 0 && pieces[i].length == payload_size(*call);
    const std::string name = display_name(index.recording().scenario().processes.at(call->process));
    text += whole ? "all of " : count_of(pieces[i].length, "byte") + " of ";
    text += name + "'s send " + std::to_string(call->send_of_process);
  }
  return text;
}

std::string line_text(const Line& line) {
  if (!line.text.empty()) return escape_for_display(line.text, most_line_characters);
  const std::string before = line.socket.empty() ? "" : line.socket + ".";
  return escape_for_display(before + std::string(call_name(line.call)) + "()", most_line_characters);
}

}  // namespace doorway::app
