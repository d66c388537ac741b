#include "app/panels/lesson_page.hpp"

#include "app/panels/page_sheet.hpp"
#include "app/panels/page_words.hpp"
#include "app/widgets/draw.hpp"
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

// As much of it as fits, from its top on, with the edge of the card that it is on: that is `around` below it.
float scroll_to(Rect spot, Rect view, float margin, float around) {
  const float below = spot.bottom() + around - view.bottom();
  const float above = spot.y - margin - view.y;
  return above < 0 ? above : std::clamp(below, 0.0F, above);
}

void bring_into_sight(const Sheet& sheet, Rect view, LessonPageUi& ui) {
  if (ui.coming) {
    const auto spot = ui.spots.find(*ui.coming);
    if (spot != ui.spots.end()) ui.scroll_by = scroll_to(spot->second, view, sheet.em(1), sheet.em(1.1F));
    ui.coming.reset();
  }
  const LessonPageUi::Seen now = seen_now(sheet.walk());
  if (ui.seen && ui.seen->page == now.page) {
    if (const auto spot = news(*ui.seen, now)) ui.coming = spot;
  }
  ui.seen = now;
}

// --- What stands below

/// What is to be done next, where it is not seen; an open question is, too.
std::optional<Rect> next_below(const Sheet& sheet, const LessonPageUi& ui) {
  const auto is_below = [&](PageSpot spot) {
    const auto found = ui.spots.find(spot);
    return found != ui.spots.end() && found->second.bottom() > ui.view.bottom() + 1;
  };
  if (is_below(PageSpot::next)) return ui.spots.at(PageSpot::next);
  const bool is_open = ask_of(sheet.walk().page()) != nullptr && !sheet.walk().ask_state().answer;
  if (is_open && is_below(PageSpot::answers)) return ui.spots.at(PageSpot::answers);
  return std::nullopt;
}

/// A page that goes on below says so, and where what is to be done next stands there, in the colour of action.
void draw_more(const Sheet& sheet, Rect row, LessonPageUi& ui) {
  ui.more.reset();
  ui.leads_on = false;
  const bool goes_on = sheet.y - paragraph_gap(sheet.fonts) > ui.view.bottom() + sheet.em(0.5F);
  if (!ui.is_long || !goes_on) return;
  const Theme& theme = sheet.theme;
  const std::optional<Rect> next = next_below(sheet, ui);
  ui.more = row;
  ui.leads_on = next.has_value();
  const ButtonLook look =
      ui.leads_on ? ButtonLook{theme.action, theme.action_text} : ButtonLook{theme.button, theme.button_text};
  if (button("more below", row, "", look, sheet.fonts)) {
    const float margin = sheet.em(1);
    ui.scroll_by = next ? std::max(scroll_to(*next, ui.view, margin, margin), sheet.em(1)) : ui.view.h * 0.8F;
  }
  const std::string words = ui.leads_on ? "It goes on below" : "More below";
  const float sign = sheet.em(0.8F);
  const float wide = text_width(sheet.fonts, words, FontRole::bold, sheet.fonts.size);
  const bool has_room = wide + sign + sheet.em(2) <= row.w;
  const float left = row.center().x - (has_room ? wide + sheet.em(0.5F) + sign : sign) / 2;
  draw_mark(Mark::down, {left, row.center().y - sign / 2, sign, sign}, look.text);
  if (!has_room) return;
  const ListPainter paint(*ImGui::GetWindowDrawList(), sheet.fonts, sheet.fonts.size);
  paint.text_in({left + sign + sheet.em(0.5F), row.y, wide + 2, row.h}, words, look.text, Align::left, FontRole::bold);
}

}  // namespace

void draw_lesson_page(const LessonPageSources& sources, Rect area, const Theme& theme, const Fonts& fonts,
                      LessonPageUi& ui, Commands& out) {
  fill(area, theme.page);
  const float inset = std::min(fonts.size * 1.3F, area.w * 0.06F);
  const float row = fonts.size * 2.2F;
  const float whole = std::max(area.h - row - 2 * inset * 0.7F, 1.0F);
  const float more = ui.is_long ? std::min(fonts.size * 1.7F, whole * 0.25F) : 0.0F;
  const Rect text{area.x, area.y, area.w, whole - more};
  ui.view = text;
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
  end_scrolling({sheet.x, sheet.y}, theme.page, fonts.size);
  draw_more(sheet, {area.x + inset, text.bottom() + more * 0.08F, area.w - 2 * inset, more * 0.92F}, ui);
  ui.is_long = sheet.y - (is_new ? text.y : top) > whole;
  draw_way(sources.walk, {area.x + inset, area.bottom() - row - inset * 0.7F, area.w - 2 * inset, row}, theme, fonts,
           out);
}

}  // namespace doorway::app
