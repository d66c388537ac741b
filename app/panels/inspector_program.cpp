#include "app/labels.hpp"
#include "app/panels/inspector.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/prose.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace doorway::app {
namespace {

float text_of_leaf(std::string_view text, const LeafPainting& leaf, FontRole role) {
  return text_width(leaf.fonts, text, role, leaf.fonts.size);
}

/// A button whose label is shortened where it is too long; then the whole shows under the mouse.
bool choice_button(const char* id, Rect rect, std::string_view label, bool chosen, const LeafPainting& leaf) {
  const Theme& theme = leaf.theme;
  const ButtonLook look =
      chosen ? ButtonLook{theme.accent, theme.accent_text} : ButtonLook{theme.button, theme.button_text};
  const std::string shown = shortened(
      label, rect.w - leaf.fonts.size * 0.5F, FontRole::bold, leaf.fonts.size,
      [&leaf](std::string_view part, FontRole role, float size) { return text_width(leaf.fonts, part, role, size); });
  const bool clicked = button(id, rect, shown, look, leaf.fonts);
  if (shown != label && ImGui::IsItemHovered()) show_tooltip(label, leaf.fonts);
  return clicked;
}

/// Whose program: a button each. Returns the height that they take.
float draw_processes(const InspectorSources& sources, const LeafPainting& leaf, Rect row, ProgramUi& ui) {
  const std::vector<ProcessId>& order = sources.index.room_order();
  const float gap = leaf.fonts.size * 0.3F;
  const std::size_t in_row = std::min<std::size_t>(order.size(), 4);
  const float width = (row.w + gap) / static_cast<float>(std::max<std::size_t>(in_row, 1));
  Rect place{row.x, row.y, std::min(width - gap, leaf.fonts.size * 7), row.h};
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0 && i % in_row == 0) place.x = row.x, place.y += row.h + gap;
    const std::string name = display_name(sources.index.recording().scenario().processes[order[i]]);
    ImGui::PushID(static_cast<int>(order[i]));
    if (choice_button("program of", place, name, order[i] == ui.process, leaf)) ui.process = order[i];
    ImGui::PopID();
    const Color strong = leaf.theme.of_process(sources.index.color_of(order[i])).strong;
    fill({place.x, place.bottom() + 2, place.w, 3}, strong, 1);
    place.x += place.w + gap;
  }
  return place.bottom() - row.y + gap;
}

void draw_forms(const InspectorSources& sources, const LeafPainting& leaf, Rect row, ProgramUi& ui) {
  struct Form {
    ProgramForm form;
    const char* name;
  };
  constexpr std::array<Form, 3> forms{
      {{ProgramForm::script, "Script"}, {ProgramForm::python, "Python"}, {ProgramForm::c, "C"}}};
  const float pad = leaf.fonts.size * 1.1F;
  Rect place = row;
  for (const Form& form : forms) {
    place.w = text_of_leaf(form.name, leaf, FontRole::bold) + pad;
    if (choice_button(form.name, place, form.name, form.form == ui.form, leaf)) ui.form = form.form;
    place.x += place.w + leaf.fonts.size * 0.2F;
  }
  const float width = text_of_leaf("Copy", leaf, FontRole::bold) + pad;
  const Rect copy{row.right() - width, row.y, width, row.h};
  const bool is_clicked = button("copy program", copy, "Copy", {leaf.theme.action, leaf.theme.action_text}, leaf.fonts);
  if (std::exchange(ui.is_to_copy, false) || is_clicked) {
    ImGui::SetClipboardText(whole_program(sources.index.recording().scenario(), ui.process, ui.form).c_str());
  }
  if (ImGui::IsItemHovered()) {
    show_tooltip(
        ui.form == ProgramForm::script ? "Copies these lines" : "Copies the whole program, which runs as it is",
        leaf.fonts);
  }
}

