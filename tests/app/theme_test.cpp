#include "app/theme.hpp"

#include <doctest/doctest.h>

using namespace doorway::app;

TEST_CASE("contrast is 21 between black and white and 1 between equals") {
  CHECK(contrast(rgb(0x000000), rgb(0xffffff)) == doctest::Approx(21));
  CHECK(contrast(rgb(0x336699), rgb(0x336699)) == doctest::Approx(1));
}

TEST_CASE("every text of each theme stands out from what it is written on by 4.5 to 1") {
  for (const Theme& theme : {night(), parchment()}) {
    for (const TextPair& pair : text_pairs(theme)) {
      CAPTURE(theme.dark);
      CAPTURE(pair.what);
      CHECK(contrast(pair.text, pair.background) >= 4.5);
    }
  }
}
