#pragma once

#include "core/lesson/lesson.hpp"

#include <cstddef>
#include <map>

namespace doorway {

/// What the runs say of a lesson's questions: the right answer of each page that asks, by the page's index. A lesson
/// does not say itself what is right; whoever exports it has run its scenarios.
using RightAnswers = std::map<std::size_t, Answer>;

}  // namespace doorway
