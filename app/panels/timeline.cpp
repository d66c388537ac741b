#include "app/panels/timeline.hpp"

#include "app/widgets/draw.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace doorway::app {
namespace {

/// What drawing the timeline needs, and what it finds out.
struct TimelinePainting {
  const TimelineScene& scene;
  const TimelineLayout& layout;
  const Theme& theme;
  const Painter& paint;
  std::string tooltip;
  Light& light;
  Seq seek = 0;  ///< where a click on the thing under the mouse leads, 0: to the step of the place

  [[nodiscard]] float px(float at_scale_1) const { return at_scale_1 * layout.scale; }
  [[nodiscard]] const ProcessColors& colors(std::size_t lane) const {
    return theme.of_process(lane < scene.lanes.size() ? scene.lanes[lane].color : lane);
  }
  /// What comes after the cursor is there and quiet.
  [[nodiscard]] float strength(double step) const { return step > scene.cursor_step ? 0.4F : 1.0F; }
  [[nodiscard]] float x_of(double step) const {
    const double from_first = step - static_cast<double>(scene.window.first) + 0.5;
    const float x = layout.axis.x + static_cast<float>(from_first) * layout.step_px;
    return std::clamp(x, layout.axis.x, layout.axis.right());
  }
};

void draw_lanes(const TimelinePainting& t) {
  for (std::size_t i = 0; i < t.layout.lanes.size(); ++i) {
    const LanePlace& lane = t.layout.lanes[i];
    const ProcessColors& colors = t.colors(i);
    t.paint.text_in(lane.name, t.scene.lanes[i].name, colors.text, Align::left, FontRole::bold);
    const Point from{t.layout.axis.x, lane.y};
    t.paint.line(from, {t.layout.axis.right(), lane.y}, colors.strong.faded(0.6F), t.px(1.5F));
  }
}

/// Whether the mouse is near the line between two points.
bool is_near(Point from, Point to, float reach) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const float dx = to.x - from.x;
  const float dy = to.y - from.y;
  const float length = std::max(dx * dx + dy * dy, 0.001F);
  const float along = std::clamp(((mouse.x - from.x) * dx + (mouse.y - from.y) * dy) / length, 0.0F, 1.0F);
  return std::hypot(mouse.x - from.x - along * dx, mouse.y - from.y - along * dy) <= reach;
}

void draw_words_on(const TimelinePainting& t, Point from, Point to, const std::string& text, Color color) {
  const float width = t.paint.width(text, FontRole::text);
  const float height = std::ceil(t.layout.text_px * 1.35F);
  if (std::abs(to.y - from.y) < 3 * height) return;
  const Rect place{(from.x + to.x) / 2 + t.px(6), (from.y + to.y) / 2 - height / 2, width, height};
  if (place.right() > t.layout.axis.right()) return;
  t.paint.fill({place.x - t.px(4), place.y, place.w + t.px(8), place.h}, t.theme.panel, height / 2);
  t.paint.text_in(place, text, color);
}

void draw_arrow(TimelinePainting& t, const ArrowPlace& place) {
  const TransferArrow& arrow = t.scene.arrows[place.arrow];
  const float strength = t.strength(arrow.to_step);
  const Color base = arrow.lost ? t.theme.warning : (arrow.send == 0 ? t.theme.inferred : t.theme.of_send(arrow.send));
  // Pastels are too light for lines on a light panel.
  const Color line = t.theme.dark || arrow.send == 0 || arrow.lost
                         ? base
                         : Color{static_cast<std::uint8_t>(base.r * 0.62), static_cast<std::uint8_t>(base.g * 0.62),
                                 static_cast<std::uint8_t>(base.b * 0.62)};
  const Color color = line.faded(strength);
  Point from = place.from;
  if (arrow.waited_from_step >= 0) {
    // The bytes lay in the receive buffer: along the lane, from their arrival to the call that took them.
    const Point arrived{t.x_of(arrow.waited_from_step), place.to.y};
    t.paint.line({arrived.x, arrived.y + t.px(3)}, {place.to.x, place.to.y + t.px(3)}, color, t.px(4));
    from = arrived;
  } else if (arrow.measured) {
    t.paint.line(place.from, place.to, color, t.px(2));
    t.paint.arrow_head(place.from, place.to, color, t.px(9));
  } else {
    t.paint.dashed_line(place.from, place.to, color, t.px(1.8F), t.px(5));
    t.paint.arrow_head(place.from, place.to, color, t.px(9));
  }
  if (ImGui::IsWindowHovered() && is_near(from, place.to, t.px(5))) t.tooltip = arrow.hint;
}

