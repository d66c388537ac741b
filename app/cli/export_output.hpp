#pragma once

#include "app/cli/console.hpp"
#include "app/cli/export.hpp"
#include "core/export/write_recording.hpp"

#include <functional>
#include <string>

namespace doorway::cli {

/// Says on standard error why the file cannot be exported. Returns the exit code of a file that is at fault.
int refuse_export(const std::string& name, const std::string& why);

/// A look at the signals: false once the export is to be given up.
bool goes_on(Console& console);

bool is_standard_output(const ExportRequest& request);

/// Lets `fill` write the export where the request wants it: to a new file, which is there only once it is whole, or to
/// standard output. Returns the exit code, after saying what went wrong.
int write_export(const ExportRequest& request, const std::function<bool(const Sink&)>& fill, Console& console);

/// The same for a text that is there.
int write_export(const ExportRequest& request, const std::string& text, Console& console);

/// Says that this file could not be written, and why: `error` is an errno. Returns the exit code.
int refuse_output(const std::string& name, int error);

}  // namespace doorway::cli
