#include "tests/cli/cli_support.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

namespace doorway::test {

TEST_CASE("text is what one gets unasked, and --text asks for it") {
  const Ended unasked = run_doorway({"run", "-"}, std::string(two_sends));
  const Ended asked = run_doorway({"run", "-", "--text"}, std::string(two_sends));
  CHECK(contains(unasked.output, "│ bob"));
  CHECK(contains(asked.output, "│ bob"));
}

TEST_CASE("a process that still sleeps is a lesson, not a fault") {
  const Ended ended = run_doorway({"run", "-"}, std::string(nobody_sends));
  CHECK(ended.exit_code == 0);
  CHECK(contains(ended.output, "The run is over: nobody can go on.\nbob still sleeps in c.recv(64) (line 7).\n"));
}

TEST_CASE("JSON lines begin with began, count their events, and end with finished") {
  const Ended ended = run_doorway({"run", "-", "--jsonl"}, std::string(nobody_sends));
  CHECK(ended.exit_code == 0);
  const auto lines = parse_lines(ended.output);
  REQUIRE(lines.size() > 10);
  CHECK(lines.front()["kind"] == "began");
  CHECK(lines.front()["scenario"] == nobody_sends);
  CHECK(lines.back()["kind"] == "finished");
  CHECK(lines.back()["over"] == true);
  CHECK(lines.back()["asleep"][0]["process"] == "bob");
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    CHECK(lines[i]["seq"] == i);
    CHECK(lines[i]["t_ns"] >= lines[i - 1]["t_ns"]);
    CHECK(lines[i]["evidence"] == "measured");
  }
}

TEST_CASE("what is inferred appears only on request, after the event that gives the evidence") {
  const auto is_inferred = [](const Json& line) { return line["evidence"] == "inferred"; };
  const auto plain = parse_lines(run_doorway({"run", "-", "--jsonl"}, std::string(two_sends)).output);
  CHECK(std::count_if(plain.begin(), plain.end(), is_inferred) == 0);
  const auto lines = parse_lines(run_doorway({"run", "-", "--jsonl", "--inferred"}, std::string(two_sends)).output);
  Json latest = nullptr;
  std::set<std::string> seen;
  for (const Json& line : lines) {
    if (!is_inferred(line)) {
      latest = line["seq"];
      continue;
    }
    CHECK(line["after"] == latest);
    CHECK_FALSE(line["reason"].get<std::string>().empty());
    seen.insert(line["what"]);
  }
  CHECK(seen.count("syn") == 1);
  CHECK(seen.count("data") == 1);
}

TEST_CASE("--order decides who goes first") {
  const std::string scenario = "alice: a = socket(tcp)\nbob: b = socket(tcp)\n";
  const auto first = [&scenario](const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"run", "-", "--jsonl"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return parse_lines(run_doorway(arguments, scenario).output).at(1)["process"].get<std::string>();
  };
  CHECK(first({}) == "alice");
  CHECK(first({"--order", "bob"}) == "bob");
}

TEST_CASE("a name of --order whose process could not move is noted and no fault") {
  const Ended ended = run_doorway({"run", "-", "--order", "alice,alice"}, std::string(two_sends));
  CHECK(ended.exit_code == 0);
  CHECK(contains(ended.errors, "1 name of --order was passed over"));
  CHECK(count_of_lines(ended.errors) == 1);
}

TEST_CASE("--repeat numbers the runs of JSON lines") {
  const auto lines = parse_lines(run_doorway({"run", "-", "--jsonl", "--repeat", "3"}, std::string(two_sends)).output);
  std::set<int> runs;
  int began = 0;
  for (const Json& line : lines) {
    CHECK(line.items().begin().key() == "run");
    runs.insert(line["run"].get<int>());
    if (line["kind"] == "began") ++began;
  }
  CHECK(runs == std::set<int>{1, 2, 3});
  CHECK(began == 3);
}

TEST_CASE("--repeat shows each outcome once as text, with how often it came") {
  const Ended ended = run_doorway({"run", "-", "--repeat", "5"}, std::string(two_sends));
  CHECK(ended.exit_code == 0);
  CHECK(contains(ended.output, "5 runs, and all went the same way.\n"));
  CHECK(contains(ended.output, "=== Outcome 1: 5 of 5 runs, first in run 1\n"));
  const std::size_t first = ended.output.find("l.listen(1)");
  CHECK(first != std::string::npos);
  CHECK(ended.output.find("l.listen(1)", first + 1) == std::string::npos);
}

TEST_CASE("--free runs all processes at once") {
  const auto lines = parse_lines(run_doorway({"run", "-", "--jsonl", "--free"}, std::string(two_sends)).output);
  CHECK(lines.front()["free_run"] == true);
  CHECK(lines.back()["over"] == true);
  // Whether Alice's connect comes before Bob's listen is not decided, so how it ends is not either.
}

TEST_CASE("names and payloads that are wide, long or odd stay within the width") {
  const Ended ended = run_doorway({"run", "-"},
                                  "alice: s = socket(udp)\nalice: s.sendto(\"日本語\\n\\x1b[31m\", bob.u)\n"
                                  "bob: u = socket(udp)\nbob: u.bind(0)\n");
  CAPTURE(ended.errors);
  CHECK(ended.exit_code == 0);
  CHECK_FALSE(contains(ended.output, "\x1b"));
}

// Asio 1.81 looks at a service whose making has failed (service_registry.ipp:133), which UBSan's vptr check reports
// before the program can say its sentence.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool under_a_sanitizer = true;
#else
constexpr bool under_a_sanitizer = false;
#endif

TEST_CASE("a system without descriptors left is told so, with exit code 3" * doctest::skip(under_a_sanitizer)) {
  Launch launch;
  launch.command = {"/bin/sh", "-c", "ulimit -n 8; exec \"$0\" run -", DOORWAY_PROGRAM};
  launch.input = two_sends;
  const Ended ended = run_program(launch);
  CAPTURE(ended.errors);
  CHECK(ended.exit_code == 3);
  CHECK(count_of_lines(ended.errors) == 1);
}

}  // namespace doorway::test
