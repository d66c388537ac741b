#include "core/progress/learner_record.hpp"

#include "core/base/overloaded.hpp"

#include <utility>

namespace doorway {
namespace {

Deed deed_of(const LearnerEvent& event) {
  return std::visit(Overloaded{[](const learner::PageOpened&) -> Deed { return deed::Opened{}; },
                               [](const learner::Answered& answered) -> Deed {
                                 return deed::Answered{answered.answer, answered.right};
                               },
                               [](const learner::Tried&) -> Deed { return deed::Tried{}; },
                               [](const learner::HintTaken& taken) -> Deed { return deed::HintTaken{taken.hint}; },
                               [](const learner::SolutionSeen&) -> Deed { return deed::SolutionSeen{}; },
                               [](const learner::GoalReached&) -> Deed { return deed::GoalReached{}; },
                               [](const learner::GemKept& kept) -> Deed { return deed::GemKept{kept.gem}; }},
                    event);
}

}  // namespace

std::optional<ProgressRecord> record_of(const LearnerEvent& event, const Lesson& lesson, std::string lesson_id,
                                        std::int64_t unix_s) {
  const std::size_t page = std::visit([](const auto& each) { return each.page; }, event);
  if (page >= lesson.pages.size()) return std::nullopt;
  return ProgressRecord{unix_s, {std::move(lesson_id), lesson.pages[page].id}, deed_of(event)};
}

}  // namespace doorway
