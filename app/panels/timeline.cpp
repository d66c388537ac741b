#include "app/panels/timeline.hpp"

#include "app/layout/compared_layout.hpp"
#include "app/panels/stage.hpp"
#include "app/panels/timeline_compared.hpp"
#include "app/panels/timeline_controls.hpp"
#include "app/widgets/draw.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace doorway::app {
namespace {

constexpr double wheel_zoom = 1.25;  // a turn of the wheel
constexpr double wheel_pan = 0.12;

/// Which part of the timeline a press takes hold of.
TimelineGrip grip_at(const TimelinePainting& t, Point mouse) {
  Rect overview = t.layout.overview;
  const float room = t.px(5);
  overview = {overview.x, overview.y - room, overview.w, overview.h + 2 * room};
  if (is_hovered(overview)) {
    const bool shows_all = t.scene.span.width() >= t.scene.extent.width();
    const bool on_window = t.scene.span.contains(t.layout.overview_place(mouse.x));
    return on_window && !shows_all ? TimelineGrip::window : TimelineGrip::overview;
  }
  return is_hovered(t.layout.axis) || is_hovered(t.layout.scale_row) ? TimelineGrip::playhead : TimelineGrip::none;
}

void take_hold(const TimelinePainting& t, TimelineUi& ui, TimelineGrip grip, Point mouse) {
  ui.grip = grip;
  if (grip == TimelineGrip::window) ui.grip_place = t.layout.overview_place(mouse.x) - t.scene.span.from;
  if (grip == TimelineGrip::axis) ui.grip_place = t.layout.place_at(mouse.x);
}

void seek_to_place(const TimelinePainting& t, double place, bool pressed, Commands& out) {
  const StepIndex& steps = t.sources.map.steps();
  const std::size_t nearest = t.sources.map.step_near(place);
  // Held still, it asks for nothing: the picture need not be drawn again.
  if (pressed || nearest != steps.step_at(t.sources.cursor)) out.push_back(SeekTo{steps.event_of(nearest)});
}

void show_from(const TimelinePainting& t, double from, Commands& out) {
  const double least = t.scene.span.width() / static_cast<double>(t.layout.axis.w) / 2;
  if (std::abs(from - t.scene.span.from) > least) out.push_back(TimelineCommand{timeline::ShowFrom{from}});
}

/// While the button is held, what it holds follows the mouse.
void drag(const TimelinePainting& t, TimelineUi& ui, Point mouse, bool pressed, Commands& out) {
  const Rect axis = t.layout.axis;
  ui.still.reset();
  switch (ui.grip) {
    case TimelineGrip::none: return;
    case TimelineGrip::playhead:
      // The view stands still below the mouse; beyond its ends it follows again.
      if (mouse.x >= axis.x && mouse.x <= axis.right()) ui.still = t.scene.span;
      return seek_to_place(t, t.layout.place_at(std::clamp(mouse.x, axis.x, axis.right())), pressed, out);
    case TimelineGrip::overview: return seek_to_place(t, t.layout.overview_place(mouse.x), pressed, out);
    case TimelineGrip::window: return show_from(t, t.layout.overview_place(mouse.x) - ui.grip_place, out);
    case TimelineGrip::axis: return show_from(t, t.scene.span.from + ui.grip_place - t.layout.place_at(mouse.x), out);
  }
}

void take_wheel(const TimelinePainting& t, Rect area, Point mouse, Commands& out) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!is_hovered(area)) return;
  const float sideways = io.MouseWheelH != 0 ? io.MouseWheelH : (io.KeyShift ? io.MouseWheel : 0.0F);
  if (sideways != 0) {
    out.push_back(TimelineCommand{timeline::Pan{-wheel_pan * static_cast<double>(sideways)}});
  } else if (io.MouseWheel != 0) {
    const float x = std::clamp(mouse.x, t.layout.axis.x, t.layout.axis.right());
    const double factor = std::pow(wheel_zoom, -static_cast<double>(io.MouseWheel));
    out.push_back(TimelineCommand{timeline::Zoom{factor, t.layout.place_at(x)}});
  }
}

