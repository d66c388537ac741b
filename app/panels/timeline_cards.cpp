#include "app/panels/timeline_controls.hpp"
#include "app/panels/timeline_painting.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <cmath>

namespace doorway::app {
namespace {

constexpr std::size_t most_rows = 8;

/// A card on letter paper, a window of its own, so that clicks on it reach nothing below.
struct Card {
  const TimelinePainting& t;
  const Fonts& fonts;
  Rect rect;
  const Painter& paint;

  [[nodiscard]] float em(float count) const { return count * fonts.size; }
  /// One line of words, from the left edge of the card's text.
  void line(float y, const std::string& text, Color color, FontRole role = FontRole::text) const {
    paint.text_in({rect.x + em(1.2F), y, rect.w - em(2.4F), em(1.5F)}, text, color, Align::left, role);
  }
  [[nodiscard]] bool click(const char* id, Rect place, const char* label, bool is_action) const {
    const Theme& theme = t.theme;
    const ButtonLook look =
        is_action ? ButtonLook{theme.action, theme.action_text} : ButtonLook{theme.button, theme.button_text};
    return button(id, place, label, look, fonts);
  }
};

/// Draws into a card of this size: above the control that opens it, within the window.
template <class Draw>
void on_card(const TimelinePainting& t, const Fonts& fonts, TimelineControl opened_by, float width, float height,
             Draw draw) {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const Rect control = t.layout.control(opened_by);
  const float margin = fonts.size * 0.5F;
  const float right = control.shown() ? control.right() : t.layout.axis.right();
  const float bottom = (control.shown() ? control.y : t.layout.area.bottom()) - margin;
  const float w = std::min(width, screen.x - 2 * margin);
  const float h = std::min(height, screen.y - 2 * margin);
  const Rect place{std::clamp(right - w, margin, std::max(screen.x - w - margin, margin)), std::max(bottom - h, margin),
                   w, h};
  ImGui::SetNextWindowPos(ImVec2(place.x, place.y));
  ImGui::SetNextWindowSize(ImVec2(place.w, place.h));
  ImGui::SetNextWindowFocus();
  ImGui::Begin("timeline card", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings);
  // ImGui keeps a margin free, on which the card's edge is.
  ImGui::PushClipRect(ImVec2(place.x, place.y), ImVec2(place.right(), place.bottom()), false);
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, t.layout.text_px);
  const Card card{t, fonts, place, paint};
  card.paint.fill(place, t.theme.paper, 8);
  card.paint.frame({place.x + 1, place.y + 1, place.w - 2, place.h - 2}, t.theme.paper_line, 1.5F, 8);
  draw(card);
  ImGui::PopClipRect();
  ImGui::End();
}

void draw_jump(const Card& card, const TimelineUi& ui, Commands& out) {
  const Theme& theme = card.t.theme;
  const Rect r = card.rect;
  const std::string count = std::to_string(card.t.scene.step_count);
  card.line(r.y + card.em(0.7F), "Jump to a step", theme.paper_text, FontRole::bold);
  const Rect field{r.x + card.em(4.6F), r.y + card.em(2.6F), card.em(6.6F), card.em(1.9F)};
  card.paint.text_in({r.x + card.em(1.2F), field.y, card.em(3.4F), field.h}, "step", theme.paper_text);
  card.paint.frame(field, theme.paper_text, 1.5F, 4);
  const Rect digits{field.x + card.em(0.5F), field.y, field.w - card.em(1), field.h};
  card.paint.text_in(digits, ui.typed, theme.paper_text, Align::left, FontRole::bold);
  const float caret = digits.x + card.paint.width(ui.typed, FontRole::bold) + 2;
  card.paint.line({caret, field.y + card.em(0.4F)}, {caret, field.bottom() - card.em(0.4F)}, theme.paper_text, 1.5F);
  card.paint.text_in({field.right() + card.em(0.6F), field.y, card.em(6), field.h}, "of " + count, theme.paper_text);
  const bool complains = !ui.complaint.empty();
  card.line(field.bottom() + card.em(0.4F), complains ? ui.complaint : "Digits, then Enter. Escape stays here.",
            complains ? theme.paper_warning : theme.paper_text);
  const float y = r.bottom() - card.em(2.7F);
  if (card.click("go", {r.right() - card.em(5.2F), y, card.em(4), card.em(2)}, "Go", true)) {
    out.push_back(TimelineCommand{timeline::Go{}});
  }
  if (card.click("close card", {r.right() - card.em(10.6F), y, card.em(5), card.em(2)}, "Cancel", false)) {
    out.push_back(TimelineCommand{timeline::Close{}});
  }
}

void draw_check(const Card& card, Rect box, bool checked) {
  card.paint.frame(box, card.t.theme.paper_text, 1.5F, 3);
  if (!checked) return;
  const Point low{box.x + box.w * 0.42F, box.y + box.h * 0.76F};
  card.paint.line({box.x + box.w * 0.2F, box.y + box.h * 0.52F}, low, card.t.theme.paper_text, 2);
  card.paint.line(low, {box.x + box.w * 0.82F, box.y + box.h * 0.24F}, card.t.theme.paper_text, 2);
}

void draw_socket_row(const Card& card, Rect place, std::size_t row, const TimelineUi& ui, Commands& out) {
  const std::vector<SocketName>& sockets = card.t.sources.calls.sockets();
  const std::string name = row == 0 ? "all sockets" : sockets[row - 1].name;
  const bool checked =
      row == 0 ? ui.chosen.empty() : std::find(ui.chosen.begin(), ui.chosen.end(), name) != ui.chosen.end();
  ImGui::SetCursorScreenPos(ImVec2(place.x, place.y));
  ImGui::PushID(static_cast<int>(row));
  const bool clicked = ImGui::InvisibleButton("socket row", ImVec2(place.w, place.h));
  const bool hovered = ImGui::IsItemHovered();
  ImGui::PopID();
  if (hovered) card.paint.fill(place, card.t.theme.paper_line.faded(0.5F), 4);
  if (row == ui.row) card.paint.frame(place, card.t.theme.paper_text, 1.5F, 4);
  const float box = card.em(1);
  draw_check(card, {place.x + card.em(0.4F), place.y + (place.h - box) / 2, box, box}, checked);
  const Rect words{place.x + card.em(2), place.y, place.w - card.em(2.4F), place.h};
  const bool is_cut = card.paint.text_in(words, escape_for_display(name, 60), card.t.theme.paper_text, Align::left,
                                         row == 0 ? FontRole::text : FontRole::mono);
  if (hovered && is_cut) show_tooltip(name, card.fonts);
  if (clicked) out.push_back(TimelineCommand{timeline::ToggleRow{row}});
}

void draw_sockets(const Card& card, const TimelineUi& ui, Commands& out) {
  const Theme& theme = card.t.theme;
  const Rect r = card.rect;
  card.line(r.y + card.em(0.7F), "Sockets to show", theme.paper_text, FontRole::bold);
  const std::size_t count = card.t.sources.calls.sockets().size() + 1;
  const std::size_t shown = std::min(count, most_rows);
  const std::size_t first = std::min(ui.row - std::min(ui.row, shown / 2), count - shown);
  float y = r.y + card.em(2.5F);
  for (std::size_t row = first; row < first + shown; ++row) {
    draw_socket_row(card, {r.x + card.em(0.9F), y, r.w - card.em(1.8F), card.em(1.8F)}, row, ui, out);
    y += card.em(1.9F);
  }
  const std::string hint = count > shown
                               ? fmt::format("{} to {} of {}. Up, Down, Space.", first + 1, first + shown, count)
                               : "Up, Down, Space. With their partners.";
  card.line(y + card.em(0.1F), hint, theme.paper_text);
  if (card.click("close card", {r.right() - card.em(5.9F), r.bottom() - card.em(2.6F), card.em(5), card.em(2)}, "Close",
                 true)) {
    out.push_back(TimelineCommand{timeline::Close{}});
  }
  const float wheel = ImGui::GetIO().MouseWheel;
  if (is_hovered(r) && wheel != 0) out.push_back(TimelineCommand{timeline::MoveRow{wheel > 0 ? -1 : 1}});
}

/// The legend's samples are drawn as the timeline draws the things themselves.
struct Sample {
  const Card& card;
  Rect place;  ///< on the timeline's own ground

