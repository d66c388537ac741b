#pragma once

#include "app/commands.hpp"
#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

namespace doorway::app {

/// What the controls show besides the session.
struct TransportState {
  float speed = 1;  ///< of playing, 1 is ordinary
  bool timeline_is_shown = true;
};

/// Draws the controls that move through the take: the same that the keys do. Where the timeline is hidden a button
/// shows it.
void draw_transport(const Session& session, const TransportState& state, Rect area, const Theme& theme,
                    const Fonts& fonts, Commands& out);

}  // namespace doorway::app
