#pragma once

#include "app/cli/console.hpp"
#include "app/cli/scenario_parts.hpp"
#include "app/take_export/recording_file.hpp"
#include "core/base/result.hpp"

#include <string>

namespace doorway::cli {

using app::RecordingSource;

/// Runs the scenario on real sockets, to its end. Its title is that of the lesson's page, or empty. The error is the
/// exit code, after saying what is wrong.
Result<RecordingSource, int> recording_of(const ScenarioPart& part, Console& console);

/// The recording in a .journey file, without a title. The error is the exit code, after saying what is wrong.
Result<RecordingSource, int> recording_in(const std::string& journey);

}  // namespace doorway::cli