void take_mouse(const TimelinePainting& t, Rect area, TimelineUi& ui, Commands& out) {
  const Point mouse{ImGui::GetIO().MousePos.x, ImGui::GetIO().MousePos.y};
  const bool pressed = ImGui::IsMouseClicked(ImGuiMouseButton_Left);
  const bool pressed_other =
      ImGui::IsMouseClicked(ImGuiMouseButton_Right) || ImGui::IsMouseClicked(ImGuiMouseButton_Middle);
  const bool held = ui.grip == TimelineGrip::axis
                        ? ImGui::IsMouseDown(ImGuiMouseButton_Right) || ImGui::IsMouseDown(ImGuiMouseButton_Middle)
                        : ImGui::IsMouseDown(ImGuiMouseButton_Left);
  if (!held) ui.grip = TimelineGrip::none;
  if (pressed && t.seek) {
    out.push_back(SeekTo{*t.seek});
  } else if (pressed) {
    take_hold(t, ui, grip_at(t, mouse), mouse);
  } else if (pressed_other && is_hovered(t.layout.axis)) {
    take_hold(t, ui, TimelineGrip::axis, mouse);
  }
  drag(t, ui, mouse, pressed, out);
  take_wheel(t, area, mouse, out);
}

TimelineNotes notes_of(const TimelineRun& run, const TimelineUi& ui) {
  TimelineNotes notes;
  notes.bookmarks = bookmarks_of(ui, run.view.recording);
  if (run.another_way) {
    notes.another_way = {run.another_way->here,
                         "Here this take went another way than the one before: " + run.another_way->what};
  }
  if (run.compared != nullptr && run.compared->differs) {
    notes.parting = {run.compared->first.here, run.compared->sentence};
  }
  return notes;
}

}  // namespace

void draw_timeline(const TimelineRun& run, Rect area, float scale, const Theme& theme, const Fonts& fonts,
                   TimelineUi& ui, Light& light, Commands& out) {
  run.calls.update();
  run.calls.choose(chosen_sockets(ui, run.calls));
  ui.natural_steps = steps_that_fit(area, scale);
  const std::optional<BesideRun> beside =
      run.compared != nullptr ? std::optional(BesideRun{run.compared->view.steps, *run.compared->view.recording})
                              : std::nullopt;
  const TimelineGround ground{run.view.recording, run.view.steps, run.calls, run.cursor, beside ? &*beside : nullptr};
  const ComparedLayout places = run.compared != nullptr
                                    ? layout_compared(area, scale, run.compared->sentence, text_measure(fonts))
                                    : ComparedLayout{{}, {}, {}, area, {}};
  follow(ui.view, view_ground(ui, ground));
  const AxisSpan span = shown_span(ui, ground);
  const TimelineSources sources{run.index, run.calls, run.view.lineage, run.view.inference, view_ground(ui, ground).map,
                                run.cursor};
  const TimelineScene scene = make_timeline_scene(sources, span, column_of(area, scale, span));
  const TimelineLayout layout = layout_timeline(places.here, scene, scale, text_measure(fonts), ui.chosen.size());
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, layout.text_px);
  TimelinePainting t{sources, scene, layout, theme, paint, light, {}, {}};
  if (run.compared != nullptr) {
    paint.fill(area, theme.panel);
    const BesideRun present{run.view.steps, *run.view.recording};
    draw_compared({*run.compared, places, present, span}, scale, theme, fonts, ui, out);
  }
  const TimelineNotes notes = notes_of(run, ui);
  paint_timeline(t, notes);
  if (!layout.axis.shown()) return;
  const Seq here = run.view.steps.event_of(run.view.steps.step_at(run.cursor));
  const bool is_bookmarked = std::binary_search(notes.bookmarks.begin(), notes.bookmarks.end(), here);
  draw_controls(t, fonts, ui, is_bookmarked, out);
  take_mouse(t, area, ui, out);
  show_tooltip(t.tooltip, fonts);
  draw_timeline_card(t, fonts, ui, out);
}

}  // namespace doorway::app
