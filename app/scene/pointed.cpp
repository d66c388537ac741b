#include "app/scene/pointed.hpp"

#include <algorithm>
#include <limits>

namespace doorway::app {
namespace {

constexpr std::uint64_t all_bytes = std::numeric_limits<std::uint64_t>::max();

void light_send(Lit& lit, const IndexedCall& send, const Lineage& lineage, Seq cursor) {
  lit.bytes.push_back({send.send_of_all, 0, all_bytes});
  for (const Segment& segment : lineage.destinations(send.id, cursor)) lit.calls.push_back(segment.recv);
}

void light_byte(Lit& lit, const IndexedCall& send, std::uint64_t byte, const Lineage& lineage, Seq cursor) {
  lit.bytes.push_back({send.send_of_all, byte, byte + 1});
  const ByteFate fate = lineage.fate_of(send.id, byte, cursor);
  if (fate.segment) lit.calls.push_back(fate.segment->recv);
}

void light_receipt(Lit& lit, const IndexedCall& recv, const SceneIndex& index, const Lineage& lineage, Seq cursor) {
  for (const Segment& segment : lineage.sources(recv.id, cursor)) {
    const IndexedCall* send = index.call(segment.send);
    if (send == nullptr) continue;
    lit.calls.push_back(send->id);
    lit.bytes.push_back({send->send_of_all, segment.send_offset, segment.send_offset + segment.length});
  }
}

}  // namespace

bool Lit::has_call(CallId call) const {
  return std::find(calls.begin(), calls.end(), call) != calls.end();
}

bool Lit::has_byte(std::uint32_t send, std::uint64_t offset) const {
  return send != 0 && std::any_of(bytes.begin(), bytes.end(), [&](const SendSpan& span) {
           return span.send == send && offset >= span.begin && offset < span.end;
         });
}

bool Lit::has_send(std::uint32_t send) const {
  return send != 0 && std::any_of(bytes.begin(), bytes.end(), [&](const SendSpan& span) { return span.send == send; });
}

Lit lit_by(const Pointed& pointed, const SceneIndex& index, const Lineage& lineage, Seq cursor) {
  Lit lit;
  lit.socket = pointed.socket;
  const IndexedCall* call = pointed.call ? index.call(*pointed.call) : nullptr;
  if (call == nullptr) return lit;
  lit.calls.push_back(call->id);
  if (call->send_of_all == 0) {
    light_receipt(lit, *call, index, lineage, cursor);
  } else if (pointed.byte) {
    light_byte(lit, *call, *pointed.byte, lineage, cursor);
  } else {
    light_send(lit, *call, lineage, cursor);
  }
  return lit;
}

}  // namespace doorway::app
