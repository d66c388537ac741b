#include "core/export/mermaid.hpp"

#include "core/base/utf8.hpp"
#include "core/export/phrases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace doorway {
namespace {

constexpr std::string_view solid = "->>";
constexpr std::string_view dashed = "-->>";
constexpr std::string_view dashed_cross = "--x";

// `#` and `;` end a text; `%%` begins a comment, `%%{` a directive, `$$` a formula; Mermaid rewrites lines with "style"
// and a colon; the rest is HTML.
constexpr std::string_view entity_of(char character) {
  switch (character) {
    case '#': return "#35;";
    case ';': return "#59;";
    case ':': return "#58;";
    case '%': return "#37;";
    case '$': return "#36;";
    case '{': return "#123;";
    case '}': return "#125;";
    case '"': return "#quot;";
    case '&': return "#amp;";
    case '<': return "#lt;";
    case '>': return "#gt;";
    case '`': return "#96;";
    case '\\': return "#92;";
    default: return "";
  }
}

bool is_of_handshake(const Inferred& inferred) {
  return inferred.kind == InferredKind::syn || inferred.kind == InferredKind::syn_ack ||
         inferred.kind == InferredKind::ack_of_syn;
}

/// What an arrow of inference says; empty where none is drawn.
std::string_view label_of(InferredKind kind) {
  if (kind == InferredKind::port_unreachable) return "ICMP port unreachable";
  if (kind == InferredKind::datagram_lost) return "lost";
  if (kind == InferredKind::datagram_refused) return "turned away";
  return segment_name(kind);
}

}  // namespace

std::string mermaid_text(std::string_view text, std::size_t max_characters) {
  std::string shown;
  for (const char character : escape_for_display(text, max_characters)) {
    const std::string_view entity = entity_of(character);
    if (entity.empty()) {
      shown += character;
    } else {
      shown += entity;
    }
  }
  return shown;
}

/// What each kind of event adds.
struct MermaidDiagram::Write {
  MermaidDiagram& diagram;
  const Event& event;
  std::string& out;

  [[nodiscard]] const BegunCall* call() const { return diagram.names_.latest_call(event.process); }

  void operator()(const Called&) const {}
  void operator()(const Sleeps& sleeps) const {
    if (call() == nullptr) return;
    diagram.activate(event.process, out);
    diagram.note(event.process, call()->line->text + " " + sleep_phrase(sleeps, *call()->line), out);
  }
  void operator()(const Woke& woke) const {
    diagram.deactivate(event.process, out);
    if (call() == nullptr) return;
    diagram.note(event.process, call()->line->text + (woke.timed_out ? " wakes, its time is up" : " wakes"), out);
  }
  void operator()(const Returned& returned) const {
    diagram.deactivate(event.process, out);
    if (call() == nullptr) return;
    for (const Segment& segment : diagram.lineage_.sources(returned.call, event.seq)) came(returned, segment);
    diagram.note(event.process,
                 call()->line->text + " " + result_phrase(event, returned, *call()->line, diagram.names_), out);
  }
  void operator()(const Observed&) const {}
  void operator()(const TurnedAway& stranger) const {
    const MadeSocket* socket = diagram.names_.socket(event.socket);
    diagram.note(event.process,
                 fmt::format("a stranger was turned away at {}, {}", socket != nullptr ? socket->name : "a socket",
                             to_string(stranger.peer)),
                 out);
  }
  void operator()(const Ended&) const { diagram.note(event.process, "ended", out); }

  /// The part of what a recv brought that one send wrote.
  void came(const Returned& returned, const Segment& segment) const {
    const BegunCall* send = diagram.names_.call(segment.send);
    if (send == nullptr) return;
    std::string text = count_of(segment.length, "byte");
    if (returned.outcome != nullptr && returned.outcome->data != nullptr) {
      const Bytes& data = *returned.outcome->data;
      const std::size_t begin = std::min<std::size_t>(segment.recv_offset, data.size());
      const std::size_t length = std::min<std::size_t>(segment.length, data.size() - begin);
      text = shown_bytes(std::span(data).subspan(begin, length));
    }
    diagram.arrow(send->process, solid, event.process,
                  fmt::format("{} of {}", text, diagram.call_name_of(segment.send)), out);
  }
};

MermaidDiagram::MermaidDiagram(const RecordingHeader& header, const Lineage& lineage)
    : header_(header), lineage_(lineage), active_(header.scenario.processes.size()) {}

