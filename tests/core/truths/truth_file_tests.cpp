#include "tests/core/truths/truth.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace doorway;

TEST_CASE("each truth's file is a scenario that says what must happen") {
  const auto files = truth_files(DOORWAY_TRUTHS);
  CHECK(files.size() >= 20);
  for (const auto& file : files) {
    const auto truth = read_truth(file);
    CHECK_MESSAGE(truth.has_value(), (truth.has_value() ? file.string() : truth.error().message));
  }
}

TEST_CASE("a truth's mistakes name their file, line and column") {
  const auto wrong_claim = parse_truth("x", "# must: bbo ended\nbob: s = socket(tcp)\n");
  REQUIRE(wrong_claim.has_error());
  CHECK(wrong_claim.error().message == "x:1:9: there is no process bbo: did you mean bob?");
  CHECK(parse_truth("x", "bob: s = socket(tcp)\n").has_error());
  CHECK(read_truth("/no/such/file").has_error());
}

TEST_CASE("a claim that does not hold is told") {
  const auto truth = parse_truth("x", "# must: bob.socket#1 fails\nbob: s = socket(tcp)\n");
  REQUIRE(truth.has_value());
  const auto run = run_truth(*truth);
  REQUIRE(run.has_value());
  CHECK(mismatches(*truth, *run) == std::vector<std::string>{"not so: bob.socket#1 fails"});
}

TEST_CASE("an outcome names results, errors and calls that block") {
  const auto truth = parse_truth("x",
                                 "# must: bob.socket count == 1\nbob: s = socket(udp)\nbob: s.bind(0)\n"
                                 "repeat 2 {\nbob: s.send(\"x\")\n}\nbob: s.recvfrom(1)\n");
  REQUIRE_MESSAGE(truth.has_value(), (truth.has_value() ? "" : truth.error().message));
  const auto run = run_truth(*truth);
  REQUIRE(run.has_value());
  CHECK(mismatches(*truth, *run).empty());
  CHECK(outcome(*run) == "bob: bind=0 send=EDESTADDRREQ x2 recvfrom=blocks");
}
