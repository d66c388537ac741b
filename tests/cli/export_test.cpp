#include "tests/cli/cli_support.hpp"
#include "tests/support/content_of.hpp"

#include <doctest/doctest.h>

namespace doorway::test {
namespace {

const std::string sample = std::string(DOORWAY_TEST_DATA) + "/handout/lesson.md";

std::string golden(const std::string& name) {
  return content_of(std::string(DOORWAY_TEST_DATA) + "/handout/" + name);
}

}  // namespace

TEST_CASE("export gives what the real runs say, in each form") {
  struct Form {
    std::vector<std::string> arguments;
    const char* file;
  };
  const Form forms[] = {{{"--to", "gift"}, "questions.gift"},
                        {{"--to", "gift", "--engineer"}, "questions-engineer.gift"},
                        {{"--to", "anki"}, "gems.txt"},
                        {{"--to", "handout"}, "handout.md"},
                        {{"--to", "handout", "--key"}, "key.md"},
                        {{"--to", "handout-html"}, "handout.html"},
                        {{"--to", "handout-html", "--key"}, "key.html"}};
  for (const Form& form : forms) {
    CAPTURE(form.file);
    std::vector<std::string> arguments{"export", sample};
    arguments.insert(arguments.end(), form.arguments.begin(), form.arguments.end());
    const Ended ended = run_doorway(arguments);
    CHECK(ended.exit_code == 0);
    CHECK(ended.errors.empty());
    CHECK(ended.output == golden(form.file));
  }
}

TEST_CASE("the sample that is exported is a lesson that is well") {
  CHECK(run_doorway({"check", sample}).exit_code == 0);
}

TEST_CASE("-o writes a new file and never over one that is there") {
  const TemporaryFolder folder;
  const std::string out = folder.path("out.html");
  const Ended first = run_doorway({"export", sample, "--to", "handout-html", "-o", out});
  CHECK(first.exit_code == 0);
  CHECK(first.output.empty());
  CHECK(content_of(out) == golden("handout.html"));
  folder.write("out.html", "mine");
  const Ended second = run_doorway({"export", sample, "--to", "handout-html", "--out", out});
  CHECK(second.exit_code == 1);
  CHECK(contains(second.errors, "is there already and stays as it is"));
  CHECK(content_of(out) == "mine");
  const Ended nowhere = run_doorway({"export", sample, "--to", "anki", "-o", folder.path("no/such/folder")});
  CHECK(nowhere.exit_code == 1);
  CHECK(contains(nowhere.errors, "cannot be written"));
  CHECK(run_doorway({"export", sample, "--to", "anki", "-o", "-"}).output == golden("gems.txt"));
}

TEST_CASE("standard input is a lesson like any file") {
  CHECK(run_doorway({"export", "-", "--to", "anki"}, content_of(sample)).output == golden("gems.txt"));
}

TEST_CASE("a command line that asks for what there is not ends with 2") {
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"export"},
                                                                     {"export", sample},
                                                                     {"export", sample, "--to", "pdf"},
                                                                     {"export", sample, "--to", "gift", "--key"},
                                                                     {"export", sample, "--to", "anki", "--key"},
                                                                     {"export", sample, "--to"}}) {
    const Ended ended = run_doorway(arguments);
    CAPTURE(arguments.back());
    CHECK(ended.exit_code == 2);
    CHECK(ended.output.empty());
    CHECK(count_of_lines(ended.errors) == 1);
  }
}

TEST_CASE("what cannot be exported is told of, and nothing is written") {
  const TemporaryFolder folder;
  const std::string out = folder.path("out");
  const std::string plain = folder.file("plain.md", "---\ntitle: T\n---\n## One\nWords.\n");
  const std::string faulty = folder.file("faulty.md", "---\ntitle: T\n---\nWords.\n");
  const std::string undecided = folder.file(
      "undecided.md",
      "---\ntitle: T\n---\n## One\n```scenario\nbob: u = socket(udp)\n```\n```ask\nWhat?\n- a when bob.socket#1 fails\n"
      "  > x\n- b when bob.bind#1 succeeds\n  > y\n```\n");
  struct Bad {
    std::string file;
    std::string to;
    std::string said;
  };
  const Bad each[] = {{plain, "gift", "has no questions"},
                      {plain, "anki", "has no gems"},
                      {faulty, "handout", "faulty.md:4:1"},
                      {folder.path("nothing.md"), "handout", "nothing.md"},
                      {folder.file("a.scenario", std::string(two_sends)), "handout", "is a scenario"}};
  for (const Bad& bad : each) {
    const Ended ended = run_doorway({"export", bad.file, "--to", bad.to, "-o", out});
    CAPTURE(bad.said);
    CHECK(ended.exit_code == 1);
    CHECK(contains(ended.errors, bad.said));
    CHECK(content_of(out).empty());
  }
  const Ended ended = run_doorway({"export", undecided, "--to", "gift"});
  CHECK(ended.exit_code == 1);
  CHECK(ended.output.empty());
  CHECK(contains(ended.errors, "undecided.md:8:4: this run gives no right answer"));
}

}  // namespace doorway::test
