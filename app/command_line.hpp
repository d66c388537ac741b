#pragma once

#include "app/cli/check.hpp"
#include "app/cli/compare.hpp"
#include "app/cli/export.hpp"
#include "app/cli/progress.hpp"
#include "app/cli/run.hpp"
#include "app/tour.hpp"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

namespace doorway::app {

/// What the command line asks for: each command's request, of which one is meant.
struct CommandLine {
  cli::RunRequest run;
  bool text = false;  ///< `run --text`, which is what it does unasked
  cli::CheckRequest check;
  cli::CompareRequest compare;
  std::optional<std::string> new_lesson;  ///< its name
  cli::ExportRequest exported;
  cli::ProgressRequest progress;
  TourRequest tour;
  std::optional<std::string> shown_file;  ///< for the window
};

/// Tells the parser all commands, with their options and examples. What it reads goes into `line`, which outlives it.
void describe(CLI::App& app, CommandLine& line);

}  // namespace doorway::app
