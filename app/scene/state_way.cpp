#include "app/scene/state_way.hpp"

#include "core/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace doorway::app {
namespace {

std::string reason_of(const StateMark& mark, const LeafSources& sources) {
  switch (mark.evidence) {
    case StateEvidence::sampled:
      return fmt::format("Measured at step {}: the kernel said {} (tcpi_state of TCP_INFO)",
                         sources.steps.step_at(mark.seq), to_string(mark.state));
    case StateEvidence::socket_returned:
      return "Inferred: socket() made it, and a new TCP socket has no connection (RFC 9293 §3.3.2)";
    case StateEvidence::listen_returned: return "Inferred: listen() returned 0 (RFC 9293 §3.10.1)";
    case StateEvidence::accept_returned:
      return mark.state == TcpState::syn_received
                 ? "Inferred: accept() gave it out. A listener answers a SYN with a connection in SYN-RCVD "
                   "(RFC 9293 §3.10.7.2), and that was before accept()"
                 : "Inferred: accept() gives out what has been ESTABLISHED (RFC 9293 §3.10.1)";
    case StateEvidence::connect_began:
      return "Inferred: connect() would block: the SYN is sent, and the answer is not here yet (RFC 9293 §3.10.1)";
    case StateEvidence::connect_failed:
      return mark.state == TcpState::closed
                 ? "Inferred: connect() failed, and there is no connection any more (RFC 9293 §3.10.7.3)"
                 : "Inferred: connect() failed for want of a good answer, so it had sent a SYN (RFC 9293 §3.10.7.3)";
    case StateEvidence::connect_returned:
      return "Inferred: connect() returned 0, so the handshake is over (RFC 9293 §3.5)";
  }
  return "";
}

void pass(std::vector<StateStop>& way, TcpState to, const TcpWays& ways) {
  if (way.empty()) return;
  const TcpState from = way.back().state;
  for (const TcpState state : states_between(from, to, ways)) {
    way.push_back({state, false,
                   fmt::format("Inferred: every way from {} to {} leads through it (RFC 9293 §3.3.2)",
                               figure_name(from), figure_name(to))});
  }
}

void add(std::vector<StateStop>& way, const StateMark& mark, bool listens, const LeafSources& sources) {
  const bool measured = mark.evidence == StateEvidence::sampled;
  const std::string reason = reason_of(mark, sources);
  if (!way.empty() && way.back().state == mark.state) {
    if (measured) way.back() = {mark.state, true, reason};
    return;
  }
  pass(way, mark.state, {listens, mark.may_break});
  way.push_back({mark.state, measured, reason});
}

/// What the events say that this socket sent with its close, or after it: a FIN or an RST.
const Inferred* farewell(const LeafSources& sources, SocketId id, Seq closed) {
  const auto said_at = [&](Seq seq) -> const Inferred* {
    for (const Inferred& inferred : sources.inference.at(seq)) {
      const bool is_goodbye = inferred.kind == InferredKind::fin || inferred.kind == InferredKind::rst;
      if (is_goodbye && inferred.from == id) return &inferred;
    }
    return nullptr;
  };
  if (const Inferred* said = said_at(closed)) return said;
  const SocketState* socket = find_socket(sources.world, id);
  if (socket == nullptr || socket->connected_with == SocketId::none) return nullptr;
  for (const StateMark& mark : sources.index.history().states(socket->connected_with, sources.cursor())) {
    if (mark.seq <= closed) continue;
    if (const Inferred* said = said_at(mark.seq)) return said;
  }
  return nullptr;
}

/// Where a socket went when its program closed it: no descriptor is left to ask the kernel with.
std::optional<StateStop> after_close(const LeafSources& sources, SocketId id, Seq closed, TcpState at) {
  if (at == TcpState::listen || at == TcpState::syn_sent) {
    return StateStop{TcpState::closed, false,
                     fmt::format("Inferred: close() in {} ends it at once (RFC 9293 §3.10.4)", figure_name(at))};
  }
  const Inferred* said = farewell(sources, id, closed);
  if (said == nullptr) return std::nullopt;
  const std::string reason = "Inferred: " + escape_for_display(said->reason);
  if (said->kind == InferredKind::rst) return StateStop{TcpState::closed, false, reason};
  if (at == TcpState::established || at == TcpState::syn_received)
    return StateStop{TcpState::fin_wait_1, false, reason};
  if (at == TcpState::close_wait) return StateStop{TcpState::last_ack, false, reason};
  return std::nullopt;
}

}  // namespace

std::vector<StateStop> state_way(const LeafSources& sources, SocketId socket) {
  std::vector<StateStop> way;
  const std::span<const StateMark> marks = sources.index.history().states(socket, sources.cursor());
  const std::span<const StateMark> last = marks.last(std::min(marks.size(), most_stops));
  const bool listens =
      std::any_of(last.begin(), last.end(), [](const StateMark& mark) { return mark.state == TcpState::listen; });
  for (const StateMark& mark : last) add(way, mark, listens, sources);
  const Seq closed = sources.index.history().closed_at(socket, sources.cursor());
  if (closed != 0 && !way.empty()) {
    if (auto stop = after_close(sources, socket, closed, way.back().state)) way.push_back(std::move(*stop));
  }
  if (way.size() > most_stops) way.erase(way.begin(), way.end() - static_cast<std::ptrdiff_t>(most_stops));
  return way;
}

}  // namespace doorway::app
