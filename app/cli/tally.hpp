#pragma once

#include "core/export/outcome.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace doorway::cli {

/// Runs of one scenario, counted by how they went.
class Tally {
 public:
  /// `text_of_run` is asked for the run's whole text when no run before went this way.
  void add(RunOutcome outcome, const std::function<std::string()>& text_of_run);

  [[nodiscard]] std::size_t run_count() const { return runs_; }

  /// Each outcome once, the most frequent first: how often it came, where it first differs from the most frequent one,
  /// and the text of its first run.
  [[nodiscard]] std::vector<std::string> report() const;

 private:
  // More outcomes than anybody reads are counted, but their texts are not kept.
  static constexpr std::size_t most_texts = 1000;

  struct Entry {
    RunOutcome outcome;
    std::size_t count = 0;
    std::size_t first_run = 0;
    std::string text;
  };

  std::size_t runs_ = 0;
  std::vector<Entry> entries_;                 // in order of their first run
  std::map<std::string, std::size_t> places_;  // in entries_, by the outcome's key
};

}  // namespace doorway::cli
