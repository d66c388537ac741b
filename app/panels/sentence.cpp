#include "app/panels/sentence.hpp"

#include "app/widgets/button.hpp"
#include "app/widgets/draw.hpp"
#include "app/widgets/prose.hpp"

#include <imgui.h>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace doorway::app {
namespace {

constexpr std::string_view before_name = "socket ";
constexpr float narrow_lines = 1.25F;  // of the text's size, where ordinary ones have no room

/// The longest of the names that `text` begins with; none where a word goes on behind it.
std::string_view name_at_begin(std::string_view text, std::span<const std::string> names) {
  std::string_view longest;
  for (const std::string& name : names) {
    if (!text.starts_with(name) || name.size() <= longest.size()) continue;
    const char next = name.size() < text.size() ? text[name.size()] : ' ';
    if (std::isalnum(static_cast<unsigned char>(next)) == 0 && next != '_') longest = name;
  }
  return longest;
}

}  // namespace

Spans with_socket_names(std::string_view sentence, std::span<const std::string> names) {
  Spans spans;
  std::size_t written = 0;
  bool is_quoted = false;
  for (std::size_t at = 0; at < sentence.size(); ++at) {
    if (sentence[at] == '"') is_quoted = !is_quoted;
    if (is_quoted && sentence[at] == '\\') ++at;
    if (is_quoted || !sentence.substr(at).starts_with(before_name)) continue;
    const std::size_t begin = at + before_name.size();
    const std::string_view name = name_at_begin(sentence.substr(begin), names);
    if (name.empty()) continue;
    spans.push_back({std::string(sentence.substr(written, begin - written))});
    spans.push_back({std::string(name), false, false, true});
    written = begin + name.size();
    at = written - 1;
  }
  if (written < sentence.size()) spans.push_back({std::string(sentence.substr(written))});
  return spans;
}

void draw_sentence(std::string_view happened, std::string_view notice, Rect area, const Theme& theme,
                   const Fonts& window_fonts, std::span<const std::string> socket_names) {
  fill(area, theme.bar);
  const float x = area.x + window_fonts.size;
  const float width = area.w - 2 * window_fonts.size;
  ProseStyle style{theme.text, theme.heading, theme.text, theme.text.faded(tint)};
  const Spans words = with_socket_names(happened, socket_names);
  const Spans notice_words{Span{std::string(notice), true}};
  Fonts fonts = window_fonts;
  float notice_height = 0;
  float happened_height = 0;
  const auto measure = [&] {
    notice_height = notice.empty() ? 0 : set_words(notice_words, {0, 0}, width, style, fonts, false);
    happened_height = set_words(words, {0, 0}, width, style, fonts, false);
    return notice_height + happened_height;
  };
  // What is too long is said in smaller letters, as long as they can be read.
  while (measure() > area.h && fonts.size > smallest_text_px) {
    fonts.size = std::max(std::floor(fonts.size * 0.93F), smallest_text_px);
  }
  if (measure() > area.h) {
    style.line_height = narrow_lines;
    measure();
  }
  const bool both = notice.empty() || notice_height + happened_height <= area.h;
  const float height = notice_height + (both ? happened_height : 0);
  float y = area.y + (area.h - height) / 2;
  if (y < area.y) y = area.y;
  ImGui::PushClipRect(ImVec2(area.x, area.y), ImVec2(area.right(), area.bottom()), true);
  if (!notice.empty()) y += set_words(notice_words, {x, y}, width, style, fonts, true);
  if (both) set_words(words, {x, y}, width, style, fonts, true);
  ImGui::PopClipRect();
  // What does not fit is there to be read all the same.
  if (is_hovered(area) && (!both || height > area.h)) {
    show_tooltip(std::string(notice) + (notice.empty() ? "" : "\n") + std::string(happened), window_fonts);
  }
}

}  // namespace doorway::app
