#pragma once

#include "app/cli/page_findings.hpp"
#include "app/cli/run_pool.hpp"
#include "core/lesson/lesson.hpp"

#include <string>
#include <vector>

namespace doorway::cli {

/// A scenario that a check runs, and what it is to show. Refers into its lesson.
struct Trial {
  const Scenario* scenario = nullptr;
  std::vector<ProcessId> order;
  std::vector<const Page*> pages;     ///< that show the scenario, in file order; the first one begins it
  const Goal* solution_of = nullptr;  ///< or it is this goal's solution
};

/// What one run of it showed.
struct TrialRun {
  std::vector<PageFindings> pages;  ///< as Trial::pages
  bool reaches_goal = false;
  std::size_t passed_over = 0;    ///< names of the order
  bool waits_for_timers = false;  ///< kernel timers still ran at its end, or it took long
  std::string failure;            ///< why this system could not make it; empty where it could
  bool whole = true;              ///< it was not stopped
};

std::vector<Trial> trials_of(const Lesson& lesson);

/// Makes a run. On the lane's thread.
TrialRun carry_out(const Trial& trial, RunLane& lane);

/// What is wrong with what the trial is about; `runs` has one or more, all whole.
std::vector<Mistake> mistakes_of(const Trial& trial, const std::vector<TrialRun>& runs);

}  // namespace doorway::cli
