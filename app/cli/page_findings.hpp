#pragma once

#include "core/lesson/judge.hpp"
#include "core/lesson/lesson.hpp"
#include "core/record/recording.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace doorway::cli {

/// What one run says of one page. A small value, so that it outlives the recording.
struct PageFindings {
  struct Reached {
    bool is_reached = false;
    std::string why_not;  ///< what to write instead, else
  };

  std::vector<std::size_t> holding;  ///< the question's choices or targets that hold at the end
  std::optional<Answer> right;       ///< at the end
  bool is_settled = true;            ///< the answer is the same at the page's last stop
  std::vector<Reached> places;       ///< by places_of
  bool goal_holds = false;
};

/// The places that a page names, in file order: of its cue, and of the items of an order.
std::vector<const Place*> places_of(const Page& page);

/// Of a run that is over. Any thread.
PageFindings findings_of(const Page& page, const Recording& recording);

}  // namespace doorway::cli
