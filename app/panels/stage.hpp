#pragma once

#include "app/commands.hpp"
#include "app/panels/paint_stage.hpp"
#include "app/widgets/fonts.hpp"

namespace doorway::app {

/// Draws the stage into the current ImGui window, at the layout's places. Tooltips tell what each thing is and why.
void draw_stage(const StageScene& scene, const StageLayout& layout, const StageChange& change, const Theme& theme,
                const Fonts& fonts, Light& light);

/// What there is no room for on the stage is in the table of sockets: a click on the words that say so opens it.
void take_hidden_click(const StageLayout& layout, Commands& out);

/// How wide a text is in these fonts, for layouts.
TextMeasure text_measure(const Fonts& fonts);

}  // namespace doorway::app
