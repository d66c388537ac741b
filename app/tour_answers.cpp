#include "app/tour_answers.hpp"

#include "core/base/overloaded.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <variant>

namespace doorway::app {
namespace {

KeyPress digit(std::size_t choice) {
  return {Key::character, U'1' + static_cast<char32_t>(choice), false, false};
}

std::vector<KeyPress> digits(const std::vector<std::size_t>& choices) {
  std::vector<KeyPress> keys;
  for (const std::size_t choice : choices) keys.push_back(digit(choice));
  return keys;
}

// The sign goes last: before a digit it would be a smaller text.
std::vector<KeyPress> typed(std::int64_t number) {
  std::vector<KeyPress> keys;
  for (const char sign : std::to_string(number)) {
    if (sign != '-') keys.push_back({Key::character, static_cast<char32_t>(sign), false, false});
  }
  if (number < 0) keys.push_back({Key::character, U'-', false, false});
  keys.push_back({Key::enter});
  return keys;
}

/// The first that is not right, rather one with feedback.
template <class Items>
std::size_t wrong_one(const Items& items, const std::optional<Answer>& right) {
  const auto* one = right ? std::get_if<answer::One>(&*right) : nullptr;
  std::optional<std::size_t> any;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (one != nullptr && one->choice == i) continue;
    if (!items[i].feedback.empty()) return i;
    if (!any) any = i;
  }
  return any.value_or(0);
}

Answer believed(const SeveralOf& several, const std::optional<Answer>& right) {
  const auto* all = right ? std::get_if<answer::Several>(&*right) : nullptr;
  if (all == nullptr) return answer::Several{{0}};
  for (std::size_t i = 0; i < several.choices.size(); ++i) {
    if (!std::binary_search(all->choices.begin(), all->choices.end(), i)) return answer::Several{{i}};
  }
  return answer::Several{{0}};  // all of them hold: one alone is too few
}

Answer believed(const NumberAnswer& number, const std::optional<Answer>& right) {
  const auto* known = right ? std::get_if<answer::Number>(&*right) : nullptr;
  for (const NumberAnswer::Belief& each : number.beliefs) {
    if (known == nullptr || known->number != each.number) return answer::Number{each.number};
  }
  return answer::Number{known == nullptr ? 0 : known->number + 1};
}

// The file's own order is never the right one, unless somebody wrote it so.
Answer believed(const InOrder& order, const std::optional<Answer>& right) {
  answer::Order items;
  items.items.resize(order.items.size());
  std::iota(items.items.begin(), items.items.end(), std::size_t{0});
  if (right == Answer{items}) std::reverse(items.items.begin(), items.items.end());
  return items;
}

}  // namespace

std::vector<KeyPress> keys_for(const Ask& ask, const Answer& answer) {
  return std::visit(Overloaded{[](const answer::One& one) { return std::vector<KeyPress>{digit(one.choice)}; },
                               [](const answer::Several& several) { return digits(several.choices); },
                               [](const answer::Number& number) { return typed(number.number); },
                               [&](const answer::Order& order) {
                                 // With the last but one the order is whole: another digit would begin anew.
                                 std::vector<std::size_t> items = order.items;
                                 if (items.size() == choice_count(ask) && items.size() > 1) items.pop_back();
                                 return digits(items);
                               },
                               [](const answer::Elsewhere&) { return std::vector<KeyPress>{}; }},
                    answer);
}

Answer belief(const Ask& ask, const std::optional<Answer>& right) {
  return std::visit(
      Overloaded{[&](const OneOf& one) -> Answer { return answer::One{wrong_one(one.choices, right)}; },
                 [&](const PointAt& point) -> Answer { return answer::One{wrong_one(point.targets, right)}; },
                 [&](const auto& other) { return believed(other, right); }},
      ask.answers);
}

}  // namespace doorway::app
