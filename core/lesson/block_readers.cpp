// The readers of the smaller blocks: try, goal with its solution, gem, note, recap.

#include "core/lesson/lesson_blocks.hpp"
#include "core/lesson/place_reader.hpp"
#include "core/scenario/parser.hpp"

#include <fmt/format.h>

#include <utility>
#include <variant>

namespace doorway {
namespace {

std::vector<ProseBlock> prose_of(const MarkdownFence& fence, std::string_view what, const BlockReading& reading) {
  return read_prose(reading.source.lines(fence.first_line, fence.past_last_line), what, reading.source,
                    reading.mistakes);
}

/// Whether the line begins with this word.
bool begins_with(std::string_view line, std::string_view word) {
  return take_word(line) == word;
}

class GoalReader {
 public:
  GoalReader(const MarkdownFence& fence, const MarkdownFence* solution, const BlockReading& reading)
      : fence_(fence), solution_(solution), reading_(reading), source_(reading.source) {}

  std::optional<Goal> read() {
    const std::size_t before = reading_.mistakes.size();
    goal_.at = fence_.at;
    read_solution();
    const std::size_t hints = first_hint();
    const std::size_t when = last_when(hints);
    if (when == hints) {
      wrong(fence_.at, "the goal does not say when it is reached: write a line like when alice.send#1 sleeps");
    } else {
      goal_.text = prose(fence_.first_line, when, "a goal");
      if (goal_.text.empty()) wrong({when, 1}, "the goal has no text: write what is to be brought about above when");
      read_condition_of(when);
      refuse_text(when + 1, hints);
    }
    read_hints(hints);
    if (reading_.mistakes.size() != before || reading_.mistakes.is_full()) return std::nullopt;
    return std::move(goal_);
  }

 private:
  std::vector<ProseBlock> prose(std::size_t from, std::size_t past_last, std::string_view what) {
    return read_prose(source_.lines(from, past_last), what, source_, reading_.mistakes);
  }

  void read_solution() {
    if (solution_ == nullptr) {
      return wrong(fence_.at, "the goal has no solution: write a block ```solution with a scenario that reaches it");
    }
    goal_.solution_at = solution_->at;
    goal_.solution_text = solution_->text;
    auto scenario = parse_scenario(source_.lines(solution_->first_line, solution_->past_last_line),
                                   solution_->first_line, reading_.fills);
    if (scenario) {
      goal_.solution = std::move(*scenario);
    } else {
      reading_.mistakes.add_all(scenario.error());
    }
  }

  [[nodiscard]] std::size_t first_hint() const {
    std::size_t line = fence_.first_line;
    while (line < fence_.past_last_line && !begins_with(source_.line(line), "hint")) ++line;
    return line;
  }

  /// A line of the text may begin with the word, too. `hints` where there is none.
  [[nodiscard]] std::size_t last_when(std::size_t hints) const {
    for (std::size_t line = hints; line > fence_.first_line; --line) {
      if (begins_with(source_.line(line - 1), "when")) return line - 1;
    }
    return hints;
  }

  void read_condition_of(std::size_t line) {
    std::string_view rest = source_.line(line);
    take_word(rest);
    rest = trimmed(rest);
    // A solution may have processes that the page's scenario has not.
    ScenarioNames names = reading_.names;
    if (names.are_known()) names.add(goal_.solution);
    auto when = read_condition(rest, {names, source_, reading_.mistakes, reading_.fills}, reading_.mistakes);
    goal_.when_text = rest;
    if (when) goal_.when = std::move(*when);
  }

  void refuse_text(std::size_t from, std::size_t past_last) {
    for (std::size_t line = from; line < past_last; ++line) {
      if (trimmed(source_.line(line)).empty()) continue;
      return wrong({line, 1}, "after when come the hints: write hint before this, or write it above when");
    }
  }

  void read_hints(std::size_t line) {
    while (line < fence_.past_last_line) {
      std::size_t past = line + 1;
      while (past < fence_.past_last_line && !begins_with(source_.line(past), "hint")) ++past;
      if (goal_.hints.size() == lesson_limits::hints) {
        return wrong({line, 1}, fmt::format("a goal has {} hints at most: take some out", lesson_limits::hints));
      }
      std::string_view text = source_.lines(line, past);
      take_word(text);
      goal_.hints.push_back(read_prose(text, "a hint", source_, reading_.mistakes));
      if (goal_.hints.back().empty()) wrong({line, 1}, "the hint has no text: write it after hint");
      line = past;
    }
  }

  void wrong(SourcePosition at, std::string message) { reading_.mistakes.add(at, std::move(message)); }

  const MarkdownFence& fence_;
  const MarkdownFence* solution_;
  const BlockReading& reading_;
  const SourceText& source_;
  Goal goal_;
};

}  // namespace

std::optional<Experiment> read_experiment(const MarkdownFence& fence, const BlockReading& reading) {
  Experiment experiment{prose_of(fence, "a block ```try", reading), fence.at};
  if (!experiment.text.empty()) return experiment;
  reading.mistakes.add(fence.at, "there is nothing to try: write what is worth changing");
  return std::nullopt;
}

std::optional<Goal> read_goal(const MarkdownFence& fence, const MarkdownFence* solution, const BlockReading& reading) {
  return GoalReader(fence, solution, reading).read();
}

std::optional<Gem> read_gem(const MarkdownFence& fence, const BlockReading& reading) {
  std::vector<ProseBlock> prose = prose_of(fence, "a gem", reading);
  if (auto* paragraph = prose.size() == 1 ? std::get_if<Paragraph>(&prose[0]) : nullptr) {
    return Gem{std::move(paragraph->text), fence.at};
  }
  reading.mistakes.add(fence.at, prose.empty() ? "the gem has no text: write the sentence to keep"
                                               : "a gem is one sentence: write a block ```gem for each");
  return std::nullopt;
}

std::optional<std::vector<ProseBlock>> read_note(const MarkdownFence& fence, const BlockReading& reading) {
  std::vector<ProseBlock> note = prose_of(fence, "a note", reading);
  if (!note.empty()) return note;
  reading.mistakes.add(fence.at, "the note has no text: write what the instructor should know");
  return std::nullopt;
}

std::optional<Recap> read_recap(const MarkdownFence& fence, const BlockReading& reading) {
  for (std::size_t line = fence.first_line; line < fence.past_last_line; ++line) {
    if (trimmed(reading.source.line(line)).empty()) continue;
    reading.mistakes.add({line, 1}, "a recap has no text of its own: write this above the block");
    return std::nullopt;
  }
  return Recap{fence.at};
}

}  // namespace doorway
