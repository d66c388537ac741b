#include "core/lesson/lesson_blocks.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doorway {
namespace {

bool is_choice(std::string_view line) {
  return trimmed(line).starts_with("- ");
}

/// Where the words `when` stand, with blanks around them, the last one first.
std::vector<std::size_t> places_of_when(std::string_view line) {
  std::vector<std::size_t> places;
  for (std::size_t at = line.size(); (at = line.rfind("when", at)) != std::string_view::npos; --at) {
    const bool begins = at > 0 && blanks.find(line[at - 1]) != std::string_view::npos;
    const bool ends = at + 4 == line.size() || blanks.find(line[at + 4]) != std::string_view::npos;
    if (begins && ends) places.push_back(at);
    if (at == 0) break;
  }
  return places;
}

class AskReader {
 public:
  AskReader(const MarkdownFence& fence, const Scenario* scenario, const SourceText& source, MistakeList& mistakes)
      : fence_(fence), source_(source), mistakes_(mistakes) {
    if (scenario != nullptr) processes_ = scenario->processes;
  }

  std::optional<Ask> read() {
    Ask ask;
    ask.at = fence_.at;
    std::size_t line = fence_.first_line;
    while (line < fence_.past_last_line && !is_choice(source_.line(line))) ++line;
    if (line == fence_.past_last_line) {
      return wrong(fence_.at, "the question has no choices: write lines like - 5 bytes   when bob.recv#1.bytes == 5");
    }
    ask.question = read_prose(source_.lines(fence_.first_line, line), "a question", source_, mistakes_);
    if (ask.question.empty()) {
      return wrong({line, 1}, "the question is missing: write it above its choices");
    }
    OneOf one;
    const std::size_t past_choices = read_choices(line, one.choices);
    ask.explanation =
        read_prose(source_.lines(past_choices, fence_.past_last_line), "an explanation", source_, mistakes_);
    if (choice_count_ == 1 && !faulty_) {
      return wrong(one.choices[0].at, "one choice is no question: write a second one, that somebody may believe in");
    }
    if (faulty_) return std::nullopt;
    ask.answers = std::move(one);
    return ask;
  }

 private:
  /// Returns the number of the first line after them.
  std::size_t read_choices(std::size_t line, std::vector<Choice>& choices) {
    std::size_t past_last = line;
    for (; line < fence_.past_last_line; ++line) {
      const std::string_view text = source_.line(line);
      if (trimmed(text).empty()) continue;
      if (!is_choice(text)) break;
      past_last = line + 1;
      if (++choice_count_ == lesson_limits::choices + 1) {
        wrong({line, 1}, fmt::format("a question has {} choices at most: take some out", lesson_limits::choices));
      }
      if (choice_count_ > lesson_limits::choices) continue;
      if (auto choice = read_choice(trimmed(text).substr(2))) choices.push_back(std::move(*choice));
    }
    return past_last;
  }

  std::optional<Choice> read_choice(std::string_view line) {
    const SourcePosition at = source_.position_of(line.data());
    const std::vector<std::size_t> places = places_of_when(line);
    if (places.empty()) {
      return wrong_choice(at,
                          "the choice does not say when it is right: write when and a condition after it, like "
                          "when bob.recv#1.bytes == 5");
    }
    // `when` may stand in the text, or in quotes in the condition: the one that leaves a condition after it is meant.
    std::optional<Choice> choice;
    std::vector<Mistake> first_mistakes;
    for (const std::size_t place : places) {
      const std::string_view when = trimmed(line.substr(place + 4));
      auto condition = parse_condition(when, source_.position_of(when.data()), processes_);
      if (condition) {
        choice = Choice{{}, std::move(*condition), std::string(when), {}, at};
        read_text(trimmed(line.substr(0, place)), *choice);
        return choice;
      }
      if (first_mistakes.empty()) first_mistakes = condition.error();
    }
    mistakes_.add_all(first_mistakes);
    faulty_ = true;
    return std::nullopt;
  }

  void read_text(std::string_view text, Choice& choice) {
    if (text.empty()) {
      wrong(choice.at, "the choice has no text: write what can be answered before when");
      return;
    }
    std::vector<ProseBlock> prose = read_prose(text, "a choice", source_, mistakes_);
    auto* paragraph = prose.size() == 1 ? std::get_if<Paragraph>(&prose[0]) : nullptr;
    if (paragraph != nullptr) {
      choice.text = std::move(paragraph->text);
    } else {
      wrong(choice.at, "a choice is one line of text: write \\ before a sign that begins something else");
    }
  }

  std::optional<Ask> wrong(SourcePosition at, std::string message) {
    mistakes_.add(at, std::move(message));
    faulty_ = true;
    return std::nullopt;
  }
  std::optional<Choice> wrong_choice(SourcePosition at, std::string message) {
    wrong(at, std::move(message));
    return std::nullopt;
  }

  const MarkdownFence& fence_;
  const SourceText& source_;
  MistakeList& mistakes_;
  std::vector<std::string> processes_;
  std::size_t choice_count_ = 0;
  bool faulty_ = false;
};

}  // namespace

std::optional<Ask> read_ask(const MarkdownFence& fence, const Scenario* scenario, const SourceText& source,
                            MistakeList& mistakes) {
  return AskReader(fence, scenario, source, mistakes).read();
}

}  // namespace doorway
