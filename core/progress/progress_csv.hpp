#pragma once

#include "core/progress/overview.hpp"

#include <span>
#include <string>
#include <string_view>

namespace doorway {

/// Progress as CSV, a line for each page of the lessons and for each page elsewhere that records tell of; the first
/// line names the columns. What can be right or not is "yes", "no", or empty where the page does not ask for it.
/// Source: RFC 4180. Texts that a spreadsheet would take for a formula begin with an apostrophe.
std::string progress_csv(std::span<const KnownLesson> lessons, const Progress& progress, Vocabulary vocabulary);

/// One field as RFC 4180 has it: in quotes where it needs them.
std::string csv_field(std::string_view text);

}  // namespace doorway
