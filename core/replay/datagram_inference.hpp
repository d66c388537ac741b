#pragma once

#include "core/replay/inferred.hpp"
#include "core/replay/lineage.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <utility>
#include <vector>

namespace doorway {

/// The part of the inference that knows UDP: datagrams that have arrived, were lost or refused, and ICMP's
/// answers.
class DatagramInference {
 public:
  /// `world` and `lineage` have the event taken in; events come in order.
  void take_in(const WorldState& world, const Lineage& lineage, const Event& event, std::vector<Inferred>& out);

 private:
  /// A datagram on its way, as far as the events say.
  struct Sent {
    CallId call{};
    SocketId sender = SocketId::none;
    std::uint64_t byte_count = 0;
  };
  struct Notes {
    Endpoint local;
    std::deque<Sent> unseen;     // sent to this socket, and neither arrived nor lost as far as is known
    std::uint64_t arrivals = 0;  // inferred so far
    std::uint32_t memory_bytes = 0;
    std::uint32_t next_bytes = 0;
    std::uint32_t dropped = 0;
    bool answer_told = false;  // the ICMP answer that the next call will report is inferred already
  };
  struct Look;

  Notes& notes(SocketId id);
  void note_address(const Look& look);
  void sent(const Look& look, const Lineage& lineage);
  void turned_away(const Look& look, const Sent& datagram, const Endpoint& target, SocketId owner);
  void received(const Look& look, const Lineage& lineage);
  void refused(const Look& look);
  void observed(const Look& look, const KernelSample& sample);
  void lost(const Look& look, std::uint32_t count, bool only_lost);
  void arrived(const Look& look, const Sent& datagram, SocketId receiver, std::string reason);
  [[nodiscard]] SocketId receiver_at(const WorldState& world, const Endpoint& endpoint, const Endpoint& source) const;

  std::vector<Notes> notes_;  // by SocketId
  std::map<std::pair<Family, std::uint16_t>, std::vector<SocketId>> by_port_;
};

}  // namespace doorway
