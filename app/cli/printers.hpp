#pragma once

#include "app/cli/live_run.hpp"
#include "core/export/text.hpp"

#include <cstddef>
#include <memory>
#include <optional>

namespace doorway::cli {

/// How `doorway run` prints: a live run and a recording alike.
struct PrintStyle {
  bool jsonl = false;
  bool inferred = false;
  TextStyle text;
};

/// A printer of lanes, or of JSON lines; `run` numbers those. The header must stay.
Printer make_printer(const RecordingHeader& header, const PrintStyle& style, std::optional<std::size_t> run);

}  // namespace doorway::cli
