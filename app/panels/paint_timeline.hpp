#pragma once

#include "app/layout/timeline_layout.hpp"
#include "app/scene/timeline_scene.hpp"
#include "app/theme.hpp"
#include "app/widgets/light.hpp"
#include "app/widgets/painter.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>

namespace doorway::app {

/// What painting a timeline needs, and what it finds out.
struct TimelinePainting {
  const TimelineSources& sources;
  const TimelineScene& scene;
  const TimelineLayout& layout;
  const Theme& theme;
  const Painter& paint;
  Light& light;
  std::string tooltip;
  std::optional<Seq> seek;  ///< where a click on the thing under the mouse leads; else to the step of the place

  [[nodiscard]] bool is_over(Rect rect) const { return light.mouse().is_over(rect); }
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

/// Where a recording goes another way than another one.
struct DifferenceNote {
  Seq at = 0;        ///< the first event that differs; 0: one of the two ends before
  std::string hint;  ///< what is another way there, for who points at it
};

/// What is marked on a timeline besides what the recording has.
struct TimelineNotes {
  std::span<const Seq> bookmarks;             ///< ascending
  std::optional<DifferenceNote> another_way;  ///< from the take before
  std::optional<DifferenceNote> parting;      ///< from the recording that it is compared with
  bool has_cursor = true;                     ///< false: it stands beside another, which has one
};

/// Paints the timeline at the layout's places; `t` then knows the thing under the mouse.
void paint_timeline(TimelinePainting& t, const TimelineNotes& notes);

}  // namespace doorway::app
