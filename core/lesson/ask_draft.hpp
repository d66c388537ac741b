#pragma once

#include "core/lesson/lesson.hpp"
#include "core/lesson/markdown.hpp"
#include "core/lesson/scenario_names.hpp"
#include "core/lesson/source_text.hpp"
#include "core/scenario/payload.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doorway {

/// What readers of blocks refer to.
struct BlockReading {
  const ScenarioNames& names;
  const SourceText& source;
  MistakeList& mistakes;
  FillStore& fills;  ///< of the lesson's scenarios
};

/// The word after ```ask.
enum class AskKind : std::uint8_t { one, several, number, order, point };

/// A line `- …` of a question, with what stands below it.
struct AskItem {
  std::string_view text;  ///< after the `-`; a view into the file
  SourcePosition at;
  Feedback feedback;
};

/// What all kinds of questions have, before their items are read.
struct AskDraft {
  std::vector<ProseBlock> question;
  std::string_view number;  ///< AskKind::number: what stands after the `=`
  std::vector<AskItem> items;
  std::vector<ProseBlock> explanation;
};

/// Divides a block into the question, its items with their feedback, and the explanation. Nothing where one of them is
/// missing. `number` and the items' texts are not read yet.
std::optional<AskDraft> read_ask_draft(const MarkdownFence& fence, AskKind kind, const BlockReading& reading);

// One reader a kind. What they cannot read is added to the mistakes; then what they return is not whole.

OneOf read_one(AskDraft& draft, const BlockReading& reading);
SeveralOf read_several(AskDraft& draft, const BlockReading& reading);
NumberAnswer read_number(AskDraft& draft, const BlockReading& reading);
InOrder read_order(AskDraft& draft, const BlockReading& reading);
PointAt read_point(AskDraft& draft, const BlockReading& reading);

/// Where the words `when` stand in a line, with blanks around them, the last one first.
std::vector<std::size_t> places_of_when(std::string_view line);

/// What a line says before `when` and after it.
template <class Value>
struct SaidWhen {
  std::string_view text;
  std::string_view when;
  Value value;
};

/// Divides `line` at `when`. The word may stand in the text, or in quotes behind it: the last one is meant after which
/// `read(when, mistakes)` finds what it looks for. `missing` is the mistake where there is none.
template <class Read>
auto read_when(std::string_view line, const std::string& missing, const BlockReading& reading, Read read)
    -> std::optional<SaidWhen<typename std::invoke_result_t<Read, std::string_view, MistakeList&>::value_type>> {
  std::vector<Mistake> first_mistakes;
  for (const std::size_t place : places_of_when(line)) {
    MistakeList mistakes;
    const std::string_view when = trimmed(line.substr(place + 4));
    if (auto value = read(when, mistakes)) return {{trimmed(line.substr(0, place)), when, std::move(*value)}};
    if (first_mistakes.empty()) first_mistakes = mistakes.in_order();
  }
  if (first_mistakes.empty()) first_mistakes = {{reading.source.position_of(line.data()), missing}};
  reading.mistakes.add_all(first_mistakes);
  return std::nullopt;
}

/// The text of a choice or an item: one line. `kind` says what it is, in a mistake: "choice".
Spans read_item_text(std::string_view text, const AskItem& item, std::string_view kind, const BlockReading& reading);

/// The condition after a `when`, or nothing and its mistakes.
std::optional<Condition> read_condition(std::string_view text, const BlockReading& reading, MistakeList& mistakes);

}  // namespace doorway
