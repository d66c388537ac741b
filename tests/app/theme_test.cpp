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

TEST_CASE("the distance of colours is that of CIEDE2000") {
  CHECK(color_distance(rgb(0x336699), rgb(0x336699)) == doctest::Approx(0));
  // As computed by the formula's own authors' test data, carried to sRGB.
  CHECK(color_distance(rgb(0x000000), rgb(0xffffff)) == doctest::Approx(100).epsilon(0.001));
  CHECK(color_distance(rgb(0xff0000), rgb(0x00ff00)) == doctest::Approx(86.61).epsilon(0.001));
  CHECK(color_distance(rgb(0x0000ff), rgb(0xff00ff)) == doctest::Approx(color_distance(rgb(0xff00ff), rgb(0x0000ff))));
}

TEST_CASE("no letter has the colour of a person, nor that of another letter or of an unknown byte") {
  for (const Theme& theme : {night(), parchment(), high_contrast()}) {
    CAPTURE(theme_title(theme.name));
    for (std::size_t i = 0; i < send_color_count; ++i) {
      CAPTURE(i);
      for (const ProcessColors& person : theme.processes) {
        CHECK(color_distance(theme.sends.at(i), person.strong) >= least_letter_distance);
        CHECK(color_distance(theme.sends.at(i), person.text) >= least_letter_distance);
      }
      for (std::size_t k = 0; k < i; ++k) {
        CHECK(color_distance(theme.sends.at(i), theme.sends.at(k)) >= least_letter_distance);
      }
      CHECK(color_distance(theme.sends.at(i), theme.unknown_byte) >= 8);
      CHECK(contrast(theme.byte_text, theme.sends.at(i)) >= 4.5);
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
