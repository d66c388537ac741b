// A page soon gives the learner something to do.
#include "tests/course/course.hpp"
#include "tests/course/prose.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace doorway;
using namespace doorway::course;

namespace {

constexpr std::size_t words_before_action = 90;

/// A page that tells before it asks.
Page page_that_asks(const std::string& told) {
  const auto lesson = parse_lesson("---\ntitle: One\n---\n## Two {rooms|quiet processes}\n" + told +
                                   "\n```scenario\nbob: s = socket(tcp)\n```\n```ask\nWhat does `s = socket(tcp)` do?\n"
                                   "- It sleeps until noon  when bob.socket#1 sleeps\n  > No.\n- It succeeds  when "
                                   "bob.socket#1 succeeds\nIt is made.\n```\nMore is said below.\n");
  REQUIRE_MESSAGE(lesson.has_value(), to_string(lesson.error().front()));
  return lesson->pages.front();
}

}  // namespace

TEST_CASE("no page has more than 90 words before its first action") {
  const auto course = read_course();
  REQUIRE_MESSAGE(course.has_value(), course.error().message);
  for (const Lesson& lesson : *course) {
    for (const Page& page : lesson.pages) {
      for (const Vocabulary vocabulary : {Vocabulary::story, Vocabulary::engineer}) {
        INFO("lesson ", lesson.order, ", ", plain_text(page.title, vocabulary));
        CHECK(word_count(prose_before_action(page), vocabulary) <= words_before_action);
      }
    }
  }
}

TEST_CASE("before its first action a page has its text and what is asked, and nothing that comes after it") {
  const Page page = page_that_asks("Bob {builds a door|makes it}. `l.bind(0)` comes - later.");
  const auto before = prose_before_action(page);
  CHECK(word_count(before, Vocabulary::story) == 7 + 4);
  CHECK(word_count(before, Vocabulary::engineer) == 6 + 4);
  CHECK(words_in(before.front().text, Vocabulary::story) ==
        std::vector<std::string>{"Bob", "builds", "a", "door.", "`l.bind(0)`", "comes", "later."});
}
