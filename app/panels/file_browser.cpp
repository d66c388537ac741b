#include "app/panels/file_browser.hpp"

#include "app/layout/browser_layout.hpp"
#include "app/widgets/button.hpp"
#include "app/widgets/card.hpp"
#include "app/widgets/draw.hpp"
#include "core/base/utf8.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace doorway::app {
namespace {

/// What drawing the card needs.
struct BrowserSheet {
  const FileBrowser& browser;
  const BrowserLayout& at;
  const Theme& theme;
  const Fonts& fonts;
  Commands& out;
};

ListPainter painter_of(const BrowserSheet& sheet) {
  return {*ImGui::GetWindowDrawList(), sheet.fonts, sheet.fonts.size};
}

std::string go_label(const FileBrowser& browser) {
  if (browser.asks_to_replace()) return "Replace it";
  switch (browser.use()) {
    case BrowserUse::open: return "Open";
    case BrowserUse::save: return "Save";
    case BrowserUse::compare: return "Compare";
  }
  return "";
}

std::string_view heading_of(BrowserUse use) {
  switch (use) {
    case BrowserUse::open: return "Open a file in";
    case BrowserUse::save: return "Save the take in";
    case BrowserUse::compare: return "Compare with a recording in";
  }
  return "";
}

std::string_view key_of(BrowserUse use) {
  switch (use) {
    case BrowserUse::open: return "open";
    case BrowserUse::save: return "save";
    case BrowserUse::compare: return "compare";
  }
  return "";
}

std::string back_label(const FileBrowser& browser) {
  return browser.asks_to_replace() ? "Keep it" : "Close";
}

/// Of a text that is too long, its end.
std::string end_of(const std::string& text, float width, FontRole role, const Fonts& fonts) {
  std::string_view rest = text;
  std::string shown = text;
  while (!rest.empty() && text_width(fonts, shown, role, fonts.size) > width) {
    rest.remove_prefix(std::max<std::size_t>(decode_utf8(rest).size_bytes, 1));
    shown = "\u2026" + std::string(rest);
  }
  return shown;
}

/// A path of which the end is worth knowing.
std::string shown_end(const std::string& path, float width, FontRole role, const Fonts& fonts) {
  constexpr std::size_t most_bytes = 600;
  const std::string tail = path.size() > most_bytes ? path.substr(path.size() - most_bytes) : path;
  return end_of(escape_for_display(tail), width, role, fonts);
}

void draw_heading(const BrowserSheet& sheet) {
  const ListPainter paint = painter_of(sheet);
  const std::string_view what = heading_of(sheet.browser.use());
  const float width = std::min(paint.width(what, FontRole::bold) + 1, sheet.at.title.w * 0.6F);
  const Rect place = sheet.at.title;
  paint.text_in({place.x, place.y, width, place.h}, what, sheet.theme.heading, Align::left, FontRole::bold);
  const Rect path{place.x + width + sheet.fonts.size * 0.5F, place.y, place.w - width - sheet.fonts.size * 0.5F,
                  place.h};
  const std::string folder = sheet.browser.folder().string();
  paint.text_in(path, shown_end(folder, path.w - 1, FontRole::text, sheet.fonts), sheet.theme.text_dim);
  if (is_hovered(path)) show_tooltip(escape_for_display(folder), sheet.fonts);
}

std::string row_label(const FolderEntry& entry) {
  if (entry.name == "..") return ".. (the folder above)";
  const std::string name = escape_for_display(entry.name, 120);
  return entry.is_folder ? name + "/" : name;
}

void draw_entry(const BrowserSheet& sheet, std::size_t index, Rect rect) {
  const FolderEntry& entry = sheet.browser.row(index);
  ImGui::SetCursorScreenPos(ImVec2(rect.x, rect.y));
  ImGui::PushID(static_cast<int>(index));
  if (ImGui::InvisibleButton("file", ImVec2(rect.w, rect.h))) {
    sheet.out.push_back(BrowseCommand{browse::TakeRow{index}});
  }
  const bool is_hot = ImGui::IsItemHovered();
  ImGui::PopID();
  const ListPainter paint = painter_of(sheet);
  const bool is_chosen = index == sheet.browser.chosen();
  if (is_chosen) {
    paint.fill(rect, sheet.theme.accent, 6);
  } else if (is_hot) {
    paint.fill(rect, sheet.theme.button, 6);
  }
  const float pad = sheet.fonts.size * 0.6F;
  const std::string label = row_label(entry);
  const Rect inside{rect.x + pad, rect.y, rect.w - 2 * pad, rect.h};
  const Color ink = is_chosen ? sheet.theme.accent_text : sheet.theme.text;
  const bool is_cut = paint.text_in(inside, label, ink, Align::left, entry.is_folder ? FontRole::bold : FontRole::text);
  if (is_cut && is_hot) show_tooltip(label, sheet.fonts);
}

/// Of thousands of rows those that can be seen are drawn.
void draw_entries(const BrowserSheet& sheet, bool show_chosen) {
  const Rect area = sheet.at.rows;
  const float height = sheet.at.row_height;
  const std::size_t count = sheet.browser.row_count();
  const float bar = 14;  // beside the rows, where they scroll
  const float top = begin_scrolling("files", area, sheet.theme);
  if (const auto chosen = sheet.browser.chosen(); chosen && show_chosen) {
    const float y = static_cast<float>(*chosen) * height;
    const float lowest = y + height - area.h;
    ImGui::SetScrollY(std::clamp(ImGui::GetScrollY(), std::max(lowest, 0.0F), std::max(y, lowest)));
  }
  const auto first = static_cast<std::size_t>(std::max((area.y - top) / height, 0.0F));
  const auto fitting = static_cast<std::size_t>(area.h / height) + 2;
  for (std::size_t i = first; i < std::min(count, first + fitting); ++i) {
    draw_entry(sheet, i, {area.x, top + static_cast<float>(i) * height, area.w - bar, height});
  }
  if (count == 0) {
    const std::string_view words =
        sheet.browser.is_waiting() ? "Reading the folder\u2026" : "Nothing here has that in its name.";
    painter_of(sheet).text_in({area.x, top, area.w - bar, height}, words, sheet.theme.text_dim);
  }
  end_scrolling({area.x, top + static_cast<float>(count) * height - 1}, sheet.theme.page, sheet.fonts.size * 0.5F);
}

// What is typed stays in sight: of a text that is too long its end is shown.
void draw_name_field(const BrowserSheet& sheet) {
  const ListPainter paint = painter_of(sheet);
  const Rect box = sheet.at.field;
  paint.fill(box, sheet.theme.button, 6);
  paint.frame(box, sheet.theme.accent, 1.5F, 6);
  const float pad = sheet.fonts.size * 0.6F;
  const Rect inside{box.x + pad, box.y, box.w - 2 * pad, box.h};
  const std::string& typed = sheet.browser.typed();
  float caret = inside.x;
  if (typed.empty()) {
    const bool saves = sheet.browser.use() == BrowserUse::save;
    paint.text_in(inside, saves ? "Name of the file" : "A part of its name", sheet.theme.text_dim);
  } else {
    const std::string shown = shown_end(typed, inside.w - 2, FontRole::text, sheet.fonts);
    caret = std::min(inside.x + paint.width(shown, FontRole::text), inside.right());
    paint.text({inside.x, box.center().y - sheet.fonts.size * 0.55F}, shown, sheet.theme.heading);
  }
  const float half = sheet.fonts.size * 0.65F;
  paint.line({caret + 1, box.center().y - half}, {caret + 1, box.center().y + half}, sheet.theme.heading, 1.5F);
}

void draw_note(const BrowserSheet& sheet) {
  const bool saves = sheet.browser.use() == BrowserUse::save;
  const std::string waits = saves ? "Working\u2026" : "Reading\u2026";
  const std::string keys = fmt::format("Enter: {}    Up, Down: choose    Left: the folder above    Escape: close",
                                       key_of(sheet.browser.use()));
  const std::string& note = sheet.browser.note();
  const ListPainter paint = painter_of(sheet);
  if (note.empty())
    return paint.paragraph(sheet.at.note, sheet.browser.is_waiting() ? waits : keys, sheet.theme.text_dim);
  paint.paragraph(sheet.at.note, note, sheet.theme.warning);
  if (is_hovered(sheet.at.note)) show_tooltip(note, sheet.fonts);
}

}  // namespace

void draw_file_browser(FileBrowser& browser, Rect window, const Theme& theme, const Fonts& fonts, Commands& out) {
  const std::string go = go_label(browser);
  const std::string back = back_label(browser);
  const auto width_of = [&](std::string_view label) {
    return text_width(fonts, label, FontRole::bold, fonts.size) + fonts.size * 1.6F;
  };
  const BrowserLayout at = layout_browser(window, fonts.size, width_of(go), width_of(back));
  const bool show_chosen = browser.take_chosen_by_key();
  const BrowserSheet sheet{browser, at, theme, fonts, out};
  if (begin_card("file browser", window, at.card, theme)) out.push_back(BrowseCommand{browse::GoBack{}});
  draw_heading(sheet);
  draw_name_field(sheet);
  const ButtonLook action = action_look(theme, !browser.is_waiting());
  if (button("go ahead", at.go, go, action, fonts)) out.push_back(BrowseCommand{browse::GoAhead{}});
  if (button("go back", at.back, back, {theme.button, theme.button_text}, fonts)) {
    out.push_back(BrowseCommand{browse::GoBack{}});
  }
  draw_note(sheet);
  draw_entries(sheet, show_chosen);
  end_card();
}

}  // namespace doorway::app
