#pragma once

#include "core/record/recording.hpp"

#include <optional>
#include <string>
#include <vector>

namespace doorway {

/// How one call of a run went, as far as runs of the same scenario can be compared: without descriptors, ports, times.
struct CallOutcome {
  std::string call;    ///< "bob.recv#1"
  std::string result;  ///< `→ 5 "Hello"`, or that it has not returned
  std::string exact;   ///< tells results apart that `result` shortens
  Seq began = 0;       ///< no part of the comparison

  friend bool operator==(const CallOutcome& a, const CallOutcome& b) {
    return a.call == b.call && a.result == b.result && a.exact == b.exact;
  }
};

/// How a run went: each process's calls in its own order. In which order the processes took turns is no part of it.
struct RunOutcome {
  std::vector<std::vector<CallOutcome>> by_process;

  friend bool operator==(const RunOutcome&, const RunOutcome&) = default;

  /// A text that is the same for equal outcomes and for no others, to look outcomes up by.
  [[nodiscard]] std::string key() const;
};

RunOutcome outcome_of(const Recording& recording);

/// The first call, in the order in which `other` made its calls, that went otherwise than in `usual`:
/// `bob.recv#1 → 5 "Hello" (most often: → 10 "HelloBob!!")`. Nothing when they are equal.
std::optional<std::string> first_difference(const RunOutcome& usual, const RunOutcome& other);

}  // namespace doorway
