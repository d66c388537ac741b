#pragma once

#include "app/cli/page_findings.hpp"
#include "core/lesson/lesson.hpp"
#include "core/scenario/mistake.hpp"

#include <vector>

namespace doorway::cli {

/// What is wrong with a page, as runs of its scenario say: `runs` has one or more.
std::vector<Mistake> mistakes_of_page(const Page& page, const std::vector<PageFindings>& runs);

/// What is wrong with a goal's solution. `reached`: whether the goal was, by run; one or more.
std::vector<Mistake> mistakes_of_solution(const Goal& goal, const std::vector<bool>& reached);

}  // namespace doorway::cli
