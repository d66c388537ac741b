#pragma once

#include "core/base/result.hpp"
#include "core/export/program.hpp"

#include <filesystem>
#include <vector>

namespace doorway::app {

/// A program for each of the scenario's processes, in their order.
std::vector<ProgramCode> programs_of(const Scenario& scenario, ProgramLanguage language);

/// What could not be written, and why.
struct NotWritten {
  std::filesystem::path path;
  int error = 0;  ///< an errno; EEXIST: it is there already, and stays
};

/// Writes each program into a file of its own in this folder, which is made where it is not there. All of them, or
/// none: what was written before one that cannot be is removed again. Any thread; waits for the disk.
Result<void, NotWritten> write_programs(const std::filesystem::path& folder, const std::vector<ProgramCode>& programs);

}  // namespace doorway::app
