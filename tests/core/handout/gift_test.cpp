#include "core/handout/gift.hpp"

#include "tests/core/handout/sample_lesson.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

using namespace doorway;
using namespace doorway::test;

namespace {

struct GiftAnswer {
  char sign = 0;  ///< '=' or '~'
  std::string weight;
  std::string text;
  std::string feedback;
};

struct GiftQuestion {
  std::string title;
  std::string text;
  bool is_number = false;
  std::vector<GiftAnswer> answers;
  std::string general;
};

/// Reads GIFT as Moodle's importer does: signs that are escaped stand for themselves and are taken out first, questions
/// are apart by empty lines, lines that begin with // are no part of them. It knows nothing of what wrote the text.
class GiftReader {
 public:
  static std::vector<GiftQuestion> read(const std::string& text) {
    std::vector<GiftQuestion> questions;
    std::string block;
    for (const std::string& line : lines_of_gift(text + "\n\n")) {
      if (line.starts_with("//")) continue;
      if (line.find_first_not_of(" \t") != std::string::npos) {
        block += line + "\n";
      } else if (!block.empty()) {
        questions.push_back(question_in(hidden(block)));
        block.clear();
      }
    }
    return questions;
  }

 private:
  // An escaped sign is a byte that no text has.
  static constexpr const char* signs = "~=#{}:\\n";

  static std::vector<std::string> lines_of_gift(const std::string& text) {
    std::vector<std::string> lines{""};
    for (const char letter : text) {
      if (letter == '\n') {
        lines.emplace_back();
      } else {
        lines.back() += letter;
      }
    }
    return lines;
  }

  static std::string hidden(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const std::size_t sign =
          text[i] == '\\' && i + 1 < text.size() ? std::string(signs).find(text[i + 1]) : std::string::npos;
      if (sign == std::string::npos) {
        result += text[i];
      } else {
        result += static_cast<char>(1 + sign);
        ++i;
      }
    }
    return result;
  }

  static std::string shown(const std::string& text) {
    std::string result;
    const std::string all(signs);
    for (const char letter : text) {
      const auto sign = static_cast<std::size_t>(letter) - 1;
      if (letter < 1 || sign >= all.size()) {
        result += letter;
      } else {
        result += all[sign] == 'n' ? '\n' : all[sign];
      }
    }
    const std::size_t first = result.find_first_not_of(" \t\n");
    if (first == std::string::npos) return "";
    return result.substr(first, result.find_last_not_of(" \t\n") - first + 1);
  }

  static GiftQuestion question_in(const std::string& block) {
    GiftQuestion question;
    REQUIRE(block.starts_with("::"));
    const std::size_t title_end = block.find("::", 2);
    question.title = shown(block.substr(2, title_end - 2));
    const std::size_t open = block.find('{');
    const std::size_t close = block.rfind('}');
    REQUIRE(open != std::string::npos);
    REQUIRE(close > open);
    // Nothing but the one pair of braces is there.
    CHECK(block.find('{', open + 1) == std::string::npos);
    CHECK(block.find('}') == close);
    std::string text = block.substr(title_end + 2, open - title_end - 2);
    REQUIRE(text.starts_with("[html]"));
    question.text = shown(text.substr(6));
    std::string answers = block.substr(open + 1, close - open - 1);
    if (const std::size_t general = answers.find("####"); general != std::string::npos) {
      question.general = shown(answers.substr(general + 4));
      answers.resize(general);
    }
    question.is_number = answers.starts_with("#");
    if (question.is_number) answers.erase(0, 1);
    for (std::size_t at = answers.find_first_of("=~"); at != std::string::npos;) {
      const std::size_t next = answers.find_first_of("=~", at + 1);
      question.answers.push_back(answer_in(answers.substr(at, next - at)));
      at = next;
    }
    return question;
  }

  static GiftAnswer answer_in(const std::string& part) {
    GiftAnswer answer;
    answer.sign = part.front();
    std::string rest = part.substr(1);
    if (rest.starts_with('%')) {
      const std::size_t end = rest.find('%', 1);
      answer.weight = rest.substr(1, end - 1);
      rest.erase(0, end + 1);
    }
    const std::size_t feedback = rest.find('#');
    answer.text = shown(rest.substr(0, feedback));
    if (feedback != std::string::npos) answer.feedback = shown(rest.substr(feedback + 1));
    return answer;
  }
};

