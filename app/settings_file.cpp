#include "app/settings_file.hpp"

#include "app/read_file.hpp"
#include "app/user_file.hpp"
#include "core/base/file_trouble.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = 64 * 1024;

FoundSettings with_mistakes(const fs::path& path, Settings settings, const std::string& what) {
  const auto aside = put_aside(path, ".bad");
  if (aside) {
    return {settings,
            fmt::format("The settings in {} are not all well: {}. The good ones are kept, and the old file is now {}.",
                        shown_path(path), what, shown_path(aside->filename())),
            true, true};
  }
  return {settings,
          fmt::format("The settings in {} are not all well: {}. The file cannot be put aside, so it stays as it is and "
                      "nothing is saved.",
                      shown_path(path), what),
          false, false};
}

FoundSettings unreadable(const fs::path& path, const std::string& why) {
  return {{},
          fmt::format("The settings in {} cannot be read: {}. All is as at first, and nothing is saved.",
                      shown_path(path), why),
          false,
          false};
}

std::string joined(const std::vector<std::string>& mistakes) {
  constexpr std::size_t most = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(mistakes.size(), most); ++i) text += (i == 0 ? "" : ", ") + mistakes[i];
  return mistakes.size() <= most ? text : text + fmt::format(", and {} more", mistakes.size() - most);
}

Error cannot_save(const fs::path& path, const std::string& why) {
  return Error{fmt::format("The settings cannot be saved in {}: {}. All works on; they are as now until you leave.",
                           shown_path(path), why)};
}

}  // namespace

std::optional<fs::path> settings_path() {
  const auto folder = user_folder("XDG_CONFIG_HOME", ".config");
  return folder ? std::optional(*folder / "settings.json") : std::nullopt;
}

FoundSettings read_settings(const fs::path& at) {
  const fs::path path = resolved(at);
  const auto text = read_file(path, most_bytes);
  if (!text) {
    switch (text.error()) {
      case ENOENT:
      case ENOTDIR: return {};
      case EINVAL: return with_mistakes(path, {}, "it is no ordinary file");
      case EFBIG: return with_mistakes(path, {}, "the file is far too large for settings");
      default: return unreadable(path, read_trouble(text.error()));
    }
  }
  ParsedSettings parsed = parse_settings(*text);
  if (parsed.mistakes.empty()) return {parsed.settings, "", true, false};
  return with_mistakes(path, parsed.settings, joined(parsed.mistakes));
}

Result<fs::path> write_beside(const fs::path& path, std::string_view text) {
  std::error_code failed;
  fs::create_directories(path.parent_path(), failed);
  if (failed) return cannot_save(path, write_trouble(failed.value()));
  fs::path beside = path;
  beside += fmt::format(".new-{}", ::getpid());
  const auto written = write_file(beside, text, Existing::replace, Readers::owner);
  if (!written) return cannot_save(path, write_trouble(written.error()));
  return {boost::system::in_place_value, beside};
}

Result<void> write_settings(const fs::path& at, const Settings& settings) {
  const fs::path path = resolved(at);
  const auto beside = write_beside(path, settings_text(settings));
  if (!beside) return beside.error();
  std::error_code failed;
  fs::rename(*beside, path, failed);
  if (!failed) return {};
  std::error_code ignored;
  fs::remove(*beside, ignored);
  return cannot_save(path, write_trouble(failed.value()));
}

}  // namespace doorway::app