/// Words at the arrows on which the cursor stands; more would hide the lanes.
void draw_arrow_words(const TimelinePainting& t, const ArrowPlace& place) {
  const TransferArrow& arrow = t.scene.arrows[place.arrow];
  const bool is_present = std::abs(arrow.to_step - t.scene.cursor_step) < 0.5 && arrow.waited_from_step < 0;
  if (!is_present) return;
  const std::string text = arrow.measured ? arrow.label : arrow.label + ", inferred";
  draw_words_on(t, place.from, place.to, text, arrow.measured ? t.theme.text : t.theme.inferred);
}

void draw_bar(TimelinePainting& t, const BarPlace& place) {
  const CallBar& bar = t.scene.bars[place.bar];
  const ProcessColors& colors = t.colors(bar.lane);
  const float strength = t.strength(bar.from_step);
  const float rounding = place.rect.h / 3;
  t.paint.fill(place.rect, t.theme.panel, rounding);
  t.paint.fill(place.rect, colors.strong.faded(bar.open_ended ? 0.5F * strength : strength), rounding);
  for (const SleepPart& sleep : bar.sleeps) {
    const float from = std::max(t.x_of(sleep.from_step), place.rect.x);
    const float to = std::min(t.x_of(sleep.to_step), place.rect.right());
    const Rect asleep{from, place.rect.y + 1, to - from, place.rect.h - 2};
    t.paint.fill(asleep, t.theme.panel.faded(0.55F));
    t.paint.hatch(asleep, colors.strong.faded(strength), t.px(6), t.px(1.5F));
  }
  if (bar.failed) t.paint.frame(place.rect, t.theme.warning, t.px(2), rounding);
  if (t.light.lit().has_call(bar.call)) t.paint.frame(place.rect, t.theme.lit, t.px(3), rounding);
  if (bar.is_present) t.paint.frame(place.rect, t.theme.heading, t.px(1.5F), rounding);
  const Color words = bar.failed ? t.theme.warning : (strength < 1 ? t.theme.text_dim : t.theme.text);
  t.paint.text_in(place.label, bar.label, words);
  if (is_hovered(place.rect) || is_hovered(place.label)) {
    t.tooltip = bar.hint;
    t.light.is_at(place.rect, {bar.call, {}, SocketId::none});
    t.seek = bar.seek;
  }
}

void draw_arrival(TimelinePainting& t, const MarkPlace& place) {
  const ArrivalMark& mark = t.scene.arrivals[place.mark];
  const float radius = t.px(4.5F);
  t.paint.circle(place.at, radius + t.px(1.5F), t.theme.panel);
  t.paint.circle(place.at, radius, t.theme.of_send(mark.send).faded(t.strength(mark.step)));
  t.paint.text_in(place.label, mark.label, t.theme.text_dim);
  const Rect around{place.at.x - radius, place.at.y - radius, 2 * radius, 2 * radius};
  if (is_hovered(around) || is_hovered(place.label)) t.tooltip = mark.hint;
}

void draw_marks(const TimelinePainting& t) {
  for (const EventMark& mark : t.scene.marks) {
    if (mark.lane >= t.layout.lanes.size()) continue;
    const Point at{t.x_of(mark.step), t.layout.lanes[mark.lane].y};
    const float reach = t.px(6);
    t.paint.line({at.x, at.y - reach}, {at.x, at.y + reach}, t.colors(mark.lane).strong.faded(t.strength(mark.step)),
                 t.px(3));
  }
}

