#pragma once

#include "app/panels/inspector.hpp"
#include "app/panels/stage.hpp"
#include "app/scene/leaf_sources.hpp"
#include "app/widgets/draw.hpp"

#include <string>
#include <string_view>

// What the leaves "Bytes" and "Sockets" share; nobody else includes it.
namespace doorway::app {

inline LeafSources leaf_sources(const InspectorSources& from) {
  return {from.index, from.world, from.view.lineage, from.view.inference, from.view.steps, from.vocabulary};
}

/// What a leaf leaves free for its scroll bar.
constexpr float scroll_bar_px = 10;

/// What drawing such a leaf needs, and what it finds out: `tooltip` is of the thing under the mouse that was drawn
/// last.
struct LeafBrush {
  const Painter& paint;
  const Theme& theme;
  Light& light;
  const TextMeasure& measure;
  Rect seen;  ///< what lies outside is not drawn
  float scale = 1;
  std::string tooltip = {};

  [[nodiscard]] float px(float at_scale_1) const { return at_scale_1 * scale; }
  [[nodiscard]] bool sees(Rect rect) const { return rect.bottom() > seen.y && rect.y < seen.bottom(); }
  void hint(Rect rect, const std::string& text) {
    if (!text.empty() && is_hovered(rect)) tooltip = text;
  }
  /// One line at full size: what is too long ends with "…".
  void words(Rect rect, std::string_view text, Color color, FontRole role = FontRole::text,
             Align align = Align::left) const {
    if (!rect.shown() || !sees(rect)) return;
    paint.text_in(rect, shortened(text, rect.w, role, paint.text_px(), measure), color, align, role);
  }
  void ring(Rect rect, float rounding) const { paint.frame(grown(rect, px(1.5F)), theme.lit, px(2), rounding); }
  static Rect grown(Rect rect, float by) { return {rect.x - by, rect.y - by, rect.w + 2 * by, rect.h + 2 * by}; }
};

}  // namespace doorway::app
