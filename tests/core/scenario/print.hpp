#pragma once

#include "core/scenario/scenario.hpp"

#include <string>

namespace doorway::test {

/// The line as an instructor could have written it, from its values alone. Two lines that do the same print the same.
std::string print(const Scenario& scenario, const Line& line);

/// All lines, with a line end after each.
std::string print(const Scenario& scenario);

}  // namespace doorway::test
