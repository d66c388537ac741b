#include "core/progress/progress.hpp"

#include "core/base/overloaded.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace doorway {
namespace {

void count(std::uint32_t& number) {
  if (number != std::numeric_limits<std::uint32_t>::max()) ++number;
}

void fold_answer(PageProgress& page, bool right, std::uint64_t number) {
  if (page.answers == 0) page.right_at_first = right;
  count(page.answers);
  page.right = page.right || right;
  page.missed = right ? 0 : number;
}

}  // namespace

const LessonProgress* Progress::lesson(std::string_view id) const {
  const auto found = lessons.find(id);
  return found == lessons.end() ? nullptr : &found->second;
}

const PageProgress* Progress::page(const PageRef& at) const {
  const LessonProgress* pages = lesson(at.lesson);
  if (pages == nullptr) return nullptr;
  const auto found = pages->find(at.page);
  return found == pages->end() ? nullptr : &found->second;
}

void fold(Progress& progress, const ProgressRecord& record) {
  ++progress.records;
  PageProgress& page = progress.lessons[record.at.lesson][record.at.page];
  page.last_unix_s = record.unix_s;
  std::visit(Overloaded{[&](const deed::Opened&) {
                          page.opened = true;
                          progress.last = record.at;
                        },
                        [&](const deed::Answered& answered) { fold_answer(page, answered.right, progress.records); },
                        [&](const deed::Tried&) { count(page.experiments); },
                        [&](const deed::HintTaken& taken) { page.hints.insert(taken.hint); },
                        [&](const deed::SolutionSeen&) { page.solution_seen = true; },
                        [&](const deed::GoalReached&) { page.goal_reached = true; },
                        [&](const deed::GemKept& kept) { page.gems.insert(kept.gem); },
                        [&](const deed::TimeSpent& spent) { page.active_s += spent.seconds; }},
             record.deed);
}

Progress progress_of(std::span<const ProgressRecord> records) {
  Progress progress;
  for (const ProgressRecord& record : records) fold(progress, record);
  return progress;
}

std::vector<PageRef> missed_pages(const Progress& progress) {
  std::vector<std::pair<std::uint64_t, PageRef>> missed;
  for (const auto& [lesson, pages] : progress.lessons) {
    for (const auto& [page, done] : pages) {
      if (done.missed != 0) missed.push_back({done.missed, {lesson, page}});
    }
  }
  std::sort(missed.begin(), missed.end(), [](const auto& one, const auto& other) { return one.first > other.first; });
  std::vector<PageRef> pages;
  for (auto& [when, page] : missed) pages.push_back(std::move(page));
  return pages;
}

}  // namespace doorway
