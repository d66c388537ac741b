#pragma once

#include "core/export/event_names.hpp"
#include "core/export/pcapng/addresses.hpp"
#include "core/export/pcapng/packet_log.hpp"
#include "core/replay/inferred.hpp"
#include "core/replay/lineage.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doorway {

/// Turns what was inferred of TCP into segments whose numbers fit together: each connect that sent a SYN is a flow with
/// two sides, and each side counts its SYN, its bytes and its FIN. What is said of a flow comes in the order of the
/// evidence; where that lacks something that must have been before (bytes without a handshake), it is put in front.
class TcpFlows {
 public:
  /// All outlive it. `lineage` and `inferred` know the whole recording, the others the events up to the present one.
  TcpFlows(const Lineage& lineage, std::span<const Inferred> inferred, const EventNames& names,
           const AddressNotes& addresses, PacketLog& log, const std::vector<std::string>& processes);

  /// Everything but UDP's and ICMP's.
  void take_in(const Inferred& inferred);

 private:
  struct Side {
    Endpoint at;
    std::uint32_t first_number = 0;  // of its SYN
    std::uint64_t next = 0;          // what it sends next, counted from its SYN
    std::uint64_t acknowledged = 0;  // what it has acknowledged, counted from the other side's SYN
    std::uint64_t bytes = 0;         // of its stream, sent so far
    bool finished = false;           // its FIN is sent
  };
  struct Flow {
    std::array<Side, 2> sides;  // who opens it comes first
    bool self = false;          // a socket that is connected with itself: one side is both
    bool answered = false;      // the handshake is over
    bool broken = false;        // an RST was sent, and nothing comes behind it
  };
  /// A side of a flow, seen from a socket.
  struct End {
    Flow* flow = nullptr;
    std::size_t side = 0;

    [[nodiscard]] Side& own() const { return flow->sides.at(flow->self ? 0 : side); }
    [[nodiscard]] Side& other() const { return flow->sides.at(flow->self ? 0 : 1 - side); }
    [[nodiscard]] End turned() const { return {flow, 1 - side}; }
  };
  struct Place {
    std::size_t flow = 0;
    std::size_t side = 0;
  };

  End end_of(SocketId id);
  End open(SocketId opener);
  void syn(const Inferred& inferred);
  void syn_ack(const Inferred& inferred, const End& opener);
  void ack_of_syn(const Inferred& inferred, const End& opener);
  void answer_if_not_yet(const End& end, const Inferred& inferred);
  void all_that_arrives(const End& end, SocketId sender);
  void data_up_to(const End& end, SocketId sender, std::uint64_t stream_end, const Inferred& inferred);
  void piece(const End& end, const WrittenPiece& piece, const Inferred& inferred);
  void ack(const Inferred& inferred);
  void fin(const Inferred& inferred);
  void rst(const Inferred& inferred);
  void write(const End& from, std::uint8_t flags, std::span<const std::uint8_t> payload, std::string_view what,
             const Inferred& inferred, std::string_view reason);
  [[nodiscard]] std::string_view name_of(SocketId id) const;

  const Lineage& lineage_;
  const EventNames& names_;
  const AddressNotes& addresses_;
  PacketLog& log_;
  const std::vector<std::string>& processes_;
  std::vector<Flow> flows_;
  std::map<SocketId, Place> ends_;
  std::map<SocketId, std::vector<const Inferred*>> arrivals_;  // data, of the sockets of which an RST is inferred
  std::map<std::pair<Endpoint, Endpoint>, std::size_t> by_addresses_;  // the opener's, and where it connected to
};

}  // namespace doorway
