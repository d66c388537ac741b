#include "core/base/overloaded.hpp"
#include "core/handout/handout.hpp"
#include "core/handout/part_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace doorway {
namespace {

const char* const ticked = "x";

std::vector<ProseBlock> paragraph(std::string text) {
  return {Paragraph{{Span{std::move(text)}}}};
}

/// Whether the answer has this choice or target.
bool has(const Answer& answer, std::size_t index) {
  if (const auto* one = std::get_if<answer::One>(&answer)) return one->choice == index;
  const auto* several = std::get_if<answer::Several>(&answer);
  return several != nullptr &&
         std::find(several->choices.begin(), several->choices.end(), index) != several->choices.end();
}

/// Writes what answers one page.
class KeyWriter {
 public:
  KeyWriter(const Page& page, const Answer* right, Vocabulary vocabulary, Sheet& sheet)
      : page_(page), right_(right), vocabulary_(vocabulary), sheet_(sheet) {}

  /// Nothing where the page has nothing to be told.
  void write(std::size_t number) {
    const Ask* ask = ask_of(page_);
    const Goal* goal = goal_of(page_);
    const auto gems = gems_of(page_);
    if (ask == nullptr && goal == nullptr && gems.empty() && page_.notes.empty()) return;
    sheet_.emplace_back(sheet::Heading{number, page_.title});
    if (ask != nullptr) write_ask(*ask);
    if (goal != nullptr) write_goal(*goal);
    for (const Gem* gem : gems) write_labelled("To keep", {Paragraph{gem->text}});
    for (const auto& note : page_.notes) write_labelled("For the instructor", note);
  }

 private:
  void write_labelled(const char* label, const std::vector<ProseBlock>& blocks) {
    sheet_.emplace_back(sheet::Label{label});
    sheet_.emplace_back(sheet::Prose{blocks});
  }

  void write_ask(const Ask& ask) {
    write_labelled("Question", ask.question);
    if (right_ != nullptr) std::visit([this](const auto& answers) { write_answers(answers); }, ask.answers);
    if (ask.this_run) sheet_.emplace_back(sheet::Prose{paragraph("In another run the answer may be another.")});
    if (!ask.explanation.empty()) write_labelled("Explanation", ask.explanation);
  }

  void write_goal(const Goal& goal) {
    write_labelled("Goal", goal.text);
    sheet_.emplace_back(sheet::Prose{{Paragraph{{Span{"It is reached when "}, code(goal.when_text)}}}});
    for (std::size_t i = 0; i < goal.hints.size(); ++i) {
      write_labelled(fmt::format("Hint {}", i + 1).c_str(), goal.hints[i]);
    }
    sheet_.emplace_back(sheet::Label{"One way to reach it"});
    sheet_.emplace_back(sheet::Script{goal.solution_text});
  }

  void write_answers(const OneOf& one) { write_choices(one.choices); }
  void write_answers(const SeveralOf& several) { write_choices(several.choices); }
  void write_choices(const std::vector<Choice>& choices) {
    sheet::Boxes boxes;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      boxes.boxes.push_back({has(*right_, i) ? ticked : "", choices[i].text, choices[i].feedback});
    }
    sheet_.emplace_back(std::move(boxes));
  }
  void write_answers(const NumberAnswer& number) {
    const auto* is = std::get_if<answer::Number>(right_);
    sheet::Boxes boxes;
    if (is != nullptr) boxes.boxes.push_back({ticked, {Span{std::to_string(is->number)}}, {}});
    for (const NumberAnswer::Belief& belief : number.beliefs) {
      if (is != nullptr && belief.number == is->number) continue;
      boxes.boxes.push_back({"", {Span{std::to_string(belief.number)}}, belief.feedback});
    }
    sheet_.emplace_back(std::move(boxes));
  }
  void write_answers(const InOrder& order) {
    const auto* is = std::get_if<answer::Order>(right_);
    if (is == nullptr) return;
    sheet::Boxes boxes;
    for (std::size_t i = 0; i < is->items.size(); ++i) {
      const InOrder::Item& item = order.items.at(is->items[i]);
      boxes.boxes.push_back({std::to_string(i + 1), item.text, item.feedback});
    }
    sheet_.emplace_back(std::move(boxes));
  }
  void write_answers(const PointAt& point) {
    sheet::Boxes boxes;
    for (std::size_t i = 0; i < point.targets.size(); ++i) {
      const PointAt::Target& target = point.targets[i];
      boxes.boxes.push_back(
          {has(*right_, i) ? ticked : "", {Span{part_words(target.part, vocabulary_)}}, target.feedback});
    }
    sheet_.emplace_back(std::move(boxes));
  }

  static Span code(std::string text) {
    Span span{std::move(text)};
    span.code = true;
    return span;
  }

  const Page& page_;
  const Answer* right_;
  const Vocabulary vocabulary_;
  Sheet& sheet_;
};

}  // namespace

Sheet key_of(const Lesson& lesson, const RightAnswers& right, Vocabulary vocabulary) {
  Sheet sheet;
  sheet.emplace_back(sheet::Title{"Answers: " + lesson.title, {"For the instructor"}});
  for (std::size_t i = 0; i < lesson.pages.size(); ++i) {
    const auto found = right.find(i);
    KeyWriter(lesson.pages[i], found == right.end() ? nullptr : &found->second, vocabulary, sheet).write(i + 1);
  }
  return sheet;
}

}  // namespace doorway
