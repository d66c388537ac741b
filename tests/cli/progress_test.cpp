#include "tests/cli/cli_support.hpp"
#include "tests/support/content_of.hpp"

#include <doctest/doctest.h>

#include <filesystem>

namespace doorway::test {
namespace {

const std::string kept =
    "{\"doorway\":\"progress\",\"version\":1}\n"
    "{\"unix_s\":1793619600,\"lesson\":\"my-own\",\"page\":\"first\",\"did\":\"opened\"}\n"
    "{\"unix_s\":1793619620,\"lesson\":\"my-own\",\"page\":\"first\",\"did\":\"answered\",\"answer\":{\"choice\":0},"
    "\"right\":true}\n"
    "{\"unix_s\":1793619700,\"lesson\":\"my-own\",\"page\":\"first\",\"did\":\"spent\",\"seconds\":130}\n";

/// A user's data folder of a test's own.
struct DataFolder {
  TemporaryFolder folder;
  std::string file = folder.path("doorway/progress.jsonl");

  void write(std::string_view text) const {
    std::filesystem::create_directories(folder.path("doorway"));
    folder.write("doorway/progress.jsonl", text);
  }
  [[nodiscard]] Ended run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "progress");
    Launch launch = doorway(std::move(arguments));
    launch.environment["XDG_DATA_HOME"] = folder.path("");
    return run_program(launch);
  }
  [[nodiscard]] std::string content(const std::string& ending = "") const { return content_of(file + ending); }
};

}  // namespace

TEST_CASE("progress is printed as a table with a line for each lesson") {
  const DataFolder data;
  data.write(kept);
  const Ended ended = data.run({});
  CHECK(ended.exit_code == 0);
  CHECK(ended.errors.empty());
  CHECK(ended.output.starts_with("lesson "));
  CHECK(contains(ended.output, "A message goes through two doors"));
  CHECK(contains(ended.output, "my-own"));
  CHECK(contains(ended.output, "2 min"));
  CHECK(contains(ended.output, "\nall together "));
  CHECK(data.content() == kept);
}

TEST_CASE("who has done nothing gets the same table, and no file is made") {
  const DataFolder data;
  const Ended ended = data.run({});
  CHECK(ended.exit_code == 0);
  CHECK(contains(ended.output, "0 of "));
  CHECK_FALSE(std::filesystem::exists(data.folder.path("doorway")));
}

TEST_CASE("progress as CSV has a line for each page") {
  const DataFolder data;
  data.write(kept);
  const Ended ended = data.run({"--csv"});
  CHECK(ended.exit_code == 0);
  CHECK(ended.output.starts_with("lesson,lesson_title,page,page_title,opened,"));
  CHECK(contains(ended.output, "\r\nmy-own,,first,,yes,1,yes,yes,0,,,,0,0,130,2026-11-02T11:41:40Z\r\n"));
}

TEST_CASE("progress begins anew only with the word of confirmation, and the old file stays") {
  const DataFolder data;
  data.write(kept);
  const Ended asked = data.run({"--reset"});
  CHECK(asked.exit_code == 2);
  CHECK(contains(asked.errors, "doorway progress --reset --yes"));
  CHECK(data.content() == kept);
  const Ended done = data.run({"--reset", "--yes"});
  CHECK(done.exit_code == 0);
  CHECK(contains(done.output, "progress.jsonl.old"));
  CHECK(data.content(".old") == kept);
  CHECK_FALSE(std::filesystem::exists(data.file));
  CHECK(contains(data.run({"--reset", "--yes"}).output, "no progress"));
}

TEST_CASE("what is damaged in the file is told of, and a newer file is not read") {
  const DataFolder data;
  data.write(kept + "{\"unix_s\":17\n");
  const Ended damaged = data.run({});
  CHECK(damaged.exit_code == 0);
  CHECK(contains(damaged.errors, "line 5 is damaged"));
  CHECK(contains(damaged.output, "my-own"));
  data.write("{\"doorway\":\"progress\",\"version\":2}\n");
  const Ended newer = data.run({"--csv"});
  CHECK(newer.exit_code == 1);
  CHECK(newer.output.empty());
  CHECK(contains(newer.errors, "newer Doorway"));
}

TEST_CASE("contradicting options of progress end with 2, and no folder at all with 3") {
  const DataFolder data;
  CHECK(data.run({"--csv", "--reset"}).exit_code == 2);
  CHECK(data.run({"--yes"}).exit_code == 2);
  Launch launch = doorway({"progress"});
  launch.environment["XDG_DATA_HOME"] = std::nullopt;
  launch.environment["HOME"] = std::nullopt;
  const Ended ended = run_program(launch);
  CHECK(ended.exit_code == 3);
  CHECK(contains(ended.errors, "neither XDG_DATA_HOME nor HOME"));
}

}  // namespace doorway::test
