#include "tests/cli/cli_support.hpp"

#include <doctest/doctest.h>

namespace doorway::test {

TEST_CASE("help is printed on request, with examples") {
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"--help"}, {"-h"}}) {
    const Ended ended = run_doorway(arguments);
    CHECK(ended.exit_code == 0);
    CHECK(contains(ended.output, "Usage:"));
    CHECK(contains(ended.output, "\n  doorway run conversation.scenario"));
    CHECK(ended.errors.empty());
  }
}

TEST_CASE("run has a help of its own, which names each option and the exit codes") {
  const Ended ended = run_doorway({"run", "--help"});
  CHECK(ended.exit_code == 0);
  for (const char* option : {"--text", "--jsonl", "--order", "--repeat", "--free", "--inferred", "Exit codes"}) {
    CHECK(contains(ended.output, option));
  }
}

TEST_CASE("the example in the help of run is a scenario that runs") {
  const std::string help = run_doorway({"run", "--help"}).output;
  const std::size_t from = help.find("  bob:");
  const std::string scenario = help.substr(from, help.find("\n\n", from) - from);
  CHECK(run_doorway({"run", "-"}, scenario).exit_code == 0);
}

TEST_CASE("the version is the project's") {
  const Ended ended = run_doorway({"--version"});
  CHECK(ended.exit_code == 0);
  CHECK(ended.output == "doorway " DOORWAY_VERSION "\n");
}

TEST_CASE("a command line that cannot be understood ends with 2 and one line") {
  const std::vector<std::vector<std::string>> bad{{"walk"},
                                                  {"run"},
                                                  {"run", "a", "b"},
                                                  {"run", "a", "--text", "--jsonl"},
                                                  {"run", "a", "--colour"},
                                                  {"run", "a", "--repeat"},
                                                  {"run", "a", "--repeat", "0"},
                                                  {"run", "a", "--repeat", "100001"},
                                                  {"run", "a", "--repeat", "-1"},
                                                  {"run", "a", "--repeat", "many"},
                                                  {"run", "a", "--free", "--order", "alice"},
                                                  {"run", "a\x1b[31m", "\x1b[31mb"}};
  for (const auto& arguments : bad) {
    const Ended ended = run_doorway(arguments);
    CAPTURE(arguments.back());
    CHECK(ended.exit_code == 2);
    CHECK(ended.output.empty());
    CHECK(ended.errors.rfind("doorway: ", 0) == 0);
    CHECK(count_of_lines(ended.errors) == 1);
    CHECK_FALSE(contains(ended.errors, "\x1b"));
  }
}

TEST_CASE("an unknown process in --order is answered with the one that was meant") {
  const Ended ended = run_doorway({"run", "-", "--order", "bob,alise"}, std::string(two_sends));
  CHECK(ended.exit_code == 2);
  CHECK(ended.output.empty());
  CHECK(contains(ended.errors, R"("alise")"));
  CHECK(contains(ended.errors, R"(did you mean "alice"?)"));
}

TEST_CASE("an unknown process that is like none is answered with those that there are") {
  const Ended ended = run_doorway({"run", "-", "--order", "zachary"}, std::string(two_sends));
  CHECK(ended.exit_code == 2);
  CHECK(contains(ended.errors, "bob, alice"));
}

TEST_CASE("an empty name in --order is a mistake of the command line") {
  for (const char* order : {"", ",", "alice,", "alice,,bob"}) {
    CHECK(run_doorway({"run", "-", "--order", order}, std::string(two_sends)).exit_code == 2);
  }
}

}  // namespace doorway::test
