#pragma once

#include "app/commands.hpp"
#include "app/layout/timeline_layout.hpp"
#include "app/scene/timeline_scene.hpp"
#include "app/theme.hpp"
#include "app/timeline_control.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/light.hpp"

#include <algorithm>
#include <span>
#include <string>

// What the files that draw the timeline share; nobody else includes it.
namespace doorway::app {

/// What drawing the timeline needs, and what it finds out.
struct TimelinePainting {
  const TimelineSources& sources;
  const TimelineScene& scene;
  const TimelineLayout& layout;
  const Theme& theme;
  const Fonts& fonts;
  const Painter& paint;
  Light& light;
  std::string tooltip;
  std::optional<Seq> seek;  ///< where a click on the thing under the mouse leads; else to the step of the place

  [[nodiscard]] float px(float at_scale_1) const { return at_scale_1 * layout.scale; }
  [[nodiscard]] const ProcessColors& colors(std::size_t lane) const {
    return theme.of_process(lane < scene.lanes.size() ? scene.lanes[lane].color : lane);
  }
  /// What comes after the cursor is there and quiet.
  [[nodiscard]] float strength(double place) const { return place > scene.told ? 0.4F : 1.0F; }
  [[nodiscard]] float x_of(double place) const {
    return std::clamp(layout.x_of(place), layout.axis.x, layout.axis.right());
  }
  /// The colour of a send, for lines and dots: pastels are too light for a light panel.
  [[nodiscard]] Color send_line(std::uint32_t send) const;
  /// Words on a ground of their own, so that no line goes through them.
  void words(Rect place, const std::string& text, Color color) const;
};

// By what lies below: each draws its part of the scene.
void draw_lanes(const TimelinePainting& t);
void draw_ways(TimelinePainting& t);
void draw_arrows(TimelinePainting& t);
void draw_bars(TimelinePainting& t);
void draw_arrivals(TimelinePainting& t);
void draw_marks(TimelinePainting& t);
void draw_words(const TimelinePainting& t);
void draw_scale(const TimelinePainting& t);
void draw_bookmarks(TimelinePainting& t, std::span<const Seq> bookmarks);
void draw_other_way(TimelinePainting& t, Seq here, const std::string& what);
void draw_playhead_line(const TimelinePainting& t);
void draw_playhead_head(const TimelinePainting& t);
void draw_overview(const TimelinePainting& t);
void draw_controls(TimelinePainting& t, const TimelineUi& ui, bool is_bookmarked, Commands& out);

/// A small flag whose pole stands at this point.
void draw_flag(const Painter& paint, Point foot, float height, Color color);

/// The card that lies open over the timeline.
void draw_timeline_card(const TimelinePainting& t, const TimelineUi& ui, Commands& out);

}  // namespace doorway::app