/// Keeps the listing of what is chosen. True when it is another one than in the frame before.
bool update_listing(const InspectorSources& sources, ProgramUi& ui) {
  const Scenario& scenario = sources.index.recording().scenario();
  if (ui.process >= scenario.processes.size()) ui.process = 0;
  const bool is_same =
      ui.listed_recording == sources.view.recording && ui.listed_form == ui.form && ui.listed_process == ui.process;
  if (is_same) return false;
  ui.listing = make_listing(scenario, ui.process, ui.form);
  ui.listed_recording = sources.view.recording;
  ui.listed_form = ui.form;
  ui.listed_process = ui.process;
  return true;
}

// Told apart by shape as well: done a tick, present a triangle, to come a dot.
void draw_standing(const Painter& paint, Rect rect, LineStanding standing, Color color) {
  const Point mid = rect.center();
  const float r = std::min(rect.w, rect.h) * 0.26F;
  switch (standing) {
    case LineStanding::done:
      paint.line({mid.x - r, mid.y}, {mid.x - r * 0.3F, mid.y + r * 0.7F}, color, 1.6F);
      paint.line({mid.x - r * 0.3F, mid.y + r * 0.7F}, {mid.x + r, mid.y - r * 0.8F}, color, 1.6F);
      break;
    case LineStanding::present: {
      const std::array<Point, 3> triangle{Point{mid.x - r * 0.8F, mid.y - r}, Point{mid.x + r, mid.y},
                                          Point{mid.x - r * 0.8F, mid.y + r}};
      paint.polygon(triangle, color);
      break;
    }
    case LineStanding::to_come: paint.circle(mid, std::max(r * 0.35F, 1.5F), color); break;
  }
}

/// What the rows of a listing share while they are drawn.
struct ListingPainting {
  const InspectorSources& sources;
  const LeafPainting& leaf;
  const ProcessState& process;
  ProcessId id;
  const Painter& paint;
};

void draw_listing_row(const ListingPainting& list, const ListingRow& row, Rect rect) {
  const LeafPainting& leaf = list.leaf;
  const ProcessColors& colors = leaf.theme.of_process(list.sources.index.color_of(list.id));
  const float em = leaf.fonts.size;
  Color color = leaf.theme.program_done;
  if (row.nth) {
    const LineStanding standing = standing_of_line(*row.nth, list.process);
    if (standing == LineStanding::to_come) color = leaf.theme.program_text;
    if (standing == LineStanding::present) {
      color = leaf.theme.program_present;
      list.paint.fill(rect, colors.highlight);
      list.paint.fill({rect.x, rect.y, em * 0.25F, rect.h}, colors.strong);
    }
    draw_standing(list.paint, {rect.x + em * 0.3F, rect.y, em * 1.2F, rect.h}, standing, color);
    const std::vector<CallId>& calls = list.sources.index.calls_of(list.id);
    if (*row.nth < std::min<std::size_t>(calls.size(), list.process.calls_begun)) {
      const CallId call = calls[*row.nth];
      leaf.light.is_at(rect, {call, {}, SocketId::none});
      if (leaf.light.lit().has_call(call)) list.paint.frame(rect, leaf.theme.lit, 2, em * 0.2F);
    }
  }
  const float x = rect.x + em * 1.7F;
  const float width = rect.right() - em * 0.4F - x;
  const auto measure = [&leaf](std::string_view part, FontRole role, float size) {
    return text_width(leaf.fonts, part, role, size);
  };
  // What is too long is in smaller letters, as long as they can be read.
  const float whole = measure(row.text, FontRole::mono, em);
  const float text_px = whole <= width ? em : std::max(std::floor(em * width / whole), std::min(em, smallest_text_px));
  const std::string shown = shortened(row.text, width, FontRole::mono, text_px, measure);
  const ListPainter paint(*ImGui::GetWindowDrawList(), leaf.fonts, text_px);
  paint.text({x, rect.y + (rect.h - text_px) / 2 - text_px * 0.06F}, shown, color, FontRole::mono);
  if (shown.size() != row.text.size() && is_hovered(rect)) show_tooltip(row.text, leaf.fonts);
}

constexpr float fewest_rows = 6;  // beside the note
constexpr float around_listing = 0.8F;

float row_of_listing(float em) {
  return std::ceil(em * 1.6F);
}

/// How many whole rows have room in that height.
float rows_in(float height, float em) {
  return std::max(std::floor((height - em * around_listing) / row_of_listing(em)), 0.0F);
}

