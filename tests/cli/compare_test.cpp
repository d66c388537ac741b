// `doorway compare`: what it says of two recordings, as words, as JSON and by its exit code.
#include "tests/cli/cli_support.hpp"
#include "tests/support/content_of.hpp"

#include <doctest/doctest.h>

namespace doorway::test {

namespace {

constexpr const char* bob_waits_first = "bob,bob,bob,alice,alice,bob,bob";

/// Records a run of this scenario and gives the file's path.
std::string recorded(const TemporaryFolder& folder, const std::string& name, std::string_view scenario,
                     const std::string& order = "") {
  std::string path = folder.path(name + ".journey");
  std::vector<std::string> arguments{"run", "-", "--journey", path};
  if (!order.empty()) arguments.insert(arguments.end(), {"--order", order});
  const Ended run = run_doorway(arguments, std::string(scenario));
  REQUIRE(run.exit_code == 0);
  return path;
}

Json compared(const std::string& a, const std::string& b, int exit_code) {
  const Ended ended = run_doorway({"compare", a, b, "--json"});
  CHECK(ended.exit_code == exit_code);
  CHECK(ended.errors == "");
  const std::vector<Json> lines = parse_lines(ended.output);
  REQUIRE(lines.size() == 1);
  CHECK(lines.front()["format"] == 1);
  return lines.front();
}

}  // namespace

TEST_CASE("two runs of one scenario that went the same are the same, on other ports and at other times") {
  const TemporaryFolder folder;
  const std::string a = recorded(folder, "a", two_sends);
  const std::string b = recorded(folder, "b", two_sends);
  const Ended ended = run_doorway({"compare", a, b});
  CHECK(ended.exit_code == 0);
  CHECK(contains(ended.output, "The same: "));
  CHECK(compared(a, b, 0)["result"] == "same");
}

TEST_CASE("the first call that went otherwise is told with what it did in both, and the exit code is 4") {
  const TemporaryFolder folder;
  const std::string a = recorded(folder, "a", two_sends);
  const std::string b = recorded(folder, "b", two_sends, bob_waits_first);
  const Ended ended = run_doorway({"compare", a, b});
  CHECK(ended.exit_code == 4);
  CHECK(contains(ended.output, "They differ first at this call:\n  bob.recv#1, line 9: c.recv(64)\n"));
  CHECK(contains(ended.output, "returned 10 \"HelloBob!!\"\n"));
  CHECK(contains(ended.output, "slept\n"));
  CHECK(contains(ended.output, "All other calls went the same."));
  const Json json = compared(a, b, 4);
  CHECK(json["result"] == "other_calls");
  CHECK(json["count"] == 1);
  CHECK(json["first"]["process"] == "bob");
  CHECK(json["first"]["call"] == "recv");
  CHECK(json["first"]["nth"] == 1);
  CHECK(json["first"]["a"]["kind"] == "returned");
  CHECK(json["first"]["a"]["bytes"] == 10);
  CHECK(json["first"]["b"]["kind"] == "sleeps");
  CHECK(json["differences"].size() == 1);
  CHECK(json["a"]["file"] == a);
  // The event is the one that the recording has there.
  const Json event =
      parse_lines(run_doorway({"run", a, "--jsonl"}).output).at(json["first"]["a"]["seq"].get<std::size_t>());
  CHECK(event["seq"] == json["first"]["a"]["seq"]);
  CHECK(event["kind"] == "returned");
  CHECK(event["bytes"] == 10);
}

TEST_CASE("the same calls in another order are told as that") {
  const TemporaryFolder folder;
  const std::string a = recorded(folder, "a", two_sends);
  const std::string b = recorded(folder, "b", two_sends, "alice");
  const Ended ended = run_doorway({"compare", a, b});
  CHECK(ended.exit_code == 4);
  CHECK(contains(ended.output, "in another order"));
  CHECK(contains(ended.output, "A  step 1  bob.socket#1 began"));
  CHECK(contains(ended.output, "B  step 1  alice.socket#1 began"));
  const Json json = compared(a, b, 4);
  CHECK(json["result"] == "other_order");
  CHECK(json["first"]["a"]["process"] == "bob");
  CHECK(json["first"]["b"]["process"] == "alice");
}

TEST_CASE("recordings of two scenarios are not compared: the line at which they part is named") {
  const TemporaryFolder folder;
  const std::string a = recorded(folder, "a", two_sends);
  const std::string b = recorded(folder, "b", nobody_sends);
  const Ended ended = run_doorway({"compare", a, b});
  CHECK(ended.exit_code == 4);
  CHECK(contains(ended.output, "They are of different scenarios"));
  CHECK(contains(ended.output, "A  line 7: alice: s.send(\"Hello\")"));
  CHECK(contains(ended.output, "B  line 7: bob: c.recv(64)"));
  CHECK(compared(a, b, 4)["result"] == "other_scenario");
}

TEST_CASE("a recording that is torn differs where it ends, and the note says that it is torn") {
  const TemporaryFolder folder;
  const std::string a = recorded(folder, "a", two_sends);
  const std::string whole = content_of(a);
  const std::string torn = folder.file("torn.journey", whole.substr(0, whole.size() / 2));
  const Ended ended = run_doorway({"compare", a, torn});
  CHECK(ended.exit_code == 4);
  CHECK(contains(ended.output, "did nothing more"));
  CHECK(contains(ended.errors, "torn.journey: the last "));
}

TEST_CASE("what is no recording, and a recording that is missing, is said") {
  const TemporaryFolder folder;
  const std::string a = recorded(folder, "a", two_sends);
  const std::string text = folder.file("text.journey", "alice: s = socket(tcp)\n");
  const Ended refused = run_doorway({"compare", a, text});
  CHECK(refused.exit_code == 1);
  CHECK(refused.output == "");
  CHECK(contains(refused.errors, "this is no recording of Doorway"));
  CHECK(run_doorway({"compare", folder.path("none.journey"), a}).exit_code == 1);
  CHECK(run_doorway({"compare", a}).exit_code == 2);
}

}  // namespace doorway::test
