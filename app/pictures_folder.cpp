#include "app/pictures_folder.hpp"

#include "app/user_file.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

/// "alice\"s" as the shell reads it between its quotes; nothing where it has no end.
std::optional<std::string> unquoted(std::string_view text) {
  if (text.empty() || text.front() != '"') return std::nullopt;
  std::string value;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') return value;
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    value += text[i];
  }
  return std::nullopt;
}

std::optional<fs::path> folder_of(std::string_view quoted, const fs::path& home) {
  const auto value = unquoted(quoted);
  if (!value) return std::nullopt;
  constexpr std::string_view in_home = "$HOME";
  if (*value == in_home || value->starts_with("$HOME/")) {
    const std::string_view rest = std::string_view(*value).substr(in_home.size());
    return rest.size() > 1 ? home / rest.substr(1) : home;
  }
  return fs::path(*value).is_absolute() ? std::optional(fs::path(*value)) : std::nullopt;
}

}  // namespace

std::optional<fs::path> folder_in_user_dirs(std::string_view file, std::string_view variable, const fs::path& home) {
  std::optional<fs::path> found;
  while (!file.empty()) {
    std::string_view line = file.substr(0, file.find('\n'));
    file.remove_prefix(std::min(line.size() + 1, file.size()));
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (!line.starts_with(variable) || line.substr(variable.size(), 1) != "=") continue;
    if (auto folder = folder_of(line.substr(variable.size() + 1), home)) found = std::move(folder);
  }
  return found;
}

std::optional<fs::path> pictures_folder() {
  constexpr const char* variable = "XDG_PICTURES_DIR";
  if (auto folder = folder_in_environment(variable)) return folder;
  const auto home = folder_in_environment("HOME");
  if (!home) return std::nullopt;
  std::ifstream file(folder_in_environment("XDG_CONFIG_HOME").value_or(*home / ".config") / "user-dirs.dirs");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (auto folder = folder_in_user_dirs(text, variable, *home)) return folder;
  std::error_code ignored;
  return fs::is_directory(*home / "Pictures", ignored) ? *home / "Pictures" : *home;
}

}  // namespace doorway::app