  [[nodiscard]] float y() const { return place.center().y; }
  [[nodiscard]] Rect bar() const { return {place.x + 6, y() - 6, place.w - 12, 12}; }
  [[nodiscard]] Point left() const { return {place.x + 5, place.y + 4}; }
  [[nodiscard]] Point right() const { return {place.right() - 5, place.bottom() - 4}; }
};

struct LegendRow {
  const char* words;
  void (*draw)(const Sample& sample, const TimelinePainting& t);
};

void dashed_arrow(const Sample& s, Color color) {
  s.card.paint.dashed_line(s.left(), s.right(), color, 1.8F, 4);
  s.card.paint.arrow_head(s.left(), s.right(), color, 8);
}

const LegendRow legend[] = {
    {"a call, from its beginning to its return",
     [](const Sample& s, const TimelinePainting& t) { s.card.paint.fill(s.bar(), t.colors(0).strong, 4); }},
    {"hatched: the process slept in it",
     [](const Sample& s, const TimelinePainting& t) {
       s.card.paint.frame(s.bar(), t.colors(0).strong, 1, 4);
       s.card.paint.hatch(s.bar(), t.colors(0).strong, 6, 1.5F);
     }},
    {"hollow with a cross: it failed, and returned -1",
     [](const Sample& s, const TimelinePainting& t) {
       s.card.paint.fill(s.bar(), t.colors(0).strong.faded(0.22F), 4);
       s.card.paint.frame(s.bar(), t.theme.warning, 2, 4);
       draw_failure_cross(s.card.paint, t.theme, s.place.center(), 1);
     }},
    {"striped: many calls in one, zoom in to part them; with a cross: some failed",
     [](const Sample& s, const TimelinePainting& t) {
       const Rect bar{s.bar().x, s.bar().y - 3, s.bar().w, 18};
       s.card.paint.fill(bar, t.colors(0).strong, 4);
       for (float y = bar.y + 4; y < bar.bottom() - 2; y += 4) {
         s.card.paint.line({bar.x, y}, {bar.right(), y}, t.theme.panel.faded(0.6F), 1);
       }
     }},
    {"solid: bytes, from their send to the call that brought them; measured",
     [](const Sample& s, const TimelinePainting& t) {
       s.card.paint.line(s.left(), s.right(), t.send_line(1), 2);
       s.card.paint.arrow_head(s.left(), s.right(), t.send_line(1), 8);
     }},
    {"dashed: on the way, inferred; point at it for the reason",
     [](const Sample& s, const TimelinePainting& t) { dashed_arrow(s, t.send_line(1)); }},
    {"zigzag: connect's SYN, SYN+ACK and ACK, inferred",
     [](const Sample& s, const TimelinePainting& t) {
       const Point a = s.left();
       const Point d = s.right();
       const Point b{a.x + (d.x - a.x) / 3, d.y};
       const Point c{a.x + (d.x - a.x) * 2 / 3, a.y};
       s.card.paint.dashed_line(a, b, t.theme.inferred, 1.8F, 4);
       s.card.paint.dashed_line(b, c, t.theme.inferred, 1.8F, 4);
       s.card.paint.dashed_line(c, d, t.theme.inferred, 1.8F, 4);
     }},
    {"FIN, RST: the end of a direction, of a connection; inferred",
     [](const Sample& s, const TimelinePainting& t) { dashed_arrow(s, t.theme.inferred); }},
    {"a dot: bytes were seen here, and wait along the thick line",
     [](const Sample& s, const TimelinePainting& t) {
       s.card.paint.line({s.place.x + 10, s.y() + 2}, {s.place.right() - 5, s.y() + 2}, t.send_line(1), 4);
       s.card.paint.circle({s.place.x + 10, s.y()}, 4.5F, t.send_line(1));
     }},
    {"a dashed ring: they have arrived, and wait for accept; inferred",
     [](const Sample& s, const TimelinePainting& t) {
       draw_dashed_ring(s.card.paint, s.place.center(), 4.5F, t.send_line(1), 1.8F);
     }},
    {"a short stroke: the process has ended",
     [](const Sample& s, const TimelinePainting& t) {
       s.card.paint.line({s.place.center().x, s.y() - 7}, {s.place.center().x, s.y() + 7}, t.colors(0).strong, 3);
     }},
    {"a cross: lost, or a stranger who was turned away",
     [](const Sample& s, const TimelinePainting& t) {
       const Point m = s.place.center();
       s.card.paint.line({m.x - 5, m.y - 5}, {m.x + 5, m.y + 5}, t.theme.warning, 2);
       s.card.paint.line({m.x - 5, m.y + 5}, {m.x + 5, m.y - 5}, t.theme.warning, 2);
     }},
    {"a diamond: here two takes part",
     [](const Sample& s, const TimelinePainting& t) {
       const Point m = s.place.center();
       const Point diamond[] = {{m.x, m.y - 7}, {m.x + 7, m.y}, {m.x, m.y + 7}, {m.x - 7, m.y}};
       s.card.paint.polyline(diamond, t.theme.warning, 2, true);
     }},
    {"a flag: a bookmark",
     [](const Sample& s, const TimelinePainting& t) {
       draw_flag(s.card.paint, {s.place.center().x - 3, s.place.bottom() - 3}, 14, t.theme.action);
     }},
};

void draw_legend(const Card& card, Commands& out) {
  const Rect r = card.rect;
  card.line(r.y + card.em(0.7F), "What the signs mean", card.t.theme.paper_text, FontRole::bold);
  float y = r.y + card.em(2.7F);
  const float row_h = (r.bottom() - card.em(0.6F) - y) / static_cast<float>(std::size(legend));
  const float sample_w = std::min(card.em(4), r.w * 0.12F);
  // All rows in one size: the one in which the longest of them has its room.
  const float room = r.w - card.em(3) - sample_w;
  float size = std::min(card.paint.text_px(), row_h / 1.3F);
  for (const LegendRow& row : legend) {
    const float width = card.paint.width(row.words, FontRole::text) / card.paint.text_px();
    size = std::min(size, room / width);
  }
  const Painter words = card.paint.sized(std::max(size, std::min(smallest_text_px, card.paint.text_px())));
  for (const LegendRow& row : legend) {
    const Sample sample{card, {r.x + card.em(1.2F), y, sample_w, row_h - 2}};
    card.paint.fill(sample.place, card.t.theme.panel, 3);
    row.draw(sample, card.t);
    const float x = sample.place.right() + card.em(0.8F);
    words.text_in({x, y, r.right() - card.em(1) - x, row_h}, row.words, card.t.theme.paper_text);
    y += row_h;
  }
  if (card.click("close card", {r.right() - card.em(6), r.y + card.em(0.5F), card.em(5), card.em(2)}, "Close", true)) {
    out.push_back(TimelineCommand{timeline::Close{}});
  }
}

}  // namespace

void draw_timeline_card(const TimelinePainting& t, const Fonts& fonts, const TimelineUi& ui, Commands& out) {
  const float em = fonts.size;
  switch (ui.card) {
    case TimelineCard::none: return;
    case TimelineCard::jump:
      return on_card(t, fonts, TimelineControl::jump, em * 23, em * 9.4F,
                     [&](const Card& card) { draw_jump(card, ui, out); });
    case TimelineCard::sockets: {
      const auto rows = static_cast<float>(std::min(t.sources.calls.sockets().size() + 1, most_rows));
      return on_card(t, fonts, TimelineControl::sockets, em * 20, em * (7.2F + 1.9F * rows),
                     [&](const Card& card) { draw_sockets(card, ui, out); });
    }
    case TimelineCard::legend:
      return on_card(t, fonts, TimelineControl::legend, em * 38,
                     em * (3.4F + 1.9F * static_cast<float>(std::size(legend))),
                     [&](const Card& card) { draw_legend(card, out); });
  }
}

}  // namespace doorway::app
