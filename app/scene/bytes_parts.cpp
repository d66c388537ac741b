#include "app/scene/bytes_parts.hpp"

#include "app/labels.hpp"
#include "app/scene/byte_heap.hpp"
#include "core/export/phrases.hpp"

#include <fmt/format.h>

namespace doorway::app {
namespace {

std::string fate_text(const LeafSources& sources, const ByteCell& cell) {
  const ByteFate fate = sources.lineage.fate_of(cell.call, cell.send_offset, sources.cursor());
  switch (fate.fate) {
    case Fate::not_taken: return "The kernel has not taken it";
    case Fate::not_read: return "No recv has brought it up to this step";
    case Fate::cut_off: return "It did not fit into what recv was given, and is gone";
    case Fate::never_read: return "The receiving socket was closed before anybody read it";
    case Fate::read: break;
  }
  const IndexedCall* recv = fate.segment ? sources.index.call(fate.segment->recv) : nullptr;
  if (recv == nullptr) return "A recv has brought it";
  const std::uint64_t place = fate.segment->recv_offset + (cell.send_offset - fate.segment->send_offset);
  return fmt::format("{}'s {} brought it as byte {}{}", caller_name(sources, recv->process), numbered(*recv), place,
                     fate.segment->certain ? "" : ", or that of another datagram with the same content");
}

}  // namespace

std::string caller_name(const LeafSources& sources, ProcessId process) {
  const std::vector<std::string>& names = sources.index.recording().scenario().processes;
  return process < names.size() ? display_name(names[process]) : std::string("Somebody");
}

std::string numbered(const IndexedCall& call) {
  return fmt::format("{} {}", call_name(call.line->call), call.send_of_process != 0 ? call.send_of_process : call.nth);
}

ByteCell cell_of(const IndexedCall* call, std::uint64_t offset) {
  const ScriptPayload* payload = call == nullptr ? nullptr : payload_of(call->line->call);
  if (payload == nullptr || offset >= payload->size()) return {};
  return {payload->bytes()[offset], true, call->send_of_all, offset, call->id};
}

std::uint64_t bytes_moved(const LeafSources& sources, const IndexedCall& call) {
  if (call.returned != 0 && call.returned <= sources.cursor()) {
    const auto* over = std::get_if<Returned>(&sources.index.recording().at(call.returned).body);
    return over == nullptr ? 0 : over->bytes;
  }
  const std::optional<CallState>& now = sources.world.processes.at(call.process).call;
  return now && now->id == call.id ? now->bytes : 0;
}

ByteBar send_bar(const LeafSources& sources, const IndexedCall& call, std::uint64_t begin, std::uint64_t end) {
  ByteBar bar;
  bar.kind = BarKind::send;
  bar.begin = begin;
  bar.end = end;
  bar.call = call.id;
  bar.send = call.send_of_all;
  bar.brief = numbered(call);
  const std::uint64_t asked = payload_size(call);
  const std::uint64_t taken = bytes_moved(sources, call);
  const std::string count =
      taken < asked ? fmt::format("{} of {}", grouped(taken), count_of(asked, "byte")) : count_of(asked, "byte");
  bar.label = bar.brief + " · " + count;
  bar.hint = fmt::format("{}'s {}: {}\nThe kernel has taken {} of it", caller_name(sources, call.process), bar.brief,
                         line_text(*call.line), count);
  return bar;
}

ByteBar recv_bar(const LeafSources& sources, const IndexedCall& call, std::uint64_t begin, std::uint64_t end) {
  ByteBar bar;
  bar.kind = BarKind::recv;
  bar.begin = begin;
  bar.end = end;
  bar.call = call.id;
  bar.color = sources.index.color_of(call.process);
  bar.brief = numbered(call);
  const std::string count = count_of(bytes_moved(sources, call), "byte");
  bar.label = bar.brief + " · " + count;
  bar.hint = fmt::format("{}'s {}: {}\nIt brought {}", caller_name(sources, call.process), bar.brief,
                         line_text(*call.line), count);
  return bar;
}

std::string byte_hint(const LeafSources& sources, const ByteCell& cell, std::uint64_t offset_in_stream) {
  if (!cell.known) return fmt::format("Byte {}: no event up to this step tells who sent it", offset_in_stream);
  const IndexedCall* send = sources.index.call(cell.call);
  if (send == nullptr) return "";
  const bool printable = cell.value > 0x20 && cell.value < 0x7f;
  std::string text = printable ? fmt::format("'{}' is {:02x} hex", static_cast<char>(cell.value), cell.value)
                               : fmt::format("{:02x} hex", cell.value);
  text += fmt::format(", byte {} of the stream, counted from 0\n", grouped(offset_in_stream));
  text += fmt::format("{}'s {} wrote it as byte {}\n", caller_name(sources, send->process), numbered(*send),
                      cell.send_offset);
  return text + fate_text(sources, cell);
}

}  // namespace doorway::app
