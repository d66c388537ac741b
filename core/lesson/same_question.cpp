#include "core/lesson/same_question.hpp"

#include <algorithm>

namespace doorway {
namespace {

bool is_same(const Choice& one, const Choice& other) {
  return one.text == other.text && one.when_text == other.when_text;
}

bool is_same(const InOrder::Item& one, const InOrder::Item& other) {
  return one.text == other.text && to_string(one.when) == to_string(other.when);
}

bool is_same(const PointAt::Target& one, const PointAt::Target& other) {
  return one.part == other.part && one.when_text == other.when_text;
}

template <class Each>
bool are_same(const std::vector<Each>& one, const std::vector<Each>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](const Each& left, const Each& right) { return is_same(left, right); });
}

bool is_same(const OneOf& one, const OneOf& other) {
  return are_same(one.choices, other.choices);
}

bool is_same(const SeveralOf& one, const SeveralOf& other) {
  return are_same(one.choices, other.choices);
}

bool is_same(const NumberAnswer& one, const NumberAnswer& other) {
  return one.number_text == other.number_text &&
         std::equal(one.beliefs.begin(), one.beliefs.end(), other.beliefs.begin(), other.beliefs.end(),
                    [](const auto& left, const auto& right) { return left.number == right.number; });
}

bool is_same(const InOrder& one, const InOrder& other) {
  return are_same(one.items, other.items);
}

bool is_same(const PointAt& one, const PointAt& other) {
  return are_same(one.targets, other.targets);
}

/// What the take of a page begins with: the cue of the page that has the scenario says so.
std::vector<ProcessId> order_of(const Lesson& lesson, const Page& page) {
  const auto found = std::find_if(lesson.pages.begin(), lesson.pages.end(), [&](const Page& each) {
    return each.begins_scenario && each.scenario == page.scenario;
  });
  return found == lesson.pages.end() ? std::vector<ProcessId>() : found->cue.order;
}

}  // namespace

bool is_same_question(const Ask& one, const Ask& other) {
  if (one.question != other.question || one.answers.index() != other.answers.index()) return false;
  return std::visit(
      [&](const auto& kind) {
        using KindOfAsk = std::decay_t<decltype(kind)>;
        return is_same(kind, std::get<KindOfAsk>(other.answers));
      },
      one.answers);
}

bool is_same_goal(const Goal& one, const Goal& other) {
  return one.when_text == other.when_text;
}

std::string_view scenario_text_of(const Lesson& lesson, const Page& page) {
  return page.scenario ? std::string_view(lesson.scenario_texts[*page.scenario]) : std::string_view();
}

bool is_same_run(const Lesson& one, const Page& page_of_one, const Lesson& other, const Page& page_of_other) {
  return page_of_one.scenario.has_value() == page_of_other.scenario.has_value() &&
         scenario_text_of(one, page_of_one) == scenario_text_of(other, page_of_other) &&
         order_of(one, page_of_one) == order_of(other, page_of_other);
}

}  // namespace doorway
