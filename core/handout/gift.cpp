#include "core/handout/gift.hpp"

#include "core/base/utf8.hpp"
#include "core/handout/html_text.hpp"
#include "core/handout/part_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace doorway {
namespace {

// The shares of a mark that Moodle knows: 1/n of it for each of n right answers. Others are refused.
constexpr std::array<const char*, lesson_limits::choices> shares{"100",      "50",       "33.33333", "25",      "20",
                                                                 "16.66667", "14.28571", "12.5",     "11.11111"};

/// HTML in a place where GIFT looks for its own signs. A % at the beginning would be a weight.
std::string html_field(std::string html) {
  while (html.ends_with('\n')) html.pop_back();
  std::string field = gift_escape(html);
  if (field.starts_with('%')) field.replace(0, 1, "&\\#37;");
  return field;
}

std::string with_feedback(const std::string& field, const Feedback& feedback, Vocabulary vocabulary) {
  return feedback.empty() ? field : field + "#" + html_field(html_of(feedback, vocabulary));
}

/// An answer of a choice between several, in words.
struct WrittenChoice {
  std::string html;
  const Feedback& feedback;
};

/// Writes the answers to one question, a line each.
class AnswerWriter {
 public:
  AnswerWriter(const Answer& right, Vocabulary vocabulary) : right_(right), vocabulary_(vocabulary) {}

  /// Empty where the right answer is none of this kind of question.
  std::string operator()(const OneOf& one) const { return one_of(written(one.choices)); }

  std::string operator()(const SeveralOf& several) const {
    const auto* is = std::get_if<answer::Several>(&right_);
    if (is == nullptr || is->choices.empty() || is->choices.size() > shares.size()) return "";
    std::string text;
    for (std::size_t i = 0; i < several.choices.size(); ++i) {
      const bool is_right = std::find(is->choices.begin(), is->choices.end(), i) != is->choices.end();
      // All right ones and no other: a wrong one takes all away.
      const std::string weight = is_right ? shares.at(is->choices.size() - 1) : "-100";
      text += line(fmt::format("~%{}%", weight), html_of(several.choices[i].text, vocabulary_),
                   several.choices[i].feedback);
    }
    return text;
  }

  std::string operator()(const NumberAnswer& number) const {
    const auto* is = std::get_if<answer::Number>(&right_);
    if (is == nullptr) return "";
    std::string text = fmt::format("\t={}:0\n", is->number);
    for (const NumberAnswer::Belief& belief : number.beliefs) {
      if (belief.number == is->number) continue;
      text += "\t" + with_feedback(fmt::format("=%0%{}:0", belief.number), belief.feedback, vocabulary_) + "\n";
    }
    return text;
  }

  std::string operator()(const InOrder& order) const {
    const auto* is = std::get_if<answer::Order>(&right_);
    if (is == nullptr || is->items.size() != order.items.size()) return "";
    std::string text;
    for (std::size_t item = 0; item < order.items.size(); ++item) {
      const auto place = std::find(is->items.begin(), is->items.end(), item) - is->items.begin();
      text += fmt::format("\t={} -> {}\n", html_field(html_of(order.items[item].text, vocabulary_)), place + 1);
    }
    // Moodle asks for three answers at least: one of them may belong to nothing.
    if (order.items.size() == 2) text += "\t= -> 3\n";
    return text;
  }

  std::string operator()(const PointAt& point) const {
    std::vector<WrittenChoice> choices;
    for (const PointAt::Target& target : point.targets) {
      choices.push_back({html_escape(part_words(target.part, vocabulary_)), target.feedback});
    }
    return one_of(choices);
  }

 private:
  [[nodiscard]] std::vector<WrittenChoice> written(const std::vector<Choice>& choices) const {
    std::vector<WrittenChoice> all;
    for (const Choice& choice : choices) all.push_back({html_of(choice.text, vocabulary_), choice.feedback});
    return all;
  }

  [[nodiscard]] std::string one_of(const std::vector<WrittenChoice>& choices) const {
    const auto* is = std::get_if<answer::One>(&right_);
    if (is == nullptr || is->choice >= choices.size()) return "";
    std::string text;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      text += line(i == is->choice ? "=" : "~", choices[i].html, choices[i].feedback);
    }
    return text;
  }

  [[nodiscard]] std::string line(const std::string& sign, const std::string& html, const Feedback& feedback) const {
    return "\t" + sign + with_feedback(html_field(html), feedback, vocabulary_) + "\n";
  }

  const Answer& right_;
  const Vocabulary vocabulary_;
};

std::string html_paragraph(const std::string& html) {
  return "<p>" + html + "</p>\n";
}

/// The question as somebody needs it who sees neither the page nor the stage.
std::string question_html(const Lesson& lesson, const Page& page, const Ask& ask, Vocabulary vocabulary) {
  std::string html;
  if (page.scenario) html += html_preformatted(lesson.scenario_texts.at(*page.scenario)) + "\n";
  const bool asks_where = std::holds_alternative<PointAt>(ask.answers);
  if (asks_where && !page.cue.stops.empty()) {
    html += html_paragraph(
        fmt::format("The run has come to: <code>{}</code>", html_escape(to_string(page.cue.stops.back()))));
  }
  html += html_of(ask.question, vocabulary);
  if (asks_where) html += html_paragraph("Choose the place.");
  if (std::holds_alternative<InOrder>(ask.answers)) html += html_paragraph("1 is what happens first.");
  return html;
}

std::string title_text(const Lesson& lesson, const Page& page, Vocabulary vocabulary) {
  constexpr std::size_t characters = lesson_limits::title_characters;
  return gift_escape(escape_for_display(lesson.title, characters) + " - " +
                     escape_for_display(plain_text(page.title, vocabulary), characters));
}

}  // namespace

std::string gift_escape(std::string_view text) {
  constexpr std::string_view signs = "~=#{}:\\";
  std::string escaped;
  for (const char letter : text) {
    if (letter == '\r') continue;
    if (signs.find(letter) != std::string_view::npos) escaped += '\\';
    escaped += letter == '\n' ? "\\n" : std::string(1, letter);
  }
  return escaped;
}

std::string gift_text(const Lesson& lesson, const RightAnswers& right, Vocabulary vocabulary) {
  std::string text = fmt::format("// {}\n", escape_for_display(lesson.title, lesson_limits::title_characters));
  for (std::size_t i = 0; i < lesson.pages.size(); ++i) {
    const Page& page = lesson.pages[i];
    const Ask* ask = ask_of(page);
    const auto is = right.find(i);
    if (ask == nullptr || is == right.end()) continue;
    const std::string answers = std::visit(AnswerWriter(is->second, vocabulary), ask->answers);
    if (answers.empty()) continue;
    text += fmt::format("\n::{}::[html]{}{{{}\n{}", title_text(lesson, page, vocabulary),
                        html_field(question_html(lesson, page, *ask, vocabulary)),
                        std::holds_alternative<NumberAnswer>(ask->answers) ? "#" : "", answers);
    if (!ask->explanation.empty()) text += "\t####" + html_field(html_of(ask->explanation, vocabulary)) + "\n";
    text += "}\n";
  }
  return text;
}

}  // namespace doorway
