#include "tests/fuzz/expect.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace doorway::fuzz {
namespace {

// A message quotes 40 characters, each of which may be shown as ten, and what there is instead.
constexpr std::size_t longest_message_bytes = 1000;

bool is_plain(std::string_view text) {
  while (!text.empty()) {
    const DecodedCharacter character = decode_utf8(text);
    const bool is_blank = character.code_point == '\n' || character.code_point == '\t';
    if (!character.valid || is_bidi_control(character.code_point)) return false;
    if (is_control(character.code_point) && !is_blank) return false;
    text.remove_prefix(character.size_bytes);
  }
  return true;
}

/// The lines of a text, each without its end.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    if (end == text.size()) return lines;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

void expect(bool holds, std::string_view what, std::string_view about) {
  if (holds) return;
  const std::string line = "fuzz: does not hold: " + std::string(what) + ": " + escape_for_display(about, 2000) + "\n";
  std::fputs(line.c_str(), stderr);
  std::abort();
}

void expect_line(std::string_view line, std::size_t most_bytes) {
  expect(!line.empty(), "a line says something");
  expect(line.size() <= most_bytes, "a line is short", line);
  expect(escape_for_display(line) == line, "a line can be shown as it is", line);
}

void expect_text(std::string_view text) {
  expect(is_plain(text), "a text is UTF-8 without control characters", text);
}

void expect_mistakes(const std::vector<Mistake>& mistakes, std::string_view text, std::size_t most, SourcePosition at) {
  expect(!mistakes.empty(), "what is refused has a mistake");
  expect(mistakes.size() <= most, "mistakes are cut short");
  const std::vector<std::string_view> lines = lines_of(text);
  SourcePosition before;
  for (const Mistake& mistake : mistakes) {
    expect_line(mistake.message, longest_message_bytes);
    expect(mistake.at >= before, "mistakes are in order", to_string(mistake));
    before = mistake.at;
    const bool is_in = mistake.at.line >= at.line && mistake.at.line - at.line < lines.size();
    expect(is_in, "a mistake is in a line of the text", to_string(mistake));
    const std::size_t characters = count_characters(lines[mistake.at.line - at.line]);
    const std::size_t from = mistake.at.line == at.line ? at.column : 1;
    const bool is_within = mistake.at.column >= from && mistake.at.column - from <= characters;
    expect(is_within, "a mistake is within its line", to_string(mistake));
  }
}

std::size_t choice_of(std::string_view input, std::size_t end) {
  std::uint32_t sum = 2166136261U;  // FNV-1a
  for (const char c : input) sum = (sum ^ static_cast<unsigned char>(c)) * 16777619U;
  return (sum >> 8U) % end;
}

}  // namespace doorway::fuzz
