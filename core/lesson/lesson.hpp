#pragma once

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/lesson/condition.hpp"
#include "core/scenario/mistake.hpp"
#include "core/scenario/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace doorway {

/// A piece of text in one style. A line break that was asked for is a "\n" in it.
struct Span {
  std::string text;
  bool strong = false;
  bool emphasis = false;
  bool code = false;

  friend bool operator==(const Span&, const Span&) = default;
};
using Spans = std::vector<Span>;

/// All that is written in `spans`, without its styles.
std::string plain_text(const Spans& spans);

struct Paragraph {
  Spans text;

  friend bool operator==(const Paragraph&, const Paragraph&) = default;
};

/// A heading inside a page: `### …`.
struct Subheading {
  Spans text;

  friend bool operator==(const Subheading&, const Subheading&) = default;
};

/// A list with bullets or numbers. There are no lists inside lists.
struct ListItems {
  bool numbered = false;
  std::uint32_t first = 1;  ///< the first item's number
  std::vector<Spans> items;

  friend bool operator==(const ListItems&, const ListItems&) = default;
};

struct Quote {
  std::vector<Spans> paragraphs;

  friend bool operator==(const Quote&, const Quote&) = default;
};

/// A fence without a word, or with the word `text`: shown as it is.
struct CodeBlock {
  std::string text;  ///< its lines, each with its "\n"

  friend bool operator==(const CodeBlock&, const CodeBlock&) = default;
};

using ProseBlock = std::variant<Paragraph, Subheading, ListItems, Quote, CodeBlock>;

/// One answer to a question. It is right where its condition holds in the recording.
struct Choice {
  Spans text;
  Condition when;
  std::string when_text;  ///< as written
  SourcePosition at;
};

/// A question with two choices or more, of which the run is to make one right.
struct Ask {
  std::vector<ProseBlock> question;  ///< never empty
  std::vector<Choice> choices;
  std::vector<ProseBlock> explanation;  ///< what is said after the answer; may be empty
  SourcePosition at;
};

using PageBlock = std::variant<ProseBlock, Ask>;

/// A place in a take, said so that it is the same in each take: never a number.
struct Place {
  enum class Moment : std::uint8_t {
    start,   ///< before the first event
    before,  ///< `before bob.recv#1`: the last moment before the call begins
    at,      ///< `at bob.recv#1`: the call has just begun
    asleep,  ///< `asleep bob.recv#1`: it has just fallen asleep, for the first time
    after,   ///< `after alice.send#1`: it has just returned
    end,     ///< the run is over
  };
  Moment moment = Moment::start;
  condition::NthCall call;  ///< empty for start and end
  SourcePosition at;
};

/// "before bob.recv#1", as a lesson writes it.
std::string to_string(const Place& place);

/// Where the cursor stands when a page opens, and where playing on stops.
struct Cue {
  std::optional<Place> open;     ///< none: a page with a scenario opens at its start, another leaves the cursor alone
  std::vector<Place> stops;      ///< play goes to the next one after the cursor; to the end where there is none
  std::vector<ProcessId> order;  ///< as TakeOptions::order; on pages with a scenario of their own only
};

/// One idea, with the take that shows it.
struct Page {
  std::string title;
  SourcePosition at;
  std::vector<PageBlock> blocks;  ///< in file order, with one Ask at most
  Cue cue;
  /// The scenario that the page shows: an index into Lesson::scenarios. A page without one of its own goes on with that
  /// of the page before it, in the same take. Nothing where no page so far has one.
  std::optional<std::size_t> scenario;
  bool begins_scenario = false;  ///< the scenario is the page's own: a new take begins
};

/// The page's question, or null.
const Ask* ask_of(const Page& page);

/// A lesson: a value that refers to nothing outside.
struct Lesson {
  std::string title;
  std::string summary;                   ///< one line for the list of lessons; may be empty
  std::uint32_t order = 0;               ///< where it stands in the list: small numbers first
  std::optional<std::uint32_t> minutes;  ///< how long it takes
  std::vector<Page> pages;               ///< never empty
  std::vector<Scenario> scenarios;       ///< in file order; the positions in them are the lesson's
};

/// How large a lesson may be.
namespace lesson_limits {
constexpr std::size_t text_bytes = 1u << 20;
constexpr std::size_t line_bytes = 2000;
constexpr std::size_t lines_together = 400;  ///< without an empty line between them
constexpr std::size_t pages = 200;
constexpr std::size_t choices = 9;  ///< of one question: each has a digit key
constexpr std::size_t stops = 100;  ///< of one page
constexpr std::size_t title_characters = 80;
constexpr std::size_t summary_characters = 200;
constexpr std::size_t mistakes = 20;  ///< reported; one more says that there are more
}  // namespace lesson_limits

/// Reads a lesson, or finds what is wrong with it: the mistakes in order of the file, at most lesson_limits::mistakes
/// and one more that says that there are more; never none. Each says what to write instead.
///
/// Total: any bytes give an answer, in a time that is linear in their number, so that it can run while somebody types.
/// Keeps no state; any thread. lessons/README.md has the format.
Result<Lesson, std::vector<Mistake>> parse_lesson(std::string_view text);

}  // namespace doorway
