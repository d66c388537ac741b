#pragma once

#include "app/commands.hpp"
#include "app/layout/stage_layout.hpp"
#include "app/scene/stage_scene.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"
#include "app/widgets/light.hpp"

namespace doorway::app {

/// Draws the stage into the current ImGui window, at the layout's places. Tooltips tell what each thing is and why.
void draw_stage(const StageScene& scene, const StageLayout& layout, const Theme& theme, const Fonts& fonts,
                Light& light, Commands& out);

/// How wide a text is in these fonts, for layouts.
TextMeasure text_measure(const Fonts& fonts);

}  // namespace doorway::app
