// A lesson: what is read is safe to show, its conditions can be written and read again, and it can be handed out.
#include "core/base/overloaded.hpp"
#include "core/base/utf8.hpp"
#include "core/handout/anki.hpp"
#include "core/handout/gift.hpp"
#include "core/handout/handout.hpp"
#include "core/lesson/lesson.hpp"
#include "core/lesson/same_question.hpp"
#include "tests/fuzz/expect.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <variant>

using namespace doorway;

namespace {

void try_condition(const Condition& condition) {
  const std::string written = to_string(condition);
  if (written.size() > longest_condition_bytes) return;
  const auto again = parse_condition(written, {}, ScenarioNames(nullptr));
  fuzz::expect(again.has_value() && *again == condition, "a condition that is written is the same", written);
}

void try_conditions(const Ask& ask) {
  const auto of_all = [](const auto& answers) {
    for (const auto& one : answers) try_condition(one.when);
  };
  std::visit(Overloaded{[&](const OneOf& one) { of_all(one.choices); },
                        [&](const SeveralOf& several) { of_all(several.choices); },
                        [&](const PointAt& point) { of_all(point.targets); }, [](const auto&) {}},
             ask.answers);
}

/// An answer that this question can have.
Answer answer_to(const Ask& ask) {
  return std::visit(Overloaded{[](const OneOf&) { return Answer{answer::One{}}; },
                               [](const SeveralOf&) {
                                 return Answer{answer::Several{{0, 1}}};
                               },
                               [](const NumberAnswer&) { return Answer{answer::Number{5}}; },
                               [](const InOrder& order) {
                                 answer::Order items{std::vector<std::size_t>(order.items.size())};
                                 std::iota(items.items.rbegin(), items.items.rend(), std::size_t{0});
                                 return Answer{std::move(items)};
                               },
                               [](const PointAt&) { return Answer{answer::One{1}}; }},
                    ask.answers);
}

void try_page(const Page& page, const Lesson& lesson) {
  for (const Vocabulary words : {Vocabulary::story, Vocabulary::engineer}) {
    const std::string title = plain_text(page.title, words);
    fuzz::expect(!title.empty() && count_characters(title) <= lesson_limits::title_characters, "a page has a title");
    fuzz::expect(title.find('\n') == std::string::npos, "a title is one line", title);
    fuzz::expect_text(title);
  }
  fuzz::expect(!page.scenario || *page.scenario < lesson.scenarios.size(), "a page's scenario is one of the lesson's");
  if (const Goal* goal = goal_of(page)) {
    try_condition(goal->when);
    fuzz::expect(is_same_goal(*goal, *goal), "a goal is the same as itself");
  }
  if (const Ask* ask = ask_of(page)) {
    try_conditions(*ask);
    fuzz::expect(is_same_question(*ask, *ask), "a question is the same as itself");
  }
  fuzz::expect(is_same_run(lesson, page, lesson, page), "a page runs the same as itself");
}

void try_handouts(const Lesson& lesson, Vocabulary words) {
  RightAnswers right;
  for (std::size_t i = 0; i < lesson.pages.size(); ++i) {
    if (const Ask* ask = ask_of(lesson.pages[i])) right.emplace(i, answer_to(*ask));
  }
  for (const Sheet& sheet : {handout_of(lesson, words), key_of(lesson, right, words)}) {
    fuzz::expect_text(to_markdown(sheet, words));
    fuzz::expect_text(to_html(sheet, words));
  }
  fuzz::expect_text(gift_text(lesson, right, words));
  fuzz::expect_text(anki_text(lesson, words));
}

void try_lesson(const Lesson& lesson, Vocabulary words) {
  fuzz::expect(!lesson.pages.empty() && lesson.pages.size() <= lesson_limits::pages, "a lesson has pages");
  fuzz::expect(lesson.scenarios.size() == lesson.scenario_texts.size(), "each scenario has its text");
  fuzz::expect_line(lesson.title, lesson_limits::title_characters * 4);
  fuzz::expect_text(lesson.summary);
  fuzz::expect_text(lesson.outcome);
  std::set<std::string> ids;
  for (const Page& page : lesson.pages) {
    fuzz::expect(ids.insert(page.id).second, "no two pages have the same id", page.id);
    try_page(page, lesson);
  }
  try_handouts(lesson, words);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::as_text(data, size);
  const auto lesson = parse_lesson(text);
  if (lesson) {
    try_lesson(*lesson, fuzz::choice_of(text, 2) == 0 ? Vocabulary::story : Vocabulary::engineer);
  } else {
    fuzz::expect_mistakes(lesson.error(), text, lesson_limits::mistakes + 1);
  }
  return 0;
}
