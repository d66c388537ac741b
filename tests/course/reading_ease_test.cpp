// How hard the lessons are to read. reading_ease prints the figures, lessons/README.md states them.
#include "tests/course/course.hpp"
#include "tests/course/prose.hpp"
#include "tests/course/readme_table.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

using namespace doorway;
using namespace doorway::course;

namespace {

constexpr double most_words_a_sentence = 12;
constexpr double most_long_words = 0.05;

std::vector<Prose> one_text(const std::string& words) {
  return {{ProseKind::text, {Span{words}}}};
}

}  // namespace

TEST_CASE("the sentences of each lesson are short, and few of their words are long") {
  const auto course = read_course();
  REQUIRE_MESSAGE(course.has_value(), course.error().message);
  for (const Lesson& lesson : *course) {
    for (const Vocabulary vocabulary : {Vocabulary::story, Vocabulary::engineer}) {
      const ReadingEase ease = reading_ease(lesson, vocabulary);
      INFO("lesson ", lesson.order);
      CHECK(ease.words >= 100);
      CHECK(ease.words_a_sentence() <= most_words_a_sentence);
      CHECK(ease.long_share() <= most_long_words);
    }
  }
}

TEST_CASE("the README states how hard each lesson is to read") {
  const auto course = read_course();
  REQUIRE_MESSAGE(course.has_value(), course.error().message);
  const auto readme = readme_text();
  REQUIRE_MESSAGE(readme.has_value(), readme.error().message);
  const auto rows = table_below(*readme, "## How hard the lessons are to read", 4);
  REQUIRE_MESSAGE(rows.has_value(), rows.error().message);
  REQUIRE(rows->size() == course->size());
  for (std::size_t i = 0; i < rows->size(); ++i) {
    const ReadingEase ease = reading_ease(course->at(i), Vocabulary::story);
    const Row& row = rows->at(i);
    INFO("lesson ", row[0], "; the program reading_ease prints the table anew");
    CHECK(row[0] == std::to_string(course->at(i).order));
    // A word here or there is no reason to write the table anew; what a reader would notice is.
    CHECK(std::abs(std::stod(row[1]) - static_cast<double>(ease.words)) <= 0.1 * static_cast<double>(ease.words));
    CHECK(std::abs(std::stod(row[2]) - ease.words_a_sentence()) <= 0.5);
    CHECK(std::abs(std::stod(row[3]) - 100 * ease.long_share()) <= 1);
  }
}

TEST_CASE("a sentence ends at its sign, a call in it is one word, and no name in it is a long one") {
  const ReadingEase two = reading_ease(one_text("He reads \"Bob!!\" aloud. (Everybody listens.)"), Vocabulary::story);
  CHECK(two.sentences == 2);
  CHECK(two.words == 6);
  CHECK(two.long_words == 1);

  const ReadingEase call =
      reading_ease({{ProseKind::explanation,
                     {Span{"Then "}, Span{.text = "s.setnonblocking(on, off)", .code = true}, Span{" fails"}}}},
                   Vocabulary::story);
  CHECK(call.sentences == 1);
  CHECK(call.words == 3);
  CHECK(call.long_words == 0);
  CHECK(reading_ease({{ProseKind::title, {Span{"A title"}}}}, Vocabulary::story).words == 0);
}
