#include "tests/course/truth_on_page.hpp"

#include "core/base/overloaded.hpp"
#include "core/lesson/judge.hpp"

#include <algorithm>
#include <regex>

namespace doorway::course {
namespace {

std::vector<std::size_t> answered(const Answer& right) {
  return std::visit(Overloaded{[](const answer::One& one) { return std::vector<std::size_t>{one.choice}; },
                               [](const answer::Several& several) { return several.choices; },
                               [](const answer::Order& order) { return order.items; },
                               [](const answer::Number&) { return std::vector<std::size_t>{}; },
                               [](const answer::Elsewhere&) { return std::vector<std::size_t>{}; }},
                    right);
}

/// The words and the condition of a choice, item or target.
struct Said {
  std::string words;
  std::string condition;
};

Said said_in(const Ask& ask, std::size_t index) {
  const auto choice = [&](const std::vector<Choice>& choices) {
    return Said{plain_text(choices.at(index).text), choices.at(index).when_text};
  };
  return std::visit(Overloaded{[&](const OneOf& one) { return choice(one.choices); },
                               [&](const SeveralOf& several) { return choice(several.choices); },
                               [&](const InOrder& order) {
                                 const InOrder::Item& item = order.items.at(index);
                                 return Said{plain_text(item.text), to_string(item.when)};
                               },
                               [&](const PointAt& point) {
                                 const PointAt::Target& target = point.targets.at(index);
                                 return Said{to_string(target.part), target.when_text};
                               },
                               [](const NumberAnswer& number) {
                                 return Said{{}, number.number_text};
                               }},
                    ask.answers);
}

}  // namespace

std::string said_of(const Page& page, const Recording& recording, std::string_view expected) {
  const Evidence evidence(recording);
  if (expected == reaches_goal) {
    const Goal* goal = goal_of(page);
    if (goal == nullptr) return "(the page has no goal)";
    return holds(goal->when, evidence.calls()) ? std::string(reaches_goal) : "(does not reach the goal)";
  }
  const Ask* ask = ask_of(page);
  if (ask == nullptr) return "(the page asks nothing)";
  const auto right = right_answer(*ask, evidence);
  if (!right) return "(no answer of the page is right)";
  if (ask->this_run) return std::string(varies);
  if (const auto* number = std::get_if<answer::Number>(&*right)) return std::to_string(number->number);
  std::string words;
  for (const std::size_t index : answered(*right)) words += (words.empty() ? "" : "; ") + said_in(*ask, index).words;
  return words;
}

std::vector<std::string> calls_named(std::string_view conditions) {
  const std::string text(conditions);
  const std::regex call(R"(\b[a-z]+\.[a-z]+(#\d+)?)");
  std::vector<std::string> calls;
  for (std::sregex_iterator at(text.begin(), text.end(), call), end; at != end; ++at) calls.push_back(at->str());
  std::ranges::sort(calls);
  calls.erase(std::unique(calls.begin(), calls.end()), calls.end());
  return calls;
}

std::string conditions_used(const Page& page, const Recording& recording, std::string_view expected) {
  if (expected == reaches_goal) return goal_of(page) != nullptr ? goal_of(page)->when_text : "";
  const Ask* ask = ask_of(page);
  if (ask == nullptr) return {};
  if (const auto* number = std::get_if<NumberAnswer>(&ask->answers)) return number->number_text;
  const auto right = right_answer(*ask, Evidence(recording));
  std::string conditions;
  if (right) {
    for (const std::size_t index : answered(*right)) conditions += said_in(*ask, index).condition + "\n";
  }
  return conditions;
}

}  // namespace doorway::course
