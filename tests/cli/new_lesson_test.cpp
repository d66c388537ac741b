#include "tests/cli/cli_support.hpp"
#include "tests/support/content_of.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace doorway::test {
namespace {}  // namespace

TEST_CASE("a new lesson works as it is, and it is said what comes next") {
  const TemporaryFolder folder;
  const std::string file = folder.path("my-first_lesson.md");
  const Ended made = run_doorway({"new-lesson", folder.path("my-first_lesson")});
  CHECK(made.exit_code == 0);
  CHECK(made.errors.empty());
  CHECK(made.output == file + ": a small lesson that works. Next:\n  doorway " + file +
                           "         see it; the window reads it again whenever you save it\n  doorway check " + file +
                           "   whether all is well with it\nChange it line by line; lessons/README.md says what can be "
                           "written.\n");
  CHECK(contains(content_of(file), "title: My first lesson\n"));
  const Ended checked = run_doorway({"check", file});
  CHECK(checked.errors.empty());
  CHECK(checked.output == file + ": 3 pages, 1 scenario, 2 questions, 1 goal: all well\n");
}

TEST_CASE("a new lesson has each kind of block that most lessons have") {
  const TemporaryFolder folder;
  REQUIRE(run_doorway({"new-lesson", folder.path("a.md")}).exit_code == 0);
  const std::string lesson = content_of(folder.path("a.md"));
  for (const char* part : {"```scenario\n", "```ask\n", "```ask number\n", "```cue\n", "```try\n", "```goal\n",
                           "```solution\n", "```gem\n", "```note\n", "\n  > ", "\nhint ", "{door|socket}", "\npoint ",
                           "\norder: ", "\nsummary: ", "\nminutes: ", "\noutcome: "}) {
    CAPTURE(part);
    CHECK(contains(lesson, part));
  }
}

TEST_CASE("a file that is there stays as it is") {
  const TemporaryFolder folder;
  const std::string file = folder.file("mine.md", "mine");
  const Ended ended = run_doorway({"new-lesson", folder.path("mine")});
  CHECK(ended.exit_code == 1);
  CHECK(ended.output.empty());
  CHECK(ended.errors == "doorway: " + file + ": this file is there already and stays as it is: give another name\n");
  CHECK(content_of(file) == "mine");
  std::filesystem::create_symlink(folder.path("nowhere"), folder.path("link.md"));
  CHECK(run_doorway({"new-lesson", folder.path("link")}).exit_code == 1);
  CHECK_FALSE(std::filesystem::exists(folder.path("nowhere")));
}

TEST_CASE("a lesson that cannot be written says why") {
  const TemporaryFolder folder;
  const std::string nowhere = folder.path("none/a");
  CHECK(run_doorway({"new-lesson", nowhere}).errors ==
        "doorway: " + nowhere + ".md: its folder is not there: make the folder first\n");
  CHECK(run_doorway({"new-lesson", folder.path("") + "/.md"}).exit_code == 1);
  CHECK(run_doorway({"new-lesson", ""}).exit_code == 1);
  CHECK(run_doorway({"new-lesson"}).exit_code == 2);
}

TEST_CASE("the title is made of the file's name where that is a good one") {
  const TemporaryFolder folder;
  const std::vector<std::pair<std::string, std::string>> names{{"two-doors", "Two doors"},
                                                               {"Öffnung", "Öffnung"},
                                                               {"7 gems", "7 gems"},
                                                               {"a\nb", "A new lesson"},
                                                               {"---", "A new lesson"},
                                                               {"\xff", "A new lesson"},
                                                               {std::string(90, 'x'), "A new lesson"}};
  for (const auto& [written, title] : names) {
    const std::string& name = written;
    CAPTURE(name);
    REQUIRE(run_doorway({"new-lesson", folder.path(name)}).exit_code == 0);
    CHECK(contains(content_of(folder.path(name + ".md")), "---\ntitle: " + title + "\n"));
  }
}

TEST_CASE("what comes next can be given to a shell, whatever the name") {
  const TemporaryFolder folder;
  const Ended ended = run_doorway({"new-lesson", folder.path("it's mine")});
  CHECK(contains(ended.output, "doorway check '" + folder.path("it'\\''s mine.md'")));
}

}  // namespace doorway::test
