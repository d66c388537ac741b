#include "app/labels.hpp"
#include "app/scene/byte_heap.hpp"
#include "app/scene/narration_parts.hpp"
#include "core/base/errno_name.hpp"
#include "core/export/phrases.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>

namespace doorway::app {
namespace {

std::string tell_sent(const Telling& t, const Returned& returned, const IndexedCall& call) {
  const ScriptPayload& payload = *payload_of(call.line->call);
  const bool datagram = is_udp(t.type_of(t.event.socket));
  const std::string name(call_name(call.line->call));
  const std::string taken = grouped(returned.bytes);
  if (returned.bytes < payload.size()) {
    return fmt::format("{}'s {} returned {}: the kernel took {} of {}; the rest stays with {}.", t.who(), name, taken,
                       taken, count_of(payload.size(), "byte"), t.who());
  }
  const std::string bytes = fmt::format("{}, {}", count_of(payload.size(), "byte"), quoted_bytes(payload.bytes(), 24));
  if (datagram) {
    const std::string to = call.target.family == Family::none ? std::string("the other end") : t.place(call.target);
    if (t.is_story()) {
      return fmt::format("{} posted a postcard (datagram) to {}: {}. Nobody tells {} whether it arrives.", t.who(), to,
                         bytes, t.who());
    }
    return fmt::format("{}'s {} returned {}: the kernel took a datagram for {}: {}.", t.who(), name, taken, to, bytes);
  }
  if (t.is_story()) {
    return fmt::format("{} pushed a letter through {}: {}. The kernel has it now.", t.who(), t.at(t.event.socket),
                       bytes);
  }
  return fmt::format("{}'s {} returned {}: the kernel took all of it, {}. That is not yet delivery.", t.who(), name,
                     taken, quoted_bytes(payload.bytes(), 24));
}

/// recv and recvfrom that brought no byte.
std::string tell_nothing(const Telling& t, const IndexedCall& call) {
  const std::string line = line_text(*call.line);
  if (is_udp(t.type_of(t.event.socket))) {
    return fmt::format("{}'s {} returned 0: an empty datagram came. That is no end of anything.", t.who(), line);
  }
  const auto* recv = std::get_if<call::Recv>(&call.line->call);
  if (recv != nullptr && recv->size_bytes == 0) {
    return fmt::format("{}'s {} returned 0, as it asked for no byte.", t.who(), line);
  }
  if (t.is_story()) {
    return fmt::format("{} opened {} and found the end of the stream ({} returned 0): nothing more comes.", t.who(),
                       t.at(t.event.socket), line);
  }
  return fmt::format("{}'s {} returned 0: end of stream. The other side has finished sending.", t.who(), line);
}

std::string tell_received(const Telling& t, const Returned& returned, const IndexedCall& call) {
  if (returned.outcome == nullptr || returned.outcome->data == nullptr || returned.outcome->data->empty()) {
    return tell_nothing(t, call);
  }
  const Outcome& outcome = *returned.outcome;
  const std::vector<WrittenPiece> pieces = pieces_of(t.lineage.sources(call.id, t.world.cursor));
  const std::string origin = sends_text(pieces, t.index);
  const std::string bytes = quoted_bytes(*outcome.data, 24);
  std::string text;
  if (t.is_story()) {
    text = fmt::format("{} opened {} and took out {}: {}{}.", t.who(), t.at(t.event.socket),
                       count_of(outcome.data->size(), "byte"), bytes, origin.empty() ? "" : ", " + origin);
  } else {
    text = fmt::format("{}'s {} returned {}: {}.", t.who(), line_text(*call.line), grouped(outcome.data->size()),
                       origin.empty() ? bytes : origin + ", " + bytes);
  }
  if (outcome.truncated) text += " The rest of the datagram did not fit and is gone.";
  return text;
}

struct Explanation {
  int error;
  std::string_view text;
};

constexpr std::array explanations{
    Explanation{ECONNREFUSED, "nobody listens at that port"},
    Explanation{EPIPE, "this end can send no more: it has finished sending, or the connection was broken off"},
    Explanation{ECONNRESET, "the other side broke the connection off, and what was not read yet is lost"},
    Explanation{EADDRINUSE, "that port is taken, or a connection that has just ended still holds it"},
    Explanation{EISCONN, "this socket is connected already"},
    Explanation{ENOTCONN, "this socket is not connected with anybody"},
    Explanation{EBADF, "there is no such socket any more: it was closed"},
    Explanation{EMSGSIZE, "this is too long for one datagram"},
    Explanation{EAGAIN, "it would have to wait, and this call does not wait"},
    Explanation{ETIMEDOUT, "the other side did not answer in time"},
    Explanation{EINPROGRESS, "the connection is being made; the call did not wait for it"},
    Explanation{EALREADY, "the connection is still being made"},
    Explanation{EINVAL, "the socket is not in a state in which this can be asked of it"},
    Explanation{EDESTADDRREQ, "no address is known to send to"},
    Explanation{EOPNOTSUPP, "a socket of this kind cannot do that"},
};

}  // namespace

std::string tell_bytes(const Telling& t, const Returned& returned, const IndexedCall& call) {
  return payload_of(call.line->call) != nullptr ? tell_sent(t, returned, call) : tell_received(t, returned, call);
}

std::string errno_explained(int error, std::string_view call_name) {
  if (error == ECONNREFUSED && call_name != "connect") {
    return "an earlier datagram found nobody at that port (ICMP said so)";
  }
  for (const Explanation& explanation : explanations) {
    if (explanation.error == error) return std::string(explanation.text);
  }
  return errno_text(error);
}

std::string tell_failure(const Telling& t, const Returned& returned, const IndexedCall& call) {
  const SocketState* socket = find_socket(t.world, call.socket);
  const bool never_connected = returned.error == EPIPE && socket != nullptr && is_tcp(socket->type) &&
                               socket->peer.family == Family::none && socket->bytes_written == 0;
  const bool time_was_up = returned.error == EAGAIN && !call.sleeps.empty();
  const bool own_bind = own_bind_failed(returned);
  const std::string why = never_connected ? "this socket was never connected with anybody"
                          : time_was_up   ? t.is_story() ? "it may wait no longer (rcvtimeo), and nothing came"
                                                         : "it slept as long as rcvtimeo lets it, and nothing came"
                          : own_bind      ? errno_explained(returned.error, "bind")
                                          : errno_explained(returned.error, call_name(call.line->call));
  std::string text =
      fmt::format("{}'s {} failed with {}: {}.", t.who(), line_text(*call.line), errno_name(returned.error), why);
  if (payload_of(call.line->call) != nullptr && returned.bytes > 0) {
    text += fmt::format(" Before that the kernel had taken {}.", count_of(returned.bytes, "byte"));
  }
  if (own_bind) {
    text += t.is_story() ? " It was not made: Doorway itself was to put a number on the door first, and could not."
                         : " It was not made: Doorway was to bind the socket to its own address first, and could not.";
  }
  return text;
}

}  // namespace doorway::app
