#pragma once

#include "app/cli/console.hpp"
#include "core/base/result.hpp"
#include "core/handout/right_answers.hpp"

#include <string>

namespace doorway::cli {

/// Runs the scenarios that a lesson asks about, once each, and says which answers are right. When a run cannot be made,
/// or gives no answer to a question, says why on standard error and gives the exit code.
Result<RightAnswers, int> find_right_answers(const std::string& file, const Lesson& lesson, Console& console);

}  // namespace doorway::cli
