// Stop at every point of every scenario: it returns, and nothing of ours is left.
#include "core/base/endpoint.hpp"
#include "core/socket/socket_calls.hpp"
#include "tests/core/live/conversation.hpp"
#include "tests/core/live/sample_scenarios.hpp"
#include "tests/support/run_scenario.hpp"
#include "tests/support/well_formed.hpp"

#include <doctest/doctest.h>
#include <sys/socket.h>

using namespace doorway;
using namespace doorway::test;

namespace {

void grant_times(Take& take, std::size_t grants) {
  for (std::size_t i = 0; i < grants; ++i) take.grant_next();
  take.wait_until_idle();
}

}  // namespace

TEST_CASE("stop at every point of every scenario leaves no thread and no socket behind") {
  for (const SampleScenario& sample : sample_scenarios()) {
    CAPTURE(sample.name);
    // A line takes two grants at most here: its call, and the retry after a sleep.
    const std::size_t most_grants = 2 * scenario_of(sample.text).lines.size();
    for (std::size_t grants = 0; grants <= most_grants; ++grants) {
      CAPTURE(grants);
      const std::size_t sockets = open_sockets();
      const std::size_t threads = running_threads();
      const auto take = take_of(sample.text);
      grant_times(*take, grants);
      take->stop();
      CHECK(open_sockets() == sockets);
      CHECK(running_threads() == threads);
      CHECK(faults_of(take->recording()) == std::vector<std::string>{});
    }
  }
}

TEST_CASE("stop in the middle of a run, wherever that is, returns and leaves nothing behind") {
  for (const SampleScenario& sample : sample_scenarios()) {
    CAPTURE(sample.name);
    const std::size_t sockets = open_sockets();
    const std::size_t threads = running_threads();
    for (const bool free_run : {false, true}) {
      TakeOptions options;
      options.free_run = free_run;
      const auto take = take_of(sample.text, options);
      take->run_to_end();
      while (take->recording().size() < 5 && !take->status().idle) {
      }
      take->stop();
      CHECK(take->wait_until_idle().idle);
      CHECK(open_sockets() == sockets);
      CHECK(running_threads() == threads);
      CHECK(faults_of(take->recording()) == std::vector<std::string>{});
    }
  }
}

TEST_CASE("where a stopped run listened nobody is at the door any more") {
  const auto take = take_of(connected("bob: d = l.accept()\n"));
  take->run_to_end();
  take->wait_until_idle();
  const Endpoint listener = *find_call(take->recording(), "bob.bind#1")->outcome().local;
  take->stop();
  const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  REQUIRE(client >= 0);
  CHECK(socket_calls::connect(client, listener).error == ECONNREFUSED);
  socket_calls::close(client);
}

TEST_CASE("a take that goes away without stop stops") {
  const std::size_t sockets = open_sockets();
  const std::size_t threads = running_threads();
  take_of(connected("bob: c.recv(8)\n"))->run_to_end();
  CHECK(open_sockets() == sockets);
  CHECK(running_threads() == threads);
}

TEST_CASE("stop finds a process in each kind of sleep") {
  for (const char* last : {"bob: d = l.accept()\n", "bob: c.recv(8)\n", "bob: poll(c, l)\n", "bob: wait(60s)\n",
                           "bob: wait(c, 8)\n", "alice: s.send(fill(50_000_000))\n"}) {
    CAPTURE(last);
    const auto take = take_of(connected(last));
    for (int i = 0; i < 7; ++i) take->grant_next();
    take->wait_until_idle();
    const auto kinds = kinds_of(take->recording());
    CHECK(std::count(kinds.begin(), kinds.end(), "sleeps") == 1);
    const std::size_t sockets = open_sockets();
    take->stop();
    CHECK(open_sockets() < sockets);
  }
}
