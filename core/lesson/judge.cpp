#include "core/lesson/judge.hpp"

#include "core/base/overloaded.hpp"

#include <algorithm>
#include <numeric>
#include <variant>

namespace doorway {
namespace {

using Indices = std::vector<std::size_t>;

/// Which of them hold; each has a condition `when`.
template <class Items>
Indices that_hold(const Items& items, const Evidence& evidence) {
  Indices holding;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (holds(items[i].when, evidence.calls())) holding.push_back(i);
  }
  return holding;
}

bool is_in(const Indices& indices, std::size_t index) {
  return std::find(indices.begin(), indices.end(), index) != indices.end();
}

/// The items by the moments in which they come; nothing where one does not come, or two come at once.
std::optional<Answer> order_of(const InOrder& order, const Evidence& evidence) {
  std::vector<std::pair<Seq, std::size_t>> moments;
  for (std::size_t i = 0; i < order.items.size(); ++i) {
    const auto cursor = evidence.find(order.items[i].when);
    if (!cursor) return std::nullopt;
    moments.emplace_back(*cursor, i);
  }
  std::sort(moments.begin(), moments.end());
  answer::Order right;
  for (std::size_t i = 0; i < moments.size(); ++i) {
    if (i > 0 && moments[i].first == moments[i - 1].first) return std::nullopt;
    right.items.push_back(moments[i].second);
  }
  return right;
}

struct RightAnswer {
  const Evidence& evidence;

  std::optional<Answer> operator()(const OneOf& one) const {
    const Indices right = that_hold(one.choices, evidence);
    return right.size() == 1 ? std::optional<Answer>(answer::One{right[0]}) : std::nullopt;
  }
  std::optional<Answer> operator()(const SeveralOf& several) const {
    Indices right = that_hold(several.choices, evidence);
    return right.empty() ? std::nullopt : std::optional<Answer>(answer::Several{std::move(right)});
  }
  std::optional<Answer> operator()(const NumberAnswer& number) const {
    const auto value = number_in(number.number, evidence.calls());
    return value ? std::optional<Answer>(answer::Number{*value}) : std::nullopt;
  }
  std::optional<Answer> operator()(const InOrder& order) const { return order_of(order, evidence); }
  std::optional<Answer> operator()(const PointAt& point) const {
    const Indices right = that_hold(point.targets, evidence);
    return right.empty() ? std::nullopt : std::optional<Answer>(answer::One{right[0]});
  }
};

bool is_ascending_below(const Indices& indices, std::size_t count) {
  const bool ascending = std::adjacent_find(indices.begin(), indices.end(), std::greater_equal<>()) == indices.end();
  return ascending && (indices.empty() || indices.back() < count);
}

bool is_permutation_of(Indices indices, std::size_t count) {
  Indices all(count);
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::sort(indices.begin(), indices.end());
  return indices == all;
}

/// Whether an answer is right, by the kind of its question. The answer fits.
struct IsRight {
  const Evidence& evidence;
  const Answer& given;
  const Answer& right;

  bool operator()(const PointAt& point) const {
    const auto* one = std::get_if<answer::One>(&given);
    return one != nullptr && is_in(that_hold(point.targets, evidence), one->choice);
  }
  template <class Kind>
  bool operator()(const Kind&) const {
    return given == right;
  }
};

/// Whose feedback an answer has, by the kind of its question. The answer fits.
struct FeedbackFor {
  const Answer& given;
  const Answer& right;

