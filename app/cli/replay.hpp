#pragma once

#include "app/cli/run.hpp"
#include "core/base/result.hpp"
#include "core/journey/journey_reader.hpp"

#include <string>

namespace doorway::cli {

/// Opens a recording; what of it is left out is said on standard error. When there is nothing to show, says why there
/// and gives the exit code.
Result<OpenedJourney, int> read_journey(const std::string& path);

/// Prints a recording as the run that it is of was printed. Returns the exit code.
int replay(const RunRequest& request, Console& console);

}  // namespace doorway::cli
