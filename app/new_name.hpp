#pragma once

#include <filesystem>

namespace doorway::app {

/// Gives a file another name in the same folder, where nothing may be yet: what is there stays as it is. Where the file
/// system can neither rename so nor link, something empty has the name for a moment. Returns 0, or an errno: EEXIST
/// where the name is taken. May wait for the disk.
int give_new_name(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace doorway::app
