#pragma once

#include "app/cli/console.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace doorway::cli {

/// How often a check runs a scenario that does not wait for kernel timers, and one that does.
constexpr std::size_t usual_runs = 20;
constexpr std::size_t runs_with_timers = 3;
/// More than anybody waits for.
constexpr std::size_t most_check_runs = 10'000;

struct CheckRequest {
  std::vector<std::string> files;
  std::optional<std::size_t> repeat;  ///< how often each scenario is run, whatever it waits for
};

/// Reads lessons (and scenarios), runs what is in them on real sockets many times, and judges their questions and
/// goals. Prints a line for each file that is well, and on standard error each mistake of the others. Returns the exit
/// code.
int check(const CheckRequest& request, Console& console);

}  // namespace doorway::cli
