#include "app/panels/lesson_page.hpp"

#include "app/widgets/button.hpp"
#include "app/widgets/packed.hpp"
#include "app/widgets/prose.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <string>
#include <variant>

namespace doorway::app {
namespace {

/// What the parts of a page share while they are drawn, from top to bottom.
struct Sheet {
  const LessonWalk& walk;
  const Theme& theme;
  const Fonts& fonts;
  Commands& out;
  float x = 0;
  float y = 0;
  float width = 0;
  float answers_top = 0;  ///< of the question's answers and what stands below them, once it is drawn
  float answers_bottom = 0;
};

enum class Mark : std::uint8_t { none, chosen, right, wrong };

Mark mark_of(const AskState& state, std::size_t choice) {
  if (state.verdict == AskState::Verdict::decided) {
    if (choice == state.right) return Mark::right;
    return state.chosen == choice ? Mark::wrong : Mark::none;
  }
  return state.chosen == choice ? Mark::chosen : Mark::none;
}

// A tick, a cross or a dot, drawn: the system's fonts need not have them, and a colour alone is not enough.
void draw_mark(Mark mark, Rect rect, const Theme& theme) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Point mid = rect.center();
  const float r = rect.h * 0.3F;
  const Color color = mark == Mark::right    ? theme.action_text
                      : mark == Mark::chosen ? theme.accent_text
                                             : theme.warning;
  const ImU32 ink = packed(color);
  if (mark == Mark::right) {
    list.AddLine(ImVec2(mid.x - r, mid.y), ImVec2(mid.x - r * 0.2F, mid.y + r * 0.8F), ink, 2.5F);
    list.AddLine(ImVec2(mid.x - r * 0.2F, mid.y + r * 0.8F), ImVec2(mid.x + r, mid.y - r * 0.8F), ink, 2.5F);
  } else if (mark == Mark::chosen) {
    list.AddCircleFilled(ImVec2(mid.x, mid.y), r * 0.6F, ink);
  } else if (mark == Mark::wrong) {
    list.AddLine(ImVec2(mid.x - r, mid.y - r), ImVec2(mid.x + r, mid.y + r), ink, 2.5F);
    list.AddLine(ImVec2(mid.x - r, mid.y + r), ImVec2(mid.x + r, mid.y - r), ink, 2.5F);
  }
}

void draw_choice(Sheet& sheet, const Ask& ask, std::size_t index, float x, float width, bool paint) {
  const Fonts& fonts = sheet.fonts;
  const Theme& theme = sheet.theme;
  const AskState& state = sheet.walk.ask_state();
  const float inset = fonts.size * 0.55F;
  const float number = fonts.size * 1.3F;
  const float mark_width = fonts.size * 1.4F;
  const Mark mark = mark_of(state, index);
  Color ground = theme.button;
  Color ink = theme.button_text;
  if (mark == Mark::chosen) ground = theme.accent, ink = theme.accent_text;
  if (mark == Mark::right) ground = theme.action, ink = theme.action_text;
  const ProseStyle style{ink, ink, ink, ink.faded(tint)};
  const float words_width = width - 2 * inset - number - mark_width;
  const float height =
      set_words(std::get<OneOf>(ask.answers).choices[index].text, {0, 0}, words_width, style, fonts, false) +
      inset * 0.8F;
  if (paint) {
    const Rect rect{x, sheet.y, width, height};
    ImGui::SetCursorScreenPos(ImVec2(rect.x, rect.y));
    ImGui::PushID(static_cast<int>(index));
    const bool clicked = ImGui::InvisibleButton("choice", ImVec2(rect.w, rect.h));
    const bool open = state.verdict != AskState::Verdict::decided;
    const bool hot = open && ImGui::IsItemHovered();
    ImGui::PopID();
    fill(rect, ground, 6);
    if (hot) fill(rect, ink.faded(tint), 6);
    const float top = rect.y + inset * 0.4F;
    set_text(fmt::format("{}", index + 1), {x + inset, top}, number, ink, fonts, FontRole::bold);
    set_words(std::get<OneOf>(ask.answers).choices[index].text, {x + inset + number, top}, words_width, style, fonts,
              true);
    draw_mark(mark, {rect.right() - mark_width - inset * 0.3F, rect.y, mark_width, fonts.size * 1.9F}, theme);
    if (clicked && open) sheet.out.push_back(WalkCommand{walk::Choose{index}});
  }
  sheet.y += height + fonts.size * 0.4F;
}

std::string hint_of(const AskState& state) {
  switch (state.verdict) {
    case AskState::Verdict::decided: return "";
    case AskState::Verdict::another_way:
      return "This take went another way: none of the answers, or more than one, holds in it. Press R at the first "
             "step "
             "for a fresh take.";
    case AskState::Verdict::open: break;
  }
  if (!state.chosen) {
    return state.asked_to_choose ? "Say first what you expect: a guess is enough. Or press Space again, just to watch."
                                 : "Choose, then press Space and watch.";
  }
  return "Now press Space and watch, until the answer shows.";
}

void draw_verdict(Sheet& sheet, const Ask& ask, float x, float width, bool paint) {
  const AskState& state = sheet.walk.ask_state();
  const Fonts& fonts = sheet.fonts;
  if (const std::string hint = hint_of(state); !hint.empty()) {
    const bool stressed = state.asked_to_choose || state.verdict == AskState::Verdict::another_way;
    sheet.y += set_text(hint, {x, sheet.y}, width, stressed ? sheet.theme.heading : sheet.theme.text_dim, fonts,
                        FontRole::text, paint);
    return;
  }
  const bool well = state.chosen == state.right;
  sheet.y += set_text(well ? "Yes: the sockets did just that." : "The sockets did otherwise. Look again:", {x, sheet.y},
                      width, sheet.theme.heading, fonts, FontRole::bold, paint);
  if (ask.explanation.empty()) return;
  sheet.y += fonts.size * 0.3F;
  sheet.y += set_blocks(ask.explanation, {x, sheet.y}, width, page_style(sheet.theme), fonts, paint);
}

void draw_ask_content(Sheet& sheet, const Ask& ask, bool paint) {
  const float inset = sheet.fonts.size * 0.9F;
  const float x = sheet.x + inset;
  const float width = sheet.width - 2 * inset;
  sheet.y += inset * 0.7F;
  sheet.y += set_text("PREDICT", {x, sheet.y}, width, sheet.theme.inferred, sheet.fonts, FontRole::bold, paint);
  sheet.y += set_blocks(ask.question, {x, sheet.y}, width, page_style(sheet.theme), sheet.fonts, paint);
  sheet.y += sheet.fonts.size * 0.5F;
  sheet.answers_top = sheet.y;
  for (std::size_t i = 0; i < choice_count(ask); ++i) draw_choice(sheet, ask, i, x, width, paint);
  draw_verdict(sheet, ask, x, width, paint);
  sheet.answers_bottom = sheet.y;
  sheet.y += inset * 0.7F;
}

void draw_ask(Sheet& sheet, const Ask& ask) {
  const float top = sheet.y;
  draw_ask_content(sheet, ask, false);
  const Rect card{sheet.x, top, sheet.width, sheet.y - top};
  fill(card, sheet.theme.accent, 10);
  fill({card.x + 1.5F, card.y + 1.5F, card.w - 3, card.h - 3}, sheet.theme.page, 9);
  sheet.y = top;
  draw_ask_content(sheet, ask, true);
}

void draw_content(Sheet& sheet) {
  const Page& page = sheet.walk.page();
  const auto gap = paragraph_gap(sheet.fonts);
  sheet.y += set_text(fmt::format("PAGE {} OF {}", sheet.walk.page_index() + 1, sheet.walk.lesson().pages.size()),
                      {sheet.x, sheet.y}, sheet.width, sheet.theme.inferred, sheet.fonts, FontRole::bold);
  sheet.y += sheet.fonts.size * 0.2F;
  sheet.y += set_title(plain_text(page.title), {sheet.x, sheet.y}, sheet.width, sheet.theme.text, sheet.fonts);
  sheet.y += gap * 0.6F;
  for (const PageBlock& block : page.blocks) {
    if (const auto* prose = std::get_if<ProseBlock>(&block)) {
      sheet.y += set_block(*prose, {sheet.x, sheet.y}, sheet.width, page_style(sheet.theme), sheet.fonts, true);
    } else {
      draw_ask(sheet, std::get<Ask>(block));
    }
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
  const ButtonLook next_look{theme.action, theme.action_text};
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

// A guess that is asked for below the fold would be asked unseen: the answers come into sight, or as many as fit.
void show_answers(const Sheet& sheet, Rect text, LessonPageUi& ui) {
  const bool is_asked = sheet.walk.ask_state().asked_to_choose && !sheet.walk.ask_state().chosen;
  if (is_asked && !ui.was_asked) {
    const float margin = sheet.fonts.size * 0.5F;
    const float below = sheet.answers_bottom + margin - text.bottom();
    const float above = sheet.answers_top - margin - text.y;
    // No further than to the first answer; upward where that stands above.
    ui.scroll_by = above < 0 ? above : std::clamp(below, 0.0F, above);
  }
  ui.was_asked = is_asked;
}

}  // namespace

void draw_lesson_page(const LessonWalk& walk, Rect area, const Theme& theme, const Fonts& fonts, LessonPageUi& ui,
                      Commands& out) {
  fill(area, theme.page);
  const float inset = fonts.size * 1.3F;
  const float row = fonts.size * 2.2F;
  const Rect text{area.x, area.y, area.w, std::max(area.h - row - 2 * inset * 0.7F, 1.0F)};
  const float top = begin_scrolling("page", text, theme);
  const bool is_new = ui.shown_page != walk.page_index();
  if (is_new) ImGui::SetScrollY(0);
  ui.shown_page = walk.page_index();
  Sheet sheet{walk, theme, fonts, out, text.x + inset, (is_new ? text.y : top) + inset, text.w - 2 * inset};
  draw_content(sheet);
  show_answers(sheet, text, ui);
  take_scroll(ui.scroll_by);
  end_scrolling({sheet.x, sheet.y});
  draw_way(walk, {area.x + inset, area.bottom() - row - inset * 0.7F, area.w - 2 * inset, row}, theme, fonts, out);
}

}  // namespace doorway::app
