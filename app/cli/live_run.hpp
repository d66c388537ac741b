#pragma once

#include "app/cli/console.hpp"
#include "core/live/take.hpp"
#include "core/replay/inferred.hpp"

#include <functional>
#include <memory>
#include <string>

namespace doorway::cli {

/// How a run is printed: functions from what happens to whole lines.
struct Printer {
  std::function<std::string()> began;
  std::function<std::string(const Event&)> event;
  std::function<std::string(const Inferred&)> inferred;  ///< null: inference is not wanted
  std::function<std::string(const RunStatus&)> finished;
};

/// One run from its beginning to its end.
struct FinishedRun {
  std::unique_ptr<Take> take;  ///< stopped
  RunStatus status;            ///< as it was before the take was stopped
  bool whole = false;          ///< it was not interrupted
};

/// Makes a run; an error when this system cannot, or not to its end. `make_printer` is given the recording's header,
/// and what it returns prints the run as it goes; without it nothing is printed.
Result<FinishedRun> make_run(const Scenario& scenario, Network& network, TakeOptions options,
                             const std::function<Printer(const RecordingHeader&)>& make_printer, Console& console);

/// Prints a run that is over, as far as the console takes it.
void print_recording(const Recording& recording, const RunStatus& status, const Printer& printer, Console& console);

/// What the printer makes of a run that is over.
std::string whole_text(const Recording& recording, const RunStatus& status, const Printer& printer);

}  // namespace doorway::cli
