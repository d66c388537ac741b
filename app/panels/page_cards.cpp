// The cards of a page that ask no question: what to try, what to bring about, what to keep, what was missed.
#include "app/panels/page_sheet.hpp"
#include "app/panels/page_words.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>

namespace doorway::app {
namespace {

bool is_next_action(const Sheet& sheet, PageAction action) {
  return next_action(sheet.walk()) == action;
}

void draw_change_button(Sheet& sheet, bool is_next) {
  if (page_button(sheet, "change it", "Change it", "Ctrl+E", is_next)) {
    sheet.out.push_back(ViewCommand{view::ToggleEditor{}});
  }
}

// --- Goals

/// Who has seen nothing run yet cannot know what to change.
void draw_watch(Sheet& sheet) {
  sheet.text("Nothing has run yet. Watch first what happens as it is, then change it.", sheet.theme.text);
  sheet.gap(0.4F);
  if (page_button(sheet, "watch it", "Watch it", "Space", true)) {
    sheet.out.push_back(WalkCommand{walk::PlayOrPause{}});
  }
  sheet.gap(0.4F);
}

void draw_goal_state(Sheet& sheet, const GoalState& state) {
  if (!state.reached && !state.last_run_missed) return;
  const float top = sheet.y;
  sheet.gap(0.3F);
  const Theme& theme = sheet.theme;
  if (state.reached) {
    const float badge = sheet.em(1.6F);
    if (sheet.paint) draw_badge(Mark::tick, {sheet.x, sheet.y, badge, badge}, theme.action, theme.action_text);
    const float left = badge + sheet.em(0.5F);
    sheet.put(std::max(badge, set_text(reached_words(state), {sheet.x + left, sheet.y}, sheet.width - left,
                                       theme.heading, sheet.fonts, FontRole::bold, sheet.paint)));
  } else {
    sheet.text(
        "Not yet: this run ended without it. See where it went another way than you thought, and change "
        "something else.",
        theme.text);
  }
  sheet.gap(0.3F);
  sheet.mark_spot(PageSpot::goal_state, top);
}

// Who has reached the goal needs no hint any more.
void draw_hints(Sheet& sheet, const Goal& goal, const GoalState& state) {
  if (state.reached) return;
  for (std::size_t i = 0; i < state.hints_shown; ++i) {
    const float top = sheet.y;
    sheet.gap(0.4F);
    sheet.text(fmt::format("Hint {} of {}", i + 1, goal.hints.size()), sheet.theme.inferred, FontRole::bold);
    sheet.blocks(goal.hints[i], sheet.page());
    if (i + 1 == state.hints_shown) sheet.mark_spot(PageSpot::hints, top);
  }
}

void draw_solution(Sheet& sheet, const Goal& goal) {
  const float top = sheet.y;
  sheet.gap(0.4F);
  sheet.text("One way of several", sheet.theme.inferred, FontRole::bold);
  sheet.blocks({CodeBlock{goal.solution_text}}, sheet.page());
  sheet.gap(0.4F);
  if (page_button(sheet, "run solution", "Run it", "H", is_next_action(sheet, PageAction::run_solution))) {
    sheet.out.push_back(WalkCommand{walk::RunChanged{goal.solution_text}});
  }
  sheet.mark_spot(PageSpot::solution, top);
}

void draw_help_buttons(Sheet& sheet, const Goal& goal, const GoalState& state) {
  const std::size_t left = state.reached ? 0 : goal.hints.size() - state.hints_shown;
  if (left > 0) {
    sheet.gap(0.4F);
    const std::string label = state.hints_shown == 0 ? "A hint" : fmt::format("Another hint ({} left)", left);
    if (page_button(sheet, "hint", label, "H", false)) sheet.out.push_back(WalkCommand{walk::NextHint{}});
  } else if (!state.solution_seen) {
    sheet.gap(0.4F);
    if (page_button(sheet, "solution", "Show a solution", "H", false)) {
      sheet.out.push_back(WalkCommand{walk::ShowSolution{}});
    }
  }
}

/// The gem is what the question teaches: it would tell the answer.
bool is_closed(const LessonWalk& walk) {
  return ask_of(walk.page()) != nullptr && !walk.ask_state().is_decided();
}

}  // namespace

void draw_changed_note(Sheet& sheet) {
  on_card(sheet, {sheet.theme.button, sheet.theme.inferred}, [](Sheet& card) {
    card.text(runs_solution(card.walk()) ? "Doorway's solution runs now." : "Your own scenario runs now.",
              card.theme.button_text, FontRole::bold);
    if (ask_of(card.walk().page()) != nullptr) {
      card.text("The page's question is about the page's own: it waits.", card.theme.button_text);
    }
    card.gap(0.3F);
    if (page_button(card, "restore", "Back to the page's own", "U", is_next_action(card, PageAction::restore))) {
      card.out.push_back(WalkCommand{walk::Restore{}});
    }
  });
  sheet.gap(0.7F);
}

void draw_experiment(Sheet& sheet, const Experiment& experiment) {
  on_card(sheet, {sheet.theme.page, sheet.theme.line}, [&](Sheet& card) {
    draw_card_heading(card, "TRY IT", Mark::spark, card.theme.inferred);
    card.blocks(experiment.text, card.page());
    // Where there is a goal too, its card has the button.
    if (goal_of(card.walk().page()) != nullptr) return;
    card.gap(0.5F);
    draw_change_button(card, is_next_action(card, PageAction::change));
  });
}

void draw_goal(Sheet& sheet, const Goal& goal) {
  const GoalState& state = sheet.walk().goal_state();
  on_card(sheet, {sheet.theme.page, state.reached ? sheet.theme.action : sheet.theme.accent}, [&](Sheet& card) {
    draw_card_heading(card, state.reached ? "GOAL: REACHED" : "GOAL", Mark::flag, card.theme.inferred);
    card.blocks(goal.text, card.page());
    draw_goal_state(card, state);
    card.gap(0.5F);
    const bool is_to_watch = waits_to_be_watched(card.walk());
    if (is_to_watch) draw_watch(card);
    draw_change_button(card, !is_to_watch && is_next_action(card, PageAction::change));
    draw_hints(card, goal, state);
    if (state.solution_seen) draw_solution(card, goal);
    draw_help_buttons(card, goal, state);
  });
}

void draw_gem_card(Sheet& sheet, const Gem& gem) {
  const bool closed = is_closed(sheet.walk());
  const Theme& theme = sheet.theme;
  on_card(sheet, {theme.page, theme.line}, [&](Sheet& card) {
    const float size = card.em(2);
    const float left = std::min(size + card.em(0.7F), card.width * 0.3F);
    const float top = card.y;
    if (card.paint && closed) draw_mark(Mark::gem, {card.x, top, size, size}, theme.text_dim);
    if (card.paint && !closed) draw_gem({card.x, top, size, size}, theme);
    card.x += left;
    card.width -= left;
    card.text(closed ? "A GEM" : "TO KEEP", theme.inferred, FontRole::bold);
    if (closed) {
      card.text("It opens once the question is answered.", theme.text_dim);
    } else {
      ProseStyle style = card.page();
      style.text = theme.heading;
      card.words(gem.text, style);
    }
    card.x -= left;
    card.width += left;
    card.y = std::max(card.y, top + size);
  });
}

void draw_recap(Sheet& sheet) {
  on_card(sheet, {sheet.theme.page, sheet.theme.accent}, [](Sheet& card) {
    draw_card_heading(card, "ONCE MORE", Mark::spark, card.theme.inferred);
    if (card.sources.missed.empty()) {
      card.text(nothing_missed_words(card.sources.right_in_the_end), card.theme.text);
      return;
    }
    card.text("These went otherwise than you thought. Try them again: now you know more.", card.theme.text);
    card.gap(0.5F);
    std::size_t index = 0;
    for (const MissedQuestion& missed : card.sources.missed) {
      RowLook look{"missed", index++, Mark::none, card.theme.button, card.theme.button_text, {}, true, false, "", 0};
      look.note = missed.lesson_title;
      if (page_row(card, look, {Span{missed.page_title, true}}).clicked) {
        card.out.push_back(ViewCommand{view::OpenLessonAt{missed.lesson, missed.page}});
      }
    }
  });
}

}  // namespace doorway::app
