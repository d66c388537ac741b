#include "tests/cli/cli_support.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <sstream>

namespace doorway::test {
namespace {

/// Columns of the widest line; the text has no wide characters.
std::size_t widest_line(const std::string& output) {
  std::size_t widest = 0;
  std::istringstream stream(output);
  for (std::string line; std::getline(stream, line);) {
    std::size_t columns = 0;
    for (const char byte : line) columns += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1 : 0;
    widest = std::max(widest, columns);
  }
  return widest;
}

Ended run_on_terminal(unsigned short columns, const std::map<std::string, std::optional<std::string>>& environment) {
  Launch launch = doorway({"run", "-"});
  launch.input = two_sends;
  launch.terminal_columns = columns;
  launch.environment = environment;
  return run_program(launch);
}

/// More events than a pipe can hold.
std::string long_scenario() {
  std::string scenario(two_sends);
  return scenario + "repeat 2000 {\nalice: s.send(\"x\")\n}\n";
}

}  // namespace

TEST_CASE("there is colour on a terminal") {
  CHECK(contains(run_on_terminal(100, {}).output, "\x1b[36m"));
}

TEST_CASE("there is no colour where NO_COLOR is set, where the terminal is dumb, or in a pipe") {
  CHECK_FALSE(contains(run_on_terminal(100, {{"NO_COLOR", "1"}}).output, "\x1b"));
  CHECK_FALSE(contains(run_on_terminal(100, {{"TERM", "dumb"}}).output, "\x1b"));
  CHECK_FALSE(contains(run_doorway({"run", "-"}, std::string(two_sends)).output, "\x1b"));
}

TEST_CASE("text is as wide as the terminal, as COLUMNS says, or 100 columns") {
  CHECK(widest_line(run_on_terminal(60, {{"NO_COLOR", "1"}}).output) <= 60 + 1);  // a carriage return each
  Launch launch = doorway({"run", "-"});
  launch.input = two_sends;
  CHECK(widest_line(run_program(launch).output) > 60);
  CHECK(widest_line(run_program(launch).output) <= 100);
  launch.environment["COLUMNS"] = "50";
  CHECK(widest_line(run_program(launch).output) <= 50);
  for (const char* nonsense : {"", "0", "-5", "wide", "99999999999999999999"}) {
    launch.environment["COLUMNS"] = nonsense;
    CHECK(run_program(launch).exit_code == 0);
  }
}

TEST_CASE("lines come while the run goes on") {
  Launch launch = doorway({"run", "-", "--jsonl"});
  launch.input = long_sleep;
  Subprocess program(launch);
  CHECK(program.wait_for_output("\"sleeps\""));
}

TEST_CASE("a reader that goes away stops the run, with one line and exit code 1") {
  Launch launch = doorway({"run", "-", "--jsonl"});
  launch.input = long_scenario();
  Subprocess program(launch);
  REQUIRE(program.wait_for_output("\n"));
  program.close_output();
  const Ended ended = program.wait_for_end();
  CHECK(ended.exit_code == 1);
  CHECK(count_of_lines(ended.errors) == 1);
  CHECK(contains(ended.errors, "the reader of the output went away"));
}

TEST_CASE("a reader that goes away is noticed while nothing is printed") {
  Launch launch = doorway({"run", "-"});
  launch.input = long_sleep;
  Subprocess program(launch);
  REQUIRE(program.wait_for_output("sleeps"));
  program.close_output();
  CHECK(program.wait_for_end().exit_code == 1);
}

TEST_CASE("a full disk is told, with exit code 1") {
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{"run", "-"}, {"run", "-", "--jsonl"}, {"--help"}}) {
    Launch launch = doorway(arguments);
    launch.input = two_sends;
    launch.output_file = "/dev/full";
    const Ended ended = run_program(launch);
    CHECK(ended.exit_code == 1);
    CHECK(count_of_lines(ended.errors) == 1);
    CHECK(contains(ended.errors, "No space left on device"));
  }
}

TEST_CASE("an output that is closed from the beginning is told, and no socket is written to in its place") {
  Launch launch;
  launch.command = {"/bin/sh", "-c", "exec \"$0\" run - --jsonl >&-", DOORWAY_PROGRAM};
  launch.input = two_sends;
  const Ended ended = run_program(launch);
  CHECK(ended.exit_code == 1);
  CHECK(count_of_lines(ended.errors) == 1);
}

TEST_CASE("all lines reach a file") {
  const TemporaryFolder folder;
  Launch launch;
  launch.command = {"/bin/sh", "-c", "\"$0\" run - --jsonl > \"$1\" && cat \"$1\"", DOORWAY_PROGRAM,
                    folder.path("out")};
  launch.input = long_scenario();
  const auto lines = parse_lines(run_program(launch).output);
  REQUIRE(lines.size() > 4000);
  CHECK(lines.back()["kind"] == "finished");
}

}  // namespace doorway::test
