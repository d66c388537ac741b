#pragma once

#include "app/cli/console.hpp"

namespace doorway::cli {

/// What `doorway progress` was asked for.
struct ProgressRequest {
  bool csv = false;
  bool reset = false;
  bool yes = false;  ///< the reset is meant
};

/// Prints what the learner has done, or puts it aside. Returns the exit code.
int show_progress(const ProgressRequest& request, Console& console);

}  // namespace doorway::cli
