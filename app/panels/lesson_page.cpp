#include "app/panels/lesson_page.hpp"

#include "app/panels/page_sheet.hpp"
#include "app/panels/page_words.hpp"
#include "app/widgets/packed.hpp"
#include "core/base/overloaded.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <string>
#include <variant>

namespace doorway::app {
namespace {

void draw_block(Sheet& sheet, const PageBlock& block) {
  std::visit(Overloaded{[&](const ProseBlock& prose) {
                          sheet.put(set_block(prose, {sheet.x, sheet.y}, sheet.width, sheet.page(), sheet.fonts, true));
                        },
                        [&](const Ask& ask) { draw_ask(sheet, ask); },
                        [&](const Experiment& experiment) { draw_experiment(sheet, experiment); },
                        [&](const Goal& goal) { draw_goal(sheet, goal); },
                        [&](const Gem& gem) { draw_gem_card(sheet, gem); }, [&](const Recap&) { draw_recap(sheet); }},
             block);
}

void draw_content(Sheet& sheet) {
  const LessonWalk& walk = sheet.walk();
  sheet.text(fmt::format("PAGE {} OF {}", walk.page_index() + 1, walk.lesson().pages.size()), sheet.theme.inferred,
             FontRole::bold);
  sheet.gap(0.2F);
  sheet.put(set_title(plain_text(walk.page().title, sheet.vocabulary()), {sheet.x, sheet.y}, sheet.width,
                      sheet.theme.text, sheet.fonts));
  const float gap = paragraph_gap(sheet.fonts);
  sheet.y += gap * 0.6F;
  if (walk.runs_changed()) draw_changed_note(sheet);
  for (const PageBlock& block : walk.page().blocks) {
    draw_block(sheet, block);
    sheet.y += gap;
  }
}

void draw_way(const LessonWalk& walk, Rect row, const Theme& theme, const Fonts& fonts, Commands& out) {
  // Where words have no room an arrow does.
  const bool has_room = row.w >= fonts.size * 11.5F;
  const float button_width = has_room ? fonts.size * 5.4F : row.h;
  const std::size_t pages = walk.lesson().pages.size();
  const std::size_t page = walk.page_index();
  const Rect back{row.x, row.y, button_width, row.h};
  const Rect next{row.right() - button_width, row.y, button_width, row.h};
  const ButtonLook back_look{theme.button, theme.button_text, page > 0};
  const bool is_next = next_action(walk) == PageAction::turn_page;
  const ButtonLook next_look{is_next ? theme.action : theme.button, is_next ? theme.action_text : theme.button_text};
  if (has_room ? button("back", back, "Back", back_look, fonts) : icon_button("back", back, Icon::back, back_look)) {
    out.push_back(WalkCommand{walk::PreviousPage{}});
  }
  const bool last = page + 1 == pages;
  if (has_room ? button("next", next, last ? "Lessons" : "Next", next_look, fonts)
               : icon_button("next", next, Icon::forward, next_look)) {
    out.push_back(last ? Command{ViewCommand{view::ShowList{}}} : Command{WalkCommand{walk::NextPage{}}});
  }
  const float between = next.x - back.right();
  const float step = std::min(fonts.size * 0.9F, (between - fonts.size) / static_cast<float>(pages));
  const float radius = std::min(fonts.size * 0.25F, step * 0.4F);
  const float first = back.right() + (between - step * static_cast<float>(pages - 1)) / 2;
  for (std::size_t i = 0; i < pages; ++i) {
    const Color color = i == page ? theme.action : i < page ? theme.text_dim : theme.line;
    ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(first + step * static_cast<float>(i), row.center().y),
                                                i == page ? radius * 1.5F : radius, packed(color));
  }
}

// --- What is new comes into sight

LessonPageUi::Seen seen_now(const LessonWalk& walk) {
  const AskState& ask = walk.ask_state();
  return {walk.page_index(), ask.asked_to_answer && !ask.answer, ask.standing, walk.goal_state(), walk.runs_changed()};
}

/// What has changed on the page that somebody should see. Below the fold it would stand unseen.
std::optional<PageSpot> news(const LessonPageUi::Seen& before, const LessonPageUi::Seen& now) {
  if (now.asked && !before.asked) return PageSpot::answers;
  if (now.standing != before.standing && now.standing != AskState::Standing::open) return PageSpot::verdict;
  if (now.goal.solution_seen && !before.goal.solution_seen) return PageSpot::solution;
  if (now.goal.hints_shown > before.goal.hints_shown) return PageSpot::hints;
  if (now.goal.reached && !before.goal.reached) return PageSpot::goal_state;
  if (now.goal.last_run_missed && !before.goal.last_run_missed) return PageSpot::goal_state;
  return std::nullopt;
}

// As much of it as fits, from its top on.
float scroll_to(Rect spot, Rect view, float margin) {
  const float below = spot.bottom() + margin - view.bottom();
  const float above = spot.y - margin - view.y;
  return above < 0 ? above : std::clamp(below, 0.0F, above);
}

void bring_into_sight(const Sheet& sheet, Rect view, LessonPageUi& ui) {
  if (ui.coming) {
    const auto spot = ui.spots.find(*ui.coming);
    if (spot != ui.spots.end()) ui.scroll_by = scroll_to(spot->second, view, sheet.em(0.5F));
    ui.coming.reset();
  }
  const LessonPageUi::Seen now = seen_now(sheet.walk());
  if (ui.seen && ui.seen->page == now.page) {
    if (const auto spot = news(*ui.seen, now)) ui.coming = spot;
  }
  ui.seen = now;
}

}  // namespace

void draw_lesson_page(const LessonPageSources& sources, Rect area, const Theme& theme, const Fonts& fonts,
                      LessonPageUi& ui, Commands& out) {
  fill(area, theme.page);
  const float inset = std::min(fonts.size * 1.3F, area.w * 0.06F);
  const float row = fonts.size * 2.2F;
  const Rect text{area.x, area.y, area.w, std::max(area.h - row - 2 * inset * 0.7F, 1.0F)};
  const float top = begin_scrolling("page", text, theme);
  const bool is_new = !ui.seen || ui.seen->page != sources.walk.page_index();
  if (is_new) ImGui::SetScrollY(0);
  ui.row_under_mouse.reset();
  ui.places.clear();
  ui.spots.clear();
  Sheet sheet{sources, theme, fonts, ui, out, text.x + inset, (is_new ? text.y : top) + inset, text.w - 2 * inset};
  draw_content(sheet);
  bring_into_sight(sheet, text, ui);
  take_scroll(ui.scroll_by);
  end_scrolling({sheet.x, sheet.y});
  draw_way(sources.walk, {area.x + inset, area.bottom() - row - inset * 0.7F, area.w - 2 * inset, row}, theme, fonts,
           out);
}

}  // namespace doorway::app
