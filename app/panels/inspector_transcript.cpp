#include "app/panels/inspector.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/packed.hpp"
#include "app/widgets/prose.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace doorway::app {
namespace {

/// What the rows share while they are measured and drawn.
struct TranscriptPainting {
  const TranscriptSources& sources;
  const LeafPainting& leaf;
  Transcript& transcript;
  Rect area;            // of the rows
  float gutter = 0;     // where the numbers stand
  std::size_t now = 0;  // the step at the cursor

  [[nodiscard]] float em() const { return leaf.fonts.size; }
  [[nodiscard]] float words_w() const { return area.w - gutter - em() * 1.6F; }
  [[nodiscard]] float pad() const { return em() * 0.35F; }
  /// Rows count from 0, steps from 1.
  [[nodiscard]] const TranscriptRow& row(std::size_t index) const { return transcript.row(index + 1, sources); }
  [[nodiscard]] RowList list() const {
    return {sources.steps.step_count(), area.h, [this](std::size_t index) {
              return set_text(row(index).text, {0, 0}, words_w(), {}, leaf.fonts, FontRole::text, false) + 2 * pad();
            }};
  }
};

/// The part of a row that shows, which is where it can be clicked.
Rect clipped(Rect rect, Rect area) {
  const float top = std::max(rect.y, area.y);
  return {rect.x, top, rect.w, std::min(rect.bottom(), area.bottom()) - top};
}

void draw_transcript_row(const TranscriptPainting& list, const Painter& paint, const PlacedRow& place) {
  const TranscriptRow& row = list.row(place.row);
  const LeafPainting& leaf = list.leaf;
  const Theme& theme = leaf.theme;
  const std::size_t step = place.row + 1;
  const ProcessColors& colors = theme.of_process(list.sources.index.color_of(row.process));
  const float em = list.em();
  const Rect rect{list.area.x, list.area.y + place.y, list.area.w - em * 0.7F, place.h};
  const Rect shown = clipped(rect, list.area);
  if (!shown.shown()) return;
  ImGui::SetCursorScreenPos(ImVec2(shown.x, shown.y));
  ImGui::PushID(static_cast<int>(step));
  if (ImGui::InvisibleButton("transcript step", ImVec2(shown.w, shown.h))) {
    leaf.out.push_back(SeekTo{list.sources.steps.event_of(step)});
  }
  const bool hot = ImGui::IsItemHovered();
  ImGui::PopID();
  const bool is_now = step == list.now;
  const Color color = is_now ? theme.program_present : (step < list.now ? theme.text : theme.text_dim);
  if (is_now) paint.fill(rect, colors.highlight, em * 0.25F);
  if (hot && !is_now) paint.fill(rect, theme.text.faded(0.07F), em * 0.25F);
  paint.fill({rect.x, rect.y + list.pad(), em * 0.22F, rect.h - 2 * list.pad()}, colors.strong);
  if (row.call) {
    const Pointed thing{row.call, {}, SocketId::none};
    leaf.light.is_at(shown, thing);
    if (leaf.light.lit().has_call(*row.call)) paint.frame(rect, theme.lit, 2, em * 0.25F);
  }
  const std::string number = std::to_string(step);
  const FontRole role = is_now ? FontRole::bold : FontRole::text;
  const float line_px = em * 1.42F;
  const float number_x = rect.x + list.gutter + em * 0.2F - paint.width(number, role);
  paint.text({number_x, rect.y + list.pad() + (line_px - em) / 2}, number, color, role);
  if (is_now) {
    const Point tip{rect.x + em * 1.05F, rect.y + list.pad() + line_px / 2};
    const std::array<Point, 3> triangle{Point{tip.x - em * 0.5F, tip.y - em * 0.35F}, tip,
                                        Point{tip.x - em * 0.5F, tip.y + em * 0.35F}};
    paint.polygon(triangle, color);
  }
  set_text(row.text, {rect.x + list.gutter + em * 0.8F, rect.y + list.pad()}, list.words_w(), color, leaf.fonts,
           FontRole::text);
}

/// A bar at the right: how much of the steps shows, and where; it can be dragged.
void draw_scroll_bar(const TranscriptPainting& list, RowScroll& scroll, std::size_t shown_count) {
  const std::size_t count = list.sources.steps.step_count();
  if (shown_count >= count) return;
  const float em = list.em();
  const Rect bar{list.area.right() - em * 0.55F, list.area.y, em * 0.55F, list.area.h};
  const float share = static_cast<float>(shown_count) / static_cast<float>(count);
  const float thumb = std::clamp(bar.h * share, std::min(em * 2, bar.h), bar.h);
  const float last = static_cast<float>(count - shown_count);
  ImGui::SetCursorScreenPos(ImVec2(bar.x, bar.y));
  ImGui::InvisibleButton("transcript scroll bar", ImVec2(bar.w, bar.h));
  if (ImGui::IsItemActive() && bar.h > thumb) {
    const float at = (ImGui::GetIO().MousePos.y - bar.y - thumb / 2) / (bar.h - thumb);
    scroll = scrolled({static_cast<std::size_t>(std::clamp(at, 0.0F, 1.0F) * last), 0}, 0, list.list());
  }
  const float at = std::min(static_cast<float>(scroll.first) / last, 1.0F);
  const Color color = ImGui::IsItemHovered() || ImGui::IsItemActive() ? list.leaf.theme.accent : list.leaf.theme.button;
  fill({bar.x, bar.y + (bar.h - thumb) * at, bar.w, thumb}, color, bar.w / 2);
}

void draw_transcript_rows(const TranscriptPainting& list, TranscriptUi& ui) {
  const RowList rows = list.list();
  if (list.now != ui.followed_step && list.now > 0) {
    ui.scroll = scrolled_to(ui.scroll, list.now - 1, rows);
  } else if (list.now == 0 && ui.followed_step != 0) {
    ui.scroll = {};
  }
  ui.followed_step = list.now;
  const float turned = is_hovered(list.area) ? ImGui::GetIO().MouseWheel : 0.0F;
  ui.scroll = scrolled(ui.scroll, -turned * list.em() * 4, rows);
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ListPainter paint(draw, list.leaf.fonts, list.em());
  const std::vector<PlacedRow> placed = placed_rows(ui.scroll, rows);
  draw.PushClipRect(ImVec2(list.area.x, list.area.y), ImVec2(list.area.right(), list.area.bottom()), true);
  for (const PlacedRow& place : placed) draw_transcript_row(list, paint, place);
  draw.PopClipRect();
  const float above = ui.scroll.first > 0 ? list.em() : ui.scroll.above_px;
  const float below = placed.empty() ? 0 : placed.back().y + placed.back().h - list.area.h;
  const bool is_last = placed.empty() || placed.back().row + 1 >= list.sources.steps.step_count();
  fade_edges({list.area.x, list.area.y, list.area.w - list.em() * 0.7F, list.area.h},
             edge_fades(above, above + (is_last ? std::max(below, 0.0F) : list.em()), list.area.h, list.em() * 0.6F),
             list.leaf.theme.page);
  draw_scroll_bar(list, ui.scroll, placed.size());
}

void draw_transcript_head(const TranscriptPainting& list, Rect row, TranscriptUi& ui) {
  const LeafPainting& leaf = list.leaf;
  const float em = list.em();
  const float width = text_width(leaf.fonts, "Copy", FontRole::bold, em) + em * 1.1F;
  const ListPainter paint(*ImGui::GetWindowDrawList(), leaf.fonts, em);
  const std::string shown = transcript_head(
      list.now, row.w - width - em * 0.5F, em,
      [&leaf](std::string_view part, FontRole role, float size) { return text_width(leaf.fonts, part, role, size); });
  paint.text({row.x, row.y + (row.h - em) / 2}, shown, leaf.theme.text_dim);
  const Rect copy{row.right() - width, row.y, width, row.h};
  const ButtonLook look = action_look(leaf.theme, list.now > 0);
  const bool is_clicked = button("copy transcript", copy, "Copy", look, leaf.fonts);
  const bool is_asked = std::exchange(ui.is_to_copy, false) && list.now > 0;
  if (is_asked || is_clicked) {
    ImGui::SetClipboardText(list.transcript.text(list.now, list.sources).c_str());
  }
  if (ImGui::IsItemHovered()) show_tooltip("Copies all steps up to the cursor", leaf.fonts);
}

}  // namespace

