#pragma once

#include "app/settings.hpp"
#include "core/base/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace doorway::app {

/// Where the user's settings are: $XDG_CONFIG_HOME/doorway/settings.json, or ~/.config/doorway/settings.json. Nothing
/// where neither is known. Source: XDG Base Directory Specification 0.8, which has relative paths ignored.
std::optional<std::filesystem::path> settings_path();

/// The settings as JSON text, and back.
std::string settings_text(const Settings& settings);

struct ParsedSettings {
  Settings settings;                  ///< what is good in the text; all else as at first
  std::vector<std::string> mistakes;  ///< what is not, each in a few words: "text_scale is no number"
};
ParsedSettings parse_settings(std::string_view text);

/// What was found in the user's folder. Read on any thread; may wait for the disk.
struct FoundSettings {
  Settings settings;
  std::string complaint;     ///< one sentence for the user, or empty
  bool may_write = true;     ///< false: the file that is there could neither be read in full nor put aside
  bool is_repaired = false;  ///< the file was put aside: what is good in it is to be written anew
};
/// Never fails: no file gives the settings as at first. A file with any mistake is renamed and stays beside the new
/// one, and the complaint says what was wrong and what it is called now.
FoundSettings read_settings(const std::filesystem::path& path);

/// Writes a new file and puts it in the old one's place at once: whoever reads finds the one or the other, whole. The
/// error is a sentence for the user. May wait for the disk.
Result<void> write_settings(const std::filesystem::path& path, const Settings& settings);

/// The first half of that: the new file, on the disk, under a name of its own beside `path`, which it makes the folder
/// for.
Result<std::filesystem::path> write_beside(const std::filesystem::path& path, std::string_view text);

}  // namespace doorway::app
