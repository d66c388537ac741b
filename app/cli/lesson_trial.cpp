#include "app/cli/lesson_trial.hpp"

#include "app/cli/lack.hpp"
#include "app/cli/page_check.hpp"
#include "core/base/lack.hpp"
#include "core/export/phrases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace doorway::cli {
namespace {

using Clock = std::chrono::steady_clock;

/// From here on a run has waited for something that the kernel does in its own time.
constexpr std::chrono::seconds long_run{1};

TrialRun findings_of_run(const Trial& trial, const FinishedRun& finished, Clock::duration duration) {
  const Recording& recording = finished.take->recording();
  TrialRun run;
  for (const Page* page : trial.pages) run.pages.push_back(findings_of(*page, recording));
  run.reaches_goal = trial.solution_of != nullptr && holds(trial.solution_of->when, summarise(recording));
  run.passed_over = finished.status.passed_over;
  run.waits_for_timers = !finished.status.kernel_timers.empty() || duration > long_run;
  run.whole = finished.whole;
  return run;
}

std::vector<Mistake> mistakes_of_order(const Page& page, std::size_t passed_over) {
  if (passed_over == 0) return {};
  return {{page.at, fmt::format("{} of the order of this page {} passed over, since the process could not move at its "
                                "turn: write an order in which each can",
                                count_of(passed_over, "name"), passed_over == 1 ? "is" : "are")}};
}

}  // namespace

std::vector<Trial> trials_of(const Lesson& lesson) {
  std::vector<Trial> trials;
  std::vector<Trial> solutions;
  for (const Page& page : lesson.pages) {
    if (page.begins_scenario) trials.push_back({&lesson.scenarios[*page.scenario], page.cue.order, {}, nullptr});
    if (!trials.empty()) trials.back().pages.push_back(&page);
    if (const Goal* goal = goal_of(page)) solutions.push_back({&goal->solution, {}, {}, goal});
  }
  trials.insert(trials.end(), solutions.begin(), solutions.end());
  return trials;
}

TrialRun carry_out(const Trial& trial, RunLane& lane) {
  try {
    const Clock::time_point began = Clock::now();
    const auto finished = lane.run(*trial.scenario, trial.order);
    TrialRun failed;
    if (!finished) {
      failed.failure = finished.error().message;
    } else if (auto lack = lack_in(finished->take->recording())) {
      failed.failure = std::move(*lack);
    } else {
      return findings_of_run(trial, *finished, Clock::now() - began);
    }
    return failed;
  } catch (const std::exception& error) {
    if (!is_lack(error)) throw;
    TrialRun failed;
    failed.failure = lack_text(error);
    return failed;
  }
}

std::vector<Mistake> mistakes_of(const Trial& trial, const std::vector<TrialRun>& runs) {
  if (trial.solution_of != nullptr) {
    std::vector<bool> reached;
    for (const TrialRun& run : runs) reached.push_back(run.reaches_goal);
    return mistakes_of_solution(*trial.solution_of, reached);
  }
  std::vector<Mistake> mistakes;
  if (!trial.pages.empty()) mistakes = mistakes_of_order(*trial.pages.front(), runs.front().passed_over);
  for (std::size_t page = 0; page < trial.pages.size(); ++page) {
    std::vector<PageFindings> findings;
    for (const TrialRun& run : runs) findings.push_back(run.pages[page]);
    for (Mistake& mistake : mistakes_of_page(*trial.pages[page], findings)) mistakes.push_back(std::move(mistake));
  }
  return mistakes;
}

}  // namespace doorway::cli
