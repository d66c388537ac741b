#pragma once

#include "core/progress/record.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// What a learner has done on one page.
struct PageProgress {
  bool opened = false;
  std::uint32_t answers = 0;    ///< to its question, right ones and others
  bool right_at_first = false;  ///< the first of them was right
  bool right = false;           ///< one of them was right
  std::uint64_t missed = 0;     ///< the last of them was not: the higher, the later; 0: it was right, or there is none
  std::uint32_t experiments = 0;  ///< changed scenarios that were run
  std::set<std::size_t> hints;    ///< that were taken
  bool solution_seen = false;
  bool goal_reached = false;
  std::set<std::size_t> gems;    ///< that were kept, by their index among the page's
  std::uint64_t active_s = 0;    ///< seconds
  std::int64_t last_unix_s = 0;  ///< of the last record; seconds since 1970, UTC

  friend bool operator==(const PageProgress&, const PageProgress&) = default;
};

/// By Page::id. Pages that a lesson no longer has stay here, and nobody asks for them.
using LessonProgress = std::map<std::string, PageProgress, std::less<>>;

/// All that a learner has done: a fold of records, which are never taken back. A value.
struct Progress {
  std::map<std::string, LessonProgress, std::less<>> lessons;
  std::optional<PageRef> last;  ///< the page that was opened last
  std::uint64_t records = 0;    ///< that it was made of

  /// Null where nothing was done.
  [[nodiscard]] const LessonProgress* lesson(std::string_view id) const;
  [[nodiscard]] const PageProgress* page(const PageRef& at) const;

  friend bool operator==(const Progress&, const Progress&) = default;
};

/// Takes in one record.
void fold(Progress& progress, const ProgressRecord& record);

/// Of these records, in their order.
Progress progress_of(std::span<const ProgressRecord> records);

/// The pages whose question was answered last in a wrong way, the most recently missed first.
std::vector<PageRef> missed_pages(const Progress& progress);

}  // namespace doorway
