#pragma once

#include "app/panels/paint_stage.hpp"

#include <string>
#include <string_view>
#include <vector>

// What the files that paint the stage share; nobody else includes it.
namespace doorway::app {

/// What painting the stage needs, and what it finds out: `tooltip` is of the thing under the mouse that was drawn last.
struct StagePainting {
  const StageScene& scene;
  const StageLayout& layout;
  const StageChange& change;
  const Theme& theme;
  const Painter& paint;
  Light& light;
  std::string tooltip;

  [[nodiscard]] float px(float at_scale_1) const { return at_scale_1 * layout.scale; }
  [[nodiscard]] bool is_over(Rect rect) const { return light.mouse().is_over(rect); }
  void hint(Rect rect, const std::string& text) {
    if (!text.empty() && is_over(rect)) tooltip = text;
  }
};

/// How much the bytes of this send at this place are there already: what still flies to it is faint.
float presence(const StagePainting& stage, const BytePlace& place, std::uint32_t send);

/// Lines one below the other in the middle of the rectangle, each of the same height.
void draw_lines(const StagePainting& stage, Rect rect, const std::vector<std::string>& lines, Color color);

/// Two strokes across: what failed, or goes no further.
void draw_cross(const StagePainting& stage, Point center, float reach, Color color);

/// The room with this index in the scene.
void draw_room(StagePainting& stage, std::size_t index);
void draw_figure(StagePainting& stage, const RoomView& room, Rect rect);

/// The sign of sleep beside a figure's head. A small figure has a small one, and none has none.
struct SleepSign {
  std::string_view words;
  float text_px = 0;
  Point at;
};
SleepSign sleep_sign(Rect figure, float text_px, float scale, const TextMeasure& measure);

/// A line of a program in this width: what a call is handed is shortened first, so that its name and its end stay.
std::string short_line(const std::string& line, float width, float text_px, const TextMeasure& measure);

void draw_door(StagePainting& stage, const DoorPlace& place);
/// The kernel's queue to the road and the one from it.
void draw_tubes(StagePainting& stage, const DoorView& door, const DoorPlace& place);
void draw_leaf(StagePainting& stage, const DoorView& door, const DoorPlace& place);
void draw_road(StagePainting& stage, const RoadPlace& place);
void draw_letter(StagePainting& stage, const LetterPlace& place);
void draw_callout(StagePainting& stage);
/// The callout that is laid out, without the lines at its end that this reason leaves empty: its foot stays.
Rect callout_of(const StageLayout& layout, const std::string& reason, const TextMeasure& measure);
void draw_flights(const StagePainting& stage);

/// A byte as a coloured cell with its character, or two hexadecimal digits where it has none.
void draw_cell(StagePainting& stage, Rect rect, const ByteCell& cell, float strength = 1);

/// "H", "·" for a blank, or "0A"
std::string cell_text(std::uint8_t byte);

/// "'H', 48 hex, byte 3 of Alice's send 1" for a tooltip.
std::string cell_hint(const ByteCell& cell);

}  // namespace doorway::app
