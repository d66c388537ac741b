#pragma once

#include "core/progress/record.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace doorway {

/// The version of the format that is written here; core/progress/README.md has it.
constexpr std::uint32_t progress_version = 1;

/// The first line of a file of progress, with its end of line.
std::string progress_header_line();

/// A record as one line of JSON, with its end of line. Names that are not UTF-8 or too long for a record are made so
/// that they can be read again.
std::string record_line(const ProgressRecord& record);

/// What was found in a text.
struct ReadRecords {
  std::vector<ProgressRecord> records;  ///< all good ones, in order of the text
  bool has_header = false;              ///< a line says that this is progress, and of which version
  std::uint32_t version = 0;            ///< the highest that a header names
  std::size_t damaged_lines = 0;        ///< left out
  std::size_t first_damaged_line = 0;   ///< the number of the first of them, from 1
  std::size_t unknown_records = 0;      ///< of kinds that are not known here: passed over, no damage

  /// A newer program wrote it: then there are no records here, since they may mean something else.
  [[nodiscard]] bool is_newer() const { return version > progress_version; }
};

/// Reads the records of a text, line by line: what is damaged is left out, all else is kept. A line that was cut off
/// anywhere is damaged, never misread. Total, in a time that is linear in the text's bytes; any thread.
ReadRecords read_records(std::string_view text);

/// Whether the text is the beginning of a header that was cut off, or nothing at all: a file that was about to be
/// begun.
bool is_cut_off_header(std::string_view text);

}  // namespace doorway
