#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace doorway::app {

/// The folder that this variable of the environment names; nothing where it is not set, or not absolute.
std::optional<std::filesystem::path> folder_in_environment(const char* variable);

/// The user's folder for Doorway: under what this variable of the environment names, or else under this folder of the
/// home folder. Nothing where neither is known. Source: XDG Base Directory Specification 0.8, which has relative paths
/// ignored.
std::optional<std::filesystem::path> user_folder(const char* variable, std::string_view in_home);

/// The home folder; the root where none is known.
std::filesystem::path home_folder();

/// A path as it is shown: no longer than fits, and safe.
std::string shown_path(const std::filesystem::path& path);

/// Where a link leads to; the path itself where it is none. Who writes a file anew writes the one that is meant.
std::filesystem::path resolved(const std::filesystem::path& path);

/// Gives the file another name: its own with this ending, and a number where that is taken. Returns it, or nothing
/// where that failed.
std::optional<std::filesystem::path> put_aside(const std::filesystem::path& path, std::string_view ending);

/// What is to become of a file that is there already.
enum class Existing : std::uint8_t { replace, refuse };

/// Whom a new file is for: its user alone (settings, progress), or whomever they let read what they make (exports). The
/// file's mode is 0600, or 0666 less the umask.
enum class Readers : std::uint8_t { owner, others_too };

/// Writes a whole file, to the disk. A new one has its name only when it is whole, also where the program is killed; of
/// one that could not be written whole nothing is left. The error is an errno, EEXIST where the file is there and is to
/// stay.
Result<void, int> write_file(const std::filesystem::path& path, std::string_view text, Existing existing,
                             Readers readers = Readers::others_too);

/// Takes a piece of a file; false when it cannot be written.
using PutPiece = std::function<bool(std::string_view)>;

/// The same for a file that is made piece by piece: `fill` says whether it came to its end. Where it did not, because
/// of a piece that could not be written or by its own will, nothing is left behind; the error is then the errno, or
/// ECANCELED.
Result<void, int> write_file_in_pieces(const std::filesystem::path& path,
                                       const std::function<bool(const PutPiece&)>& fill, Existing existing,
                                       Readers readers = Readers::others_too);

/// Writes a new file under this name, or under the first one that is free: "progress.csv", "progress-2.csv" …. Makes
/// its folder. Returns the name; the error says what the system said, and what helps.
Result<std::filesystem::path> write_beside_others(const std::filesystem::path& path, std::string_view text,
                                                  Readers readers = Readers::others_too);

/// The same for a file that is made piece by piece.
Result<std::filesystem::path> write_beside_others(const std::filesystem::path& path,
                                                  const std::function<bool(const PutPiece&)>& fill,
                                                  Readers readers = Readers::others_too);

/// Makes a new folder under this name, or under the first one that is free, and the folders above it.
Result<std::filesystem::path> make_folder_beside_others(const std::filesystem::path& path);

}  // namespace doorway::app
