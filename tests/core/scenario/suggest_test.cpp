#include "core/base/suggest.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>
#include <string>
#include <vector>

using namespace doorway;

TEST_CASE("the edit distance counts what is put in, taken out, replaced and swapped") {
  CHECK(edit_distance("send", "send", 3) == 0);
  CHECK(edit_distance("snd", "send", 3) == 1);
  CHECK(edit_distance("sendd", "send", 3) == 1);
  CHECK(edit_distance("sand", "send", 3) == 1);
  CHECK(edit_distance("sned", "send", 3) == 1);
  CHECK(edit_distance("recv", "send", 4) == 3);
  CHECK(edit_distance("", "abc", 3) == 3);
}

TEST_CASE("the edit distance does not tell large letters from small ones") {
  CHECK(edit_distance("Send", "sEND", 3) == 0);
}

TEST_CASE("an edit distance beyond the limit is the limit and one") {
  CHECK(edit_distance("recv", "send", 1) == 2);
  CHECK(edit_distance("a", "abcdefgh", 2) == 3);
  CHECK(edit_distance(std::string(65, 'a'), std::string(65, 'a'), 2) == 3);
}

TEST_CASE("the edit distance is the same both ways, and the limit only cuts it off") {
  const auto word = rc::gen::container<std::string>(rc::gen::inRange<char>('a', 'd'));
  CHECK(rc::check([&] {
    const std::string a = *rc::gen::resize(12, word);
    const std::string b = *rc::gen::resize(12, word);
    const std::size_t distance = edit_distance(a, b, 100);
    RC_ASSERT(distance == edit_distance(b, a, 100));
    RC_ASSERT(distance <= std::max(a.size(), b.size()));
    RC_ASSERT((distance == 0) == (a == b));
    for (std::size_t limit = 0; limit <= 14; ++limit)
      RC_ASSERT(edit_distance(a, b, limit) == std::min(distance, limit + 1));
  }));
}

TEST_CASE("the nearest candidate is suggested, the first of equals") {
  const std::vector<std::string> calls{"recv", "send", "sendto", "recvfrom"};
  CHECK(suggest("sned", calls) == "send");
  CHECK(suggest("Sendto", calls) == "sendto");
  CHECK(suggest("recvfrmo", calls) == "recvfrom");
  const std::array<std::string_view, 2> equals{"tcp4", "tcp6"};
  CHECK(suggest("tcp5", equals) == "tcp4");
}

TEST_CASE("nothing is suggested where too much differs, or no character would be kept") {
  const std::vector<std::string> calls{"recv", "send", "x"};
  CHECK_FALSE(suggest("frobnicate", calls));
  CHECK_FALSE(suggest("s", calls));
  CHECK_FALSE(suggest("", calls));
  CHECK_FALSE(suggest("send", std::vector<std::string>{}));
}
