#include "core/base/rare.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

using doorway::Rare;

TEST_CASE("what is seldom there takes a pointer's room, and says whether it is there") {
  static_assert(sizeof(Rare<std::string>) == sizeof(void*));
  Rare<std::string> name;
  CHECK_FALSE(name);
  name = std::string("bob.c");
  REQUIRE(name);
  CHECK(*name == "bob.c");
  CHECK(name->size() == 5);
  name = {};
  CHECK_FALSE(name);
}

TEST_CASE("a copy of what is seldom there has its own, and is compared by it") {
  const Rare<std::string> name = std::string("bob.c");
  Rare<std::string> copy = name;
  CHECK(copy == name);
  CHECK(&*copy != &*name);
  CHECK(copy != Rare<std::string>());
  CHECK(Rare<std::string>() == Rare<std::string>());
  CHECK(copy != Rare<std::string>(std::string("bob.c(2)")));
  const Rare<std::string> moved = std::move(copy);
  CHECK(moved == name);
}