std::string transcript_head(std::size_t step, float room, float text_px, const TextMeasure& measure) {
  const std::string last = step == 0 ? std::string("Nothing yet") : fmt::format("Step {}", step);
  const std::vector<std::string> heads =
      step == 0 ? std::vector<std::string>{"Nothing has happened yet.", last}
                : std::vector<std::string>{fmt::format("What has happened, to step {}", step),
                                           fmt::format("What happened, to step {}", step),
                                           fmt::format("Up to step {}", step), last};
  for (const std::string& head : heads) {
    if (measure(head, FontRole::text, text_px) <= room) return head;
  }
  return shortened(last, room, FontRole::text, text_px, measure);
}

void draw_transcript_leaf(const InspectorSources& sources, const LeafPainting& painting, InspectorUi& ui) {
  const float em = painting.fonts.size;
  const Rect area{painting.area.x + em * 0.9F, painting.area.y + em * 0.3F, painting.area.w - em * 1.5F,
                  painting.area.h - em * 1.1F};
  const float head_h = std::ceil(em * 1.9F);
  const Rect rows{area.x, area.y + head_h + em * 0.6F, area.w, area.h - head_h - em * 0.6F};
  if (!rows.shown()) return;
  const ReplayView& view = sources.view;
  const TranscriptSources from{view.recording, sources.index, view.steps,
                               view.lineage,   view.history,  sources.vocabulary};
  const std::string most_digits(std::to_string(view.steps.step_count()).size(), '0');
  const float gutter = em * 1.2F + text_width(painting.fonts, most_digits, FontRole::bold, em);
  const TranscriptPainting list{from, painting, ui.transcript.transcript,
                                rows, gutter,   view.steps.step_at(sources.cursor())};
  draw_transcript_head(list, {area.x, area.y, area.w - em * 0.6F, head_h}, ui.transcript);
  draw_transcript_rows(list, ui.transcript);
}

}  // namespace doorway::app
