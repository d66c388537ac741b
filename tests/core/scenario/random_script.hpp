#pragma once

#include "core/scenario/scenario.hpp"

#include <string>
#include <string_view>
#include <vector>

// Scripts and what is nearly one, of rapidcheck's choosing: to be called within its properties.
namespace doorway::test {

/// Without their line ends, and without a byte order mark.
std::vector<std::string> lines_of(std::string_view text);

bool coin();

/// Words of the language and of its neighbourhood, in any order.
std::string any_words();

/// A script that is right: each process makes a socket first, calls at what it has, and may call exit at the end.
Scenario any_scenario();

}  // namespace doorway::test
