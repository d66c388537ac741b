// Takes that nobody needs any more: what becomes of their descriptors and recordings.
#include "core/session/retired.hpp"

#include "tests/core/live/conversation.hpp"
#include "tests/support/run_scenario.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <thread>
#include <utility>

using namespace doorway;
using namespace doorway::test;

TEST_CASE("a retired take goes with all that it holds once it is stopped and does not wait for the next one") {
  LoopbackNetwork network;
  Retired retired;
  auto take = Take::create(scenario_of(connected("bob: c.recv(64)\n")), network, {});
  REQUIRE(take.has_value());
  (*take)->run_to_end();
  (*take)->wait_until_idle();  // Bob sleeps in his call
  const std::weak_ptr<const Recording> recording = (*take)->shared_recording();
  retired.add(std::move(*take));
  const auto give_up_at = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!recording.expired() && std::chrono::steady_clock::now() < give_up_at) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  CHECK(recording.expired());
}
