#pragma once

#include "core/export/text.hpp"

namespace doorway::cli {

/// How text is to look on standard output: as wide as the terminal, or as COLUMNS says, or 100 columns; in colour only
/// on a terminal that is not dumb, and where NO_COLOR is not set. Source: no-color.org.
TextStyle style_of_output();

}  // namespace doorway::cli
