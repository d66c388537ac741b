#pragma once

#include "core/lesson/lesson.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

namespace doorway {

/// A page by names that stay when other pages are added or moved.
struct PageRef {
  std::string lesson;  ///< its file's name without folder and ending: "01-two-doors"
  std::string page;    ///< Page::id

  friend auto operator<=>(const PageRef&, const PageRef&) = default;
};

/// What a learner did on a page.
namespace deed {
struct Opened {
  friend bool operator==(const Opened&, const Opened&) = default;
};
/// Answered the page's question, and the run has judged it.
struct Answered {
  Answer answer;
  bool right = false;
  friend bool operator==(const Answered&, const Answered&) = default;
};
/// Ran a scenario that they had changed.
struct Tried {
  friend bool operator==(const Tried&, const Tried&) = default;
};
struct HintTaken {
  std::size_t hint = 0;
  friend bool operator==(const HintTaken&, const HintTaken&) = default;
};
struct SolutionSeen {
  friend bool operator==(const SolutionSeen&, const SolutionSeen&) = default;
};
struct GoalReached {
  friend bool operator==(const GoalReached&, const GoalReached&) = default;
};
struct GemKept {
  std::size_t gem = 0;  ///< among the page's
  friend bool operator==(const GemKept&, const GemKept&) = default;
};
/// Was there and active for so long, since the last record of this kind.
struct TimeSpent {
  std::uint32_t seconds = 0;
  friend bool operator==(const TimeSpent&, const TimeSpent&) = default;
};
}  // namespace deed

using Deed = std::variant<deed::Opened, deed::Answered, deed::Tried, deed::HintTaken, deed::SolutionSeen,
                          deed::GoalReached, deed::GemKept, deed::TimeSpent>;

/// One thing that a learner did: what progress is made of.
struct ProgressRecord {
  std::int64_t unix_s = 0;  ///< when: seconds since 1970, UTC
  PageRef at;
  Deed deed;

  friend bool operator==(const ProgressRecord&, const ProgressRecord&) = default;
};

/// What a record can hold. What is beyond is not taken from a file.
namespace progress_limits {
constexpr std::size_t id_bytes = 1000;                ///< of a lesson or a page
constexpr std::size_t line_bytes = 8192;              ///< of a record as text
constexpr std::size_t index = 10'000;                 ///< of a choice, a hint, a gem
constexpr std::uint32_t seconds = 86'400;             ///< spent, in one record
constexpr std::int64_t latest_unix_s = 253402300799;  ///< the end of the year 9999
}  // namespace progress_limits

}  // namespace doorway
