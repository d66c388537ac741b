#include "core/lesson/judge.hpp"

namespace doorway {

std::vector<std::size_t> judge(const Ask& ask, const CallTable& table) {
  std::vector<std::size_t> right;
  for (std::size_t choice = 0; choice < ask.choices.size(); ++choice) {
    if (holds(ask.choices[choice].when, table)) right.push_back(choice);
  }
  return right;
}

}  // namespace doorway
