#pragma once

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/base/vocabulary.hpp"
#include "core/lesson/condition.hpp"
#include "core/scenario/mistake.hpp"
#include "core/scenario/payload.hpp"
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
  std::string text;  ///< as the story tells it
  bool strong = false;
  bool emphasis = false;
  bool code = false;
  std::optional<std::string> engineer = std::nullopt;  ///< an engineer's words for it, where they are others

  friend bool operator==(const Span&, const Span&) = default;
};
using Spans = std::vector<Span>;

/// The words of a span in this vocabulary. Refers into the span.
std::string_view words_of(const Span& span, Vocabulary vocabulary);

/// All that is written in `spans`, without its styles.
std::string plain_text(const Spans& spans, Vocabulary vocabulary = Vocabulary::story);

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

/// What is said to who believed in an answer that is wrong (or, of a right one, what more there is to it).
using Feedback = std::vector<ProseBlock>;

/// One answer to a question. It is right where its condition holds in the recording.
struct Choice {
  Spans text;
  Condition when;
  std::string when_text;  ///< as written
  Feedback feedback;      ///< to who chose it; for several answers: or wrongly left it out. May be empty
  SourcePosition at;
};

/// A part of the stage that a lesson can point at, and that a learner can be asked to click. As written: `alice`,
/// `alice.hands`, `alice.program`, `alice.s`, `alice.s.sendbuffer`, `bob.c.recvbuffer`, `bob.l.backlog`,
/// `alice.s.road`.
struct StagePart {
  enum class Kind : std::uint8_t {
    process,         ///< a room as a whole
    hands,           ///< the bytes that the process has read
    program,         ///< its lines
    socket,          ///< a door
    send_buffer,     ///< behind the door: what is not yet acknowledged
    receive_buffer,  ///< behind the door: what can be read
    backlog,         ///< a listening socket's waiting line
    road,            ///< of this socket's connection, or the way of its datagrams
  };
  Kind kind = Kind::process;
  std::string process;
  std::string socket;  ///< its name in the script: the present socket of that name; empty for the first three

  friend bool operator==(const StagePart&, const StagePart&) = default;
};

/// As a lesson writes it: "bob.c.recvbuffer".
std::string to_string(const StagePart& part);

/// Two choices or more, of which the run is to make one right.
struct OneOf {
  std::vector<Choice> choices;
};

/// Two choices or more, of which the run is to make one or more right. All right ones are to be chosen, and no other.
struct SeveralOf {
  std::vector<Choice> choices;
};

/// A number that the run tells.
struct NumberAnswer {
  condition::Number number;
  std::string number_text;  ///< as written
  SourcePosition at;
  struct Belief {
    std::int64_t number = 0;
    Feedback feedback;
    SourcePosition at;
  };
  std::vector<Belief> beliefs;  ///< numbers that are believed in; each once
};

/// Moments to be put in the order in which the run comes to them. They are shown in the order of the file.
struct InOrder {
  struct Item {
    Spans text;
    Place when;
    Feedback feedback;  ///< to who put it in a wrong place, where it is the first that stands wrong
    SourcePosition at;
  };
  std::vector<Item> items;  ///< two or more
};

/// A part of the stage to be clicked: right is one whose condition holds.
struct PointAt {
  struct Target {
    StagePart part;
    Condition when;
    std::string when_text;  ///< as written
    Feedback feedback;
    SourcePosition at;
  };
  std::vector<Target> targets;  ///< two or more; each has a digit key too
};

using AskAnswers = std::variant<OneOf, SeveralOf, NumberAnswer, InOrder, PointAt>;

/// A question to which the run gives the answer. The learner says first what they expect.
struct Ask {
  std::vector<ProseBlock> question;  ///< never empty
  AskAnswers answers;
  std::vector<ProseBlock> explanation;  ///< what is said after the answer; may be empty
  bool this_run = false;                ///< the answer may be another in another run, and the page says so
  SourcePosition at;
};

/// How many choices, items or targets the question has; 0 where a number is asked.
std::size_t choice_count(const Ask& ask);

/// What a learner answered, by the kind of the question. Choices, targets and items by their index in the question.
namespace answer {
struct One {
  std::size_t choice = 0;  ///< of OneOf; or the target of PointAt
  friend bool operator==(const One&, const One&) = default;
};
struct Several {
  std::vector<std::size_t> choices;  ///< ascending
  friend bool operator==(const Several&, const Several&) = default;
};
struct Number {
  std::int64_t number = 0;
  friend bool operator==(const Number&, const Number&) = default;
};
struct Order {
  std::vector<std::size_t> items;  ///< each once, the first moment first
  friend bool operator==(const Order&, const Order&) = default;
};
/// A part of the stage that is no target of the question.
struct Elsewhere {
  friend bool operator==(const Elsewhere&, const Elsewhere&) = default;
};
}  // namespace answer

using Answer = std::variant<answer::One, answer::Several, answer::Number, answer::Order, answer::Elsewhere>;

