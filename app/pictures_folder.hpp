#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace doorway::app {

/// The user's folder for pictures: what XDG_PICTURES_DIR says in the environment or in the file user-dirs.dirs; else
/// Pictures in the home folder where it is there, else the home folder. Nothing where no home folder is known.
/// Source: xdg-user-dirs, user-dirs.dirs(5).
std::optional<std::filesystem::path> pictures_folder();

/// The folder that such a file names in the last line for this variable: absolute, or under $HOME. Nothing where there
/// is no such line.
std::optional<std::filesystem::path> folder_in_user_dirs(std::string_view file, std::string_view variable,
                                                         const std::filesystem::path& home);

}  // namespace doorway::app
