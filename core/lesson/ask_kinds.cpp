// One reader a kind of question: what its items are.

#include "core/lesson/ask_draft.hpp"
#include "core/lesson/place_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace doorway {
namespace {

constexpr const char* no_condition =
    "the choice does not say when it is right: write when and a condition after it, like when bob.recv#1.bytes == 5";
constexpr const char* no_place =
    "the item does not say when it happens: write when and a place after it, like when after bob.recv#1";

/// Says so where there is one item only.
void refuse_single(const AskDraft& draft, const BlockReading& reading) {
  if (draft.items.size() != 1) return;
  reading.mistakes.add(draft.items[0].at,
                       "one choice is no question: write a second one, that somebody may believe in");
}

auto condition_in(const BlockReading& reading) {
  return [&reading](std::string_view when, MistakeList& mistakes) { return read_condition(when, reading, mistakes); };
}

std::vector<Choice> read_choices(AskDraft& draft, const BlockReading& reading) {
  const std::size_t before = reading.mistakes.size();
  std::vector<Choice> choices;
  for (AskItem& item : draft.items) {
    auto said = read_when(item.text, no_condition, reading, condition_in(reading));
    if (!said) continue;
    Spans text = read_item_text(said->text, item, "choice", reading);
    choices.push_back(
        {std::move(text), std::move(said->value), std::string(said->when), std::move(item.feedback), item.at});
  }
  if (reading.mistakes.size() == before) refuse_single(draft, reading);
  return choices;
}

/// Digits, with _ between them where they are many.
std::optional<std::int64_t> read_whole_number(std::string_view text) {
  std::string digits(text);
  std::erase(digits, '_');
  std::int64_t number = 0;
  const char* end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, number);
  return error == std::errc{} && stopped == end ? std::optional(number) : std::nullopt;
}

}  // namespace

OneOf read_one(AskDraft& draft, const BlockReading& reading) {
  return {read_choices(draft, reading)};
}

SeveralOf read_several(AskDraft& draft, const BlockReading& reading) {
  return {read_choices(draft, reading)};
}

NumberAnswer read_number(AskDraft& draft, const BlockReading& reading) {
  NumberAnswer answer;
  answer.number_text = draft.number;
  answer.at = reading.source.position_of(draft.number.data());
  auto number = parse_number(draft.number, answer.at, reading.names);
  if (number) {
    answer.number = std::move(*number);
  } else {
    reading.mistakes.add_all(number.error());
  }
  if (draft.items.empty()) {
    reading.mistakes.add(answer.at,
                         "nobody believes in another number here: write one below, like - 64, and a line > of feedback "
                         "below that");
  }
  for (AskItem& item : draft.items) {
    const auto believed = read_whole_number(item.text);
    const auto is_same = [&](const NumberAnswer::Belief& belief) { return belief.number == believed; };
    if (!believed) {
      reading.mistakes.add(item.at, fmt::format("{} is no whole number: write a number that is believed in, like - 64",
                                                quote_input(item.text)));
    } else if (std::any_of(answer.beliefs.begin(), answer.beliefs.end(), is_same)) {
      reading.mistakes.add(item.at, fmt::format("{} is there twice: take one of them out", *believed));
    } else {
      answer.beliefs.push_back({*believed, std::move(item.feedback), item.at});
    }
  }
  return answer;
}

InOrder read_order(AskDraft& draft, const BlockReading& reading) {
  InOrder order;
  const std::size_t before = reading.mistakes.size();
  for (AskItem& item : draft.items) {
    auto said = read_when(item.text, no_place, reading, [&](std::string_view when, MistakeList& mistakes) {
      return PlaceReader(reading.names, reading.source, mistakes).read_place(when);
    });
    if (!said) continue;
    Spans text = read_item_text(said->text, item, "item", reading);
    order.items.push_back({std::move(text), std::move(said->value), std::move(item.feedback), item.at});
  }
  if (reading.mistakes.size() == before) refuse_single(draft, reading);
  return order;
}

PointAt read_point(AskDraft& draft, const BlockReading& reading) {
  PointAt point;
  const std::size_t before = reading.mistakes.size();
  for (AskItem& item : draft.items) {
    auto said = read_when(item.text, no_condition, reading, condition_in(reading));
    if (!said) continue;
    const auto part = PlaceReader(reading.names, reading.source, reading.mistakes).read_part(said->text);
    if (!part) continue;
    const auto is_same = [&](const PointAt::Target& target) { return target.part == *part; };
    if (std::any_of(point.targets.begin(), point.targets.end(), is_same)) {
      reading.mistakes.add(
          item.at, fmt::format("{} is there twice: join the two conditions with or", quote_input(to_string(*part))));
    }
    point.targets.push_back(
        {*part, std::move(said->value), std::string(said->when), std::move(item.feedback), item.at});
  }
  if (reading.mistakes.size() == before) refuse_single(draft, reading);
  return point;
}

}  // namespace doorway
