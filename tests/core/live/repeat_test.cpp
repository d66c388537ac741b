// A new take at every point of every scenario.
#include "tests/core/live/conversation.hpp"
#include "tests/core/live/sample_scenarios.hpp"
#include "tests/support/closable_network.hpp"
#include "tests/support/run_scenario.hpp"
#include "tests/support/well_formed.hpp"

#include <doctest/doctest.h>

using namespace doorway;
using namespace doorway::test;

namespace {

std::unique_ptr<Take> repeated(const Take& take, Seq cursor, Network* network = nullptr) {
  auto result = repeat_of(take, cursor, network);
  REQUIRE(result.has_value());
  (*result)->wait_until_idle();
  return std::move(*result);
}

std::vector<std::string> results_of_all(const Recording& recording) {
  std::vector<std::string> results;
  for (const std::string& process : recording.scenario().processes) results.push_back(results_of(recording, process));
  return results;
}

}  // namespace

TEST_CASE("a new take at every point of every scenario comes to the same point, and from there to the same end") {
  for (const SampleScenario& sample : sample_scenarios()) {
    CAPTURE(sample.name);
    const auto first = take_of(sample.text);
    first->run_to_end();
    first->wait_until_idle();
    std::size_t last_size = 0;
    for (Seq cursor = 0; cursor <= first->recording().size(); ++cursor) {
      CAPTURE(cursor);
      const auto second = repeated(*first, cursor);
      const auto difference = second->went_another_way();
      CHECK_MESSAGE(!difference, (difference ? difference->what : ""));
      const auto expected = story_up_to(first->recording(), cursor);
      std::vector<std::string> found = story_of(second->recording());
      REQUIRE(found.size() >= expected.size());
      const bool further = found.size() > last_size;
      last_size = found.size();
      found.resize(expected.size());
      CHECK(found == expected);
      if (!further && cursor > 0) continue;  // the same grants as from the cursor before
      const Run run = run_to_end(*second);
      CHECK(run.status.over);
      CHECK(results_of_all(*run.recording) == results_of_all(first->recording()));
      CHECK(faults_of(*run.recording) == std::vector<std::string>{});
    }
  }
}

TEST_CASE("a repeated take keeps the order of its grants, and can be repeated itself") {
  const std::string text = connected("alice: s.send(\"A\")\nbob: c.send(\"B\")\nalice: s.recv(8)\nbob: c.recv(8)\n");
  TakeOptions options;
  options.order = {0, 0, 0, 1, 1, 0, 0, 0, 1};
  const auto first = take_of(text, options);
  first->run_to_end();
  first->wait_until_idle();
  const auto second = repeated(*first, first->recording().size());
  const auto third = repeated(*second, second->recording().size());
  CHECK(story_of(second->recording()) == story_of(first->recording()));
  CHECK(story_of(third->recording()) == story_of(first->recording()));
}

TEST_CASE("a new take lives: at its end another order can be chosen") {
  const auto first = take_of(connected("alice: s.send(\"A\")\nbob: c.send(\"B\")\n"));
  first->run_to_end();
  first->wait_until_idle();
  const auto second = repeated(*first, find_call(first->recording(), "bob.accept#1")->returned_event->seq);
  CHECK(result_of(second->recording(), "alice.send#1") == "-");
  second->grant(0);
  second->wait_until_idle();
  CHECK(result_of(second->recording(), "bob.send#1") == "1");
  CHECK(result_of(second->recording(), "alice.send#1") == "-");
  CHECK(result_of(first->recording(), "alice.send#1") == "1");
}

TEST_CASE("where a repeated call goes another way the take says where, stops there, and is live") {
  ClosableNetwork network;
  const auto first =
      take_of("bob: a = socket(tcp)\nbob: b = socket(tcp)\nbob: b.bind(0)\nalice: wait(1ms)\n", {}, &network);
  first->run_to_end();
  first->wait_until_idle();
  network.room = 1;
  const auto second = repeated(*first, first->recording().size(), &network);
  const auto difference = second->went_another_way();
  REQUIRE(difference);
  CHECK(difference->what == "bob.socket#2 returned -1 EMFILE, and returned a socket in the take before");
  CHECK(difference->here == find_call(second->recording(), "bob.socket#2")->returned_event->seq);
  CHECK(difference->there == find_call(first->recording(), "bob.socket#2")->returned_event->seq);
  CHECK(results_of(second->recording(), "bob") == "socket=socket socket=EMFILE");
  CHECK(second->status().idle);
  CHECK(results_of(*run_to_end(*second).recording, "bob") == "socket=socket socket=EMFILE bind=EBADF");
}

TEST_CASE("a take of which nothing is repeated is a fresh one") {
  const auto first = take_of(connected("alice: s.send(\"A\")\n"));
  first->run_to_end();
  first->wait_until_idle();
  const auto second = repeated(*first, 0);
  CHECK(second->recording().size() == 0);
  CHECK(second->status().processes.at(0).standing == Standing::before_line);
}

TEST_CASE("a take can be repeated after it was stopped, and stopped while it repeats") {
  const auto first = take_of(connected("repeat 50 {\n alice: s.send(\"A\")\n bob: wait(c, 1)\n bob: c.recv(8)\n}\n"));
  run_to_end(*first);
  const std::size_t sockets = open_sockets();
  for (int i = 0; i < 5; ++i) {
    auto second = repeat_of(*first, first->recording().size());
    REQUIRE(second.has_value());
    while ((*second)->recording().size() < 10) {
    }
    (*second)->stop();
    CHECK((*second)->wait_until_idle().idle);
    CHECK_FALSE((*second)->went_another_way());
    CHECK(open_sockets() == sockets);
  }
}

TEST_CASE("a stepped take of a free run's scenario says that it is stepped") {
  TakeOptions options;
  options.free_run = true;
  const auto first = take_of(connected("alice: s.send(\"A\")\n"), options);
  run_to_end(*first);
  CHECK(first->recording().header().free_run);
  const auto second = repeated(*first, 0);
  CHECK_FALSE(second->recording().header().free_run);
}
