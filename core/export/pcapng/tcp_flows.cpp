#include "core/export/pcapng/tcp_flows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace doorway {
namespace {

// Numbers that follow from the flow's alone, far from each other, and not zero, which a reader could take for a fault.
std::uint32_t first_number_of(std::size_t flow, std::size_t side) {
  return static_cast<std::uint32_t>((2 * flow + side + 1) * 100'000'007U);
}

}  // namespace

TcpFlows::TcpFlows(const Lineage& lineage, std::span<const Inferred> inferred, const EventNames& names,
                   const AddressNotes& addresses, PacketLog& log, const std::vector<std::string>& processes)
    : lineage_(lineage), names_(names), addresses_(addresses), log_(log), processes_(processes) {
  for (const Inferred& one : inferred) {
    if (one.kind != InferredKind::rst) continue;
    for (const SocketId id : {one.from, one.to}) {
      if (id != SocketId::none) arrivals_[id];
    }
  }
  for (const Inferred& one : inferred) {
    if (one.kind != InferredKind::data) continue;
    if (const auto found = arrivals_.find(one.from); found != arrivals_.end()) found->second.push_back(&one);
  }
}

void TcpFlows::take_in(const Inferred& inferred) {
  switch (inferred.kind) {
    case InferredKind::syn: return syn(inferred);
    case InferredKind::syn_ack: return syn_ack(inferred, end_of(inferred.to));
    case InferredKind::ack_of_syn: return ack_of_syn(inferred, end_of(inferred.from));
    case InferredKind::data: {
      const End sender = end_of(inferred.from);
      if (sender.flow == nullptr) return;
      answer_if_not_yet(sender, inferred);
      return data_up_to(sender, inferred.from, inferred.first_byte + inferred.byte_count, inferred);
    }
    case InferredKind::ack: return ack(inferred);
    case InferredKind::fin: return fin(inferred);
    case InferredKind::rst: return rst(inferred);
    case InferredKind::datagram:
    case InferredKind::port_unreachable:
    case InferredKind::datagram_lost:
    case InferredKind::datagram_refused: return;
  }
}

// An accepted socket is the other side of the flow that was opened from its peer to its own address.
TcpFlows::End TcpFlows::end_of(SocketId id) {
  if (const auto known = ends_.find(id); known != ends_.end()) {
    return {&flows_[known->second.flow], known->second.side};
  }
  const SocketAddresses* socket = addresses_.of(id);
  if (socket == nullptr) return {};
  const auto opened = by_addresses_.find({socket->peer, socket->local});
  if (opened == by_addresses_.end()) return {};
  ends_[id] = {opened->second, 1};
  return {&flows_[opened->second], 1};
}

TcpFlows::End TcpFlows::open(SocketId opener) {
  const SocketAddresses* socket = addresses_.of(opener);
  if (socket == nullptr || !is_tcp(socket->type)) return {};
  Flow flow;
  flow.sides[0].at = addresses_.source(opener, flows_.size());
  flow.sides[1].at = socket->target;
  if (flow.sides[1].at.family != flow.sides[0].at.family) return {};
  flow.self = flow.sides[0].at == flow.sides[1].at;
  for (std::size_t side = 0; side < 2; ++side) flow.sides.at(side).first_number = first_number_of(flows_.size(), side);
  by_addresses_[{flow.sides[0].at, flow.sides[1].at}] = flows_.size();
  ends_[opener] = {flows_.size(), 0};
  flows_.push_back(flow);
  return {&flows_.back(), 0};
}

void TcpFlows::syn(const Inferred& inferred) {
  const End opener = open(inferred.from);
  if (opener.flow == nullptr) return;
  write(opener, tcp_flag::syn, {}, "SYN", inferred, inferred.reason);
}

void TcpFlows::syn_ack(const Inferred& inferred, const End& opener) {
  if (opener.flow == nullptr || opener.flow->answered) return;
  opener.flow->answered = true;
  opener.other().acknowledged = 1;
  write(opener.turned(), tcp_flag::syn | tcp_flag::ack, {}, "SYN+ACK", inferred, inferred.reason);
}

void TcpFlows::ack_of_syn(const Inferred& inferred, const End& opener) {
  if (opener.flow == nullptr || opener.own().acknowledged > 0) return;
  opener.own().acknowledged = 1;
  write(opener, tcp_flag::ack, {}, "ACK of the SYN+ACK", inferred, inferred.reason);
}

// What carries bytes was opened before, whether or not that was said so far.
void TcpFlows::answer_if_not_yet(const End& end, const Inferred& inferred) {
  if (end.flow->answered) return;
  const End opener{end.flow, 0};
  Inferred handshake;  // of the same evidence; its packets go both ways, so no names
  handshake.reason = inferred.reason;
  syn_ack(handshake, opener);
  ack_of_syn(handshake, opener);
}

// In a free run the evidence of bytes can be recorded after the RST that came behind them.
void TcpFlows::all_that_arrives(const End& end, SocketId sender) {
  const auto found = arrivals_.find(sender);
  if (found == arrivals_.end()) return;
  for (const Inferred* data : found->second) data_up_to(end, sender, data->first_byte + data->byte_count, *data);
}

