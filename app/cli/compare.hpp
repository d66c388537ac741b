#pragma once

#include "app/cli/console.hpp"

#include <string>

namespace doorway::cli {

/// What `doorway compare` was asked for.
struct CompareRequest {
  std::string a;
  std::string b;
  bool json = false;  ///< one JSON object in place of the words
};

/// Says how two recordings differ. Returns the exit code: exit_code::differs where they do.
int compare_recordings(const CompareRequest& request, Console& console);

}  // namespace doorway::cli
