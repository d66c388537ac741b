#include "core/session/ask_state.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <variant>

namespace doorway {
namespace {

void choose_one(AskState& state, std::size_t choice) {
  state.answer = answer::One{choice};
}

void choose_among_several(AskState& state, std::size_t choice) {
  answer::Several several;
  if (state.answer) several = std::get<answer::Several>(*state.answer);
  const auto at = std::lower_bound(several.choices.begin(), several.choices.end(), choice);
  if (at != several.choices.end() && *at == choice) {
    several.choices.erase(at);
  } else {
    several.choices.insert(at, choice);
  }
  if (several.choices.empty()) {
    state.answer.reset();
  } else {
    state.answer = std::move(several);
  }
}

// Those that were chosen stand first. With the last but one the order is whole; the next choice begins anew.
void choose_next(AskState& state, const Ask& ask, std::size_t choice) {
  std::vector<std::size_t> items = items_in_order(state, ask);
  if (state.picked == items.size()) state.picked = 0;
  const auto place = items.begin() + static_cast<std::ptrdiff_t>(state.picked);
  const auto found = std::find(place, items.end(), choice);
  if (found == items.end()) return;
  std::rotate(place, found, found + 1);
  if (++state.picked + 1 == items.size()) state.picked = items.size();
  state.answer = answer::Order{std::move(items)};
}

}  // namespace

void choose(AskState& state, const Ask& ask, std::size_t choice) {
  if (state.committed || choice >= choice_count(ask)) return;
  state.asked_to_answer = false;
  if (std::holds_alternative<SeveralOf>(ask.answers)) return choose_among_several(state, choice);
  if (std::holds_alternative<InOrder>(ask.answers)) return choose_next(state, ask, choice);
  choose_one(state, choice);
}

void give(AskState& state, const Ask& ask, Answer answer) {
  if (state.committed) return;
  const auto* several = std::get_if<answer::Several>(&answer);
  const bool takes_back =
      several != nullptr && several->choices.empty() && std::holds_alternative<SeveralOf>(ask.answers);
  if (!takes_back && !fits(ask, answer)) return;
  state.asked_to_answer = false;
  state.picked = 0;
  state.answer.reset();
  if (!takes_back) state.answer = std::move(answer);
}

bool is_answered_at_once(const Ask& ask) {
  return !std::holds_alternative<SeveralOf>(ask.answers) && !std::holds_alternative<InOrder>(ask.answers);
}

std::vector<std::size_t> items_in_order(const AskState& state, const Ask& ask) {
  const auto* order = std::get_if<InOrder>(&ask.answers);
  if (order == nullptr) return {};
  if (state.answer) return std::get<answer::Order>(*state.answer).items;
  std::vector<std::size_t> items(order->items.size());
  std::iota(items.begin(), items.end(), std::size_t{0});
  return items;
}

}  // namespace doorway
