#include "app/cli/document.hpp"

#include "app/cli/exit_code.hpp"
#include "app/cli/input.hpp"
#include "core/scenario/parser.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

namespace doorway::cli {
namespace {

bool is_lesson(std::string_view path, std::string_view text) {
  return path.ends_with(".md") || text.starts_with("---\n") || text.starts_with("---\r\n");
}

int refuse(const std::string& path, const std::vector<Mistake>& mistakes) {
  for (const Mistake& mistake : mistakes) Console::say(fmt::format("{}:{}", display_name(path), to_string(mistake)));
  return exit_code::bad_input;
}

}  // namespace

Result<DocumentWithText, int> read_document_with_text(const std::string& path, Console& console) {
  Result<std::string> text = read_input(path, console);
  if (!text) {
    if (console.interruption()) return report_interruption(console);
    Console::complain(text.error().message);
    return exit_code::bad_input;
  }
  if (is_lesson(path, *text)) {
    auto lesson = parse_lesson(*text);
    if (!lesson) return refuse(path, lesson.error());
    return DocumentWithText{std::move(*lesson), std::move(*text)};
  }
  auto scenario = parse_scenario(*text);
  if (!scenario) return refuse(path, scenario.error());
  return DocumentWithText{std::move(*scenario), std::move(*text)};
}

Result<Document, int> read_document(const std::string& path, Console& console) {
  auto read = read_document_with_text(path, console);
  if (!read) return read.error();
  return std::move(read->document);
}

}  // namespace doorway::cli
