#include "core/lesson/ask_draft.hpp"
#include "core/lesson/lesson_blocks.hpp"
#include "core/lesson/place_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace doorway {
namespace {

constexpr std::array<std::string_view, 6> ask_words{"one", "several", "number", "order", "point", "this-run"};

/// What stands after ```ask.
struct AskWords {
  AskKind kind = AskKind::one;
  bool this_run = false;
};

AskWords read_words(std::string_view more, const BlockReading& reading) {
  AskWords words;
  bool has_kind = false;
  while (!trimmed(more).empty()) {
    const std::string_view word = take_word(more);
    const auto* found = std::find(ask_words.begin(), ask_words.end(), word);
    const SourcePosition at = reading.source.position_of(word.data());
    if (found == ask_words.end()) {
      reading.mistakes.add(at, no_such("there is no question ask", word, ask_words));
    } else if (word == "this-run") {
      words.this_run = true;
    } else if (has_kind) {
      reading.mistakes.add(at, fmt::format("a question is of one kind: take {} out", word));
    } else {
      has_kind = true;
      words.kind = static_cast<AskKind>(found - ask_words.begin());
    }
  }
  return words;
}

AskAnswers read_answers(AskKind kind, AskDraft& draft, const BlockReading& reading) {
  switch (kind) {
    case AskKind::one: return read_one(draft, reading);
    case AskKind::several: return read_several(draft, reading);
    case AskKind::number: return read_number(draft, reading);
    case AskKind::order: return read_order(draft, reading);
    case AskKind::point: return read_point(draft, reading);
  }
  return OneOf{};
}

}  // namespace

std::optional<Ask> read_ask(const MarkdownFence& fence, const BlockReading& reading) {
  const std::size_t before = reading.mistakes.size();
  const AskWords words = read_words(fence.more, reading);
  auto draft = read_ask_draft(fence, words.kind, reading);
  if (!draft) return std::nullopt;
  AskAnswers answers = read_answers(words.kind, *draft, reading);
  if (reading.mistakes.size() != before || reading.mistakes.is_full()) return std::nullopt;
  return Ask{std::move(draft->question), std::move(answers), std::move(draft->explanation), words.this_run, fence.at};
}

}  // namespace doorway
