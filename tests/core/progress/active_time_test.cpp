#include "core/progress/active_time.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace doorway;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_CASE("time counts from one thing that is done to the next") {
  ActiveTime time;
  ActiveTime::Clock::time_point now{};
  time.touch(now);
  CHECK(time.seconds() == 0);
  for (int i = 0; i < 3; ++i) time.touch(now += seconds(20));
  CHECK(time.take_seconds() == 60);
  CHECK(time.take_seconds() == 0);
}

TEST_CASE("of a pause the first minute counts and no more") {
  ActiveTime time;
  ActiveTime::Clock::time_point now{};
  time.touch(now);
  time.touch(now += seconds(59));
  CHECK(time.take_seconds() == 59);
  time.touch(now += seconds(60));
  CHECK(time.take_seconds() == 60);
  time.touch(now += std::chrono::hours(3));
  CHECK(time.take_seconds() == 60);
}

TEST_CASE("what passes while nobody is watched does not count") {
  ActiveTime time;
  ActiveTime::Clock::time_point now{};
  time.touch(now);
  time.touch(now += seconds(5));
  time.stop();
  time.touch(now += seconds(50));
  time.touch(now += seconds(2));
  CHECK(time.take_seconds() == 7);
}

TEST_CASE("nothing of a second is lost, however often it is taken") {
  CHECK(rc::check([] {
    const auto pauses = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 90'000));
    ActiveTime time;
    ActiveTime::Clock::time_point now{};
    time.touch(now);
    std::int64_t taken = 0;
    milliseconds counted{};
    for (const int pause : pauses) {
      time.touch(now += milliseconds(pause));
      counted += std::min<milliseconds>(milliseconds(pause), seconds(60));
      if (*rc::gen::arbitrary<bool>()) taken += time.take_seconds();
    }
    taken += time.take_seconds();
    RC_ASSERT(taken == counted / seconds(1));
  }));
}
