// The list of lessons, from files that may be anything.
#include "app/library.hpp"

#include "tests/support/subprocess.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <vector>

using namespace doorway;
using namespace doorway::app;
using doorway::test::TemporaryFolder;

namespace {

std::string lesson_text(const std::string& title, int order) {
  return "---\ntitle: " + title + "\norder: " + std::to_string(order) + "\n---\n## One\nWords.\n";
}

std::vector<std::string> titles_in(const std::filesystem::path& folder) {
  std::vector<std::string> titles;
  for (const LessonFile& file : read_lesson_folder(folder)) titles.push_back(file.title());
  return titles;
}

bool says(const LessonFile& file, const std::string& part) {
  return !file.lesson && file.mistakes.size() == 1 && file.mistakes.front().find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("lessons stand in their order, equal ones by file name, and what is no lesson comes last") {
  const TemporaryFolder folder;
  folder.write("c.md", lesson_text("Third", 3));
  folder.write("a.md", lesson_text("Second", 2));
  folder.write("b.md", lesson_text("First", 1));
  folder.write("e.md", lesson_text("Second again", 2));
  folder.write("0.md", "no lesson at all\n");
  folder.write("README.md", lesson_text("Not a lesson", 0));
  folder.write("notes.txt", lesson_text("Not a lesson", 0));
  CHECK(titles_in(folder.path("")) == std::vector<std::string>{"First", "Second", "Second again", "Third", "0.md"});
}

TEST_CASE("a file that is no lesson says line and column of each mistake") {
  const TemporaryFolder folder;
  const LessonFile file = read_lesson_file(folder.file(
      "bad.md", "---\ntitle: Bad\n---\n## One\nWords.\n```scenario\nalice: s = sockt(tcp)\nbob: u.bnd(0)\n```\n"));
  CHECK_FALSE(file.lesson);
  REQUIRE(file.mistakes.size() >= 2);
  CHECK(file.mistakes[0].starts_with("bad.md:7:"));
  CHECK(file.mistakes[1].starts_with("bad.md:8:"));
  CHECK(file.title() == "bad.md");
}

TEST_CASE("a file may be a lesson if it begins as one, whatever is wrong behind that") {
  TemporaryFolder folder;
  const auto may_be = [&](const std::string& text) {
    return may_be_lesson(read_lesson_file(folder.file("a.md", text)));
  };
  CHECK(may_be("---\ntitle: A title\n---\n## One\nWords.\n"));
  CHECK(may_be("---\ntitel: A title\n"));
  CHECK(may_be("\xEF\xBB\xBF--- \r\nno more\n"));
  CHECK_FALSE(may_be("# Lessons\n\n---\nHow they are written.\n"));
  CHECK_FALSE(may_be("\n---\ntitle: A title\n---\n"));
  CHECK(may_be_lesson(read_lesson_file(folder.path("missing.md"))));  // it is told why it cannot be read
}

TEST_CASE("the program's own lessons can all be read") {
  const auto files = read_lesson_folder(lesson_folder());
  CHECK(files.size() >= 2);
  for (const LessonFile& file : files) {
    CAPTURE(file.title());
    CHECK(file.lesson);
    CHECK(file.mistakes.empty());
  }
}

TEST_CASE("a missing file, a folder, a pipe and a file that is too large are told apart, and none is waited for") {
  const TemporaryFolder folder;
  CHECK(says(read_lesson_file(folder.path("gone.md")), "no such file"));
  std::filesystem::create_directory(folder.path("folder.md"));
  CHECK(says(read_lesson_file(folder.path("folder.md")), "no file that can be read"));
  REQUIRE(mkfifo(folder.path("pipe.md").c_str(), 0600) == 0);
  CHECK(says(read_lesson_file(folder.path("pipe.md")), "no file that can be read"));
  folder.write("huge.md", std::string(lesson_limits::text_bytes + 1, ' '));
  CHECK(says(read_lesson_file(folder.path("huge.md")), "split it"));
  folder.write("empty.md", "");
  const LessonFile empty = read_lesson_file(folder.path("empty.md"));
  CHECK_FALSE(empty.lesson);
  CHECK_FALSE(empty.mistakes.empty());
  CHECK(titles_in(folder.path("")) == std::vector<std::string>{"empty.md", "folder.md", "huge.md", "pipe.md"});
}

TEST_CASE("a folder that is not there has no lessons, and what is none says so") {
  const TemporaryFolder folder;
  CHECK(titles_in(folder.path("gone")).empty());
  const std::vector<LessonFile> files = read_lesson_folder(folder.file("a.md", lesson_text("One", 1)));
  REQUIRE(files.size() == 1);
  CHECK_FALSE(files.front().lesson.has_value());
  REQUIRE(files.front().mistakes.size() == 1);
  CHECK(files.front().mistakes.front().find("this folder of lessons cannot be read") != std::string::npos);
}

TEST_CASE("names and titles with control characters are made safe to show") {
  const TemporaryFolder folder;
  const LessonFile odd = read_lesson_file(folder.file("odd\x1b[31m.md", "nothing\n"));
  CHECK(odd.title().find('\x1b') == std::string::npos);
  REQUIRE_FALSE(odd.mistakes.empty());
  CHECK(odd.mistakes.front().find('\x1b') == std::string::npos);
}
