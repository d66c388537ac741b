// Lessons and recordings that were made to do harm: nothing of them is printed raw, read as markup, opened or run.
#include "tests/support/hostile.hpp"

#include "core/base/utf8.hpp"
#include "tests/cli/cli_support.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace doorway::test {

namespace {

namespace fs = std::filesystem;

/// Runs it and holds all it prints to that.
Ended run_plainly(const std::vector<std::string>& arguments) {
  std::string command;
  for (const std::string& word : arguments) command += escape_for_display(word) + " ";
  CAPTURE(command);
  Ended ended = run_doorway(arguments);
  CHECK(ended.in_time);
  // Between the columns of Anki's table and before the answers of a GIFT file.
  if (arguments.back() == "anki" || arguments.back() == "gift") std::erase(ended.output, '\t');
  CHECK(raw_in(ended.output) == "");
  CHECK(raw_in(ended.errors) == "");
  for (const char* element : {"<script>alert", "<img src=x", "onerror=alert(2)>&lt;]]><!--"}) {
    if (arguments.back().find("html") == std::string::npos && arguments.back() != "svg") break;
    CHECK_FALSE(contains(ended.output, element));
  }
  return ended;
}

std::string bytes_in(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const std::vector<std::string> forms_of_runs{"text", "jsonl", "csv", "mermaid", "html", "svg"};

}  // namespace

TEST_CASE("a lesson full of signs is run, checked and handed out as words") {
  const TemporaryFolder folder;
  const std::string lesson = folder.file("signs.md", hostile_lesson());
  const Ended checked = run_plainly({"check", lesson});
  CHECK(checked.exit_code == 0);
  CHECK(checked.errors == "");
  for (const char* how : {"--text", "--jsonl"}) CHECK(run_plainly({"run", lesson, how}).exit_code == 0);
  for (const char* form : {"gift", "anki", "handout", "handout-html"}) {
    const Ended exported = run_plainly({"export", lesson, "--to", form});
    CHECK(exported.exit_code == 0);
    CHECK(contains(exported.output, "touch owned"));  // the words are there
  }
  CHECK(run_plainly({"export", lesson, "--key", "--to", "handout-html"}).exit_code == 0);
  for (const std::string& form : forms_of_runs) CHECK(run_plainly({"export", lesson, "--to", form}).exit_code == 0);
  CHECK(std::distance(fs::directory_iterator(fs::path(lesson).parent_path()), {}) == 1);  // nothing was run
}

TEST_CASE("in a table a line of a scenario is never a formula") {
  const TemporaryFolder folder;
  const Ended table = run_plainly({"export", folder.file("a.scenario", hostile_scenario()), "--to", "csv"});
  CHECK(table.exit_code == 0);
  CHECK_FALSE(contains(table.output, ",=cmd"));
  CHECK_FALSE(contains(table.output, ",\"=cmd"));
}

TEST_CASE("a recording all of whose texts are hostile is shown in each form without one of them raw") {
  const TemporaryFolder folder;
  const std::string journey = folder.path("evil.journey");
  REQUIRE(run_doorway({"run", folder.file("a.scenario", hostile_scenario()), "--journey", journey}).exit_code == 0);
  make_hostile(journey);
  for (const std::vector<std::string>& how :
       {std::vector<std::string>{"--text"}, {"--text", "--inferred"}, {"--jsonl"}, {"--jsonl", "--inferred"}}) {
    std::vector<std::string> arguments{"run", journey};
    arguments.insert(arguments.end(), how.begin(), how.end());
    const Ended shown = run_plainly(arguments);
    CHECK(shown.exit_code == 0);
    CHECK(contains(shown.output, "owned"));  // it is the one that was made
  }
  for (const std::string& form : forms_of_runs) CHECK(run_plainly({"export", journey, "--to", form}).exit_code == 0);
  CHECK(run_plainly({"export", journey, "--part", "timeline", "--to", "svg"}).exit_code == 0);
  CHECK(run_plainly({"compare", journey, journey}).exit_code == 0);
  CHECK(run_plainly({"compare", journey, journey, "--json"}).exit_code == 0);
  CHECK(std::distance(fs::directory_iterator(fs::path(journey).parent_path()), {}) == 2);  // no file was made
}

TEST_CASE("a hostile name of a file steers no terminal, whatever is done with it") {
  const TemporaryFolder folder;
  const std::string name =
      "\x1b]0;owned\x07 \xC2\x9B"
      "31m \u202E \u2066 %n ###\n\xff";
  for (const char* ending : {".md", ".scenario", ".journey"}) {
    const std::string nonsense = folder.file(name + ending, "nonsense");
    const std::string missing = folder.path("missing" + name + ending);
    for (const std::string& file : {nonsense, missing}) {
      CHECK(run_plainly({"run", file}).exit_code == 1);
      CHECK(run_plainly({"check", file}).exit_code == 1);
      CHECK(run_plainly({"export", file, "--to", "text"}).exit_code == 1);
      CHECK(run_plainly({"compare", file, file}).exit_code == 1);
    }
  }
  const std::string well = folder.file(name + "well.scenario", std::string(two_sends));
  CHECK(run_plainly({"run", well, "--journey", folder.path("no" + name + "/a.journey")}).exit_code == 1);
  CHECK(run_plainly({"run", well, "--order", name}).exit_code == 2);
  CHECK(run_plainly({"export", well, "--to", "text", "-o", folder.path("no" + name + "/a")}).exit_code == 1);
  CHECK(run_plainly({"export", well, "--to", "c", "--process", name}).exit_code == 2);
  CHECK(run_plainly({"export", well, "--to", name}).exit_code == 2);
  CHECK(run_plainly({name}).exit_code != 0);
  CHECK(run_plainly({"--" + name}).exit_code == 2);
  for (const std::string& form : forms_of_runs) CHECK(run_plainly({"export", well, "--to", form}).exit_code == 0);
}

TEST_CASE("nothing is written through a link, not even through one that leads nowhere") {
  const TemporaryFolder folder;
  const std::string scenario = folder.file("a.scenario", std::string(two_sends));
  const std::string kept = folder.file("kept", "mine");
  for (const std::string& target : {kept, folder.path("nowhere")}) {
    fs::create_symlink(target, folder.path("link"));
    const std::string link = folder.path("link");
    CHECK(run_plainly({"export", scenario, "--to", "text", "-o", link}).exit_code == 1);
    CHECK(run_plainly({"export", scenario, "--to", "svg", "-o", link}).exit_code == 1);
    CHECK(run_plainly({"run", scenario, "--journey", link}).exit_code == 1);
    CHECK(run_plainly({"export", scenario, "--to", "c", "-o", link}).exit_code == 1);
    CHECK(fs::is_symlink(link));
    fs::remove(link);
  }
  fs::create_directory(folder.path("programs"));
  fs::create_symlink(kept, folder.path("programs/bob.py"));
  CHECK(run_plainly({"export", scenario, "--to", "python", "-o", folder.path("programs")}).exit_code == 1);
  CHECK(bytes_in(kept) == "mine");
  CHECK_FALSE(fs::exists(folder.path("nowhere")));
  CHECK(std::distance(fs::directory_iterator(folder.path("programs")), {}) == 1);
}

TEST_CASE("links that lead in circles, to devices and to folders are told apart and waited for nowhere") {
  const TemporaryFolder folder;
  fs::create_symlink(folder.path("b.md"), folder.path("a.md"));
  fs::create_symlink(folder.path("a.md"), folder.path("b.md"));
  fs::create_symlink("/dev/full", folder.path("device.journey"));
  fs::create_symlink(folder.path("."), folder.path("folder.md"));
  REQUIRE(::mkfifo(folder.path("pipe.journey").c_str(), 0600) == 0);
  for (const char* name : {"a.md", "device.journey", "folder.md", "pipe.journey"}) {
    CAPTURE(name);
    for (const std::vector<std::string>& what :
         {std::vector<std::string>{"run", folder.path(name)}, {"export", folder.path(name), "--to", "html"}}) {
      const Ended ended = run_plainly(what);
      CHECK(ended.exit_code == 1);
      CHECK(count_of_lines(ended.errors) == 1);
    }
  }
}

TEST_CASE("progress that was made up is shown as a table and as CSV without a raw character or a formula") {
  const TemporaryFolder folder;
  Json record = {{"unix_s", 1}, {"lesson", for_terminal + turning + markup}, {"page", formula}, {"did", "opened"}};
  fs::create_directories(folder.path("data/doorway"));
  folder.write("data/doorway/progress.jsonl",
               "{\"doorway\":\"progress\",\"version\":1}\n" + record.dump() + "\n" + for_terminal + "\n");
  for (const std::vector<std::string>& how : {std::vector<std::string>{"progress"}, {"progress", "--csv"}}) {
    Launch launch = doorway(how);
    launch.environment["XDG_DATA_HOME"] = folder.path("data");
    const Ended shown = run_program(launch);
    CHECK(shown.exit_code == 0);
    CHECK(raw_in(shown.output) == "");
    CHECK(raw_in(shown.errors) == "");
    CHECK(contains(shown.output, "owned"));
    CHECK_FALSE(contains(shown.output, ",=cmd"));
  }
}

}  // namespace doorway::test
