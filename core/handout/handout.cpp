#include "core/handout/handout.hpp"

#include "core/base/overloaded.hpp"
#include "core/handout/part_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace doorway {
namespace {

sheet::Title title_of(const Lesson& lesson) {
  sheet::Title title{lesson.title, {}};
  if (!lesson.summary.empty()) title.lines.push_back(lesson.summary);
  if (!lesson.outcome.empty()) title.lines.push_back("Afterwards you can " + lesson.outcome);
  if (lesson.minutes) title.lines.push_back(fmt::format("About {} minutes", *lesson.minutes));
  return title;
}

/// Writes one page of the lesson.
class PageWriter {
 public:
  PageWriter(const Lesson& lesson, const Page& page, Vocabulary vocabulary, Sheet& sheet)
      : lesson_(lesson), page_(page), vocabulary_(vocabulary), sheet_(sheet) {}

  void write(std::size_t number) {
    sheet_.emplace_back(sheet::Heading{number, page_.title});
    for (const PageBlock& block : page_.blocks) std::visit(*this, block);
    write_script();
    if (!gems_of(page_).empty()) sheet_.emplace_back(sheet::WritingLines{"To keep, in your own words:", 2});
  }

  void operator()(const ProseBlock& block) { sheet_.emplace_back(sheet::Prose{{block}}); }

  void operator()(const Ask& ask) {
    write_script();
    sheet_.emplace_back(sheet::Label{"What do you expect?"});
    if (std::holds_alternative<PointAt>(ask.answers) && !page_.cue.stops.empty()) {
      Span place{to_string(page_.cue.stops.back())};
      place.code = true;
      sheet_.emplace_back(sheet::Prose{{Paragraph{{Span{"The run has come to "}, std::move(place), Span{"."}}}}});
    }
    sheet_.emplace_back(sheet::Prose{ask.question});
    std::visit([this](const auto& answers) { write_answers(answers); }, ask.answers);
  }

  void operator()(const Experiment& experiment) {
    write_script();
    sheet_.emplace_back(sheet::Label{"Try it"});
    sheet_.emplace_back(sheet::Prose{experiment.text});
  }

  void operator()(const Goal& goal) {
    write_script();
    sheet_.emplace_back(sheet::Label{"Goal"});
    sheet_.emplace_back(sheet::Prose{goal.text});
    sheet_.emplace_back(sheet::WritingLines{"What I changed:", 3});
  }

  void operator()(const Gem&) {}
  void operator()(const Recap&) {
    sheet_.emplace_back(
        sheet::Prose{{Paragraph{{Span{"In the window, the questions that you missed come again here."}}}}});
  }

 private:
  // Before whatever asks for it first.
  void write_script() {
    if (!page_.begins_scenario || std::exchange(has_script_, true)) return;
    sheet_.emplace_back(sheet::Label{"The scenario"});
    sheet_.emplace_back(sheet::Script{lesson_.scenario_texts.at(*page_.scenario)});
  }

  void write_answers(const OneOf& one) { write_choices("Tick one.", one.choices); }
  void write_answers(const SeveralOf& several) { write_choices("Tick each that is right.", several.choices); }
  void write_answers(const NumberAnswer&) { sheet_.emplace_back(sheet::WritingLines{"A number:", 1}); }
  void write_answers(const InOrder& order) {
    sheet::Boxes boxes;
    for (const InOrder::Item& item : order.items) boxes.boxes.push_back({"", item.text, {}});
    write_boxes("Number them: 1 for what happens first.", std::move(boxes));
  }
  void write_answers(const PointAt& point) {
    sheet::Boxes boxes;
    for (const PointAt::Target& target : point.targets) {
      boxes.boxes.push_back({"", {Span{part_words(target.part, vocabulary_)}}, {}});
    }
    write_boxes("Tick one, in place of a click.", std::move(boxes));
  }

  void write_choices(const char* how, const std::vector<Choice>& choices) {
    sheet::Boxes boxes;
    for (const Choice& choice : choices) boxes.boxes.push_back({"", choice.text, {}});
    write_boxes(how, std::move(boxes));
  }

  void write_boxes(const char* how, sheet::Boxes boxes) {
    sheet_.emplace_back(sheet::Prose{{Paragraph{{Span{how}}}}});
    sheet_.emplace_back(std::move(boxes));
  }

  const Lesson& lesson_;
  const Page& page_;
  const Vocabulary vocabulary_;
  Sheet& sheet_;
  bool has_script_ = false;
};

}  // namespace

Sheet handout_of(const Lesson& lesson, Vocabulary vocabulary) {
  Sheet sheet;
  sheet.emplace_back(title_of(lesson));
  sheet.emplace_back(sheet::WritingLines{"Name:", 1});
  for (std::size_t i = 0; i < lesson.pages.size(); ++i) {
    PageWriter(lesson, lesson.pages[i], vocabulary, sheet).write(i + 1);
  }
  return sheet;
}

}  // namespace doorway
