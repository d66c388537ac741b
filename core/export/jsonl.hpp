#pragma once

#include "core/export/event_names.hpp"
#include "core/live/status.hpp"
#include "core/record/recording.hpp"
#include "core/replay/inferred.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace doorway {

/// A recording as JSON lines: one object a line, each line ending in '\n'. README.md has every key.
/// The lines are made as the events come, so nothing has to wait for the end of the run: `began`, then `event` for each
/// event in order (and `inferred` after the events it follows), then `finished`.
class JsonLines {
 public:
  /// `run` numbers the lines when the same scenario is run several times. The recording's header must stay.
  explicit JsonLines(const RecordingHeader& header, std::optional<std::size_t> run = std::nullopt);

  [[nodiscard]] std::string began() const;
  [[nodiscard]] std::string event(const Event& event);
  [[nodiscard]] std::string inferred(const Inferred& inferred) const;
  [[nodiscard]] std::string finished(const RunStatus& status) const;

 private:
  const RecordingHeader& header_;
  std::optional<std::size_t> run_;
  EventNames names_;
};

}  // namespace doorway
