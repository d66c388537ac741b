#include "app/cli/tally.hpp"

#include "core/export/phrases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace doorway::cli {

void Tally::add(RunOutcome outcome, const std::function<std::string()>& text_of_run) {
  ++runs_;
  const auto [place, is_new] = places_.try_emplace(outcome.key(), entries_.size());
  if (is_new) {
    const bool keep_text = entries_.size() < most_texts;
    entries_.push_back({std::move(outcome), 0, runs_, keep_text ? text_of_run() : std::string()});
  }
  ++entries_[place->second].count;
}

std::vector<std::string> Tally::report() const {
  std::vector<const Entry*> ranked;
  for (const Entry& entry : entries_) ranked.push_back(&entry);
  std::stable_sort(ranked.begin(), ranked.end(), [](const Entry* a, const Entry* b) { return a->count > b->count; });

  std::vector<std::string> parts;
  parts.push_back(ranked.size() == 1
                      ? fmt::format("{}, and all went the same way.\n", count_of(runs_, "run"))
                      : fmt::format("{} went {} different ways.\n", count_of(runs_, "run"), ranked.size()));
  for (std::size_t rank = 0; rank < ranked.size(); ++rank) {
    const Entry& entry = *ranked[rank];
    std::string head = fmt::format("\n=== Outcome {}: {} of {}, first in run {}\n", rank + 1, entry.count,
                                   count_of(runs_, "run"), entry.first_run);
    if (const auto difference = first_difference(ranked.front()->outcome, entry.outcome)) {
      head += fmt::format("First different call: {}\n", *difference);
    }
    parts.push_back(head + entry.text);
  }
  return parts;
}

}  // namespace doorway::cli
