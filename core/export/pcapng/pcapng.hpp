#pragma once

#include "core/export/event_names.hpp"
#include "core/export/pcapng/addresses.hpp"
#include "core/export/pcapng/packet_log.hpp"
#include "core/export/pcapng/tcp_flows.hpp"
#include "core/record/recording.hpp"
#include "core/replay/inference.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>

namespace doorway {

/// A recording as a pcapng file for Wireshark: the packets that must have gone between the sockets, as far as the
/// recording and what is inferred from it say. Each packet's comment says that it is reconstructed, and why it is
/// there. TCP's bytes are cut where sends end; how the kernel cut them is not known. Numbers, ports and times of
/// packets follow from the recording alone, so that the same recording gives the same file. Made as the events come:
/// `began`, then `event` for each event in order. Each appends whole blocks.
class PcapngFile {
 public:
  /// Both outlive it; `inference` knows the whole recording. `began_unix_ns`: when the recording began, in nanoseconds
  /// since 1970; without it the packets' times count from its beginning.
  PcapngFile(const Recording& recording, const Inference& inference, std::int64_t began_unix_ns = 0);

  PcapngFile(const PcapngFile&) = delete;
  PcapngFile& operator=(const PcapngFile&) = delete;

  void began(std::string& out) const;
  /// `inferred`: what follows from the event.
  void event(const Event& event, std::span<const Inferred> inferred, std::string& out);

 private:
  void datagram(const Event& event, const Returned& returned);
  void port_unreachable(const Inferred& inferred);
  [[nodiscard]] std::string fate_of(CallId send) const;

  const Recording& recording_;
  const Inference& inference_;
  std::int64_t began_unix_ns_;
  EventNames names_;
  AddressNotes addresses_;
  PacketLog log_;
  TcpFlows flows_;
  struct SentDatagram {
    Endpoint from;
    Endpoint to;
    std::string beginning;
  };
  std::map<SocketId, SentDatagram> last_datagrams_;
};

}  // namespace doorway
