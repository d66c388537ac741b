#include "tests/bench/random_stop.hpp"
#include "tests/e2e/started_take.hpp"

#include <doctest/doctest.h>

using namespace doorway;

TEST_CASE("takes stopped at any moment, also asleep in each call, leave no descriptor open") {
  RandomStops stops(20260118);
  REQUIRE(stops.next().has_value());  // what libraries open once is open now
  const OpenDescriptors before = open_descriptors();
  const std::size_t count = count_of_runs(200, 1000);
  for (std::size_t i = 0; i < count; ++i) {
    const auto stopped = stops.next();
    if (stopped.has_error()) FAIL(stopped.error().message);
    CAPTURE(stopped->where);
    CHECK(stopped->sockets_left_open == 0);
    CHECK(open_descriptors().all == before.all);
  }
}

TEST_CASE("a take that was stopped keeps its recording, and a second stop does nothing") {
  LoopbackNetwork network;
  const auto take =
      started_take("bob: l = socket(tcp)\nbob: l.bind(0)\nbob: l.listen(1)\nbob: c = l.accept()\n", network);
  take->run_to_end();
  take->wait_until_idle();
  take->stop();
  const Seq size = take->recording().size();
  CHECK(size > 4);
  take->stop();
  take->grant_next();
  CHECK(take->recording().size() == size);
  CHECK(open_descriptors().sockets == 0);
}
