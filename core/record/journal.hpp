#pragma once

#include "core/record/recording.hpp"

namespace doorway {

struct RunStatus;

/// Where a take is written down while it runs: it is told each event before anybody can see it in the recording. What
/// goes wrong there is its own affair: the run goes on.
class Journal {
 public:
  Journal() = default;
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;
  virtual ~Journal() = default;

  /// Before the first event, once. The header outlives all calls.
  virtual void begin(const RecordingHeader& header) = 0;

  /// Called with the recorder's lock held, so one at a time and in the recording's order, on any thread.
  virtual void append(const Event& event) = 0;

  /// Behind the last event, once: the run as it stood when its take was stopped.
  virtual void finish(const RunStatus& status) = 0;
};

}  // namespace doorway