void MermaidDiagram::began(std::string& out) const {
  out += "sequenceDiagram\n";
  const std::vector<std::string>& processes = header_.scenario.processes;
  for (std::size_t number = 0; number < processes.size(); ++number) {
    fmt::format_to(std::back_inserter(out), "    participant p{} as {}\n", number, mermaid_text(processes[number]));
  }
  if (processes.empty()) return;
  const std::string over = processes.size() > 1 ? fmt::format("p0,p{}", processes.size() - 1) : "p0";
  const std::string text = fmt::format("Real sockets of {} {}, network {}. Dashed is inferred", header_.system,
                                       header_.kernel, header_.network);
  fmt::format_to(std::back_inserter(out), "    Note over {}: {}\n", over, mermaid_text(text));
}

void MermaidDiagram::event(const Event& event, std::span<const Inferred> inferred, std::string& out) {
  if (event.process >= active_.size()) return;
  names_.learn(event);
  // The handshake is over when connect returns; the rest follows from what the event says.
  for (const Inferred& one : inferred) {
    if (is_of_handshake(one)) this->inferred(one, out);
  }
  std::visit(Write{*this, event, out}, event.body);
  for (const Inferred& one : inferred) {
    if (!is_of_handshake(one)) this->inferred(one, out);
  }
}

void MermaidDiagram::finished(const RunStatus& status, std::string& out) {
  for (std::size_t number = 0; number < status.processes.size() && number < active_.size(); ++number) {
    const ProcessStatus& process = status.processes[number];
    const auto id = static_cast<ProcessId>(number);
    if (process.line == nullptr) continue;
    if (process.standing == Standing::asleep) note(id, "still sleeps in " + process.line->text, out);
    if (process.standing == Standing::needs_port) note(id, "waits before " + process.line->text, out);
  }
  for (std::size_t number = 0; number < active_.size(); ++number) deactivate(static_cast<ProcessId>(number), out);
}

void MermaidDiagram::note(ProcessId process, std::string_view text, std::string& out) const {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  fmt::format_to(std::back_inserter(out), "    Note over p{}: {}\n", process, mermaid_text(text));
}

void MermaidDiagram::arrow(ProcessId from, std::string_view kind, ProcessId to, std::string_view text,
                           std::string& out) const {
  fmt::format_to(std::back_inserter(out), "    p{}{}p{}: {}\n", from, kind, to, mermaid_text(text));
}

// Mermaid refuses to end an activation that has not begun.
void MermaidDiagram::activate(ProcessId process, std::string& out) {
  if (active_[process]) return;
  active_[process] = true;
  fmt::format_to(std::back_inserter(out), "    activate p{}\n", process);
}

void MermaidDiagram::deactivate(ProcessId process, std::string& out) {
  if (!active_[process]) return;
  active_[process] = false;
  fmt::format_to(std::back_inserter(out), "    deactivate p{}\n", process);
}

void MermaidDiagram::inferred(const Inferred& inferred, std::string& out) const {
  if (label_of(inferred.kind).empty()) return;
  const std::string text(label_of(inferred.kind));
  const auto from = names_.owner_of(inferred.from);
  const auto to = names_.owner_of(inferred.to);
  if (from && to) {
    const bool fails = inferred.kind == InferredKind::rst || inferred.kind == InferredKind::datagram_lost ||
                       inferred.kind == InferredKind::datagram_refused;
    const std::string of = inferred.call ? " " + call_name_of(*inferred.call) : "";
    return arrow(*from, fails ? dashed_cross : dashed, *to, text + of, out);
  }
  if (from && inferred.kind == InferredKind::datagram_refused) {
    return note(*from, "a datagram is turned away: no socket here takes it", out);
  }
  if (from) note(*from, text + " sent, to where the recording has no socket", out);
  if (to && inferred.kind == InferredKind::datagram_lost) return note(*to, "a datagram is lost", out);
  if (to) note(*to, text + " has come", out);
}

std::string MermaidDiagram::call_name_of(CallId id) const {
  const BegunCall* call = names_.call(id);
  if (call == nullptr || call->process >= header_.scenario.processes.size()) return "";
  return fmt::format("{}.{}#{}", header_.scenario.processes[call->process], call_name(call->line->call), call->nth);
}

}  // namespace doorway