void draw_overview(const TimelinePainting& t) {
  const Rect line = t.layout.overview;
  t.paint.fill(line, t.theme.button, line.h / 2);
  const double steps = std::max<double>(static_cast<double>(t.scene.step_count), 1);
  const auto share = [steps](double step) { return static_cast<float>(std::clamp(step / steps, 0.0, 1.0)); };
  const float from = share(static_cast<double>(t.scene.window.first));
  const float to = share(static_cast<double>(t.scene.window.last));
  t.paint.fill({line.x + line.w * from, line.y, std::max(line.w * (to - from), 4.0F), line.h},
               t.theme.accent.faded(0.6F), line.h / 2);
  const float x = line.x + line.w * share(t.scene.cursor_step);
  t.paint.circle({x, line.center().y}, line.h * 0.75F, t.theme.heading);
}

void draw_playhead(const TimelinePainting& t) {
  const float x = t.layout.playhead_x;
  const float top = t.layout.axis.y - t.px(2);
  t.paint.line({x, top}, {x, t.layout.axis.bottom()}, t.theme.heading, t.px(1.5F));
  const float half = t.px(7);
  const std::array<Point, 3> head{Point{x - half, top - t.px(4)}, Point{x + half, top - t.px(4)},
                                  Point{x, top + t.px(6)}};
  t.paint.polygon(head, t.theme.heading);
}

/// A press on the lanes or on the overview; while the button is held, the playhead follows.
void take_mouse(const TimelinePainting& t, const StepIndex& steps, TimelineUi& ui, Commands& out) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const bool pressed = ImGui::IsMouseClicked(ImGuiMouseButton_Left);
  if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) ui.grip = TimelineGrip::none;
  if (pressed && is_hovered(t.layout.overview)) {
    ui.grip = TimelineGrip::overview;
  } else if (pressed && t.seek != 0) {
    out.push_back(SeekTo{t.seek});
    return;
  } else if (pressed && is_hovered(t.layout.axis)) {
    ui.grip = TimelineGrip::playhead;
  }
  if (ui.grip == TimelineGrip::none) return;
  double step = step_at_x(t.layout, t.scene, mouse.x);
  if (ui.grip == TimelineGrip::overview) {
    const float share = std::clamp((mouse.x - t.layout.overview.x) / t.layout.overview.w, 0.0F, 1.0F);
    step = static_cast<double>(share) * static_cast<double>(t.scene.step_count);
  }
  const double nearest = std::floor(step + 0.5);
  // Held still, it asks for nothing: the picture need not be drawn again.
  if (pressed || nearest != t.scene.cursor_step) out.push_back(SeekTo{seq_at_step(steps, nearest)});
}

}  // namespace

void draw_timeline(const TimelineScene& scene, const TimelineLayout& layout, const StepIndex& steps, const Theme& theme,
                   const Fonts& fonts, TimelineUi& ui, Light& light, Commands& out) {
  const Painter paint(*ImGui::GetWindowDrawList(), fonts, layout.text_px);
  TimelinePainting t{scene, layout, theme, paint, {}, light};
  paint.fill(layout.area, theme.panel);
  if (!layout.axis.shown()) return;
  draw_lanes(t);
  for (const ArrowPlace& place : layout.arrows) draw_arrow(t, place);
  for (const BarPlace& place : layout.bars) draw_bar(t, place);
  for (const MarkPlace& place : layout.arrivals) draw_arrival(t, place);
  draw_marks(t);
  draw_overview(t);
  draw_playhead(t);
  for (const ArrowPlace& place : layout.arrows) draw_arrow_words(t, place);
  if (scene.left_out > 0) {
    const Rect corner{layout.axis.x, layout.area.y, layout.axis.w, std::ceil(layout.text_px * 1.35F)};
    paint.text_in(corner, fmt::format("{} more not drawn", scene.left_out), theme.warning, Align::right);
  }
  take_mouse(t, steps, ui, out);
  show_tooltip(t.tooltip, fonts);
}

}  // namespace doorway::app
