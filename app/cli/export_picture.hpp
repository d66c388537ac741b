#pragma once

#include "app/cli/console.hpp"
#include "app/cli/export.hpp"
#include "app/cli/recording_source.hpp"

namespace doorway::cli {

/// Writes the stage or the timeline of a recording as the request wants it: svg or png. Returns the exit code.
int export_picture(const ExportRequest& request, const RecordingSource& source, Console& console);

}  // namespace doorway::cli
