#pragma once

#include "core/progress/overview.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace doorway {

/// "45 s", "12 min", "1 h 05 min"
std::string duration_text(std::uint64_t seconds);

/// "3 of 9"; "-" where there is nothing to be done.
std::string share_text(const Share& share);

/// All lessons together.
LessonOverview sum_of(std::span<const ProgressRow> rows);

/// The rows as a table to be read in a terminal, with a line of sums; each line ends with "\n".
std::string progress_table(std::span<const ProgressRow> rows);

}  // namespace doorway