std::vector<GiftQuestion> sample_questions(Vocabulary vocabulary = Vocabulary::story) {
  return GiftReader::read(gift_text(sample_lesson(), sample_answers(), vocabulary));
}

std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_escaped = text[i] == '\\';
    if (is_escaped) ++i;
    result += is_escaped && text[i] == 'n' ? '\n' : text[i];
  }
  return result;
}

/// A lesson whose only page asks this.
Lesson asking(Ask ask) {
  Lesson lesson;
  lesson.title = "T";
  Page page;
  page.title = {Span{"P"}};
  page.id = "p";
  ask.question.emplace_back(Paragraph{{Span{"What?"}}});
  page.blocks.emplace_back(std::move(ask));
  lesson.pages.push_back(std::move(page));
  return lesson;
}

}  // namespace

TEST_CASE("the sample's questions are GIFT as it is kept in tests/data/handout") {
  CHECK(gift_text(sample_lesson(), sample_answers(), Vocabulary::story) == handout_data("questions.gift"));
  CHECK(gift_text(sample_lesson(), sample_answers(), Vocabulary::engineer) == handout_data("questions-engineer.gift"));
}

TEST_CASE("another reader finds each question, its kind, and what is right") {
  const auto questions = sample_questions();
  REQUIRE(questions.size() == 5);
  CHECK(questions[0].title == "Doors & <letters>: one {small} = lesson ~ #1 - One door");
  REQUIRE(questions[0].answers.size() == 3);
  CHECK(questions[0].answers[0].sign == '=');
  CHECK(questions[0].answers[0].text == "10 bytes: &quot;a{b}~=...&quot;");
  CHECK(questions[0].answers[1].sign == '~');
  CHECK(questions[0].answers[1].text == "&#37;50% of them");
  CHECK(questions[0].answers[1].weight.empty());
  CHECK(questions[0].answers[1].feedback ==
        "<p>You think of <em>halves</em>: TCP has none. 100% = all.</p>\n<p>Look again.</p>");
  CHECK(questions[0].general == "<p>All ten come together: there is nothing to cut them.</p>");
  CHECK(questions[0].text.find("c.recv(64)                 # ~ = # { }\n") != std::string::npos);
  CHECK(questions[0].text.find("What does Bob's <code>recv</code> see? Mind the signs: ~ = # { } : \\") !=
        std::string::npos);
}

TEST_CASE("several answers share the mark, and a wrong one takes it away") {
  const GiftQuestion several = sample_questions()[1];
  REQUIRE(several.answers.size() == 3);
  CHECK(several.answers[0].weight == "50");
  CHECK(several.answers[1].weight == "-100");
  CHECK(several.answers[2].weight == "50");
  for (const GiftAnswer& answer : several.answers) CHECK(answer.sign == '~');
  CHECK(several.answers[1].feedback == "<p>She was never kept waiting.</p>");
}

TEST_CASE("a number is asked for as a number, and those that are believed in are worth nothing") {
  const GiftQuestion number = sample_questions()[2];
  CHECK(number.is_number);
  REQUIRE(number.answers.size() == 3);
  CHECK(number.answers[0].text == "10:0");
  CHECK(number.answers[0].weight.empty());
  CHECK(number.answers[1].text == "64:0");
  CHECK(number.answers[1].weight == "0");
  CHECK(number.answers[1].feedback == "<p>That is the most that he would take.</p>");
  CHECK(number.answers[2].text == "-1:0");
}

TEST_CASE("an order is matched with numbers, the first moment with 1") {
  const GiftQuestion order = sample_questions()[3];
  REQUIRE(order.answers.size() == 3);
  CHECK(order.answers[0].text == "Bob's <code>recv</code> returns -> 3");
  CHECK(order.answers[1].text == "Bob falls asleep -> 1");
  CHECK(order.answers[2].text == "Alice's <code>send</code> begins -> 2");
}

