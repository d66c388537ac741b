#include "core/export/phrases.hpp"

#include "core/base/errno_name.hpp"
#include "core/base/utf8.hpp"
#include "core/export/poll_names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <optional>
#include <vector>

namespace doorway {
namespace {

template <class C>
bool is(const Call& call) {
  return std::holds_alternative<C>(call);
}

std::string address(const std::optional<Endpoint>& endpoint) {
  return endpoint && endpoint->family != Family::none ? to_string(*endpoint) : std::string();
}

/// Whether a character shows as what it is, and as nothing else.
bool is_plain(char32_t point) {
  return !is_control(point) && !is_bidi_control(point) && !is_invisible(point) && !is_odd_space(point);
}

std::string names_of(const std::vector<SocketId>& sockets, const EventNames& names) {
  std::vector<std::string_view> list;
  for (const SocketId id : sockets) {
    if (const MadeSocket* socket = names.socket(id)) list.push_back(name_at_home(socket->name));
  }
  return escape_for_display(fmt::format("{}", fmt::join(list, ", ")));
}

std::string answers_phrase(const std::vector<PollAnswer>& answers) {
  std::vector<std::string> list;
  for (const PollAnswer& answer : answers) {
    if (answer.events == 0) continue;
    list.push_back(fmt::format("{} {}", escape_for_display(answer.name), fmt::join(poll_names(answer.events), "|")));
  }
  return fmt::format("{}", fmt::join(list, ", "));
}

/// recv and recvfrom that succeeded: the bytes, or what it means that there are none.
std::string received_phrase(const Returned& returned, const Line& line, const Outcome& outcome, SocketType type) {
  std::string text = fmt::format("→ {}", returned.result);
  const auto* recv = std::get_if<call::Recv>(&line.call);
  if (outcome.data != nullptr && !outcome.data->empty()) {
    text += " " + shown_bytes(*outcome.data);
  } else if (is_udp(type)) {
    text += ", an empty datagram";
  } else if (recv == nullptr || recv->size_bytes > 0) {
    text += ", end of stream";
  }
  if (const std::string peer = address(outcome.peer); !peer.empty()) text += ", from " + peer;
  if (outcome.truncated) text += ", the rest of the datagram is gone";
  return text;
}

std::string made_phrase(const Outcome& outcome) {
  const std::string peer = address(outcome.peer);
  return fmt::format("→ {}{}", escape_for_display(name_at_home(outcome.made->name)),
                     peer.empty() ? "" : ", from " + peer);
}

std::string connected_phrase(const Returned& returned, const Outcome& outcome) {
  const std::string local = address(outcome.local);
  const std::string peer = address(outcome.peer);
  const std::string from = local.empty() ? "" : ", from " + local;
  return fmt::format("→ {}{}{}", returned.result, from, peer.empty() ? "" : " to " + peer);
}

std::string failed_phrase(const Returned& returned, const Line& line) {
  std::string text = fmt::format("→ -1 {} {}", errno_name(returned.error), errno_text(returned.error));
  if (payload_of(line.call) != nullptr && returned.bytes > 0) {
    text += fmt::format(", after {} taken", count_of(returned.bytes, "byte"));
  }
  if (own_bind_failed(returned)) text += ", from Doorway's own bind before it";
  return text;
}

std::string happening(const Inferred& inferred) {
  const std::string bytes = count_of(inferred.byte_count, "byte");
  switch (inferred.kind) {
    case InferredKind::syn:
    case InferredKind::syn_ack:
    case InferredKind::fin:
    case InferredKind::rst: return std::string(segment_name(inferred.kind));
    case InferredKind::ack_of_syn: return "ACK of the SYN+ACK";
    case InferredKind::data: return "data, " + bytes;
    case InferredKind::ack: return "ACK of " + bytes;
    case InferredKind::datagram: return "datagram of " + bytes;
    case InferredKind::port_unreachable: return "ICMP port unreachable";
    case InferredKind::datagram_lost: return inferred.call ? "lost: datagram of " + bytes : "lost: a datagram";
    case InferredKind::datagram_refused: return "turned away: datagram of " + bytes;
  }
  return "";
}

/// A list of changes in the making.
class Changes {
 public:
  void say(bool changed, std::string text) {
    if (changed) parts_.push_back(std::move(text));
  }
  /// A count that was absent or 0 and is 0 now is no news.
  void count(const std::optional<std::uint32_t>& before, const std::optional<std::uint32_t>& after,
             std::string_view adjective, std::string_view when_zero) {
    if (before.value_or(0) == after.value_or(0)) return;
    const std::uint32_t now = after.value_or(0);
    parts_.push_back(now == 0 ? std::string(when_zero) : fmt::format("{} {}", count_of(now, "byte"), adjective));
  }
  [[nodiscard]] std::string text() const { return fmt::format("{}", fmt::join(parts_, ", ")); }

