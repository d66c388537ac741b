#pragma once

#include "core/export/event_names.hpp"
#include "core/live/status.hpp"
#include "core/record/recording.hpp"
#include "core/replay/inferred.hpp"
#include "core/replay/lineage.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// Text as Mermaid shows it: what its grammar, or the HTML that it makes, would read as something else becomes an
/// entity code; the rest is as escape_for_display has it. What is longer is cut.
/// Source: mermaid.js.org, "Entity codes"; Mermaid's sequenceDiagram.jison and encodeEntities.
std::string mermaid_text(std::string_view text, std::size_t max_characters = 160);

/// A recording as a sequence diagram of Mermaid: a participant a process, a note a call, an activation while a call
/// sleeps, a solid arrow for bytes that a recv brought from a send, dashed ones for what is inferred (handshakes, FIN,
/// RST, losses). Kernel samples and acknowledgements are left out.
/// Made as the events come: `began`, then `event` for each event in order, then `finished`. Each appends whole lines.
class MermaidDiagram {
 public:
  /// The header must stay; `lineage` knows each event before it is told of here.
  MermaidDiagram(const RecordingHeader& header, const Lineage& lineage);

  void began(std::string& out) const;
  /// `inferred`: what follows from the event.
  void event(const Event& event, std::span<const Inferred> inferred, std::string& out);
  void finished(const RunStatus& status, std::string& out);

 private:
  struct Write;

  void note(ProcessId process, std::string_view text, std::string& out) const;
  void arrow(ProcessId from, std::string_view kind, ProcessId to, std::string_view text, std::string& out) const;
  void activate(ProcessId process, std::string& out);
  void deactivate(ProcessId process, std::string& out);
  void inferred(const Inferred& inferred, std::string& out) const;
  [[nodiscard]] std::string call_name_of(CallId id) const;

  const RecordingHeader& header_;
  const Lineage& lineage_;
  EventNames names_;
  std::vector<bool> active_;  // by ProcessId
};

}  // namespace doorway
