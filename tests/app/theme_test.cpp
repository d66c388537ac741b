#include "app/theme.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

using namespace doorway::app;

TEST_CASE("contrast is 21 between black and white and 1 between equals") {
  CHECK(contrast(rgb(0x000000), rgb(0xffffff)) == doctest::Approx(21));
  CHECK(contrast(rgb(0x336699), rgb(0x336699)) == doctest::Approx(1));
}

TEST_CASE("every text of each theme stands out from what it is written on by 4.5 to 1, in high contrast by 7") {
  for (const Theme& theme : {night(), parchment(), high_contrast()}) {
    const double least = theme.name == ThemeName::high_contrast ? 7 : 4.5;
    for (const TextPair& pair : text_pairs(theme)) {
      CAPTURE(theme_title(theme.name));
      CAPTURE(pair.what);
      CHECK(contrast(pair.text, pair.background) >= least);
    }
  }
}

TEST_CASE("ink that is chosen for its ground stands out on every bar of the timeline, also where it is faint") {
  for (const Theme& theme : {night(), parchment(), high_contrast()}) {
    const double least = theme.name == ThemeName::high_contrast ? 5 : 4.5;
    for (std::size_t i = 0; i < 4; ++i) {
      for (const float strength : {1.0F, 0.4F}) {
        const Color ground = over(theme.of_process(i).strong.faded(strength), theme.panel);
        CHECK(contrast(ink_on(ground), ground) >= least);
      }
    }
  }
}

TEST_CASE("what can be seen through is mixed with what lies below") {
  CHECK(over(rgb(0xffffff), rgb(0x000000)) == rgb(0xffffff));
  CHECK(over(rgb(0xffffff).faded(0), rgb(0x123456)) == rgb(0x123456));
  const Color half = over(rgb(0xffffff).faded(0.5F), rgb(0x000000));
  CHECK(std::abs(half.r - 127) <= 1);
}

TEST_CASE("the themes come one after the other, and each is found by its word") {
  ThemeName theme = ThemeName::night;
  for (std::size_t i = 0; i < theme_count; ++i) {
    CHECK(theme_of(theme).name == theme);
    CHECK(theme_by_word(theme_word(theme)) == theme);
    CHECK_FALSE(theme_title(theme).empty());
    theme = next_theme(theme);
  }
  CHECK(theme == ThemeName::night);
  CHECK_FALSE(theme_by_word("sepia"));
}
