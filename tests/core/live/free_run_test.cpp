// Free runs: all processes at once, and what does not vary is the same as step by step.
#include "tests/core/live/conversation.hpp"
#include "tests/core/live/sample_scenarios.hpp"
#include "tests/support/run_scenario.hpp"
#include "tests/support/well_formed.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace doorway;
using namespace doorway::test;

namespace {

Run run_freely(std::string_view text) {
  TakeOptions options;
  options.free_run = true;
  return run_scenario(text, options);
}

/// Whether a call slept depends on who was faster.
std::string without_sleeps(std::string results) {
  const std::string slept = "sleeps,";
  for (auto at = results.find(slept); at != std::string::npos; at = results.find(slept))
    results.erase(at, slept.size());
  return results;
}

/// Bound is not listening: who connects in between is refused, and that truly varies. So bind and listen at once.
std::string without_bind(std::string text) {
  const std::string bind = "l.bind(0)";
  for (auto at = text.find(bind); at != std::string::npos; at = text.find(bind))
    text.replace(at, bind.size(), "wait(0ms)");
  return text;
}

}  // namespace

TEST_CASE("a free run of a scenario whose outcome does not vary brings each process the same results") {
  for (const SampleScenario& sample : sample_scenarios()) {
    if (!sample.free) continue;
    CAPTURE(sample.name);
    const std::string text = without_bind(sample.text);
    const Run stepped = run_scenario(text);
    for (int i = 0; i < 5; ++i) {
      const Run free = run_freely(text);
      CHECK(free.status.over);
      CHECK(free.recording->header().free_run);
      CHECK(faults_of(*free.recording) == std::vector<std::string>{});
      for (const std::string& process : free.recording->scenario().processes) {
        CHECK(without_sleeps(results_of(*free.recording, process)) ==
              without_sleeps(results_of(*stepped.recording, process)));
      }
    }
  }
}

TEST_CASE("a long free run asks the kernel after each of its first calls, and then after some") {
  const Run run = run_freely(without_bind(connected("repeat 2500 {\nalice: s.send(\"x\")\n}\nalice: s.close()\n")));
  CHECK(run.status.over);
  CHECK(result_of(*run.recording, "alice.connect#1") == "0");
  std::size_t sends = 0;
  std::size_t samples = 0;
  for (Seq seq = 1; seq <= run.recording->size(); ++seq) {
    const Event& event = run.recording->at(seq);
    const auto* called = std::get_if<Called>(&event.body);
    const auto* observed = std::get_if<Observed>(&event.body);
    if (called != nullptr && payload_of(called->line->call) != nullptr) ++sends;
    if (observed != nullptr && observed->after_own_call) ++samples;
  }
  CHECK(sends == 2500);
  CHECK(samples > 990);
  CHECK(samples < 1200);
  CHECK(faults_of(*run.recording) == std::vector<std::string>{});
}

TEST_CASE("a free run ends when both wait for the other to speak first") {
  const Run run = run_freely(without_bind(connected("alice: s.recv(8)\nbob: c.recv(8)\n")));
  CHECK(run.status.over);
  CHECK(run.status.processes.at(0).standing == Standing::asleep);
  CHECK(run.status.processes.at(1).standing == Standing::asleep);
}

TEST_CASE("in a free run a connect waits for its name's port, and a name without one ends the run") {
  const Run waits = run_freely(
      "alice: s = socket(tcp)\nalice: s.connect(bob.l)\nbob: l = socket(tcp)\nbob: wait(5ms)\nbob: l.listen(1)\n");
  CHECK(results_of(*waits.recording, "alice") == "socket=socket connect=0");
  const Run never = run_freely("alice: s = socket(tcp)\nalice: s.connect(bob.l)\nbob: l = socket(tcp)\n");
  CHECK(never.status.over);
  CHECK(never.status.processes.at(0).standing == Standing::needs_port);
}

TEST_CASE("a free run brings every byte of a long stream, in order") {
  const Run run = run_freely(
      "bob: l = socket(tcp)\nbob: l.set(rcvbuf, 8192)\nbob: l.listen(1)\nalice: s = socket(tcp)\n"
      "alice: s.set(sndbuf, 8192)\nalice: s.connect(bob.l)\nbob: c = l.accept()\nalice: s.send(fill(500_000))\n"
      "alice: s.close()\nrepeat 600 {\n bob: c.recv(4000)\n}\n");
  CHECK(broken_streams_of(*run.recording) == std::vector<std::string>{});
  CHECK(result_of(*run.recording, "alice.send#1") == "500000");
  std::size_t received = 0;
  for (int i = 1; i <= 600; ++i) received += data_of(*run.recording, "bob.recv#" + std::to_string(i)).size();
  CHECK(received == 500'000);
}

TEST_CASE("a paused free run goes on by itself, and its events stay well formed") {
  TakeOptions options;
  options.free_run = true;
  const auto take = take_of("alice: wait(30ms)\nbob: wait(30ms)\n", options);
  take->run_to_end();
  take->pause();
  take->wait_until_idle();
  const Run run = run_to_end(*take);
  CHECK(run.status.over);
  CHECK(faults_of(*run.recording) == std::vector<std::string>{});
  const auto kinds = kinds_of(*run.recording);
  CHECK(std::count(kinds.begin(), kinds.end(), "ended") == 2);
}

TEST_CASE("the end of a free run is nothing that its processes see: who slept still sleeps") {
  for (int i = 0; i < 50; ++i) {
    const Run run = run_freely(without_bind(connected("alice: s.recv(8)\nalice: s.recv(8)\nbob: c.recv(8)\n")));
    CHECK(results_of(*run.recording, "alice") == "socket=socket connect=0 recv=sleeps");
    CHECK(result_of(*run.recording, "bob.recv#1") == "sleeps");
  }
}
