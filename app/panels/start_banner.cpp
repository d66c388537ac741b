#include "app/panels/start_banner.hpp"

#include "app/panels/start_picture.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/marks.hpp"
#include "app/widgets/prose.hpp"
#include "app/widgets/signs.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace doorway::app {
namespace {

/// What all parts of the banner are drawn with.
struct Banner {
  const LearnerView& view;
  const Theme& theme;
  const Fonts& fonts;
  Commands& out;

  [[nodiscard]] float em(float count) const { return fonts.size * count; }
};

/// A button of the banner, where it is to be and what is on it.
struct BannerButton {
  const char* id;
  Rect rect;
  std::string hint;
  Command command;
};

bool pressed(const BannerButton& action, Color ground, Color ink, const Banner& banner) {
  ImGui::SetCursorScreenPos(ImVec2(action.rect.x, action.rect.y));
  const bool clicked = ImGui::InvisibleButton(action.id, ImVec2(action.rect.w, action.rect.h));
  const bool hot = ImGui::IsItemHovered();
  fill(action.rect, ground, banner.em(0.6F));
  if (hot) fill(action.rect, ink.faded(tint), banner.em(0.6F));
  if (hot) show_tooltip(action.hint, banner.fonts);
  if (clicked) banner.out.push_back(action.command);
  return clicked;
}

// --- Words

std::string welcome(const LearnerView& view) {
  if (!view.next && view.progress.records == 0) {
    return "Two programs in two rooms talk over real sockets of this computer. You step through what happens, forward "
           "and back. Begin with the first lesson, or choose one: click it, or press its number.";
  }
  const LessonOverview sum = view.overview();
  return fmt::format(
      "Welcome back. You have seen {} of {} pages and answered {} {} right. Go on, or choose a lesson: click it, or "
      "press its number.",
      sum.pages.done, sum.pages.all, sum.right(), sum.right() == 1 ? "question" : "questions");
}

float set_welcome(const Banner& banner, Rect column, float y, bool paint) {
  return set_text(welcome(banner.view), {column.x, y}, column.w, banner.theme.text, banner.fonts, FontRole::text,
                  paint);
}

// --- Buttons

void draw_main_button(const Banner& banner, Rect rect, const NextStep& next) {
  const Theme& theme = banner.theme;
  pressed({"continue", rect, "Enter", BookCommand{book::Continue{}}}, theme.action, theme.action_text, banner);
  const ListPainter paint(*ImGui::GetWindowDrawList(), banner.fonts, banner.fonts.size);
  const float side = std::min(banner.em(1.5F), rect.h * 0.5F);
  draw_on_sign(paint, {rect.x + banner.em(0.9F), rect.center().y - side / 2, side, side}, theme.action_text);
  const float x = rect.x + banner.em(1.5F) + side;
  const std::string key = "Enter";
  const float key_width = paint.width(key, FontRole::text) + banner.em(0.8F);
  const bool has_key = rect.w > banner.em(20);
  const float words = rect.right() - x - banner.em(0.8F) - (has_key ? key_width + banner.em(0.6F) : 0);
  const float line = rect.h * 0.38F;
  paint.sized(banner.fonts.size * 1.25F)
      .text_in({x, rect.center().y - line, words, line}, next.what, theme.action_text, Align::left, FontRole::bold);
  paint.text_in({x, rect.center().y + line * 0.02F, words, line}, next.where, theme.action_text);
  if (!has_key) return;
  const Rect cap{rect.right() - key_width - banner.em(0.8F), rect.center().y - banner.em(0.75F), key_width,
                 banner.em(1.5F)};
  paint.frame(cap, theme.action_text, 1.2F, banner.em(0.35F));
  paint.text_in(cap, key, theme.action_text, Align::center);
}

enum class SideSign : std::uint8_t { gem, table, none };

struct SideButton {
  BannerButton action;
  std::string label;
  SideSign sign = SideSign::none;
};

std::array<SideButton, 3> side_buttons(const LearnerView& view) {
  const Share gems = view.overview().gems;
  return {{{{"treasury", {}, "Ctrl+G: the gems that you keep", BookCommand{book::Open{LearnerCard::treasury}}},
            fmt::format("Treasury: {} of {} {}", gems.done, gems.all, gems.all == 1 ? "gem" : "gems"),
            SideSign::gem},
           {{"progress", {}, "Ctrl+P: what you have done", BookCommand{book::Open{LearnerCard::progress}}},
            "My progress",
            SideSign::table},
           {{"open file", {}, "Ctrl+O: a recording, or a lesson of your own", FileCommand{files::AskToOpen{}}},
            "Open a file"}}};
}

void draw_side_button(const Banner& banner, const SideButton& side, Rect rect) {
  const Theme& theme = banner.theme;
  BannerButton action = side.action;
  action.rect = rect;
  pressed(action, theme.button, theme.button_text, banner);
  ListPainter(*ImGui::GetWindowDrawList(), banner.fonts, banner.fonts.size)
      .frame(rect, theme.tube_edge, 1, banner.em(0.6F));
  const ListPainter paint(*ImGui::GetWindowDrawList(), banner.fonts, banner.fonts.size);
  const float mark = banner.em(1.15F);
  const Rect sign{rect.x + banner.em(0.8F), rect.center().y - mark / 2, mark, mark};
  if (side.sign == SideSign::gem) draw_gem(sign, theme);
  if (side.sign == SideSign::table) draw_table_sign(paint, sign, theme.button_text);
  const float x = side.sign == SideSign::none ? sign.x : sign.right() + banner.em(0.6F);
  paint.text_in({x, rect.y, rect.right() - x - banner.em(0.4F), rect.h}, side.label, theme.button_text, Align::left,
                FontRole::bold);
}

/// Puts the buttons one after the other into lines as wide as the column. Returns how high they are.
float set_buttons(const Banner& banner, Rect column, float y, bool paint) {
  const float high = banner.em(3.5F);
  const float low = banner.em(2.2F);
  const float gap = banner.em(0.7F);
  const NextStep next = banner.view.is_loading ? NextStep{} : next_step(banner.view);
  float height = 0;
  if (!next.what.empty()) {
    if (paint) draw_main_button(banner, {column.x, y, std::min(column.w, banner.em(33)), high}, next);
    height = high + gap;
  }
  float x = 0;
  for (const SideButton& side : side_buttons(banner.view)) {
    const float label = text_width(banner.fonts, side.label, FontRole::bold, banner.fonts.size);
    const float width = std::min(label + banner.em(side.sign == SideSign::none ? 1.7F : 3.4F), column.w);
    if (x > 0 && x + width > column.w) x = 0, height += low + gap;
    if (paint) draw_side_button(banner, side, {column.x + x, y + height, width, low});
    x += width + gap;
  }
  return height + low;
}

/// Title, words and buttons one below the other. Where the window is low, the buttons come before the words: who looks
/// for the way in finds it without scrolling. Returns where they end.
float set_all(const Banner& banner, Rect column, float y, bool is_low, bool paint) {
  const float between = banner.em(0.8F);
  y += set_title("Watch a message go through two doors", {column.x, y}, column.w, banner.theme.heading, banner.fonts,
                 paint);
  y += banner.em(0.4F);
  if (is_low) y += set_buttons(banner, column, y, paint) + between;
  y += set_welcome(banner, column, y, paint);
  return is_low ? y : y + between + set_buttons(banner, column, y + between, paint);
}

}  // namespace

float draw_start_banner(const LearnerView& view, Rect area, Rect column, const Theme& theme, const Fonts& fonts,
                        Commands& out) {
  const Banner banner{view, theme, fonts, out};
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, fonts.size);
  const bool has_picture = column.w > banner.em(60);
  const bool is_low = area.h < banner.em(26);
  const Rect words{column.x, area.y, has_picture ? std::min(column.w * 0.58F, banner.em(44)) : column.w, 0};
  const float top = area.y + banner.em(1.4F);
  const Rect sky{area.x, area.y, area.w, set_all(banner, words, top, is_low, false) - area.y + banner.em(1.5F)};
  paint.gradient(sky, theme.sky_top, theme.sky_bottom);
  if (has_picture) {
    const float width = std::min(column.right() - words.right() - banner.em(2), banner.em(44));
    draw_start_picture(paint, sky, words, {column.right() - width, sky.y, width, sky.h}, theme);
  }
  paint.fill({sky.x, sky.bottom() - 1, sky.w, 1}, theme.line);
  set_all(banner, words, top, is_low, true);
  return sky.h;
}

}  // namespace doorway::app
