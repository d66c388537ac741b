#include "core/lesson/judge.hpp"

#include <variant>

namespace doorway {

std::vector<std::size_t> judge(const Ask& ask, const CallTable& table) {
  std::vector<std::size_t> right;
  const auto* one = std::get_if<OneOf>(&ask.answers);
  if (one == nullptr) return right;
  for (std::size_t choice = 0; choice < one->choices.size(); ++choice) {
    if (holds(one->choices[choice].when, table)) right.push_back(choice);
  }
  return right;
}

}  // namespace doorway
