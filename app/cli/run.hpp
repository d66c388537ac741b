#pragma once

#include "app/cli/console.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace doorway::cli {

/// What `doorway run` was asked for.
struct RunRequest {
  std::string file;  ///< "-" for standard input
  bool jsonl = false;
  std::optional<std::string> order;   ///< "alice,bob,…": the first grants go to these
  std::optional<std::size_t> repeat;  ///< how many runs, when it was given
  bool free_run = false;
  bool inferred = false;
  std::optional<std::string> journey;  ///< the file that is to have the recording
};

/// The most runs that --repeat may ask for.
constexpr std::size_t most_runs = 100'000;

/// Runs a scenario, or those of a lesson one after another, without a window and prints what happens; prints a
/// recording as its run was printed. Returns the exit code.
int run(const RunRequest& request, Console& console);

}  // namespace doorway::cli
