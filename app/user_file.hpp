#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace doorway::app {

/// The user's folder for Doorway: under what this variable of the environment names, or else under this folder of the
/// home folder. Nothing where neither is known. Source: XDG Base Directory Specification 0.8, which has relative paths
/// ignored.
std::optional<std::filesystem::path> user_folder(const char* variable, std::string_view in_home);

/// A path as it is shown: no longer than fits, and safe.
std::string shown_path(const std::filesystem::path& path);

/// Where a link leads to; the path itself where it is none. Who writes a file anew writes the one that is meant.
std::filesystem::path resolved(const std::filesystem::path& path);

/// Gives the file another name: its own with this ending, and a number where that is taken. Returns it, or nothing
/// where that failed.
std::optional<std::filesystem::path> put_aside(const std::filesystem::path& path, std::string_view ending);

/// What is to become of a file that is there already.
enum class Existing : std::uint8_t { replace, refuse };

/// Writes a whole file, to the disk; one that could not be written whole is removed. The error is an errno, EEXIST
/// where the file is there and is to stay.
Result<void, int> write_file(const std::filesystem::path& path, std::string_view text, Existing existing);

/// Writes a new file under this name, or under the first one that is free: "progress.csv", "progress-2.csv" …. Makes
/// its folder. Returns the name; the error is a text of the system.
Result<std::filesystem::path> write_beside_others(const std::filesystem::path& path, std::string_view text);

}  // namespace doorway::app
