#pragma once

#include "core/handout/right_answers.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace doorway::test {

inline std::string handout_data(const std::string& name) {
  std::ifstream file(DOORWAY_HANDOUT_DATA "/" + name, std::ios::binary);
  if (!file) throw std::runtime_error("there is no tests/data/handout/" + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The lesson of tests/data/handout: every kind of question, and signs that mean something in other formats.
inline Lesson sample_lesson() {
  auto lesson = parse_lesson(handout_data("lesson.md"));
  if (!lesson) throw std::runtime_error(to_string(lesson.error().front()));
  return std::move(*lesson);
}

/// What its runs say; tests/cli holds that against real ones.
inline RightAnswers sample_answers() {
  return {{0, answer::One{0}},
          {1, answer::Several{{0, 2}}},
          {2, answer::Number{10}},
          {3, answer::Order{{1, 2, 0}}},
          {4, answer::One{1}}};
}

}  // namespace doorway::test
