#pragma once

#include "app/layout/geometry.hpp"
#include "app/theme.hpp"
#include "app/widgets/fonts.hpp"

#include <cstdint>
#include <string_view>

namespace doorway::app {

/// What a button has on it: words, or a shape of our own, since the system's fonts lack the signs of players.
enum class Icon : std::uint8_t { to_start, back, play, pause, forward, to_end };

struct ButtonLook {
  Color ground;
  Color text;
  bool enabled = true;
};

/// The look of the one thing to do next; of an ordinary button where it cannot be done now.
ButtonLook action_look(const Theme& theme, bool enabled);

/// A button at this place; none where the place is empty. `id` is ours and unique in the window; `label` may come from
/// a file. True when it was clicked.
bool button(const char* id, Rect rect, std::string_view label, const ButtonLook& look, const Fonts& fonts);
bool icon_button(const char* id, Rect rect, Icon icon, const ButtonLook& look);

/// Until ImGui::PopID controls are this thing's, of several that are named by texts. ImGui itself would take "###" in a
/// file's name for the end of all that stands before it, and two files for one.
void push_id(std::string_view name);

/// A part of the current window that scrolls when what is drawn in it is higher; drawing begins at the returned height,
/// and `end_scrolling` is told where it ended. Where there is more above or below, what is drawn fades into the ground
/// over `fade` pixels, so that no line is seen cut through.
float begin_scrolling(const char* id, Rect area, const Theme& theme);
void end_scrolling(Point end, Color ground, float fade);

/// How far what scrolls fades at its upper and lower edge, in pixels: 0 at an edge behind which there is nothing.
struct EdgeFades {
  float top = 0;
  float bottom = 0;
};
EdgeFades edge_fades(float scroll, float scroll_max, float height, float most);
/// Draws it over what is in this area of the current window already.
void fade_edges(Rect area, const EdgeFades& fades, Color ground);
/// Scrolls what was begun by so many pixels, down above 0, from the next frame on; it is 0 afterwards.
void take_scroll(float& pixels);

/// A filled rectangle in the current window.
void fill(Rect rect, Color color, float rounding = 0);

}  // namespace doorway::app