  Indices operator()(const OneOf&) const { return {std::get<answer::One>(given).choice}; }
  Indices operator()(const SeveralOf& several) const {
    const Indices& taken = std::get<answer::Several>(given).choices;
    const Indices& meant = std::get<answer::Several>(right).choices;
    Indices wrong;
    for (std::size_t i = 0; i < several.choices.size(); ++i) {
      if (is_in(taken, i) != is_in(meant, i)) wrong.push_back(i);
    }
    return wrong;
  }
  Indices operator()(const NumberAnswer& number) const {
    const std::int64_t believed = std::get<answer::Number>(given).number;
    for (std::size_t i = 0; i < number.beliefs.size(); ++i) {
      if (number.beliefs[i].number == believed && given != right) return {i};
    }
    return {};
  }
  Indices operator()(const InOrder&) const {
    const Indices& put = std::get<answer::Order>(given).items;
    const Indices& meant = std::get<answer::Order>(right).items;
    const auto first_wrong = std::mismatch(put.begin(), put.end(), meant.begin()).first;
    return first_wrong == put.end() ? Indices{} : Indices{*first_wrong};
  }
  Indices operator()(const PointAt&) const {
    const auto* one = std::get_if<answer::One>(&given);
    return one == nullptr ? Indices{} : Indices{one->choice};
  }
};

}  // namespace

Evidence::Evidence(const Recording& recording, Seq cursor, bool run_is_over)
    : read_(std::make_unique<Read>(Read{summarise(recording, cursor), PlaceIndex(recording)})),
      calls_(&read_->calls),
      places_(&read_->places),
      run_is_over_(run_is_over) {
  read_->places.update(cursor);
}

std::vector<std::size_t> holding(const Ask& ask, const Evidence& evidence) {
  return std::visit(Overloaded{[&](const OneOf& one) { return that_hold(one.choices, evidence); },
                               [&](const SeveralOf& several) { return that_hold(several.choices, evidence); },
                               [](const NumberAnswer&) { return Indices{}; }, [](const InOrder&) { return Indices{}; },
                               [&](const PointAt& point) { return that_hold(point.targets, evidence); }},
                    ask.answers);
}

std::optional<Answer> right_answer(const Ask& ask, const Evidence& evidence) {
  return std::visit(RightAnswer{evidence}, ask.answers);
}

bool fits(const Ask& ask, const Answer& answer) {
  const std::size_t count = choice_count(ask);
  const auto* one = std::get_if<answer::One>(&answer);
  const auto* several = std::get_if<answer::Several>(&answer);
  const auto* order = std::get_if<answer::Order>(&answer);
  const bool is_elsewhere = std::holds_alternative<answer::Elsewhere>(answer);
  return std::visit(
      Overloaded{[&](const OneOf&) { return one != nullptr && one->choice < count; },
                 [&](const SeveralOf&) { return several != nullptr && is_ascending_below(several->choices, count); },
                 [&](const NumberAnswer&) { return std::holds_alternative<answer::Number>(answer); },
                 [&](const InOrder&) { return order != nullptr && is_permutation_of(order->items, count); },
                 [&](const PointAt&) { return is_elsewhere || (one != nullptr && one->choice < count); }},
      ask.answers);
}

std::vector<std::size_t> feedback_for(const Ask& ask, const Answer& given, const Answer& right) {
  Indices told = std::visit(FeedbackFor{given, right}, ask.answers);
  std::erase_if(told, [&](std::size_t index) { return feedback_of(ask, index).empty(); });
  return told;
}

std::optional<Verdict> verdict_of(const Ask& ask, const Answer& answer, const Evidence& evidence) {
  if (!fits(ask, answer)) return std::nullopt;
  auto right = right_answer(ask, evidence);
  if (!right) return std::nullopt;
  Verdict verdict;
  verdict.is_right = std::visit(IsRight{evidence, answer, *right}, ask.answers);
  verdict.feedback = feedback_for(ask, answer, *right);
  verdict.right = std::move(*right);
  return verdict;
}

const Feedback& feedback_of(const Ask& ask, std::size_t index) {
  using Result = const Feedback&;
  return std::visit(Overloaded{[&](const OneOf& one) -> Result { return one.choices.at(index).feedback; },
                               [&](const SeveralOf& several) -> Result { return several.choices.at(index).feedback; },
                               [&](const NumberAnswer& number) -> Result { return number.beliefs.at(index).feedback; },
                               [&](const InOrder& order) -> Result { return order.items.at(index).feedback; },
                               [&](const PointAt& point) -> Result { return point.targets.at(index).feedback; }},
                    ask.answers);
}

}  // namespace doorway