void draw_listing(const InspectorSources& sources, const LeafPainting& leaf, Rect area, bool is_new, ProgramUi& ui) {
  const float em = leaf.fonts.size;
  const float row_h = row_of_listing(em);
  const ProcessState& process = sources.world.processes[ui.process];
  fill(area, leaf.theme.program, em * 0.3F);
  const float inset = em * around_listing / 2;
  const Rect inside{area.x, area.y + inset, area.w, area.h - 2 * inset};
  if (!inside.shown()) return;
  const float top = begin_scrolling("program lines", inside, leaf.theme);
  const std::vector<ListingRow>& rows = ui.listing.rows;
  const std::size_t present = ui.listing.present_row(process);
  const float present_y = static_cast<float>(present) * row_h;
  const float hidden = ImGui::GetScrollY();
  const bool is_out = present_y < hidden || present_y + row_h > hidden + inside.h;
  if ((is_new || present != ui.followed_row) && is_out) {
    const float above = std::floor(inside.h / row_h / 2) * row_h;  // whole rows: none is cut
    ImGui::SetScrollY(std::max(present_y - above, 0.0F));
  }
  ui.followed_row = present;
  const ListPainter paint(*ImGui::GetWindowDrawList(), leaf.fonts, em);
  const ListingPainting list{sources, leaf, process, ui.process, paint};
  const auto first = static_cast<std::size_t>(std::max((inside.y - top) / row_h, 0.0F));
  for (std::size_t i = first; i < rows.size(); ++i) {
    const float y = top + static_cast<float>(i) * row_h;
    if (y > inside.bottom()) break;
    draw_listing_row(list, rows[i], {inside.x, y, ImGui::GetContentRegionMax().x, row_h});
  }
  end_scrolling({inside.x, top + static_cast<float>(rows.size()) * row_h - 1}, leaf.theme.program,
                leaf.fonts.size * 0.5F);
}

std::string note_of(const ProgramUi& ui) {
  switch (ui.form) {
    case ProgramForm::script: return "The lines that Doorway runs, one call each.";
    case ProgramForm::python:
    case ProgramForm::c:
      return fmt::format(
          "The same calls, line for line. Copy takes all of {}: it prints each result and finds the other programs.",
          ui.listing.file_name);
  }
  return "";
}

}  // namespace

void draw_program_leaf(const InspectorSources& sources, const LeafPainting& painting, InspectorUi& inspector) {
  ProgramUi& ui = inspector.program;
  const float em = painting.fonts.size;
  const Rect area{painting.area.x + em * 0.9F, painting.area.y + em * 0.3F, painting.area.w - em * 1.8F,
                  painting.area.h - em * 1.2F};
  if (!area.shown()) return;
  const float row_h = std::ceil(em * 1.9F);
  if (ui.process >= sources.world.processes.size()) ui.process = 0;
  float y = area.y + draw_processes(sources, painting, {area.x, area.y, area.w, row_h}, ui) + em * 0.5F;
  draw_forms(sources, painting, {area.x, y, area.w, row_h}, ui);
  y += row_h + em * 0.6F;
  const bool is_new = update_listing(sources, ui);
  const std::string note = note_of(ui);
  const float note_h = set_text(note, {0, 0}, area.w, painting.theme.text_dim, painting.fonts, FontRole::text, false);
  const float all = static_cast<float>(ui.listing.rows.size());
  const float rows_with_note = rows_in(area.bottom() - note_h - em * 0.6F - y, em);
  // The lines are what one came for: where they have little room the note leaves them its own.
  const bool has_note = rows_with_note >= std::min(all, fewest_rows);
  const float rows = std::min(all, has_note ? rows_with_note : rows_in(area.bottom() - y, em));
  const float list_h = rows * row_of_listing(em) + em * around_listing;
  if (rows > 0) draw_listing(sources, painting, {area.x, y, area.w, list_h}, is_new, ui);
  if (!has_note) return;
  set_text(note, {area.x, y + list_h + em * 0.6F}, area.w, painting.theme.text_dim, painting.fonts, FontRole::text);
}

}  // namespace doorway::app
