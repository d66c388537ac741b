#include "core/record/tries.hpp"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

using namespace doorway;

namespace {

std::vector<Try> listed(const Tries& tries) {
  std::vector<Try> list;
  for (const Try one : tries) list.push_back(one);
  return list;
}

}  // namespace

TEST_CASE("tries are kept in order, whether there is none, one or many of them") {
  const std::vector<Try> all{{-1, 11}, {-1, 115}, {5, 0}, {7, 0}};
  Tries tries;
  CHECK(tries.empty());
  CHECK(tries.size() == 0);
  for (std::size_t count = 1; count <= all.size(); ++count) {
    tries.push_back(all[count - 1]);
    CHECK_FALSE(tries.empty());
    CHECK(tries.size() == count);
    CHECK(tries.back() == all[count - 1]);
    CHECK(listed(tries) == std::vector<Try>(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)));
  }
  CHECK(tries == Tries{{-1, 11}, {-1, 115}, {5, 0}, {7, 0}});
  CHECK(tries != Tries{{-1, 11}, {-1, 115}, {5, 0}});
  CHECK(tries != Tries{{-1, 11}, {-1, 115}, {5, 0}, {8, 0}});
}

TEST_CASE("tries are values: a copy goes its own way, and what was moved from is empty") {
  for (const Tries& original : {Tries{}, Tries{{3, 0}}, Tries{{-1, 11}, {3, 0}}}) {
    Tries copy = original;
    CHECK(copy == original);
    copy.push_back({9, 0});
    CHECK(copy.size() == original.size() + 1);
    Tries moved = std::move(copy);
    CHECK(moved.back() == Try{9, 0});
    copy = original;
    CHECK(copy == original);
    copy = std::exchange(moved, {});
    CHECK(moved.empty());
    CHECK(copy.back() == Try{9, 0});
  }
}
