#include "core/export/pcapng/pcapng.hpp"

#include "core/base/utf8.hpp"
#include "core/export/pcapng/blocks.hpp"
#include "core/record/event_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace doorway {
namespace {

constexpr std::string_view what_it_is =
    "No packet in this file was captured. Doorway has reconstructed each from socket calls that were really made, and "
    "from what the kernel said of the sockets: the packet's comment has the reason. TCP's bytes are cut where sends "
    "end; "
    "sequence numbers, windows and how many segments there were are not known.";

}  // namespace

PcapngFile::PcapngFile(const Recording& recording, const Inference& inference, std::int64_t began_unix_ns)
    : recording_(recording),
      inference_(inference),
      began_unix_ns_(began_unix_ns),
      addresses_(recording.scenario().processes.size()),
      flows_(inference.lineage(), inference.up_to(recording.size()), names_, addresses_, log_,
             recording.scenario().processes) {
  if (!recording.header().free_run) return;
  EventReader events(recording);
  for (Seq seq = 1; seq <= recording.size(); ++seq) addresses_.look_ahead(events.at(seq));
}

void PcapngFile::began(std::string& out) const {
  const RecordingHeader& header = recording_.header();
  const std::string system = escape_for_display(
      fmt::format("{} {} ({}), network {}", header.system, header.kernel, header.machine, header.network));
  append_section_header(out, system, "Doorway", what_it_is);
  append_interface(out, "reconstructed by Doorway", "What socket calls say of the packets between them",
                   began_unix_ns_ == 0 ? "Times count from the beginning of the recording." : "");
}

void PcapngFile::event(const Event& event, std::span<const Inferred> inferred, std::string& out) {
  names_.learn(event);
  addresses_.learn(event);
  log_.turn_to(out, static_cast<std::uint64_t>(std::max<std::int64_t>(0, began_unix_ns_ + event.t_ns)));
  if (const auto* returned = std::get_if<Returned>(&event.body)) datagram(event, *returned);
  for (const Inferred& one : inferred) {
    if (one.kind == InferredKind::port_unreachable) {
      port_unreachable(one);
    } else {
      flows_.take_in(one);
    }
  }
}

// A datagram is on the road when its send has returned, whatever becomes of it.
void PcapngFile::datagram(const Event& event, const Returned& returned) {
  const SocketAddresses* socket = addresses_.of(event.socket);
  const BegunCall* call = names_.call(returned.call);
  if (socket == nullptr || !is_udp(socket->type) || call == nullptr || returned.error != 0 || returned.result < 0)
    return;
  const ScriptPayload* payload = payload_of(call->line->call);
  if (payload == nullptr) return;
  const bool has_target = std::holds_alternative<call::SendTo>(call->line->call);
  SentDatagram& sent = last_datagrams_[event.socket];
  sent.from = addresses_.source(event.socket, index_of(event.socket));
  sent.to = has_target ? socket->target : socket->peer;
  if (sent.to.family != sent.from.family) return;
  const MadeSocket* made = names_.socket(event.socket);
  const std::string what = fmt::format("datagram of {}.{}#{}", recording_.scenario().processes.at(call->process),
                                       call_name(call->line->call), call->nth);
  const std::string fate = fate_of(returned.call);
  log_.udp(sent.from, sent.to, payload->bytes(), {what, made != nullptr ? std::string_view(made->name) : "", "", fate});
  sent.beginning = log_.latest();
}

std::string PcapngFile::fate_of(CallId send) const {
  const Inferred* fate = inference_.of_datagram(send, recording_.size());
  if (fate == nullptr) return "the kernel took it; what became of it is not known";
  switch (fate->kind) {
    case InferredKind::datagram_lost: return "It was lost: " + fate->reason;
    case InferredKind::datagram_refused: return "It was turned away: " + fate->reason;
    default: return "It arrived: " + fate->reason;
  }
}

// The answer comes from where the datagram went, and quotes it.
void PcapngFile::port_unreachable(const Inferred& inferred) {
  const auto sent = last_datagrams_.find(inferred.to);
  if (sent == last_datagrams_.end() || sent->second.beginning.empty()) return;
  const MadeSocket* made = names_.socket(inferred.to);
  log_.port_unreachable(
      sent->second.to, sent->second.from, sent->second.beginning,
      {"ICMP port unreachable", "", made != nullptr ? std::string_view(made->name) : "", inferred.reason});
}

}  // namespace doorway
