// The text of a scenario that is being changed: its letters in their colours, what is selected, the caret, the marks of
// what is wrong.
#include "app/panels/editor_parts.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"
#include "core/base/utf8.hpp"
#include "core/scenario/highlight.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

namespace doorway::app {
namespace {

/// What drawing the text needs.
struct Script {
  const ScenarioEditor& editor;
  const EditorRows& rows;
  const EditorMeasures& measures;
  const Theme& theme;
  const Fonts& fonts;
  const Painter& paint;
  float left;                                      // of the letters
  float right;                                     // of all
  float top;                                       // of the first row, which may be scrolled away
  std::map<std::string_view, std::size_t> places;  // of processes, by name

  [[nodiscard]] const std::string& text() const { return editor.buffer().text(); }
  [[nodiscard]] float y_of(std::size_t row) const { return top + measures.row * static_cast<float>(row); }
  [[nodiscard]] float x_of(std::size_t cell) const { return left + measures.cell * static_cast<float>(cell); }
  [[nodiscard]] float x_at(std::size_t offset) const { return x_of(rows.cell_of(text(), offset)); }
};

// Colours are those on the stage; who has none there comes after them.
std::map<std::string_view, std::size_t> places_of(const EditorSources& sources) {
  std::map<std::string_view, std::size_t> places;
  for (const std::string& process : sources.processes) places.emplace(process, places.size());
  const TextBuffer& buffer = sources.editor.buffer();
  for (std::size_t line = 0; line < buffer.line_count(); ++line) {
    const std::string_view words = buffer.line(line);
    for (const InkedBytes& ink : inks_of(words)) {
      if (ink.ink == Ink::process) places.emplace(words.substr(ink.begin, ink.end - ink.begin), places.size());
      if (ink.ink != Ink::plain) break;
    }
  }
  return places;
}

Color color_of(const Script& script, const InkedBytes& ink, std::string_view word) {
  switch (ink.ink) {
    case Ink::plain: return script.theme.program_text;
    case Ink::call: return script.theme.script_call;
    case Ink::payload: return script.theme.script_payload;
    case Ink::comment: return script.theme.script_comment;
    case Ink::process: break;
  }
  const auto known = script.places.find(word);
  return known == script.places.end() ? script.theme.program_text : script.theme.of_process(known->second).text;
}

/// Whether a character has a letter of its own that does no harm to the others.
bool is_seen(const DecodedCharacter& character) {
  return character.valid && !is_control(character.code_point) && !is_bidi_control(character.code_point) &&
         !is_invisible(character.code_point);
}

// Letters beyond ASCII are put into their cells one by one: other fonts may have them wider. What cannot be seen has a
// mark in its cell.
void draw_words(const Script& script, std::string_view words, std::size_t row, std::size_t cell, Color color) {
  const float y = script.y_of(row) + (script.measures.row - script.fonts.size) / 2;
  while (!words.empty()) {
    const auto plain = std::find_if(words.begin(), words.end(), [](char c) { return c < ' ' || c > '~'; });
    const auto size = static_cast<std::size_t>(plain - words.begin());
    if (size > 0) script.paint.text({script.x_of(cell), y}, words.substr(0, size), color, FontRole::mono);
    cell += size;
    words.remove_prefix(size);
    if (words.empty()) return;
    const DecodedCharacter character = decode_utf8(words);
    const std::size_t bytes = std::max<std::size_t>(character.size_bytes, 1);
    const float x = script.x_of(cell);
    if (is_seen(character)) {
      script.paint.text({x, y}, words.substr(0, bytes), color, FontRole::mono);
    } else if (words.front() != '\t') {
      script.paint.frame({x + 1, y, script.measures.cell - 2, script.fonts.size}, script.theme.warning, 1.5F);
    }
    cell += words.front() == '\t' ? cells_before(std::string(cell % 4, ' ') + '\t', cell % 4 + 1) - cell % 4 : 1;
    words.remove_prefix(bytes);
  }
}

void draw_row(const Script& script, std::size_t index) {
  const EditorRow& row = script.rows.rows()[index];
  const TextBuffer& buffer = script.editor.buffer();
  const std::size_t line_begin = buffer.begin_of_line(row.line);
  const std::string_view line = buffer.line(row.line);
  for (const InkedBytes& ink : inks_of(line)) {
    const std::size_t begin = std::max(ink.begin, row.begin - line_begin);
    const std::size_t end = std::min(ink.end, row.end - line_begin);
    if (begin >= end) continue;
    const Color color = color_of(script, ink, line.substr(ink.begin, ink.end - ink.begin));
    draw_words(script, line.substr(begin, end - begin), index, script.rows.cell_of(script.text(), line_begin + begin),
               color);
  }
}

void draw_number(const Script& script, std::size_t index) {
  const EditorRow& row = script.rows.rows()[index];
  if (!row.begins_line) return;
  const std::string number = fmt::format("{}", row.line + 1);
  const float width = script.measures.cell * static_cast<float>(number.size());
  const float y = script.y_of(index);
  const float end = script.left - script.fonts.size * 0.55F;
  script.paint.text({end - width, y + (script.measures.row - script.fonts.size) / 2}, number, script.theme.text_dim,
                    FontRole::mono);
  if (script.editor.mistake_in(row.line) == nullptr) return;
  // A mark with a form of its own: not by its colour alone.
  const float radius = script.fonts.size * 0.36F;
  const Point middle{script.left - script.measures.gutter + radius + 2, y + script.measures.row / 2};
  script.paint.circle(middle, radius, script.theme.warning);
  const float half = radius * 0.16F;
  script.paint.fill({middle.x - half, middle.y - radius * 0.6F, 2 * half, radius * 0.7F}, script.theme.program);
  script.paint.fill({middle.x - half, middle.y + radius * 0.3F, 2 * half, radius * 0.28F}, script.theme.program);
}

void draw_selection(const Script& script, std::size_t index) {
  const TextBuffer& buffer = script.editor.buffer();
  const EditorRow& row = script.rows.rows()[index];
  const std::size_t begin = std::max(buffer.selection_begin(), row.begin);
  const std::size_t end = std::min(buffer.selection_end(), row.end);
  const bool over_line_end = buffer.selection_begin() <= row.end && buffer.selection_end() > row.end;
  if (!buffer.has_selection() || (begin >= end && !over_line_end)) return;
  const float x = script.x_at(std::min(begin, row.end));
  const std::size_t words =
      begin < end ? cells_before(std::string_view(script.text()).substr(begin, end - begin), end) : 0;
  const float width = script.measures.cell * static_cast<float>(words + (over_line_end ? 1 : 0));
  script.paint.fill({x, script.y_of(index), width, script.measures.row}, script.theme.script_selected);
}

/// A waved line below what is wrong.
void draw_mistake(const Script& script, const Mistake& mistake) {
  const TextBuffer& buffer = script.editor.buffer();
  if (mistake.at.line > buffer.line_count()) return;
  const std::size_t line = mistake.at.line - 1;
  const ByteRange range = word_at_column(buffer.line(line), mistake.at.column);
  const std::size_t begin = buffer.begin_of_line(line) + range.begin;
  const std::size_t row = script.rows.row_of(begin);
  const std::string_view words = std::string_view(script.text()).substr(begin, range.end - range.begin);
  const std::size_t cells = std::max<std::size_t>(cells_before(words, words.size()), 1);
  const float x = script.x_at(begin);
  const float end = std::min(x + script.measures.cell * static_cast<float>(cells), script.right);
  const float y = script.y_of(row) + script.measures.row - script.fonts.size * 0.2F;
  const float step = script.fonts.size * 0.18F;
  std::vector<Point> wave;
  for (float at = x; at <= end + step / 2; at += step)
    wave.push_back({at, y + (wave.size() % 2 == 0 ? step : -step) * 0.5F});
  script.paint.polyline(wave, script.theme.warning, std::max(script.fonts.size * 0.1F, 1.5F));
}

void draw_all(const Script& script, Rect area, EditorUi& ui) {
  const TextBuffer& buffer = script.editor.buffer();
  const std::size_t count = script.rows.rows().size();
  const auto row_at = [&](float y) {
    return static_cast<std::size_t>(
        std::clamp((y - script.top) / script.measures.row, 0.0F, static_cast<float>(count)));
  };
  const std::size_t first = row_at(area.y);
  const std::size_t last = std::min(row_at(area.bottom()) + 1, count);
  const std::size_t caret_row = script.rows.row_of(buffer.caret());
  for (std::size_t row = first; row < last; ++row) {
    draw_selection(script, row);
    draw_number(script, row);
    draw_row(script, row);
  }
  for (const Mistake& mistake : script.editor.mistakes()) draw_mistake(script, mistake);
  ui.caret = {script.x_at(buffer.caret()), script.y_of(caret_row), std::max(script.fonts.size * 0.12F, 2.0F),
              script.measures.row};
  script.paint.fill(ui.caret, script.theme.heading);
  const std::size_t offers_at = script.editor.offers_at();
  ui.offers = {script.x_at(offers_at), script.y_of(script.rows.row_of(offers_at))};
}

void lay_out(const ScenarioEditor& editor, float width, const EditorMeasures& measures, EditorUi& ui) {
  const auto columns = static_cast<std::size_t>(std::max((width - measures.gutter) / measures.cell, 1.0F));
  const TextBuffer& buffer = editor.buffer();
  if (ui.page == editor.page() && ui.version == buffer.version() && ui.columns == columns) return;
  ui.page = editor.page();
  ui.version = buffer.version();
  ui.columns = columns;
  ui.rows.lay_out(buffer.text(), columns);
}

// A row above and below stays in sight with the caret's.
void bring_caret_into_sight(const Script& script, Rect area, EditorUi& ui) {
  if (ui.caret_moves == script.editor.caret_moves()) return;
  ui.caret_moves = script.editor.caret_moves();
  ui.first_offer = 0;
  const float row = script.y_of(script.rows.row_of(script.editor.buffer().caret())) - script.top;
  const float margin = std::min(script.measures.row, area.h / 4);
  const float scroll = ImGui::GetScrollY();
  if (row - margin < scroll) ImGui::SetScrollY(std::max(row - margin, 0.0F));
  if (row + script.measures.row + margin > scroll + area.h)
    ImGui::SetScrollY(row + script.measures.row + margin - area.h);
}

void take_mouse(const Script& script, Rect area, float height, Commands& out) {
  // One pixel less than the area, which a window has in whole pixels: else there would be a bar with nothing to scroll.
  const float least = std::max(std::floor(area.h) - 1, 1.0F);
  ImGui::SetCursorScreenPos(ImVec2(area.x, script.top));
  ImGui::InvisibleButton("letters", ImVec2(area.w, std::max(height, least)));
  if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  const ImGuiIO& io = ImGui::GetIO();
  const float row = std::max((io.MousePos.y - script.top) / script.measures.row, 0.0F);
  const double cell = static_cast<double>((io.MousePos.x - script.left) / script.measures.cell);
  const std::size_t offset = script.rows.offset_at(script.text(), static_cast<std::size_t>(row), cell);
  if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    out.push_back(EditorCommand{editor::SelectWord{offset}});
  } else if (ImGui::IsItemActivated()) {
    out.push_back(EditorCommand{editor::PlaceCaret{offset, io.KeyShift}});
  } else if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left) &&
             offset != script.editor.buffer().caret()) {
    out.push_back(EditorCommand{editor::PlaceCaret{offset, true}});
  }
}

}  // namespace

void draw_script(const EditorSources& sources, Rect area, const Theme& theme, const Fonts& fonts, EditorUi& ui,
                 Commands& out) {
  constexpr float bar = 11;  // where it scrolls
  const ScenarioEditor& editor = sources.editor;
  const EditorMeasures measures = editor_measures(editor, fonts);
  lay_out(editor, area.w - bar - measures.cell, measures, ui);
  ui.text = area;
  ui.cell = measures.cell;
  const float top = begin_scrolling("script", area, theme);
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, fonts.size);
  const Script script{
      editor, ui.rows,           measures, theme, fonts, paint, area.x + measures.gutter, area.right() - bar,
      top,    places_of(sources)};
  const float height = measures.row * static_cast<float>(ui.rows.rows().size());
  draw_all(script, area, ui);
  take_mouse(script, area, height, out);
  bring_caret_into_sight(script, area, ui);
  end_scrolling({area.x, top + height}, theme.program, fonts.size * 0.4F);
}

}  // namespace doorway::app
