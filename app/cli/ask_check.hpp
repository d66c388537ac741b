#pragma once

#include "app/cli/page_findings.hpp"
#include "core/lesson/lesson.hpp"
#include "core/scenario/mistake.hpp"

#include <string>
#include <vector>

namespace doorway::cli {

/// What is wrong with a question, as runs of its scenario say: `runs` has one or more. `cue` is its page's.
std::vector<Mistake> mistakes_of_ask(const Ask& ask, const Cue& cue, const std::vector<PageFindings>& runs);

/// An answer in words, as short as it can be told from the others: "10, both together", "64", "2, 1, 3".
std::string words_of(const Ask& ask, const Answer& answer);

}  // namespace doorway::cli
