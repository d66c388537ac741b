#include "core/replay/inference.hpp"

#include <algorithm>

namespace doorway {

std::string_view to_string(InferredKind kind) {
  switch (kind) {
    case InferredKind::syn: return "syn";
    case InferredKind::syn_ack: return "syn_ack";
    case InferredKind::ack_of_syn: return "ack_of_syn";
    case InferredKind::data: return "data";
    case InferredKind::ack: return "ack";
    case InferredKind::fin: return "fin";
    case InferredKind::rst: return "rst";
    case InferredKind::datagram: return "datagram";
    case InferredKind::port_unreachable: return "port_unreachable";
    case InferredKind::datagram_lost: return "datagram_lost";
    case InferredKind::datagram_refused: return "datagram_refused";
  }
  return "";
}

std::string_view segment_name(InferredKind kind) {
  switch (kind) {
    case InferredKind::syn: return "SYN";
    case InferredKind::syn_ack: return "SYN+ACK";
    case InferredKind::ack_of_syn: return "ACK";
    case InferredKind::fin: return "FIN";
    case InferredKind::rst: return "RST";
    case InferredKind::data:
    case InferredKind::ack:
    case InferredKind::datagram:
    case InferredKind::port_unreachable:
    case InferredKind::datagram_lost:
    case InferredKind::datagram_refused: return "";
  }
  return "";
}

std::string name_of(const WorldState& world, SocketId id) {
  const SocketState* socket = find_socket(world, id);
  return socket != nullptr ? socket->name : "an unknown socket";
}

Inference::Inference(const Recording& recording) : events_(recording), lineage_(recording) {}

void Inference::update() {
  update(events_.recording().size());
}

void Inference::update(Seq up_to) {
  while (lineage_.known() < up_to) {
    const Event& event = events_.at(lineage_.known() + 1);
    lineage_.take_in(event);
    streams_.take_in(lineage_.world(), event, inferred_);
    const std::size_t before = inferred_.size();
    datagrams_.take_in(lineage_.world(), lineage_, event, inferred_);
    for (std::size_t i = before; i < inferred_.size(); ++i) {
      if (inferred_[i].call) of_datagram_.emplace(*inferred_[i].call, i);
    }
  }
}

void Inference::forget() {
  inferred_.clear();
  of_datagram_.clear();
}

const Inferred* Inference::of_datagram(CallId send, Seq cursor) const {
  const auto found = of_datagram_.find(send);
  return found != of_datagram_.end() && inferred_[found->second].after <= cursor ? &inferred_[found->second] : nullptr;
}

std::span<const Inferred> Inference::up_to(Seq cursor) const {
  const auto end = std::upper_bound(inferred_.begin(), inferred_.end(), cursor,
                                    [](Seq seq, const Inferred& inferred) { return seq < inferred.after; });
  return {inferred_.begin(), end};
}

std::span<const Inferred> Inference::at(Seq seq) const {
  if (seq == 0) return {};
  return up_to(seq).subspan(up_to(seq - 1).size());
}

}  // namespace doorway
