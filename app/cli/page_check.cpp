#include "app/cli/page_check.hpp"

#include "app/cli/ask_check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doorway::cli {
namespace {

void check_places(const Page& page, const std::vector<PageFindings>& runs, std::vector<Mistake>& mistakes) {
  const Ask* ask = ask_of(page);
  const bool may_vary = ask != nullptr && ask->this_run;
  const auto places = places_of(page);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto is_reached = [i](const PageFindings& run) { return run.places[i].is_reached; };
    const auto count = std::count_if(runs.begin(), runs.end(), is_reached);
    if (count == static_cast<std::ptrdiff_t>(runs.size()) || (may_vary && count > 0)) continue;
    const std::string place = to_string(*places[i]);
    if (count == 0) {
      mistakes.push_back(
          {places[i]->at, fmt::format("this run never comes to {}, {}", place, runs.front().places[i].why_not)});
    } else {
      mistakes.push_back({places[i]->at, fmt::format("{} of {} runs come to {}: write a place that each run comes to, "
                                                     "or a scenario in which each run goes this way",
                                                     count, runs.size(), place)});
    }
  }
}

void check_goal(const Goal& goal, const std::vector<PageFindings>& runs, std::vector<Mistake>& mistakes) {
  const auto count = std::count_if(runs.begin(), runs.end(), [](const PageFindings& run) { return run.goal_holds; });
  if (count == 0) return;
  const std::string how_often =
      count == static_cast<std::ptrdiff_t>(runs.size())
          ? std::string("by the page's scenario as it stands")
          : fmt::format("in {} of {} runs of the page's scenario as it stands", count, runs.size());
  mistakes.push_back(
      {goal.at, fmt::format("the goal is reached {}: write a condition that has to be brought about", how_often)});
}

}  // namespace

std::vector<Mistake> mistakes_of_page(const Page& page, const std::vector<PageFindings>& runs) {
  std::vector<Mistake> mistakes;
  if (const Ask* ask = ask_of(page)) mistakes = mistakes_of_ask(*ask, page.cue, runs);
  check_places(page, runs, mistakes);
  if (const Goal* goal = goal_of(page)) check_goal(*goal, runs, mistakes);
  return mistakes;
}

std::vector<Mistake> mistakes_of_solution(const Goal& goal, const std::vector<bool>& reached) {
  const auto count = std::count(reached.begin(), reached.end(), true);
  if (count == static_cast<std::ptrdiff_t>(reached.size())) return {};
  if (count == 0) {
    return {{goal.solution_at,
             "this solution does not reach the goal: its condition does not hold at the end of the "
             "run (doorway run shows what happens)"}};
  }
  return {{goal.solution_at, fmt::format("this solution reaches the goal in {} of {} runs: write one that always does",
                                         count, reached.size())}};
}

}  // namespace doorway::cli
