#pragma once

#include "app/cli/console.hpp"
#include "core/base/vocabulary.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace doorway::cli {

enum class ExportFormat : std::uint8_t { gift, anki, handout, handout_html };

/// What `doorway export` was asked for.
struct ExportRequest {
  std::string file;
  ExportFormat format = ExportFormat::handout;
  bool key = false;  ///< the answers of a handout, in its place
  Vocabulary vocabulary = Vocabulary::story;
  std::optional<std::string> out;  ///< a file that is not there yet; none, or "-": standard output
};

/// Writes a lesson's questions, gems or pages for use elsewhere. Returns the exit code.
int export_lesson(const ExportRequest& request, Console& console);

}  // namespace doorway::cli
