#pragma once

#include "app/commands.hpp"
#include "app/journeys/journey_folder.hpp"
#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

#include <string>
#include <vector>

namespace doorway::app {

/// The recordings that the start screen offers. It refers to both.
struct StartFiles {
  const std::vector<JourneyOffer>& offers;  ///< takes that were cut off
  const std::vector<std::string>& recent;   ///< whole paths, the last one first
};

/// Draws a card for each take that was cut off and a button for each recent file, one below the other in this column.
/// Returns how high they are; 0 where there is nothing to offer.
float draw_start_files(const StartFiles& files, Rect column, float y, const Theme& theme, const Fonts& fonts,
                       Commands& out);

}  // namespace doorway::app