 private:
  std::vector<std::string> parts_;
};

/// `is_cut`: there were more than `longest` characters.
std::string quoted(std::span<const std::uint8_t> bytes, std::size_t longest, bool& is_cut) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  std::string shown;
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size() && count < longest; ++count) {
    const DecodedCharacter next = decode_utf8(text.substr(at));
    const std::string_view piece = text.substr(at, next.size_bytes);
    if (piece == "\n") {
      shown += "\\n";
    } else if (piece == "\t") {
      shown += "\\t";
    } else if (piece == "\"" || piece == "\\") {
      shown += "\\" + std::string(piece);
    } else if (next.valid && is_plain(next.code_point)) {
      shown += piece;
    } else {
      for (const char byte : piece) shown += fmt::format("\\x{:02X}", static_cast<unsigned char>(byte));
    }
    at += next.size_bytes;
  }
  is_cut = at < text.size();
  return fmt::format("\"{}{}\"", shown, is_cut ? "…" : "");
}

}  // namespace

std::string_view name_at_home(std::string_view unique_name) {
  const std::size_t dot = unique_name.find('.');
  return dot == std::string_view::npos ? unique_name : unique_name.substr(dot + 1);
}

std::string quoted_bytes(std::span<const std::uint8_t> bytes, std::size_t longest) {
  bool is_cut = false;
  return quoted(bytes, longest, is_cut);
}

std::string shown_bytes(std::span<const std::uint8_t> bytes, std::size_t longest) {
  bool is_cut = false;
  const std::string words = quoted(bytes, longest, is_cut);
  return is_cut ? words + ", " + count_of(bytes.size(), "byte") : words;
}

std::string result_phrase(const Event& event, const Returned& returned, const Line& line, const EventNames& names) {
  if (returned.result < 0) return failed_phrase(returned, line);
  const Outcome outcome = returned.outcome != nullptr ? *returned.outcome : Outcome{};
  if (outcome.made) return made_phrase(outcome);
  if (is<call::Recv>(line.call) || is<call::RecvFrom>(line.call)) {
    const MadeSocket* socket = names.socket(event.socket);
    return received_phrase(returned, line, outcome, socket != nullptr ? socket->type : SocketType::tcp);
  }
  if (is<call::Connect>(line.call)) return connected_phrase(returned, outcome);
  if (is<call::Local>(line.call)) return fmt::format("→ {}", address(outcome.local));
  if (is<call::Peer>(line.call)) return fmt::format("→ {}", address(outcome.peer));
  std::string text = fmt::format("→ {}", returned.result);
  if (const ScriptPayload* payload = payload_of(line.call); payload != nullptr && returned.bytes < payload->size()) {
    text += " of " + count_of(payload->size(), "byte");
  }
  if (const std::string local = address(outcome.local); !local.empty()) {
    text += ", now " + local + (outcome.bound_first ? " (bound by Doorway)" : "");
  }
  if (const std::string answers = answers_phrase(outcome.answers); !answers.empty()) text += ": " + answers;
  if (const std::string closed = names_of(outcome.closed, names); !closed.empty() && is<call::Exit>(line.call)) {
    text += ", closed " + closed;
  }
  return text;
}

