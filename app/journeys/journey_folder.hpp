#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace doorway::app {

/// Where takes are written down while they run: $XDG_DATA_HOME/doorway/journeys, or ~/.local/share/doorway/journeys.
/// Nothing where neither is known. Source: XDG Base Directory Specification 0.8.
std::optional<std::filesystem::path> journeys_path();

/// A file that a take was written down in.
struct JournalFile {
  std::filesystem::path path;
  std::uint64_t size_bytes = 0;
  bool is_written_to = false;           ///< by this Doorway or another one
  std::int64_t written_to_unix_ns = 0;  ///< last
};

/// How many of them stay.
struct JournalLimits {
  std::size_t files = 100;
  std::uint64_t bytes = 500U << 20;
};

/// Which of these files go: the newest stay, as many as there may be and as far as all together are no larger than
/// they may be. The newest one stays whatever its size, and so does each that is being written to, which counts as the
/// others do. The order of `files` does not matter. A pure function.
std::vector<std::filesystem::path> journals_to_prune(std::vector<JournalFile> files, const JournalLimits& limits = {});

/// A journal that ended with its program: nobody finished it, and nobody writes to it.
struct JourneyOffer {
  std::filesystem::path path;
  std::string what;  ///< the lesson and its page, or the scenario's processes; safe to show
  std::string when;  ///< "2026-11-23 10:41"
  std::size_t steps = 0;
};

/// Puts the folder in order: gives those that were put away their other name, removes what is too old, and looks for
/// journals that were cut off, the newest first. What cannot be read or removed is left alone, and so is each file
/// whose name is not a journal's. Waits for the disk: any thread but a window's.
std::vector<JourneyOffer> tidy_journeys(const std::filesystem::path& folder,
                                        const std::vector<std::filesystem::path>& put_away,
                                        const JournalLimits& limits = {});

/// Gives the journal the name of one that its user has seen, so that it is not offered again; the file stays until it
/// is too old. Returns where it is now: where it was, if that failed. Waits for the disk.
std::filesystem::path put_away(const std::filesystem::path& journal);

}  // namespace doorway::app
