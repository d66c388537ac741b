#pragma once

#include "app/cli/console.hpp"
#include "app/cli/export.hpp"
#include "app/cli/recording_source.hpp"

namespace doorway::cli {

/// Writes a recording as the request wants it: text, jsonl, csv, mermaid, pcapng or html. Returns the exit code.
int export_recording(const ExportRequest& request, RecordingSource source, Console& console);

}  // namespace doorway::cli