std::string inferred_phrase(const Inferred& inferred, const EventNames& names) {
  const auto name_of = [&names](SocketId id) {
    const MadeSocket* socket = names.socket(id);
    return socket != nullptr ? escape_for_display(socket->name) : std::string("an unknown socket");
  };
  return fmt::format("{}, {} to {}", happening(inferred), name_of(inferred.from), name_of(inferred.to));
}

std::string until_phrase(SleepsUntil until, const Call& call) {
  switch (until) {
    case SleepsUntil::readable: return is<call::Accept>(call) ? "until a connection comes" : "until it can read";
    case SleepsUntil::writable:
      return is<call::Connect>(call) ? "until it is connected" : "until there is room to write";
    case SleepsUntil::ready: return "until one of its sockets is ready";
    case SleepsUntil::enough: {
      const auto* wait = std::get_if<call::WaitReadable>(&call);
      return fmt::format("until {} readable",
                         wait != nullptr ? count_of(wait->size_bytes, "byte") + " are" : "enough is");
    }
    case SleepsUntil::time: return "until its time is up";
  }
  return "";
}

std::string sleep_phrase(const Sleeps& sleeps, const Line& line) {
  std::string text = "sleeps " + until_phrase(sleeps.until, line.call);
  if (payload_of(line.call) != nullptr) {
    text += fmt::format(", {} of {} taken", grouped(sleeps.bytes), count_of(payload_of(line.call)->size(), "byte"));
  }
  return text;
}

std::string change_phrase(const KernelSample& before, const KernelSample& after, SocketType type) {
  Changes changes;
  if (after.state && before.state != after.state) changes.say(true, std::string(to_string(*after.state)));
  if (is_udp(type)) {
    const bool other = before.input_ready != after.input_ready ||
                       before.readable_bytes.value_or(0) != after.readable_bytes.value_or(0);
    changes.say(other && after.input_ready,
                fmt::format("next datagram: {}", count_of(after.readable_bytes.value_or(0), "byte")));
    changes.say(other && !after.input_ready, "no datagram waits");
  } else {
    changes.count(before.readable_bytes, after.readable_bytes, "readable", "nothing readable");
  }
  changes.count(before.unsent_bytes, after.unsent_bytes, "unsent", "nothing unsent");
  changes.count(before.unacked_bytes, after.unacked_bytes, "unacknowledged", "everything acknowledged");
  // Of a socket that is CLOSED poll says so as well, whoever ended the connection.
  changes.say(!before.end_of_stream && after.end_of_stream && after.state != TcpState::closed,
              "the other side has finished sending");
  // poll says so of a TCP socket that was never connected, too: of a first sample it is no news.
  changes.say(before.state && !before.hung_up && after.hung_up, "both directions are over");
  changes.say(!before.error && after.error, "an error waits for the next call");
  changes.say(before.error && !after.error, "no error waits any more");
  changes.say(before.waiting_connections.value_or(0) != after.waiting_connections.value_or(0),
              fmt::format("{} to accept (backlog {})", count_of(after.waiting_connections.value_or(0), "connection"),
                          after.backlog.value_or(0)));
  changes.count(before.receive_memory_bytes, after.receive_memory_bytes, "of receive memory in use",
                "receive memory empty");
  changes.say(before.dropped_datagrams.value_or(0) != after.dropped_datagrams.value_or(0),
              fmt::format("{} dropped so far", count_of(after.dropped_datagrams.value_or(0), "datagram")));
  changes.say(before.retransmits.value_or(0) != after.retransmits.value_or(0),
              count_of(after.retransmits.value_or(0), "retransmission"));
  return changes.text();
}

}  // namespace doorway
