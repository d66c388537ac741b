#pragma once

#include "core/base/result.hpp"
#include "core/progress/progress.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace doorway::app {

/// Where the user's progress is: $XDG_DATA_HOME/doorway/progress.jsonl, or ~/.local/share/doorway/progress.jsonl.
/// Nothing where neither is known.
std::optional<std::filesystem::path> progress_path();

/// What was found in the user's folder.
struct FoundProgress {
  Progress progress;
  std::string complaint;  ///< a sentence or two for the user, or empty
  bool may_write = true;  ///< false: what is there is no file of ours, of a newer program, or cannot be read
};

/// The file that keeps a learner's records. Records are only added to it, each with one write at its end, so that
/// several programs can do so at once, and none of them leaves more behind than a last line that is not whole.
/// May wait for the disk; used by one thread.
class ProgressFile {
 public:
  explicit ProgressFile(std::filesystem::path path) : path_(std::move(path)) {}

  /// Never fails: no file is no progress. Of a damaged one all good lines are taken.
  FoundProgress read();

  struct Added {
    std::size_t count = 0;    ///< of the records, from the first on: these are written
    bool is_on_disk = false;  ///< whatever becomes of the system
    std::string error;        ///< why not all are, as the system says it; empty: all well
  };
  /// Adds records, and waits until the disk has them.
  Added add(std::span<const ProgressRecord> records);

  /// Gives the file another name, so that progress begins anew. Returns that name, nothing where there was no file; the
  /// error is a sentence for the user.
  Result<std::optional<std::filesystem::path>> put_aside();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  FoundProgress take(std::string_view text);

  const std::filesystem::path path_;
  bool has_header_ = false;  // somewhere in the file
};

/// Writes CSV beside the progress: "progress.csv", or with a number where that is there. Returns its path; the error is
/// a sentence for the user.
Result<std::filesystem::path> write_progress_csv(const std::filesystem::path& progress, std::string_view csv);

}  // namespace doorway::app
