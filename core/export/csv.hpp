#pragma once

#include "core/export/event_names.hpp"
#include "core/record/recording.hpp"
#include "core/replay/inferred.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace doorway {

/// A recording as a table: a row an event, each ending in CR LF. README.md has every column. Text that a spreadsheet
/// would take for a formula is marked, and no text holds a control character.
/// Made as the events come: `began`, then `event` for each event in order (and `inferred` after the events it follows).
/// Source: RFC 4180; OWASP, "CSV Injection".
class CsvTable {
 public:
  /// The recording's header must stay.
  explicit CsvTable(const RecordingHeader& header);

  /// The columns' names.
  [[nodiscard]] std::string began() const;
  [[nodiscard]] std::string event(const Event& event);
  [[nodiscard]] std::string inferred(const Inferred& inferred) const;

 private:
  const RecordingHeader& header_;
  EventNames names_;
  std::vector<KernelSample> samples_;  // the last one of each socket, by SocketId
  std::size_t steps_ = 0;
};

}  // namespace doorway
