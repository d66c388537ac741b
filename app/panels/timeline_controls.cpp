#include "app/panels/timeline_controls.hpp"

#include "app/panels/timeline_painting.hpp"
#include "app/widgets/button.hpp"

#include <imgui.h>

#include <algorithm>

namespace doorway::app {
namespace {

struct ControlLook {
  TimelineControl which;
  const char* id;
  const char* hint;
  TimelineCommand command;
};

constexpr double button_zoom = 1.6;

// By TimelineControl.
const ControlLook controls[timeline_control_count] = {
    {TimelineControl::jump, "go to", "J: jump to a step", timeline::Open{TimelineCard::jump}},
    {TimelineControl::bookmark, "bookmark",
     "M: sets a bookmark at this step, or takes it away\nP and N go to the one before and to the next",
     timeline::ToggleBookmark{}},
    {TimelineControl::sockets, "sockets", "K: chooses the sockets that the timeline shows",
     timeline::Open{TimelineCard::sockets}},
    {TimelineControl::axis_steps, "axis steps", "X: each step is as wide as any other", timeline::SwitchAxis{}},
    {TimelineControl::axis_time, "axis time", "X: as time went by. Waiting for a key takes time too",
     timeline::SwitchAxis{}},
    {TimelineControl::zoom_out, "zoom out", "Ctrl+Down, or the mouse wheel: shows more",
     timeline::Zoom{button_zoom, {}}},
    {TimelineControl::zoom_in, "zoom in", "Ctrl+Up, or the mouse wheel: shows less, larger",
     timeline::Zoom{1 / button_zoom, {}}},
    {TimelineControl::fit, "fit", "Z: the whole recording; again: back to the cursor", timeline::Fit{}},
    {TimelineControl::legend, "legend", "L: what the signs mean", timeline::Open{TimelineCard::legend}},
};

void draw_sign(const TimelinePainting& t, const Rect& rect, TimelineControl which, Color color, bool is_bookmarked) {
  const Point middle = rect.center();
  const float reach = rect.h * 0.22F;
  if (which == TimelineControl::bookmark) {
    draw_flag(t.paint, {middle.x - reach, middle.y + reach * 1.5F}, reach * 3, is_bookmarked ? t.theme.action : color);
    return;
  }
  if (which != TimelineControl::zoom_in && which != TimelineControl::zoom_out) return;
  t.paint.line({middle.x - reach, middle.y}, {middle.x + reach, middle.y}, color, t.px(2));
  if (which == TimelineControl::zoom_out) return;
  t.paint.line({middle.x, middle.y - reach}, {middle.x, middle.y + reach}, color, t.px(2));
}

bool is_on(TimelineControl which, const TimelineUi& ui) {
  switch (which) {
    case TimelineControl::axis_steps: return ui.view.axis == Axis::steps;
    case TimelineControl::axis_time: return ui.view.axis == Axis::time;
    case TimelineControl::sockets: return !ui.chosen.empty();
    case TimelineControl::fit: return ui.view.kind == ViewWidth::all;
    default: return false;
  }
}

}  // namespace

void draw_controls(TimelinePainting& t, const Fonts& fonts, const TimelineUi& ui, bool is_bookmarked, Commands& out) {
  for (const ControlLook& control : controls) {
    const Rect rect = t.layout.control(control.which);
    if (!rect.shown()) continue;
    const bool on = is_on(control.which, ui);
    const ButtonLook look =
        on ? ButtonLook{t.theme.accent, t.theme.accent_text} : ButtonLook{t.theme.button, t.theme.button_text};
    const bool is_switch = control.which == TimelineControl::axis_steps || control.which == TimelineControl::axis_time;
    // No words are higher than the row of controls, however large the text is.
    Fonts fitting = fonts;
    fitting.size = std::min(fonts.size, std::max(rect.h * 0.85F, std::min(fonts.size, smallest_text_px)));
    const bool clicked = button(control.id, rect, control_text(control.which, ui.chosen.size()), look, fitting);
    const bool hovered = ImGui::IsItemHovered();
    draw_sign(t, rect, control.which, look.text, is_bookmarked);
    if (hovered) t.tooltip = control.hint;
    if (clicked && !(is_switch && on)) out.push_back(control.command);
  }
}

}  // namespace doorway::app
