#include "app/panels/editor.hpp"

#include "app/panels/editor_parts.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/prose.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <string>
#include <variant>
#include <vector>

namespace doorway::app {
namespace {

constexpr float text_px = 15;            // at scale 1
constexpr float letter_share = 0.61F;    // of the text's size: how wide a letter is
constexpr float most_task_share = 0.3F;  // of the height
constexpr float low_em = 24;             // of the text's size: less height than that has no room for everything
constexpr float least_script_rows = 3;

/// What the page asks to be done with its scenario.
std::vector<ProseBlock> task_of(const Page& page) {
  std::vector<ProseBlock> task;
  for (const PageBlock& block : page.blocks) {
    if (const auto* experiment = std::get_if<Experiment>(&block)) {
      task.insert(task.end(), experiment->text.begin(), experiment->text.end());
    } else if (const auto* goal = std::get_if<Goal>(&block)) {
      task.insert(task.end(), goal->text.begin(), goal->text.end());
    }
  }
  return task;
}

/// Draws it from the top of the area on, `most` pixels high, and returns where it ends.
float draw_task(const EditorSources& sources, Rect area, float most, bool has_heading, const Theme& theme,
                const Fonts& fonts, EditorUi& ui) {
  float y = area.y;
  ui.task = {};
  const auto task = task_of(sources.page);
  if (has_heading) {
    y += set_text("CHANGE WHAT HAPPENS", {area.x, y}, area.w, theme.inferred, fonts, FontRole::bold);
    y += fonts.size * 0.2F;
  }
  if (task.empty()) return y;
  const ProseStyle style = page_style(theme, sources.vocabulary);
  const float bar = 11;  // where it scrolls
  const float wanted = set_blocks(task, {0, 0}, area.w - bar, style, fonts, false);
  const float height = std::min(wanted + fonts.size * 0.3F, most);
  ui.task = {area.x, y, area.w, height};
  ImGui::PushID("task");
  const float top = begin_scrolling("task", ui.task, theme);
  take_scroll(ui.scroll_task_by);
  set_blocks(task, {area.x, top}, area.w - bar, style, fonts, true);
  end_scrolling({area.x, top + wanted}, theme.page, fonts.size);
  ImGui::PopID();
  return y + height;
}

std::string standing(const ScenarioEditor& editor) {
  const std::size_t count = editor.mistakes().size();
  if (count == 0) return editor.is_own() ? "As the lesson has it." : "Can be run.";
  const std::size_t line = editor.mistakes().front().at.line;
  return count == 1 ? fmt::format("One thing to mend, in line {}.", line)
                    : fmt::format("{} things to mend, the first in line {}.", count, line);
}

/// The same in one line: what is newest, or wrong, before all else.
void draw_help_line(const ScenarioEditor& editor, Rect area, const Theme& theme, const Fonts& fonts) {
  const ListPainter paint(*ImGui::GetWindowDrawList(), fonts, fonts.size);
  if (!editor.notice().empty()) {
    paint.text_in(area, editor.notice(), theme.heading, Align::left, FontRole::bold);
  } else if (!editor.mistakes().empty()) {
    paint.text_in(area, standing(editor), theme.warning, Align::left, FontRole::bold);
  } else if (const auto& help = editor.help()) {
    paint.text_in(area, help->usage, theme.heading, Align::left, FontRole::mono);
  } else {
    paint.text_in(area, standing(editor), theme.text_dim);
  }
}

/// How the text stands, and what is told of the caret's place.
void draw_help(const ScenarioEditor& editor, Rect area, const Theme& theme, const Fonts& fonts) {
  ImGui::PushClipRect(ImVec2(area.x, area.y), ImVec2(area.right(), area.bottom()), true);
  const bool is_well = editor.mistakes().empty();
  float y = area.y;
  y += set_text(standing(editor), {area.x, y}, area.w, is_well ? theme.text_dim : theme.warning, fonts,
                is_well ? FontRole::text : FontRole::bold);
  if (!editor.notice().empty()) {
    set_text(editor.notice(), {area.x, y}, area.w, theme.heading, fonts, FontRole::bold);
  } else if (const auto& help = editor.help()) {
    y += set_text(help->usage, {area.x, y}, area.w, theme.heading, fonts, FontRole::mono);
    set_text(help->meaning, {area.x, y}, area.w, theme.text, fonts, FontRole::text);
  } else {
    set_text("Ctrl+Space: what can be written here.", {area.x, y}, area.w, theme.text, fonts, FontRole::text);
  }
  ImGui::PopClipRect();
}

struct EditorButton {
  const char* id;
  std::string label;
  std::string short_label;
  const char* hint;
  Command command;
  ButtonLook look;
};

std::array<EditorButton, 3> buttons_of(const EditorSources& sources, const Theme& theme) {
  const bool can_restore = !sources.editor.is_own() || sources.runs_changed;
  return {{{"run",
            "Run  Ctrl+Enter",
            "Run",
            "Ctrl+Enter: run it on fresh sockets, and watch",
            EditorCommand{editor::Run{}},
            {theme.action, theme.action_text}},
           {"restore",
            "Restore",
            "Restore",
            "The scenario as the lesson has it. Ctrl+Z takes that back",
            EditorCommand{editor::Restore{}},
            {theme.button, theme.button_text, can_restore}},
           {"close",
            "Close  Esc",
            "Close",
            "Escape or Ctrl+E: back to the page. What is written here stays",
            ViewCommand{view::ToggleEditor{}},
            {theme.button, theme.button_text}}}};
}

void draw_buttons(const EditorSources& sources, Rect row, const Theme& theme, const Fonts& fonts, Commands& out) {
  const auto buttons = buttons_of(sources, theme);
  const float gap = fonts.size * 0.5F;
  const auto width = [&](const std::string& label) {
    return text_width(fonts, label, FontRole::bold, fonts.size) + fonts.size * 1.4F;
  };
  float wanted = gap * static_cast<float>(buttons.size() - 1);
  for (const EditorButton& each : buttons) wanted += width(each.label);
  const bool has_room = wanted <= row.w;
  float x = row.x;
  for (const EditorButton& each : buttons) {
    const std::string& label = has_room ? each.label : each.short_label;
    const Rect rect{x, row.y, std::min(width(label), row.right() - x), row.h};
    if (button(each.id, rect, label, each.look, fonts)) out.push_back(each.command);
    if (rect.shown() && ImGui::IsItemHovered()) show_tooltip(each.hint, fonts);
    x += rect.w + gap;
  }
}

}  // namespace

float editor_width(std::size_t longest_line) {
  constexpr std::size_t least = 36;
  constexpr std::size_t most = 56;
  constexpr std::size_t beside = 8;  // the numbers, the margins
  return static_cast<float>(std::clamp(longest_line, least, most) + beside) * text_px * letter_share;
}

EditorMeasures editor_measures(const ScenarioEditor& editor, const Fonts& fonts) {
  EditorMeasures measures;
  measures.row = std::ceil(fonts.size * 1.5F);
  measures.cell = text_width(fonts, "0", FontRole::mono, fonts.size);
  std::size_t digits = 2;
  for (std::size_t lines = editor.buffer().line_count(); lines >= 100; lines /= 10) ++digits;
  measures.gutter = measures.cell * static_cast<float>(digits) + fonts.size * 1.75F;
  return measures;
}

void draw_editor(const EditorSources& sources, Rect area, const Theme& theme, const Fonts& fonts, EditorUi& ui,
                 Commands& out) {
  fill(area, theme.page);
  const float inset = std::min(fonts.size, area.w * 0.05F);
  const Rect inside{area.x + inset, area.y + inset, area.w - 2 * inset, area.h - 2 * inset};
  const float button_height = fonts.size * 2.2F;
  // Where there is little room, what is told of the caret's line has one line, and the task what some rows of the
  // text leave over.
  const bool is_low = inside.h < fonts.size * low_em;
  const float help_height = fonts.size * 1.35F * (is_low ? 1 : 4.4F);
  const float script = editor_measures(sources.editor, fonts).row * least_script_rows + fonts.size * 0.7F;
  const float left = inside.h - button_height - help_height - fonts.size * 1.2F - script;
  const float line = fonts.size * 1.42F;
  const float most_task = is_low ? std::max(left, line) : inside.h * most_task_share;
  const float top = draw_task(sources, inside, most_task, !is_low, theme, fonts, ui) + fonts.size * 0.4F;
  const Rect buttons{inside.x, inside.bottom() - button_height, inside.w, button_height};
  const Rect help{inside.x, buttons.y - help_height - fonts.size * 0.3F, inside.w, help_height};
  const Rect card{inside.x, top, inside.w, std::max(help.y - fonts.size * 0.5F - top, 1.0F)};
  constexpr float border = 1.5F;
  fill(card, theme.accent, 8);
  fill({card.x + border, card.y + border, card.w - 2 * border, card.h - 2 * border}, theme.program, 7);
  const float margin = fonts.size * 0.35F;
  draw_script(sources, {card.x + border, card.y + margin, card.w - 2 * border, card.h - 2 * margin}, theme, fonts, ui,
              out);
  is_low ? draw_help_line(sources.editor, help, theme, fonts) : draw_help(sources.editor, help, theme, fonts);
  draw_buttons(sources, buttons, theme, fonts, out);
}

}  // namespace doorway::app
