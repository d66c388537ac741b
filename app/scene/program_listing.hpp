#pragma once

#include "app/scene/stage_scene.hpp"
#include "core/replay/world_state.hpp"
#include "core/scenario/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace doorway::app {

/// How a process's program is written.
enum class ProgramForm : std::uint8_t { script, python, c };

/// A row of a program. Python and C have rows that only make a call ready; those make no line of the scenario.
struct ListingRow {
  std::string text;                ///< safe to show
  std::optional<std::size_t> nth;  ///< the process's line that it makes, from 0
};

/// A process's lines in one form, a row each, without what stands around them.
struct ProgramListing {
  std::vector<ListingRow> rows;
  std::vector<std::size_t> row_of;  ///< by the process's lines
  std::string file_name;            ///< "alice.py"; empty for the script

  /// The row of the line that the process is in, or made last; 0 before the first.
  [[nodiscard]] std::size_t present_row(const ProcessState& process) const;
};

/// Linear in the size of the scenario.
ProgramListing make_listing(const Scenario& scenario, ProcessId process, ProgramForm form);

/// The whole program, as it runs: for Python and C with all that stands around the calls.
std::string whole_program(const Scenario& scenario, ProcessId process, ProgramForm form);

/// Where the process stands with its nth line.
LineStanding standing_of_line(std::size_t nth, const ProcessState& process);

}  // namespace doorway::app
