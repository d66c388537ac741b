#pragma once

#include "app/cli/console.hpp"
#include "core/base/result.hpp"
#include "core/lesson/lesson.hpp"
#include "core/scenario/scenario.hpp"

#include <string>
#include <variant>

namespace doorway::cli {

/// What a file may hold.
using Document = std::variant<Scenario, Lesson>;

/// Reads a file, or standard input for "-": as a lesson when its name ends in .md or its text begins with a line ---,
/// else as a scenario. When that fails, says why on standard error and gives the exit code.
Result<Document, int> read_document(const std::string& path, Console& console);

/// The same with the file's text.
struct DocumentWithText {
  Document document;
  std::string text;
};
Result<DocumentWithText, int> read_document_with_text(const std::string& path, Console& console);

}  // namespace doorway::cli
