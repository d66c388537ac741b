#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace doorway::test {

/// A scenario in which the same happens on each run.
struct SampleScenario {
  std::string name;
  std::string text;
  bool free = true;  ///< in a free run too
};

inline std::ostream& operator<<(std::ostream& out, const SampleScenario& sample) {
  return out << sample.name;
}

/// A dozen that between them have each kind of sleep, end and error.
std::vector<SampleScenario> sample_scenarios();

}  // namespace doorway::test
