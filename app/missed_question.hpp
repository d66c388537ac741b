#pragma once

#include <cstddef>
#include <string>

namespace doorway::app {

/// A question that the learner has not answered rightly so far, in whatever lesson.
struct MissedQuestion {
  std::string lesson_title;  ///< safe to show, as the next
  std::string page_title;    ///< in the words of the vocabulary at hand
  std::size_t lesson = 0;    ///< index in the list
  std::size_t page = 0;      ///< of the lesson
};

}  // namespace doorway::app
