#pragma once

#include "app/cli/console.hpp"
#include "app/cli/export.hpp"
#include "core/scenario/scenario.hpp"

namespace doorway::cli {

/// Writes a scenario's processes as programs in Python or in C, each into a file of its own in the folder that the
/// request names; or only one of them, wherever a file goes. Returns the exit code.
int export_programs(const ExportRequest& request, const Scenario& scenario, Console& console);

}  // namespace doorway::cli
