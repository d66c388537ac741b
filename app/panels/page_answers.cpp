#include "app/panels/page_sheet.hpp"
#include "app/panels/page_words.hpp"
#include "app/scene/staged_part.hpp"
#include "app/widgets/draw.hpp"
#include "core/base/overloaded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace doorway::app {
namespace {

/// How one answer looks, by what the learner and the run say of it.
struct RowStanding {
  bool given = false;
  bool decided = false;
  bool right = false;
};

RowLook row_look(const Sheet& sheet, const char* id, std::size_t index, const RowStanding& standing) {
  const Theme& theme = sheet.theme;
  RowLook look{id, index, Mark::none, theme.button, theme.button_text, std::nullopt, true, false, "", 0};
  look.enabled = !sheet.walk().ask_state().committed;
  if (standing.decided && standing.right) {
    look.ground = theme.action;
    look.ink = theme.action_text;
    look.mark = Mark::tick;
  } else if (standing.decided && standing.given) {
    look.edge = theme.warning;
    look.mark = Mark::cross;
  } else if (standing.given) {
    look.ground = theme.accent;
    look.ink = theme.accent_text;
    look.mark = Mark::dot;
  }
  return look;
}

std::optional<std::size_t> one_of(const std::optional<Answer>& answer) {
  const auto* one = answer ? std::get_if<answer::One>(&*answer) : nullptr;
  return one == nullptr ? std::nullopt : std::optional(one->choice);
}

RowStanding standing_of(const AskState& state, std::size_t index) {
  const auto right = state.verdict ? one_of(state.verdict->right) : std::nullopt;
  return {one_of(state.answer) == index, state.is_decided(), right == index};
}

std::string note_of(const RowStanding& standing) {
  if (!standing.decided || standing.given == standing.right) return "";
  return standing.given ? "your answer" : "this is what happened";
}

// --- One

void draw_one(Sheet& sheet, const OneOf& one) {
  for (std::size_t i = 0; i < one.choices.size(); ++i) {
    const RowStanding standing = standing_of(sheet.walk().ask_state(), i);
    RowLook look = row_look(sheet, "choice", i, standing);
    look.note = note_of(standing);
    if (page_row(sheet, look, one.choices[i].text).clicked) sheet.out.push_back(WalkCommand{walk::Choose{i}});
  }
}

// --- Several

bool has(const std::optional<Answer>& answer, std::size_t choice) {
  const auto* several = answer ? std::get_if<answer::Several>(&*answer) : nullptr;
  return several != nullptr && std::binary_search(several->choices.begin(), several->choices.end(), choice);
}

void draw_several(Sheet& sheet, const SeveralOf& several) {
  const AskState& state = sheet.walk().ask_state();
  for (std::size_t i = 0; i < several.choices.size(); ++i) {
    RowStanding standing{has(state.answer, i), state.is_decided(), false};
    standing.right = standing.decided && has(state.verdict->right, i);
    RowLook look = row_look(sheet, "choice", i, standing);
    if (!standing.decided) look.mark = standing.given ? Mark::checked_box : Mark::box;
    if (standing.decided && standing.right && !standing.given) {
      look.ground = sheet.theme.button;
      look.ink = sheet.theme.button_text;
      look.edge = sheet.theme.action;
    } else if (standing.decided && !standing.given) {
      look.mark = Mark::box;
    }
    if (standing.decided) look.note = several_note(standing.given, standing.right);
    if (page_row(sheet, look, several.choices[i].text).clicked) sheet.out.push_back(WalkCommand{walk::Choose{i}});
  }
}

// --- A number

void ask_of_field(Sheet& sheet, const AskCommand& command) {
  sheet.out.push_back(command);
}

/// The field itself. What was given stands in it until it is typed anew.
void draw_field(Sheet& sheet, Rect rect, const AskState& state) {
  const Theme& theme = sheet.theme;
  const AskUi& ask = sheet.sources.ask;
  const auto* given = state.answer ? std::get_if<answer::Number>(&*state.answer) : nullptr;
  const bool shows_given = given != nullptr && !ask.is_typing;
  ImGui::SetCursorScreenPos(ImVec2(rect.x, rect.y));
  if (ImGui::InvisibleButton("number", ImVec2(rect.w, rect.h)) && !state.committed) {
    ask_of_field(sheet, asking::EnterField{});
  }
  const bool hot = ImGui::IsItemHovered() && !state.committed;
  fill(rect, ask.is_typing ? theme.heading : hot ? theme.accent : theme.tube_edge, 6);
  const Rect inside{rect.x + 2, rect.y + 2, rect.w - 4, rect.h - 4};
  fill(inside, shows_given ? theme.accent : theme.program, 5);
  const std::string text = shows_given ? fmt::format("{}", given->number) : ask.is_typing ? ask.typed : "";
  const ListPainter paint(*ImGui::GetWindowDrawList(), sheet.fonts, sheet.fonts.size * 1.15F);
  const float pad = sheet.margin(0.6F);
  const Rect words{inside.x + pad, inside.y, std::max(inside.w - 2 * pad, 1.0F), inside.h};
  paint.text_in(words, text, shows_given ? theme.accent_text : theme.program_present, Align::left, FontRole::bold);
  if (!ask.is_typing) return;
  const float caret = std::min(words.x + paint.width(text, FontRole::bold) + 2, words.right());
  paint.line({caret, inside.y + inside.h * 0.2F}, {caret, inside.bottom() - inside.h * 0.2F}, theme.program_present, 2);
}

/// Field and buttons beside one another, and below where there is no room.
void draw_number(Sheet& sheet) {
  const AskState& state = sheet.walk().ask_state();
  const float height = sheet.em(2.1F);
  if (sheet.paint) {
    const bool open = !state.committed;
    const Theme& theme = sheet.theme;
    const bool is_typing = sheet.sources.ask.is_typing;
    const float give = std::min(sheet.em(4), sheet.width * 0.3F);
    const float sign = std::min(sheet.em(2.1F), sheet.width * 0.2F);
    const float gap = sheet.em(0.3F);
    const float field = std::min(open ? sheet.width - give - sign - 2 * gap : sheet.width, sheet.em(9));
    draw_field(sheet, {sheet.x, sheet.y, field, height}, state);
    if (open) {
      const Rect sign_rect{sheet.x + field + gap, sheet.y, sign, height};
      if (button("sign", sign_rect, "\u00b1", {theme.button, theme.button_text}, sheet.fonts)) {
        ask_of_field(sheet, asking::Type{'-'});
      }
      const ButtonLook look = action_look(theme, is_typing);
      if (button("give", {sign_rect.right() + gap, sheet.y, give, height}, "Enter", look, sheet.fonts)) {
        ask_of_field(sheet, asking::GiveTyped{});
      }
    }
  }
  sheet.put(height);
  sheet.gap(0.5F);
}

// --- In order

struct OrderRow {
  std::size_t item = 0;
  Rect rect;
  bool is_held = false;
};

void give_order(Sheet& sheet, std::vector<std::size_t> items) {
  sheet.out.push_back(WalkCommand{walk::Give{answer::Order{std::move(items)}}});
}

void draw_arrows(Sheet& sheet, const std::vector<std::size_t>& items, std::size_t place, Rect row, float size) {
  const Theme& theme = sheet.theme;
  const auto arrow = [&](const char* id, Mark mark, float x, std::size_t to) {
    const Rect rect{x, row.center().y - size / 2, size, size};
    const ButtonLook look{theme.page, theme.text, to < items.size()};
    if (button(id, rect, "", look, sheet.fonts)) give_order(sheet, moved(items, place, to));
    draw_mark(mark, {rect.x + size * 0.25F, rect.y + size * 0.25F, size * 0.5F, size * 0.5F},
              look.enabled ? look.text : look.text.faded(disabled_text));
  };
  ImGui::PushID(static_cast<int>(items[place]));
  // Above the first there is no place: one past the last stands for it.
  arrow("up", Mark::up, row.right() - 2 * size - 5, place == 0 ? items.size() : place - 1);
  arrow("down", Mark::down, row.right() - size - 2, place + 1);
  ImGui::PopID();
}

/// Where the row that is held has come to: past the middle of the next one it takes its place.
std::size_t place_of_held(const std::vector<OrderRow>& rows, std::size_t held) {
  const float y = ImGui::GetIO().MousePos.y;
  std::size_t to = held;
  while (to > 0 && y < rows[to - 1].rect.center().y) --to;
  while (to + 1 < rows.size() && y > rows[to + 1].rect.center().y) ++to;
  return to;
}

OrderRow draw_item(Sheet& sheet, const InOrder& order, const std::vector<std::size_t>& items, std::size_t place) {
  const AskState& state = sheet.walk().ask_state();
  const std::size_t item = items[place];
  const auto right = right_place(state, item);
  RowLook look = row_look(sheet, "item", item, {false, state.is_decided(), right == place});
  look.digit = order_digit(state, item, place);
  const bool open = !state.committed;
  const float arrow = std::min(sheet.em(1.5F), sheet.width * 0.13F);
  if (open) {
    look.mark = Mark::grip;
    look.right_room = 2 * arrow + 8;
  } else if (right && *right != place) {
    look.mark = Mark::cross;
    look.edge = sheet.theme.warning;
    look.note = order_note(*right, place);
  }
  if (open && place < state.picked) look.ground = sheet.theme.accent, look.ink = sheet.theme.accent_text;
  const RowDrawn drawn = page_row(sheet, look, order.items[item].text);
  OrderRow row{item, drawn.rect, false};
  if (!sheet.paint || !open) return row;
  row.is_held = ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 3);
  if (drawn.hovered || row.is_held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
  draw_arrows(sheet, items, place, drawn.rect, arrow);
  return row;
}

void draw_order(Sheet& sheet, const Ask& ask, const InOrder& order) {
  const std::vector<std::size_t> items = items_in_order(sheet.walk().ask_state(), ask);
  std::vector<OrderRow> rows;
  for (std::size_t place = 0; place < items.size(); ++place) rows.push_back(draw_item(sheet, order, items, place));
  for (std::size_t place = 0; place < rows.size(); ++place) {
    if (!rows[place].is_held) continue;
    const std::size_t to = place_of_held(rows, place);
    if (to != place) give_order(sheet, moved(items, place, to));
  }
}

// --- To point at

void draw_targets(Sheet& sheet, const PointAt& point) {
  const AskState& state = sheet.walk().ask_state();
  for (std::size_t i = 0; i < point.targets.size(); ++i) {
    const RowStanding standing = standing_of(state, i);
    RowLook look = row_look(sheet, "choice", i, standing);
    look.note = note_of(standing);
    look.lit = sheet.sources.target_under_mouse == i;
    const RowDrawn row = page_row(sheet, look, part_spans(point.targets[i].part, sheet.vocabulary()));
    if (row.hovered) sheet.ui.row_under_mouse = i;
    if (row.clicked) sheet.out.push_back(WalkCommand{walk::Choose{i}});
  }
  const bool is_elsewhere = state.answer && std::holds_alternative<answer::Elsewhere>(*state.answer);
  if (!is_elsewhere || !sheet.sources.ask.elsewhere) return;
  const std::string where = part_words(*sheet.sources.ask.elsewhere, sheet.vocabulary());
  sheet.text(state.committed
                 ? fmt::format("You pointed at {}.", where)
                 : fmt::format("You point at {}, which has no number here. Keep to it, or take one that has.", where),
             sheet.theme.text);
  sheet.gap(0.4F);
}

}  // namespace

void draw_answers(Sheet& sheet, const Ask& ask) {
  std::visit(Overloaded{[&](const OneOf& one) { draw_one(sheet, one); },
                        [&](const SeveralOf& several) { draw_several(sheet, several); },
                        [&](const NumberAnswer&) { draw_number(sheet); },
                        [&](const InOrder& order) { draw_order(sheet, ask, order); },
                        [&](const PointAt& point) { draw_targets(sheet, point); }},
             ask.answers);
}

}  // namespace doorway::app
