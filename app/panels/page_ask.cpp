#include "app/labels.hpp"
#include "app/panels/page_sheet.hpp"
#include "app/panels/page_words.hpp"
#include "core/base/overloaded.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <variant>

namespace doorway::app {
namespace {

using Standing = AskState::Standing;

std::string_view heading_of(const Ask& ask) {
  return std::visit(
      Overloaded{[](const OneOf&) { return "PREDICT"; }, [](const SeveralOf&) { return "PREDICT: ONE OR MORE"; },
                 [](const NumberAnswer&) { return "PREDICT: A NUMBER"; },
                 [](const InOrder&) { return "PREDICT: THE ORDER"; },
                 [](const PointAt&) { return "PREDICT: POINT AT IT"; }},
      ask.answers);
}

std::string_view how_to_answer(const Ask& ask) {
  return std::visit(
      Overloaded{
          [](const OneOf&) { return "Choose, then press Space and watch."; },
          [](const SeveralOf&) {
            return "Tick each answer that you think is true, one or more. Then press Space and watch.";
          },
          [](const NumberAnswer&) { return "Type the number and press Enter, then Space, and watch."; },
          [](const InOrder&) {
            return "Drag them, or press their digits in the order that you expect. Then press Space and watch.";
          },
          [](const PointAt&) { return "Click it on the stage, or press its digit. Then press Space and watch."; }},
      ask.answers);
}

/// What is to be done next, while nothing is judged.
std::string next_step(const Sheet& sheet, const Ask& ask) {
  const AskState& state = sheet.walk().ask_state();
  if (sheet.walk().runs_changed()) return "This run is your own scenario: the question is about the page's.";
  if (state.committed) return "Your answer stands. Watch what happens.";
  if (state.answer) return "You can still change your answer, until it runs.";
  if (state.asked_to_answer) {
    return "Say first what you expect: a guess is enough. Or press Space again, just to watch.";
  }
  return std::string(how_to_answer(ask));
}

void draw_next_step(Sheet& sheet, const Ask& ask) {
  const LessonWalk& walk = sheet.walk();
  const AskState& state = walk.ask_state();
  const bool is_stressed = state.asked_to_answer && !state.answer;
  sheet.text(next_step(sheet, ask), is_stressed ? sheet.theme.heading : sheet.theme.text_dim);
  const Session* session = walk.session();
  if (!state.answer || session == nullptr || session->is_playing() || walk.runs_changed()) return;
  sheet.gap(0.4F);
  // While a number is typed the field's own button is what is to be done.
  const bool is_next = next_action(walk) == PageAction::answer && !sheet.sources.ask.is_typing;
  if (page_button(sheet, "let it run", state.committed ? "Go on" : "Let it run", "Space", is_next)) {
    sheet.out.push_back(WalkCommand{walk::PlayOrPause{}});
  }
}

void draw_ask_again(Sheet& sheet) {
  sheet.gap(0.5F);
  const bool is_next = next_action(sheet.walk()) == PageAction::answer;
  if (page_button(sheet, "ask again", "Ask me again", "Q", is_next)) {
    sheet.out.push_back(WalkCommand{walk::AskAgain{}});
  }
}

void draw_headline(Sheet& sheet, std::string_view words, Mark mark, Color ground, Color ink, Color color) {
  const float badge = sheet.em(1.5F);
  const float left = badge + sheet.em(0.5F);
  const float height =
      set_text(words, {sheet.x + left, sheet.y}, sheet.width - left, color, sheet.fonts, FontRole::bold, sheet.paint);
  if (sheet.paint) draw_badge(mark, {sheet.x, sheet.y - sheet.em(0.04F), badge, badge}, ground, ink);
  sheet.put(std::max(height, badge));
  sheet.gap(0.3F);
}

/// A number of the learner's or the run's, as numbers are shown: "-1", "20,000".
std::string with_groups(std::int64_t number) {
  const auto magnitude = static_cast<std::uint64_t>(number);
  return number < 0 ? "-" + grouped(~magnitude + 1) : grouped(magnitude);
}

Spans plain(std::string text) {
  return {Span{std::move(text)}};
}

/// What was right, where the answers above do not show it.
void draw_right_one(Sheet& sheet, const Ask& ask, const AskState& state) {
  const Verdict& verdict = *state.verdict;
  if (const auto* number = std::get_if<answer::Number>(&verdict.right)) {
    const auto given = std::get<answer::Number>(*state.answer).number;
    const std::string right = with_groups(number->number);
    sheet.words(plain(verdict.is_right ? fmt::format("It was {}.", right)
                                       : fmt::format("You said {}. It was {}.", with_groups(given), right)),
                sheet.paper());
  } else if (const auto* order = std::get_if<answer::Order>(&verdict.right); order != nullptr && !verdict.is_right) {
    ListItems list{true, 1, {}};
    for (const std::size_t item : order->items) list.items.push_back(std::get<InOrder>(ask.answers).items[item].text);
    sheet.words(plain("This is how it went:"), sheet.paper());
    sheet.put(set_block(list, {sheet.x, sheet.y}, sheet.width, sheet.paper(), sheet.fonts, sheet.paint));
  } else {
    return;
  }
  sheet.gap(0.4F);
}

void draw_judged(Sheet& sheet, const Ask& ask, const AskState& state) {
  const Theme& theme = sheet.theme;
  const bool is_right = state.verdict->is_right;
  draw_headline(sheet, is_right ? "Yes: the sockets did just that." : "Not this time. Look what the sockets did.",
                is_right ? Mark::tick : Mark::cross, is_right ? theme.action : theme.accent,
                is_right ? theme.action_text : theme.accent_text, theme.paper_text);
  draw_right_one(sheet, ask, state);
  for (const std::size_t index : state.verdict->feedback) {
    sheet.blocks(feedback_of(ask, index), sheet.paper());
    sheet.gap(0.5F);
  }
  sheet.blocks(ask.explanation, sheet.paper());
  draw_ask_again(sheet);
}

void draw_another_way(Sheet& sheet) {
  const Theme& theme = sheet.theme;
  draw_headline(sheet, "This take went another way.", Mark::dot, theme.paper_warning, theme.paper, theme.paper_text);
  sheet.words(plain("None of the answers, or more than one, holds in it: so it judges nobody. A fresh take does."),
              sheet.paper());
  draw_ask_again(sheet);
}

}  // namespace

void draw_verdict(Sheet& sheet, const Ask& ask) {
  const AskState& state = sheet.walk().ask_state();
  if (state.standing == Standing::open) return draw_next_step(sheet, ask);
  sheet.gap(0.3F);
  const float top = sheet.y;
  on_card(sheet, {sheet.theme.paper, sheet.theme.paper_line}, [&](Sheet& card) {
    if (state.is_decided()) {
      draw_judged(card, ask, state);
    } else {
      draw_another_way(card);
    }
  });
  sheet.mark_spot(PageSpot::verdict, top);
}

void draw_ask(Sheet& sheet, const Ask& ask) {
  on_card(sheet, {sheet.theme.page, sheet.theme.accent}, [&](Sheet& card) {
    draw_card_heading(card, heading_of(ask), Mark::none, card.theme.inferred);
    card.blocks(ask.question, card.page());
    card.gap(0.5F);
    const float top = card.y;
    draw_answers(card, ask);
    card.mark_spot(PageSpot::answers, top);
    draw_verdict(card, ask);
  });
}

}  // namespace doorway::app
