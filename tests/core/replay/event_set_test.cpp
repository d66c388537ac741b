#include "core/replay/event_set.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

using namespace doorway;

namespace {

/// As many of 5,000 events as `share` says, beside a list of them.
void check_share(double share) {
  constexpr Seq last = 5000;
  std::mt19937 random(1);
  std::bernoulli_distribution is_in(share);
  EventSet set;
  std::vector<Seq> list;
  for (Seq seq = 1; seq <= last; ++seq) {
    if (!is_in(random)) continue;
    set.add(seq);
    list.push_back(seq);
  }
  REQUIRE(set.size() == list.size());
  bool same = true;
  for (std::size_t i = 0; i < list.size(); ++i) same = same && set[i] == list[i];
  CHECK(same);
  for (Seq seq = 0; seq <= last + 200; ++seq) {
    const auto behind = std::upper_bound(list.begin(), list.end(), seq);
    same = same && set.count_up_to(seq) == static_cast<std::size_t>(behind - list.begin());
  }
  CHECK(same);
}

}  // namespace

TEST_CASE("a set of events finds what a list of them would, whether there are many or few") {
  for (const double share : {0.0, 0.001, 0.02, 0.5, 0.99, 1.0}) {
    CAPTURE(share);
    check_share(share);
  }
}

TEST_CASE("a set of events that lie far apart finds them") {
  EventSet set;
  for (const Seq seq : {1U, 511U, 512U, 513U, 100'000U, 1'000'000U}) set.add(seq);
  CHECK(set[0] == 1);
  CHECK(set[2] == 512);
  CHECK(set[4] == 100'000);
  CHECK(set[5] == 1'000'000);
  CHECK(set.count_up_to(511) == 2);
  CHECK(set.count_up_to(99'999) == 4);
  CHECK(set.count_up_to(1'000'000) == 6);
}
