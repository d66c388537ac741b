#include "app/settings_file.hpp"

#include "core/base/errno_name.hpp"
#include "core/base/utf8.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <system_error>
#include <utility>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t most_bytes = 64 * 1024;
constexpr int most_put_aside = 99;

std::string shown(const fs::path& path) {
  return escape_for_display(path.string(), 200);
}

/// Puts the file aside under the first name that is free. Returns the name, or nothing where that failed.
std::optional<fs::path> put_aside(const fs::path& path) {
  for (int i = 1; i <= most_put_aside; ++i) {
    fs::path aside = path;
    aside += i == 1 ? std::string(".bad") : fmt::format(".bad-{}", i);
    std::error_code failed;
    if (fs::exists(fs::symlink_status(aside, failed))) continue;
    fs::rename(path, aside, failed);
    return failed ? std::nullopt : std::optional(aside);
  }
  return std::nullopt;
}

FoundSettings with_mistakes(const fs::path& path, Settings settings, const std::string& what) {
  const auto aside = put_aside(path);
  if (aside) {
    return {settings,
            fmt::format("The settings in {} are not all well: {}. The good ones are kept, and the old file is now {}.",
                        shown(path), what, shown(aside->filename())),
            true, true};
  }
  return {settings,
          fmt::format("The settings in {} are not all well: {}. The file cannot be put aside, so it stays as it is and "
                      "nothing is saved.",
                      shown(path), what),
          false, false};
}

FoundSettings unreadable(const fs::path& path, const std::string& why) {
  return {
      {},
      fmt::format("The settings in {} cannot be read: {}. All is as at first, and nothing is saved.", shown(path), why),
      false,
      false};
}

std::string joined(const std::vector<std::string>& mistakes) {
  constexpr std::size_t most = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(mistakes.size(), most); ++i) text += (i == 0 ? "" : ", ") + mistakes[i];
  return mistakes.size() <= most ? text : text + fmt::format(", and {} more", mistakes.size() - most);
}

// A link leads to the file that is meant, and that one is replaced, not the link.
fs::path resolved(const fs::path& path) {
  std::error_code failed;
  const fs::path target = fs::canonical(path, failed);
  return failed ? path : target;
}

/// Owns a file while it is written, and removes it unless it is whole.
class NewFile {
 public:
  explicit NewFile(const fs::path& path)
      : path_(path), number_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {}
  ~NewFile() {
    if (number_ < 0) return;
    ::close(number_);
    ::unlink(path_.c_str());
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  /// Writes it all, to the disk, and closes it.
  bool finish(std::string_view text) {
    while (!text.empty()) {
      const ssize_t written = ::write(number_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(number_) != 0) return false;
    if (::close(number_) != 0) return false;
    number_ = -1;
    return true;
  }

 private:
  const fs::path& path_;
  int number_;
};

Error cannot_save(const fs::path& path, const std::string& why) {
  return Error{fmt::format("The settings cannot be saved in {}: {}. All works on; they are as now until you leave.",
                           shown(path), why)};
}

}  // namespace

std::optional<fs::path> settings_path() {
  const auto folder = [](const char* name) -> std::optional<fs::path> {
    const char* value = std::getenv(name);
    if (value == nullptr || !fs::path(value).is_absolute()) return std::nullopt;
    return fs::path(value);
  };
  if (const auto configuration = folder("XDG_CONFIG_HOME")) return *configuration / "doorway" / "settings.json";
  if (const auto home = folder("HOME")) return *home / ".config" / "doorway" / "settings.json";
  return std::nullopt;
}

FoundSettings read_settings(const fs::path& at) {
  std::error_code failed;
  const fs::path path = resolved(at);
  const fs::file_status status = fs::status(path, failed);
  if (status.type() == fs::file_type::not_found) return {};
  if (status.type() == fs::file_type::none) return unreadable(path, failed.message());
  if (!fs::is_regular_file(status)) return with_mistakes(path, {}, "it is no ordinary file");
  std::ifstream file(path, std::ios::binary);
  if (!file) return unreadable(path, errno_text(errno));
  std::string text(most_bytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > most_bytes) return with_mistakes(path, {}, "the file is far too large for settings");
  ParsedSettings parsed = parse_settings(text);
  if (parsed.mistakes.empty()) return {parsed.settings, "", true, false};
  return with_mistakes(path, parsed.settings, joined(parsed.mistakes));
}

Result<fs::path> write_beside(const fs::path& path, std::string_view text) {
  std::error_code failed;
  fs::create_directories(path.parent_path(), failed);
  if (failed) return cannot_save(path, failed.message());
  fs::path beside = path;
  beside += fmt::format(".new-{}", ::getpid());
  NewFile file(beside);
  if (!file.is_open() || !file.finish(text)) return cannot_save(path, errno_text(errno));
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
  return cannot_save(path, failed.message());
}

}  // namespace doorway::app
