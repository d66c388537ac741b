#pragma once

#include "core/lesson/call_table.hpp"
#include "core/lesson/lesson.hpp"

#include <cstddef>
#include <vector>

namespace doorway {

/// Which choices hold in the recording that the table was made from: their indices, in order. One of them is what a
/// lesson promises of a run in file order; none or several say that this take went another way. Any thread.
std::vector<std::size_t> judge(const Ask& ask, const CallTable& table);

}  // namespace doorway
