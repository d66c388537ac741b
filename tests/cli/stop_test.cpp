// These measure time: they run alone.
#include "tests/cli/cli_support.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <csignal>

namespace doorway::test {
namespace {

using Clock = std::chrono::steady_clock;

struct Stopped {
  Ended ended;
  milliseconds took;
};

Stopped stop(Subprocess& program, int signal, bool read_output = true) {
  const auto began = Clock::now();
  program.send_signal(signal);
  Ended ended = program.wait_for_end(milliseconds(20000), read_output);
  return {std::move(ended), std::chrono::duration_cast<milliseconds>(Clock::now() - began)};
}

Stopped stop_while_asleep(std::vector<std::string> arguments, std::string_view scenario, int signal) {
  Launch launch = doorway(std::move(arguments));
  launch.input = scenario;
  Subprocess program(launch);
  REQUIRE(program.wait_for_output("sleeps"));
  return stop(program, signal);
}

/// The best of a few tries, so that a busy computer does not count.
template <class Try>
milliseconds best_of_five(Try attempt) {
  milliseconds best(20000);
  for (int i = 0; i < 5; ++i) best = std::min(best, attempt());
  return best;
}

constexpr milliseconds at_once(250);

}  // namespace

TEST_CASE("an interrupted check stops within a quarter of a second, and what was well stays said") {
  const auto took = best_of_five([] {
    const TemporaryFolder folder;
    const std::string well = folder.file("well.md", "---\ntitle: T\n---\n## One\ntext\n");
    Subprocess program(doorway({"check", well, folder.file("long.scenario", std::string(long_sleep))}));
    REQUIRE(program.wait_for_output("all well"));
    const Stopped stopped = stop(program, SIGTERM);
    CHECK(stopped.ended.exit_code == 143);
    CHECK(stopped.ended.errors.empty());
    CHECK(count_of_lines(stopped.ended.output) == 1);
    return stopped.took;
  });
  CHECK(took <= at_once);
}

TEST_CASE("an interrupted run stops within a quarter of a second, with its lines whole") {
  const auto took = best_of_five([] {
    const Stopped stopped = stop_while_asleep({"run", "-", "--jsonl"}, long_sleep, SIGINT);
    CHECK(stopped.ended.exit_code == 130);
    CHECK(stopped.ended.errors.empty());
    const auto lines = parse_lines(stopped.ended.output);
    CHECK(stopped.ended.output.back() == '\n');
    CHECK(lines.back()["kind"] == "finished");
    CHECK(lines.back()["over"] == false);
    REQUIRE(lines.back()["asleep"].size() == 1);
    CHECK(lines.back()["asleep"][0]["call"] == "wait");
    return stopped.took;
  });
  CHECK(took <= at_once);
}

TEST_CASE("a run that is asked to end does so with 143") {
  const Stopped stopped = stop_while_asleep({"run", "-"}, long_sleep, SIGTERM);
  CHECK(stopped.ended.exit_code == 143);
  CHECK(contains(stopped.ended.output, "Stopped before the run was over.\nalice still sleeps in wait(60000ms)"));
}

TEST_CASE("a free run stops as quickly") {
  const auto took = best_of_five([] {
    const Stopped stopped = stop_while_asleep({"run", "-", "--free", "--jsonl"}, long_sleep, SIGINT);
    CHECK(stopped.ended.exit_code == 130);
    return stopped.took;
  });
  CHECK(took <= at_once);
}

TEST_CASE("a program whose reader is slow can be stopped at any time") {
  const auto took = best_of_five([] {
    Launch launch = doorway({"run", "-", "--jsonl"});
    launch.input = std::string(two_sends) + "repeat 2000 {\nalice: s.send(\"x\")\n}\n";
    Subprocess program(launch);
    REQUIRE(program.wait_for_output("\"send\""));
    const Stopped stopped = stop(program, SIGINT, false);
    CHECK(stopped.ended.exit_code == 130);
    return stopped.took;
  });
  CHECK(took <= at_once);
}

TEST_CASE("a program that waits for its input can be stopped") {
  Launch launch = doorway({"run", "-"});
  launch.input = "alice: s = socket(tcp)\n";
  launch.input_ends = false;
  Subprocess program(launch);
  program.wait_for_output("nothing", milliseconds(300));
  const Stopped stopped = stop(program, SIGINT);
  CHECK(stopped.ended.exit_code == 130);
  CHECK(stopped.ended.output.empty());
}

TEST_CASE("repeated runs that are stopped tell what they have found so far") {
  Launch launch = doorway({"run", "-", "--repeat", "100000"});
  launch.input = two_sends;
  Subprocess program(launch);
  program.wait_for_output("nothing", milliseconds(1000));
  const Stopped stopped = stop(program, SIGINT);
  CHECK(stopped.ended.exit_code == 130);
  CHECK(contains(stopped.ended.output, "Stopped after "));
  CHECK(contains(stopped.ended.output, "=== Outcome 1: "));
}

}  // namespace doorway::test
