#pragma once

#include "core/base/ids.hpp"
#include "core/base/suggest.hpp"
#include "core/scenario/mistake.hpp"
#include "core/scenario/scenario.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// What a lesson may name of a scenario: its processes, their calls and their sockets. A value.
class ScenarioNames {
 public:
  struct Socket {
    std::size_t times_made = 0;  ///< a name may be bound again
    bool listens = false;        ///< `listen` is called at it
  };
  struct Process {
    std::string name;
    std::map<std::string, std::uint32_t, std::less<>> calls;  ///< how many of each name
    std::map<std::string, Socket, std::less<>> sockets;
  };

  /// Null for a scenario that has mistakes of its own: then each name is taken.
  explicit ScenarioNames(const Scenario* scenario) {
    if (scenario != nullptr) add(*scenario);
  }
  /// Only the processes are known.
  explicit ScenarioNames(const std::vector<std::string>& processes) : only_processes_(true) {
    for (const std::string& name : processes) processes_.push_back({name, {}, {}});
  }

  /// Also what this one has.
  void add(const Scenario& scenario);

  [[nodiscard]] bool are_known() const { return !processes_.empty(); }
  [[nodiscard]] bool are_sockets_known() const { return are_known() && !only_processes_; }
  [[nodiscard]] const std::vector<Process>& processes() const { return processes_; }
  /// The names only. Empty where they are not known.
  [[nodiscard]] std::vector<std::string> process_names() const;
  /// Null where there is none of this name.
  [[nodiscard]] const Process* find(std::string_view process) const;

 private:
  std::vector<Process> processes_;  // the first scenario's ones by their ProcessId
  bool only_processes_ = false;
};

/// The keys of a map, to be suggested and listed. They refer into it.
template <class Map>
std::vector<std::string_view> keys_of(const Map& map) {
  std::vector<std::string_view> keys;
  for (const auto& [key, value] : map) keys.push_back(key);
  return keys;
}

/// "there is no process alise: did you mean alice?", or all that there is.
template <class Candidates>
std::string no_such(std::string_view what, std::string_view name, const Candidates& candidates) {
  const auto meant = suggest(name, candidates);
  return meant ? fmt::format("{} {}: did you mean {}?", what, quote_input(name), *meant)
               : fmt::format("{} {}: write one of {}", what, quote_input(name), fmt::join(candidates, ", "));
}

}  // namespace doorway
