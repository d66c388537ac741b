#include "app/panels/sentence.hpp"

#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/prose.hpp"

#include <imgui.h>

#include <string>

namespace doorway::app {

void draw_sentence(std::string_view happened, std::string_view notice, Rect area, const Theme& theme,
                   const Fonts& fonts) {
  fill(area, theme.bar);
  const float x = area.x + fonts.size;
  const float width = area.w - 2 * fonts.size;
  const float notice_height =
      notice.empty() ? 0 : set_text(notice, {0, 0}, width, theme.heading, fonts, FontRole::bold, false);
  const float happened_height = set_text(happened, {0, 0}, width, theme.text, fonts, FontRole::text, false);
  const bool both = notice.empty() || notice_height + happened_height <= area.h;
  const float height = notice_height + (both ? happened_height : 0);
  float y = area.y + (area.h - height) / 2;
  if (y < area.y) y = area.y;
  ImGui::PushClipRect(ImVec2(area.x, area.y), ImVec2(area.right(), area.bottom()), true);
  if (!notice.empty()) y += set_text(notice, {x, y}, width, theme.heading, fonts, FontRole::bold);
  if (both) set_text(happened, {x, y}, width, theme.text, fonts, FontRole::text);
  ImGui::PopClipRect();
  // What does not fit is there to be read all the same.
  if (is_hovered(area) && (!both || height > area.h)) {
    show_tooltip(std::string(notice) + (notice.empty() ? "" : "\n") + std::string(happened), fonts);
  }
}

}  // namespace doorway::app
