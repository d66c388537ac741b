// Where somebody writes: the line, the word at the caret, and what the other lines say.
#include "core/scenario/completion_parts.hpp"
#include "core/scenario/limits.hpp"

#include <algorithm>
#include <utility>

namespace doorway::completion {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

void read_lines(std::string_view script, Outline& outline) {
  if (script.starts_with(byte_order_mark)) script.remove_prefix(byte_order_mark.size());
  while (!script.empty()) {
    const std::size_t end = std::min(script.find('\n'), script.size());
    std::string_view line = script.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    outline.read_line(line);
    script.remove_prefix(std::min(end + 1, script.size()));
  }
}

}  // namespace

bool is_word_character(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

ScriptLine line_at(std::string_view script, std::size_t offset) {
  offset = std::min(offset, script.size());
  const std::size_t before = offset == 0 ? std::string_view::npos : script.rfind('\n', offset - 1);
  ScriptLine line;
  line.begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t end = std::min(script.find('\n', offset), script.size());
  line.next_line = std::min(end + 1, script.size());
  line.text = script.substr(line.begin, end - line.begin);
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  if (line.begin == 0 && line.text.starts_with(byte_order_mark)) {
    line.text.remove_prefix(byte_order_mark.size());
    line.begin = byte_order_mark.size();
  }
  line.offset = std::min(std::max(offset, line.begin) - line.begin, line.text.size());
  return line;
}

std::optional<Where> where_is(std::string_view script, std::size_t offset) {
  const ScriptLine line = line_at(script, offset);
  if (line.text.size() > limits::line_bytes) return std::nullopt;
  LexedLine lexed = lex_line(line.text.substr(0, line.offset), 1);
  if (lexed.mistake) return std::nullopt;
  Where where{{}, {}, line.text, line.begin, std::move(lexed.tokens), line.offset, line.offset, {}, {}};
  const std::size_t lexed_to =
      where.tokens.empty() ? 0 : where.offset_of(where.tokens.back()) + where.tokens.back().source.size();
  if (line.text.substr(lexed_to, line.offset - lexed_to).find('#') != std::string_view::npos) return std::nullopt;
  if (lexed_to == line.offset && line.offset > 0 && is_word_character(line.text[line.offset - 1])) {
    where.typed = where.tokens.back().source;
    where.begin = where.offset_of(where.tokens.back());
    where.tokens.pop_back();
  }
  while (where.end < line.text.size() && is_word_character(line.text[where.end])) ++where.end;
  where.rest = line.text.substr(std::min(line.text.find_first_not_of(" \t", where.end), line.text.size()));
  read_lines(script.substr(0, line.begin), where.above);
  where.all = where.above;
  read_lines(script.substr(line.next_line), where.all);
  return where;
}

}  // namespace doorway::completion
