#pragma once

#include "core/base/result.hpp"
#include "core/scenario/mistake.hpp"
#include "core/scenario/payload.hpp"
#include "core/scenario/scenario.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace doorway {

/// Reads a scenario, or finds all that is wrong with it: each line is read on its own, so that one mistake does not
/// hide the next. At most limits::mistakes of them in order of the file, one a line as a rule, and one more that says
/// that there are more; never none.
///
/// `first_line` is the number of the text's first line in its file, for a scenario that is a block of a lesson: the
/// positions are those of the file. A line's position is that of its process.
///
/// Total, and linear in the size of the text: any bytes give an answer, so that it can run while somebody types. Keeps
/// no state; any thread. README.md has the grammar.
Result<Scenario, std::vector<Mistake>> parse_scenario(std::string_view text, std::size_t first_line = 1);

/// The same for one of several scenarios of a file, which have their payloads from one store.
Result<Scenario, std::vector<Mistake>> parse_scenario(std::string_view text, std::size_t first_line, FillStore& fills);

}  // namespace doorway
