#pragma once

#include "app/cli/console.hpp"
#include "app/picture/picture.hpp"
#include "core/base/vocabulary.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace doorway::cli {

/// What a file can be exported as, by what of it is taken.
enum class ExportFormat : std::uint8_t {
  gift,  ///< of a lesson
  anki,
  handout,
  handout_html,
  text,  ///< of a run: its steps as sentences
  jsonl,
  csv,
  mermaid,
  pcapng,
  html,  ///< of a run: a page to step through it
  svg,   ///< of a run: its stage or its timeline at a step
  png,
  python,  ///< of a scenario: a program a process
  c,
};

/// What `doorway export` was asked for.
struct ExportRequest {
  std::string file;
  ExportFormat format = ExportFormat::handout;
  bool key = false;       ///< the answers of a handout, in its place
  bool inferred = false;  ///< jsonl, csv: also what is inferred
  Vocabulary vocabulary = Vocabulary::story;
  std::optional<std::size_t> page;     ///< a lesson's page, from 1, whose scenario is meant
  app::PictureRequest picture;         ///< svg, png: its part, step, size, scale and theme
  std::optional<std::string> process;  ///< python, c: only this one's program
  std::optional<std::string>
      out;  ///< a file (python, c: a folder) that is not there yet; none, or "-": standard output
};

/// Writes what the file holds for use elsewhere. Returns the exit code.
int export_file(const ExportRequest& request, Console& console);

}  // namespace doorway::cli
