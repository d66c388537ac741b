#pragma once

#include "core/lesson/lesson.hpp"

#include <cstddef>
#include <variant>

namespace doorway {

/// What a learner has done in a lesson, for those who keep it. Pages, hints and gems by their index in the lesson.
namespace learner {
struct PageOpened {
  std::size_t page = 0;
};
/// The run has judged an answer. A page's question is judged once each time that it is answered.
struct Answered {
  std::size_t page = 0;
  Answer answer;
  bool right = false;
};
/// A changed scenario was run.
struct Tried {
  std::size_t page = 0;
};
struct HintTaken {
  std::size_t page = 0;
  std::size_t hint = 0;
};
struct SolutionSeen {
  std::size_t page = 0;
};
struct GoalReached {
  std::size_t page = 0;
};
/// A page's gem went into the treasury: its question is judged, or it has none and was read.
struct GemKept {
  std::size_t page = 0;
  std::size_t gem = 0;  ///< among the page's
};
}  // namespace learner

using LearnerEvent = std::variant<learner::PageOpened, learner::Answered, learner::Tried, learner::HintTaken,
                                  learner::SolutionSeen, learner::GoalReached, learner::GemKept>;

}  // namespace doorway