void TcpFlows::data_up_to(const End& end, SocketId sender, std::uint64_t stream_end, const Inferred& inferred) {
  const std::uint64_t begin = end.own().bytes;
  if (stream_end <= begin || end.own().finished) return;
  for (const WrittenPiece& part : lineage_.written(sender, begin, stream_end, lineage_.known())) {
    piece(end, part, inferred);
  }
}

// One send's part, in as many segments as it takes.
void TcpFlows::piece(const End& end, const WrittenPiece& piece, const Inferred& inferred) {
  const BegunCall* call = names_.call(piece.send);
  const ScriptPayload* payload = call != nullptr ? payload_of(call->line->call) : nullptr;
  if (payload == nullptr || piece.send_offset + piece.length > payload->size()) return;
  std::span<const std::uint8_t> bytes(payload->bytes());
  bytes = bytes.subspan(piece.send_offset, piece.length);
  std::string what;
  for (std::uint64_t offset = piece.send_offset; !bytes.empty();) {
    const std::size_t size = std::min(bytes.size(), most_in_segment);
    what.clear();
    fmt::format_to(std::back_inserter(what), "bytes {} to {} of {}.{}#{}", offset, offset + size - 1,
                   call->process < processes_.size() ? std::string_view(processes_[call->process]) : "",
                   call_name(call->line->call), call->nth);
    const bool last = size == bytes.size();
    const auto flags = static_cast<std::uint8_t>(last ? tcp_flag::ack | tcp_flag::psh : tcp_flag::ack);
    write(end, flags, bytes.first(size), what, inferred, inferred.reason);
    offset += size;
    bytes = bytes.subspan(size);
  }
}

// One side's bytes are acknowledged by the other side, which may have no socket in the recording yet.
void TcpFlows::ack(const Inferred& inferred) {
  const End sender = end_of(inferred.to);
  if (sender.flow == nullptr || sender.flow->broken) return;
  answer_if_not_yet(sender, inferred);
  const std::uint64_t bytes = std::min(inferred.first_byte + inferred.byte_count, sender.own().bytes);
  // A FIN was acknowledged with the bytes before it.
  if (bytes + 1 <= sender.other().acknowledged) return;
  sender.other().acknowledged = bytes + 1;
  write(sender.turned(), tcp_flag::ack, {}, "ACK", inferred, inferred.reason);
}

void TcpFlows::fin(const Inferred& inferred) {
  const End end = end_of(inferred.from);
  if (end.flow == nullptr || end.flow->broken || end.own().finished) return;
  answer_if_not_yet(end, inferred);
  data_up_to(end, inferred.from, inferred.first_byte, inferred);
  write(end, tcp_flag::fin | tcp_flag::ack, {}, "FIN", inferred, inferred.reason);
  end.own().finished = true;
  end.other().acknowledged = end.own().next;
  Inferred answer = inferred;
  std::swap(answer.from, answer.to);
  write(end.turned(), tcp_flag::ack, {}, "ACK of the FIN", answer,
        "A FIN that has come is acknowledged by the kernel (RFC 9293 §3.10.7.4)");
}

void TcpFlows::rst(const Inferred& inferred) {
  End end = end_of(inferred.from);
  if (end.flow == nullptr) end = end_of(inferred.to).turned();
  if (end.flow == nullptr || end.flow->broken) return;
  if (!end.flow->answered) {
    // Nobody is there who could have a number of its own.
    end.own().first_number = 0;
    end.own().acknowledged = 1;
  } else {
    all_that_arrives(end.turned(), inferred.to);
    all_that_arrives(end, inferred.from);
  }
  if (end.own().finished) {
    // What came behind the end of the conversation is what the RST answers.
    const std::vector<WrittenPiece> sent =
        lineage_.written(inferred.to, end.other().bytes, std::numeric_limits<std::uint64_t>::max(), inferred.after);
    if (!sent.empty()) piece(end.turned(), sent.front(), inferred);
  }
  write(end, tcp_flag::rst | tcp_flag::ack, {}, "RST", inferred, inferred.reason);
  end.flow->broken = true;
}

void TcpFlows::write(const End& from, std::uint8_t flags, std::span<const std::uint8_t> payload, std::string_view what,
                     const Inferred& inferred, std::string_view reason) {
  if (from.flow->broken) return;
  Side& own = from.own();
  const Side& other = from.other();
  TcpSegment segment;
  segment.from = own.at;
  segment.to = from.flow->self ? own.at : other.at;
  segment.flags = flags;
  const bool is_syn = (flags & tcp_flag::syn) != 0;
  segment.sequence = own.first_number + static_cast<std::uint32_t>(is_syn ? 0 : own.next);
  if ((flags & tcp_flag::ack) != 0) {
    segment.acknowledgement = other.first_number + static_cast<std::uint32_t>(own.acknowledged);
  }
  log_.tcp(segment, payload, {what, name_of(inferred.from), name_of(inferred.to), reason});
  own.bytes += payload.size();
  own.next += payload.size();
  if (is_syn) own.next = 1;
  if ((flags & tcp_flag::fin) != 0) ++own.next;
}

std::string_view TcpFlows::name_of(SocketId id) const {
  const MadeSocket* socket = names_.socket(id);
  return socket != nullptr ? std::string_view(socket->name) : "";
}

}  // namespace doorway
