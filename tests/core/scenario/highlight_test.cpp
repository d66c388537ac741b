#include "core/scenario/highlight.hpp"

#include "random_script.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

using namespace doorway;

namespace {

/// The line with a letter for the ink of each byte: p(rocess), c(all), t(ext of a payload), # (comment), . (plain).
std::string inks_in_letters(std::string_view line) {
  std::string letters;
  for (const InkedBytes& bytes : inks_of(line)) {
    constexpr std::string_view of_ink = ".pct#";
    letters.append(bytes.end - bytes.begin, of_ink[static_cast<std::size_t>(bytes.ink)]);
  }
  return letters;
}

}  // namespace

TEST_CASE("processes, calls, payloads and comments have their inks") {
  CHECK(inks_in_letters("bob:   c = l.accept()  # so") == "ppp..........cccccc....####");
  CHECK(inks_in_letters("alice: s.send(\"Hi\")") == "ppppp....cccc.tttt.");
  CHECK(inks_in_letters("alice: u.sendto(fill(9), bob.u)") == "ppppp....cccccc.tttt.....ppp...");
  CHECK(inks_in_letters("repeat 3 {") == "cccccc....");
  CHECK(inks_in_letters("alice: s.set(nodelay, on)") == "ppppp....ccc.............");
  CHECK(inks_in_letters("") == "");
}

TEST_CASE("a line that is being written has inks as far as it goes") {
  CHECK(inks_in_letters("alice: s.send(\"He") == "ppppp....cccc.ttt");
  CHECK(inks_in_letters("alice: s.se") == "ppppp......");
  CHECK(inks_in_letters("bob; l") == "......");
}

TEST_CASE("the inks of any line go from its first byte to its last, one beside the other") {
  CHECK(rc::check([] {
    for (const std::string& line : test::lines_of(test::any_words())) {
      std::size_t end = 0;
      for (const InkedBytes& bytes : inks_of(line)) {
        RC_ASSERT(bytes.begin == end);
        RC_ASSERT(bytes.end > bytes.begin);
        end = bytes.end;
      }
      RC_ASSERT(end == line.size());
    }
  }));
}

TEST_CASE("at a column stands a word, a sign, or the end of the line") {
  const std::string line = "alice: s.send(\"é!\") ;";
  CHECK(word_at_column(line, 1) == ByteRange{0, 5});
  CHECK(word_at_column(line, 10) == ByteRange{9, 13});
  CHECK(word_at_column(line, 16) == ByteRange{14, 19});
  CHECK(word_at_column(line, 19) == ByteRange{19, 20});
  CHECK(word_at_column(line, 21) == ByteRange{21, 22});
  CHECK(word_at_column(line, 22) == ByteRange{22, 22});
  CHECK(word_at_column("", 7) == ByteRange{0, 0});
}

TEST_CASE("at any column of any line stands something within it") {
  CHECK(rc::check([](const std::string& line) {
    const auto column = *rc::gen::inRange<std::size_t>(0, line.size() + 5);
    const ByteRange range = word_at_column(line, column);
    RC_ASSERT(range.begin <= range.end);
    RC_ASSERT(range.end <= line.size());
  }));
}
