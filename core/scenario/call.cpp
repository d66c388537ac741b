#include "core/scenario/call.hpp"

#include <array>

namespace doorway {

std::string_view call_name(const Call& call) {
  static constexpr std::array<std::string_view, std::variant_size_v<Call>> names{
      "socket", "bind", "listen", "accept", "connect", "send",  "recv", "sendto", "recvfrom", "shutdown",
      "close",  "exit", "poll",   "wait",   "wait",    "local", "peer", "get",    "set"};
  return names.at(call.index());
}

std::string_view to_string(Option option) {
  switch (option) {
    case Option::nodelay: return "nodelay";
    case Option::sndbuf: return "sndbuf";
    case Option::rcvbuf: return "rcvbuf";
    case Option::reuseaddr: return "reuseaddr";
    case Option::nonblocking: return "nonblocking";
    case Option::rcvtimeo: return "rcvtimeo";
    case Option::linger: return "linger";
  }
  return "";
}

const SocketRef* port_needed_by(const Call& call) {
  if (const auto* bind = std::get_if<call::Bind>(&call)) return bind->port_of ? &*bind->port_of : nullptr;
  if (const auto* connect = std::get_if<call::Connect>(&call)) return &connect->to;
  if (const auto* send = std::get_if<call::SendTo>(&call)) return &send->to;
  return nullptr;
}

const ScriptPayload* payload_of(const Call& call) {
  if (const auto* send = std::get_if<call::Send>(&call)) return &send->payload;
  if (const auto* send = std::get_if<call::SendTo>(&call)) return &send->payload;
  return nullptr;
}

}  // namespace doorway
