#pragma once

#include "app/cli/console.hpp"
#include "core/base/result.hpp"

#include <string>

namespace doorway::cli {

/// What messages call the file: as it was given, escaped, and "<stdin>" for "-".
std::string display_name(const std::string& path);

/// The whole text of a file, or of standard input for "-"; else what is wrong with it as one line. Reads no more than a
/// scenario may have and one byte. Where the console is interrupted meanwhile, the error's message is empty.
Result<std::string> read_input(const std::string& path, Console& console);

}  // namespace doorway::cli
