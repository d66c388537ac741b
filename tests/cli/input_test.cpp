#include "tests/cli/cli_support.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <iostream>

namespace doorway::test {
namespace {

/// One clear line, exit code 1, and nothing on standard output.
void check_refused(const Ended& ended, std::string_view why) {
  CAPTURE(ended.errors);
  CHECK(ended.exit_code == 1);
  CHECK(ended.output.empty());
  CHECK(count_of_lines(ended.errors) == 1);
  CHECK(contains(ended.errors, why));
}

}  // namespace

TEST_CASE("a scenario is read from a file, or from standard input for -") {
  const TemporaryFolder folder;
  const Ended from_file = run_doorway({"run", folder.file("two.scenario", two_sends)});
  const Ended from_input = run_doorway({"run", "-"}, std::string(two_sends));
  for (const Ended& ended : {from_file, from_input}) {
    CHECK(ended.exit_code == 0);
    CHECK(contains(ended.output, "→ 10 \"HelloBob!!\""));
    CHECK(ended.errors.empty());
  }
}

TEST_CASE("each mistake in a scenario is one line with file, line and column") {
  const TemporaryFolder folder;
  const std::string path = folder.file("bad.scenario", "alice: s = socket(tcp)\nalice: s.sned(\"x\")\nbob: x.recv(\n");
  const Ended ended = run_doorway({"run", path});
  CHECK(ended.exit_code == 1);
  CHECK(ended.output.empty());
  CHECK(count_of_lines(ended.errors) == 2);
  CHECK(contains(ended.errors, path + ":2:"));
  CHECK(contains(ended.errors, path + ":3:"));
}

TEST_CASE("a mistake in standard input is one of <stdin>") {
  check_refused(run_doorway({"run", "-"}, "alice: s = sokket(tcp)\n"), "<stdin>:1:12: ");
}

TEST_CASE("a file that is not there is named") {
  check_refused(run_doorway({"run", "not-here.scenario"}), "not-here.scenario: No such file or directory");
}

TEST_CASE("a directory is no scenario") {
  check_refused(run_doorway({"run", "/"}), "this is a directory");
}

TEST_CASE("a file that may not be read is named") {
  if (::geteuid() == 0) {
    std::cout << "skipped: root may read every file\n";
    return;
  }
  const TemporaryFolder folder;
  const std::string path = folder.file("secret.scenario", two_sends);
  ::chmod(path.c_str(), 0);
  check_refused(run_doorway({"run", path}), "Permission denied");
}

TEST_CASE("an empty file says what a scenario looks like") {
  check_refused(run_doorway({"run", "/dev/null"}), "the file is empty");
  check_refused(run_doorway({"run", "-"}), "<stdin>: the file is empty");
}

TEST_CASE("a file without an end is given up at its first MiB") {
  check_refused(run_doorway({"run", "/dev/zero"}), "larger than 1 MiB");
}

TEST_CASE("a file of one byte too many is refused, and one of 1 MiB is read") {
  const TemporaryFolder folder;
  std::string text = "alice: s = socket(tcp)\n";
  while (text.size() < (1U << 20)) text += std::string(1000, '#') + "\n";
  text.resize((1U << 20) - 1);
  text += "\n";
  CHECK(run_doorway({"run", folder.file("whole.scenario", text)}).exit_code == 0);
  check_refused(run_doorway({"run", folder.file("more.scenario", text + "\n")}), "larger than 1 MiB");
}

TEST_CASE("a named pipe that nobody writes to is given up") {
  const TemporaryFolder folder;
  const std::string path = folder.path("pipe");
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  check_refused(run_doorway({"run", path}), "nobody writes to it");
}

TEST_CASE("a named pipe that somebody writes to is read") {
  Launch launch;
  const TemporaryFolder folder;
  const std::string path = folder.path("pipe");
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  launch.command = {"/bin/sh", "-c",
                    "{ printf 'alice: s = socket(tcp)\\n'; sleep 0.3; printf 'alice: s.close()\\n'; } > \"$1\" &"
                    "exec \"$0\" run \"$1\"",
                    DOORWAY_PROGRAM, path};
  const Ended ended = run_program(launch);
  CHECK(ended.exit_code == 0);
  CHECK(contains(ended.output, "s.close()"));
}

TEST_CASE("bytes that are not UTF-8 are found with their place") {
  check_refused(run_doorway({"run", "-"}, "alice: s = socket(tcp)\n\xFF\xFE\n"), "<stdin>:2:1: ");
}

TEST_CASE("a hostile file name cannot steer the terminal") {
  const TemporaryFolder folder;
  const std::string path = folder.file("\x1b[31mred\n.scenario", "nonsense");
  const Ended ended = run_doorway({"run", path});
  CHECK(ended.exit_code == 1);
  CHECK_FALSE(contains(ended.errors, "\x1b"));
  CHECK(count_of_lines(ended.errors) == 1);
}

}  // namespace doorway::test
