// Prints how hard each lesson is to read, as the table of lessons/README.md.
#include "tests/course/course.hpp"
#include "tests/course/prose.hpp"

#include <cstdio>

int main() {
  using namespace doorway;
  const auto lessons = course::read_course();
  if (lessons.has_error()) {
    std::fprintf(stderr, "%s\n", lessons.error().message.c_str());
    return 1;
  }
  std::printf("| lesson | words | words a sentence | long words, of 100 |\n| --- | --- | --- | --- |\n");
  for (const Lesson& lesson : *lessons) {
    const course::ReadingEase ease = course::reading_ease(lesson, Vocabulary::story);
    std::printf("| %u | %zu | %.1f | %.1f |\n", lesson.order, ease.words, ease.words_a_sentence(),
                100 * ease.long_share());
  }
  return 0;
}
