#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace doorway::test {

/// A scenario whose story is the same on each run, in any free run too where `free` says so.
struct SampleScenario {
  std::string name;
  std::string text;
  bool free = true;
};

inline std::ostream& operator<<(std::ostream& out, const SampleScenario& sample) {
  return out << sample.name;
}

/// A dozen that between them have each kind of sleep, end and error.
std::vector<SampleScenario> sample_scenarios();

}  // namespace doorway::test
