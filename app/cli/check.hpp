#pragma once

#include "app/cli/console.hpp"

#include <string>
#include <vector>

namespace doorway::cli {

/// Reads lessons (and scenarios), runs what is in them on real sockets and judges their questions. Prints a line for
/// each file that is well, and on standard error each mistake of the others. Returns the exit code.
int check(const std::vector<std::string>& files, Console& console);

}  // namespace doorway::cli
