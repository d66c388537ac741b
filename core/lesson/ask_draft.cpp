#include "core/lesson/ask_draft.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace doorway {
namespace {

bool is_item(std::string_view line) {
  const std::string_view text = trimmed(line);
  return text.starts_with("- ") || text == "-";
}
bool is_number_line(std::string_view line) {
  const std::string_view text = trimmed(line);
  return text.starts_with("=") && !text.starts_with("==");
}
bool is_feedback(std::string_view line) {
  return trimmed(line).starts_with(">");
}

class DraftReader {
 public:
  DraftReader(const MarkdownFence& fence, AskKind kind, const BlockReading& reading)
      : fence_(fence), kind_(kind), reading_(reading), source_(reading.source) {}

  std::optional<AskDraft> read() {
    const bool is_number = kind_ == AskKind::number;
    std::size_t line = find(fence_.first_line, is_number ? is_number_line : is_item);
    if (line == fence_.past_last_line) return wrong(fence_.at, no_items());
    draft_.question = prose(fence_.first_line, line, "a question");
    if (draft_.question.empty()) {
      return wrong({line, 1}, is_number ? "the question is missing: write it above the line ="
                                        : "the question is missing: write it above its choices");
    }
    if (is_number) {
      draft_.number = trimmed(trimmed(source_.line(line)).substr(1));
      ++line;
    }
    line = read_items(line);
    check_explanation(line);
    draft_.explanation = prose(line, fence_.past_last_line, "an explanation");
    return std::move(draft_);
  }

 private:
  template <class Is>
  [[nodiscard]] std::size_t find(std::size_t line, Is is) const {
    while (line < fence_.past_last_line && !is(source_.line(line))) ++line;
    return line;
  }

  std::vector<ProseBlock> prose(std::size_t from, std::size_t past_last, std::string_view what) {
    return read_prose(source_.lines(from, past_last), what, source_, reading_.mistakes);
  }

  [[nodiscard]] std::string no_items() const {
    switch (kind_) {
      case AskKind::one:
      case AskKind::several:
        return "the question has no choices: write lines like - 5 bytes   when bob.recv#1.bytes == 5";
      case AskKind::number: return "the question has no number: write a line like = bob.recv#1.bytes";
      case AskKind::order: return "the question has no items: write lines like - Bob wakes   when after bob.recv#1";
      case AskKind::point:
        return "the question has no places: write lines like - bob.hands   when bob.recv#1.bytes == 5";
    }
    return {};
  }

  /// Returns the number of the first line after the items and their feedback.
  std::size_t read_items(std::size_t line) {
    std::size_t past_last = line;
    std::size_t count = 0;
    while (line < fence_.past_last_line) {
      const std::string_view text = trimmed(source_.line(line));
      if (text.empty()) {
        ++line;
      } else if (is_item(text)) {
        if (++count == lesson_limits::choices + 1) {
          wrong({line, 1}, fmt::format("a question has {} choices at most: take some out", lesson_limits::choices));
        }
        const std::string_view said = text.substr(std::min<std::size_t>(2, text.size()));
        draft_.items.push_back({trimmed(said), source_.position_of(said.data()), {}});
        past_last = ++line;
      } else if (is_feedback(text) && !draft_.items.empty()) {
        past_last = line = read_feedback(line);
      } else {
        break;
      }
    }
    draft_.items.resize(std::min(count, lesson_limits::choices));
    return past_last;
  }

  std::size_t read_feedback(std::size_t line) {
    const std::size_t past_last = find(line, [](std::string_view text) { return !is_feedback(text); });
    const std::size_t mistakes = reading_.mistakes.size();
    for (ProseBlock& block : prose(line, past_last, "feedback")) {
      auto* quote = std::get_if<Quote>(&block);
      if (quote == nullptr) continue;  // has been said
      for (Spans& text : quote->paragraphs) {
        draft_.items.back().feedback.emplace_back(Paragraph{std::move(text)});
      }
    }
    if (draft_.items.back().feedback.empty() && reading_.mistakes.size() == mistakes) {
      wrong({line, 1}, "the feedback has no text: write it after the >, or take the line out");
    }
    return past_last;
  }

  /// An item below the explanation was meant to stand above it.
  void check_explanation(std::size_t from) {
    const auto is_stray = [this](std::string_view line) {
      const std::string_view text = trimmed(line);
      if (!is_item(text)) return false;
      if (kind_ == AskKind::number) return text.find_first_not_of("- 0123456789_") == std::string_view::npos;
      return !places_of_when(text).empty();
    };
    const std::size_t stray = find(from, is_stray);
    if (stray == fence_.past_last_line) return;
    wrong({find(from, [](std::string_view line) { return !trimmed(line).empty(); }), 1},
          fmt::format("this stands between the choices, of which line {} has one: write > before it if it is "
                      "feedback, or write it below them all",
                      stray));
  }

  std::nullopt_t wrong(SourcePosition at, std::string message) {
    reading_.mistakes.add(at, std::move(message));
    return std::nullopt;
  }

  const MarkdownFence& fence_;
  const AskKind kind_;
  const BlockReading& reading_;
  const SourceText& source_;
  AskDraft draft_;
};

}  // namespace

std::optional<AskDraft> read_ask_draft(const MarkdownFence& fence, AskKind kind, const BlockReading& reading) {
  return DraftReader(fence, kind, reading).read();
}

std::vector<std::size_t> places_of_when(std::string_view line) {
  std::vector<std::size_t> places;
  for (std::size_t at = line.size(); (at = line.rfind("when", at)) != std::string_view::npos; --at) {
    const bool begins = at == 0 || blanks.find(line[at - 1]) != std::string_view::npos;
    const bool ends = at + 4 == line.size() || blanks.find(line[at + 4]) != std::string_view::npos;
    if (begins && ends) places.push_back(at);
    if (at == 0) break;
  }
  return places;
}

Spans read_item_text(std::string_view text, const AskItem& item, std::string_view kind, const BlockReading& reading) {
  if (text.empty()) {
    reading.mistakes.add(item.at, fmt::format("the {} has no text: write what can be answered before when", kind));
    return {};
  }
  std::vector<ProseBlock> prose = read_prose(text, fmt::format("the {}", kind), reading.source, reading.mistakes);
  auto* paragraph = prose.size() == 1 ? std::get_if<Paragraph>(&prose[0]) : nullptr;
  if (paragraph != nullptr) return std::move(paragraph->text);
  reading.mistakes.add(
      item.at, fmt::format("the {} is one line of text: write \\ before a sign that begins something else", kind));
  return {};
}

std::optional<Condition> read_condition(std::string_view text, const BlockReading& reading, MistakeList& mistakes) {
  auto condition = parse_condition(text, reading.source.position_of(text.data()), reading.names);
  if (condition) return std::move(*condition);
  mistakes.add_all(condition.error());
  return std::nullopt;
}

}  // namespace doorway
