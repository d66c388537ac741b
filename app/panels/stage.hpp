#pragma once

#include "app/commands.hpp"
#include "app/layout/stage_layout.hpp"
#include "app/scene/stage_scene.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

namespace doorway::app {

/// What the stage remembers between frames that the recording does not say.
struct StageUi {
  SocketId hovered_door = SocketId::none;
  std::uint32_t hovered_send = 0;  ///< IndexedCall::send_of_all of the byte or letter under the mouse, 0: none
};

/// Draws the stage into the current ImGui window, at the layout's places. Tooltips tell what each thing is and why.
void draw_stage(const StageScene& scene, const StageLayout& layout, const Theme& theme, const Fonts& fonts, StageUi& ui,
                Commands& out);

/// How wide a text is in these fonts, for layouts.
TextMeasure text_measure(const Fonts& fonts);

}  // namespace doorway::app
