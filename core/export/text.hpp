#pragma once

#include "core/export/event_names.hpp"
#include "core/live/status.hpp"
#include "core/record/recording.hpp"
#include "core/replay/inferred.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

struct TextStyle {
  std::size_t width = 100;  ///< columns; less than `narrowest_width` counts as that
  bool colour = false;      ///< ANSI colours, one a process; nothing is told by colour alone

  static constexpr std::size_t narrowest_width = 40;
};

/// A recording as text for a terminal: a lane (column) a process, or, where the lanes would be too narrow to read in,
/// a mark in a thin column a process and the text beside. Made as the events come: `began`, then `event` for each
/// event in order (and `inferred` after the events it follows), then `finished`. Whole lines, each ending in '\n';
/// what comes from a file or a socket is escaped.
class TextLanes {
 public:
  /// The recording's header must stay.
  TextLanes(const RecordingHeader& header, TextStyle style);

  [[nodiscard]] std::string began() const;
  [[nodiscard]] std::string event(const Event& event);
  [[nodiscard]] std::string inferred(const Inferred& inferred) const;
  [[nodiscard]] std::string finished(const RunStatus& status) const;

 private:
  enum class Tone { plain, quiet };
  struct Cell {
    std::string step;  ///< its number, or empty
    std::string text;
    std::size_t most_lines = 3;
    Tone tone = Tone::plain;
  };
  struct Write;

  [[nodiscard]] std::string legend() const;  // in place of column heads where the columns are thin
  [[nodiscard]] std::string rows(ProcessId process, const Cell& cell) const;
  [[nodiscard]] std::string row(ProcessId process, std::string_view step, std::string_view text, Tone tone) const;
  [[nodiscard]] std::string painted(ProcessId process, std::string_view text, Tone tone) const;
  [[nodiscard]] std::string paragraph(std::string_view text) const;
  [[nodiscard]] std::string still_line(ProcessId process, const ProcessStatus& status) const;

  const RecordingHeader& header_;
  TextStyle style_;
  std::vector<std::string> process_names_;  // escaped
  bool lanes_are_wide_;
  std::size_t cell_columns_;  // what the text of one event may take
  EventNames names_;
  std::vector<KernelSample> samples_;             // the last one shown, by SocketId
  std::map<std::string, std::size_t> strangers_;  // turned away, by the unique name of the socket
  std::vector<Seq> call_began_;                   // by ProcessId: where its latest call is in the recording
  std::size_t steps_ = 0;
};

}  // namespace doorway