TEST_CASE("of two items a third answer belongs to nothing, since Moodle asks for three") {
  InOrder order;
  for (const char* item : {"one", "two"}) order.items.push_back({{Span{item}}, {}, {}, {}});
  Ask ask;
  ask.answers = order;
  const auto questions = GiftReader::read(gift_text(asking(ask), {{0, answer::Order{{1, 0}}}}, Vocabulary::story));
  REQUIRE(questions.size() == 1);
  REQUIRE(questions[0].answers.size() == 3);
  CHECK(questions[0].answers[0].text == "one -> 2");
  CHECK(questions[0].answers[2].text == "-> 3");
}

TEST_CASE("a place is chosen in words of the story or of an engineer") {
  const GiftQuestion story = sample_questions()[4];
  REQUIRE(story.answers.size() == 3);
  CHECK(story.answers[0].text == "the inbox behind Bob's door c");
  CHECK(story.answers[1].sign == '=');
  CHECK(story.text.find("The run has come to: <code>after bob.recv#1</code>") != std::string::npos);
  const GiftQuestion engineer = sample_questions(Vocabulary::engineer)[4];
  CHECK(engineer.answers[0].text == "the receive buffer of bob.c");
}

TEST_CASE("each number of right answers has a share that Moodle knows") {
  const std::vector<std::string> known{"100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111"};
  for (std::size_t count = 1; count <= lesson_limits::choices; ++count) {
    SeveralOf several;
    for (std::size_t i = 0; i < lesson_limits::choices; ++i) several.choices.push_back({{Span{"x"}}, {}, "", {}, {}});
    answer::Several right;
    for (std::size_t i = 0; i < count; ++i) right.choices.push_back(i);
    Ask ask;
    ask.answers = several;
    const auto questions = GiftReader::read(gift_text(asking(ask), {{0, right}}, Vocabulary::story));
    REQUIRE(questions.size() == 1);
    CHECK(questions[0].answers[0].weight == known[count - 1]);
    CHECK(std::count_if(questions[0].answers.begin(), questions[0].answers.end(), [](const GiftAnswer& answer) {
            return answer.weight == "-100";
          }) == static_cast<std::ptrdiff_t>(lesson_limits::choices - count));
  }
}

TEST_CASE("a question without a right answer is left out") {
  CHECK(GiftReader::read(gift_text(sample_lesson(), {{2, answer::Number{10}}}, Vocabulary::story)).size() == 1);
  CHECK(GiftReader::read(gift_text(sample_lesson(), {{2, answer::One{0}}}, Vocabulary::story)).empty());
}

TEST_CASE("any text at all stays one field, in one line, and comes back") {
  CHECK(rc::check([](const std::string& text) {
    std::string plain = text;
    std::erase(plain, '\r');
    const std::string escaped = gift_escape(plain);
    RC_ASSERT(escaped.find('\n') == std::string::npos);
    RC_ASSERT(unescaped(escaped) == plain);
  }));
  CHECK(unescaped(gift_escape("a\\n\n")) == "a\\n\n");  // a backslash before an n is no new line
}

TEST_CASE("words of any signs come through GIFT as they are") {
  CHECK(rc::check([] {
    const auto words = rc::gen::nonEmpty(rc::gen::container<std::string>(
        rc::gen::element('~', '=', '#', '{', '}', ':', '\\', '%', '-', '>', '/', 'a', ' ', '$', '[', ']', 'n')));
    OneOf one;
    for (int i = 0; i < 3; ++i) one.choices.push_back({{Span{"x" + *words + "x"}}, {}, "", {}, {}});
    one.choices[1].feedback.emplace_back(Paragraph{{Span{"x" + *words + "x"}}});
    Ask ask;
    ask.answers = one;
    ask.explanation.emplace_back(CodeBlock{*words + "\n\n" + *words});
    const auto questions = GiftReader::read(gift_text(asking(ask), {{0, answer::One{2}}}, Vocabulary::story));
    RC_ASSERT(questions.size() == 1U);
    RC_ASSERT(questions[0].answers.size() == 3U);
    for (std::size_t i = 0; i < 3; ++i) {
      std::string text = one.choices[i].text[0].text;
      for (std::size_t at = text.find('>'); at != std::string::npos; at = text.find('>', at + 1)) {
        text.replace(at, 1, "&gt;");
      }
      RC_ASSERT(questions[0].answers[i].text == text);
      RC_ASSERT(questions[0].answers[i].sign == (i == 2 ? '=' : '~'));
    }
  }));
}