/// An invitation to change the page's scenario and run it. Any page with a scenario can be changed; this one says what
/// is worth trying.
struct Experiment {
  std::vector<ProseBlock> text;  ///< never empty
  SourcePosition at;
};

/// Something to bring about by changing the page's scenario.
struct Goal {
  std::vector<ProseBlock> text;                ///< never empty
  Condition when;                              ///< it is reached by a run in which this holds at the end
  std::string when_text;                       ///< as written
  std::vector<std::vector<ProseBlock>> hints;  ///< the smallest first
  Scenario solution;                           ///< one of several ways; `check` runs it
  std::string solution_text;                   ///< as written
  SourcePosition solution_at;
  SourcePosition at;
};

/// The sentence to keep of a page.
struct Gem {
  Spans text;
  SourcePosition at;
};

/// Where the questions that were missed, in all lessons, come again.
struct Recap {
  SourcePosition at;
};

using PageBlock = std::variant<ProseBlock, Ask, Experiment, Goal, Gem, Recap>;

/// What can be seen besides the lesson and the stage.
enum class View : std::uint8_t { timeline, bytes, sockets, program, transcript };

/// Where the cursor stands when a page opens, and where playing on stops.
struct Cue {
  std::optional<Place> open;      ///< none: a page with a scenario opens at its start, another leaves the cursor alone
  std::vector<Place> stops;       ///< play goes to the next one after the cursor; to the end where there is none
  std::vector<ProcessId> order;   ///< as TakeOptions::order; on pages with a scenario of their own only
  std::vector<StagePart> points;  ///< what lights up while the page is read
  std::vector<View> hidden;       ///< views that stay closed on this page until the learner asks for one
  std::optional<View> shown;      ///< a view that the page opens
};

/// One idea, with the take that shows it.
struct Page {
  Spans title;
  std::string id;  ///< made of the title, "sent-is-not-delivered"; no two pages of a lesson have the same
  SourcePosition at;
  std::vector<PageBlock> blocks;  ///< in file order, with one Ask, one Experiment, one Goal and one Recap at most
  std::vector<std::vector<ProseBlock>> notes;  ///< for the instructor, never shown to a learner
  Cue cue;
  /// The scenario that the page shows: an index into Lesson::scenarios. A page without one of its own goes on with that
  /// of the page before it, in the same take. Nothing where no page so far has one.
  std::optional<std::size_t> scenario;
  bool begins_scenario = false;  ///< the scenario is the page's own: a new take begins
};

/// The page's question, or null.
const Ask* ask_of(const Page& page);
/// The page's goal, or null.
const Goal* goal_of(const Page& page);
/// The page's gems, in file order. They refer into the page.
std::vector<const Gem*> gems_of(const Page& page);

/// A lesson: a value that refers to nothing outside.
struct Lesson {
  std::string title;
  std::string summary;                      ///< one line for the list of lessons; may be empty
  std::uint32_t order = 0;                  ///< where it stands in the list: small numbers first
  std::optional<std::uint32_t> minutes;     ///< how long it takes
  std::string outcome;                      ///< what a learner can do after it, for the list; may be empty
  std::vector<Page> pages;                  ///< never empty
  std::vector<Scenario> scenarios;          ///< in file order; the positions in them are the lesson's
  std::vector<std::string> scenario_texts;  ///< of each, as written
};

/// How large a lesson may be.
namespace lesson_limits {
constexpr std::size_t text_bytes = 1u << 20;
constexpr std::size_t line_bytes = 2000;
constexpr std::size_t lines = 20'000;
constexpr std::size_t lines_together = 400;  ///< without an empty line between them
constexpr std::size_t style_signs = 50'000;  ///< * _ ` { anywhere in it
constexpr std::size_t brackets_inside = 16;  ///< pairs of [ ] inside one another, in lines that stand together
constexpr std::size_t pages = 200;
constexpr std::size_t choices = 9;  ///< of one question: each has a digit key
constexpr std::size_t hints = 5;    ///< of one goal
constexpr std::size_t gems = 9;     ///< of one page
constexpr std::size_t stops = 100;  ///< of one page
constexpr std::size_t points = 9;   ///< of one page: parts of the stage that light up
constexpr std::size_t title_characters = 80;
constexpr std::size_t summary_characters = 200;
constexpr std::size_t outcome_characters = 200;
constexpr std::size_t mistakes = 20;  ///< reported; one more says that there are more
}  // namespace lesson_limits

/// Reads a lesson, or finds what is wrong with it: the mistakes in order of the file, at most lesson_limits::mistakes
/// and one more that says that there are more; never none. Each says what to write instead.
///
/// Total: any bytes give an answer, in a time that is linear in their number, so that it can run while somebody types.
/// Keeps no state; any thread. lessons/README.md has the format.
Result<Lesson, std::vector<Mistake>> parse_lesson(std::string_view text);

/// The same, with the payloads of its scenarios from this store: for a lesson that lies in a file with a scenario.
Result<Lesson, std::vector<Mistake>> parse_lesson(std::string_view text, FillStore& fills);

}  // namespace doorway
