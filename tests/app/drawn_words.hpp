#pragma once

#include "app/layout/geometry.hpp"
#include "app/theme.hpp"

#include <string>
#include <vector>

namespace doorway::test {

/// Letters as they were drawn: their colour as it is seen, what lay below them, and where one of them stands.
struct DrawnWords {
  app::Color text;
  app::Color ground;
  app::Point at;
  std::string window;  ///< what it was drawn into
};

/// Of every pair of colours in which the last frame wrote, one place. What lies below is found by filling all that was
/// filled before, in its order, as the screen does.
std::vector<DrawnWords> drawn_words(app::Point screen);

}  // namespace doorway::test
