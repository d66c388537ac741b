#include "core/replay/shared_list.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace doorway;

namespace {

SharedList<std::string> words(std::size_t count) {
  SharedList<std::string> list;
  list.grow_to(count);
  for (std::size_t i = 0; i < count; ++i) list.edit(i) = std::to_string(i);
  return list;
}

}  // namespace

TEST_CASE("a list and its copy share all that neither changes, and nothing else") {
  SharedList<std::string> one = words(200);
  CHECK(one.copied() == 0);
  const SharedList<std::string> other = one;
  CHECK(one == other);
  one.edit(70) = "changed";
  CHECK(one.copied() == 1);
  CHECK(one[70] == "changed");
  CHECK(other[70] == "70");
  CHECK(one != other);
  for (std::size_t i = 0; i < one.size(); ++i) CHECK((&one[i] == &other[i]) == (i != 70));
  one.edit(70) = "70";
  CHECK(one.copied() == 1);
  CHECK(one == other);
}

TEST_CASE("a list grows without its copy, and its items are in order") {
  SharedList<std::string> one = words(64);
  const SharedList<std::string> other = one;
  one.grow_to(130);
  CHECK(one.size() == 130);
  CHECK(other.size() == 64);
  CHECK(one != other);
  CHECK(one[129].empty());
  std::size_t place = 0;
  for (const std::string& word : other) CHECK(word == std::to_string(place++));
  CHECK(place == 64);
  CHECK_THROWS(static_cast<void>(other.at(64)));
  CHECK(SharedList<std::string>().empty());
}
