#include "app/user_file.hpp"

#include "core/base/errno_name.hpp"
#include "core/base/utf8.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

constexpr int most_of_a_name = 99;

std::optional<fs::path> folder_of(const char* variable) {
  const char* value = std::getenv(variable);
  if (value == nullptr || !fs::path(value).is_absolute()) return std::nullopt;
  return fs::path(value);
}

/// Owns a file while it is written, and removes it unless it is whole.
class NewFile {
 public:
  NewFile(const fs::path& path, int flags)
      : path_(path), number_(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600)) {}
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

}  // namespace

std::optional<fs::path> user_folder(const char* variable, std::string_view in_home) {
  if (const auto named = folder_of(variable)) return *named / "doorway";
  if (const auto home = folder_of("HOME")) return *home / in_home / "doorway";
  return std::nullopt;
}

std::string shown_path(const fs::path& path) {
  return escape_for_display(path.string(), 200);
}

fs::path resolved(const fs::path& path) {
  std::error_code failed;
  const fs::path target = fs::canonical(path, failed);
  return failed ? path : target;
}

std::optional<fs::path> put_aside(const fs::path& path, std::string_view ending) {
  for (int i = 1; i <= most_of_a_name; ++i) {
    fs::path aside = path;
    aside += i == 1 ? std::string(ending) : fmt::format("{}-{}", ending, i);
    std::error_code failed;
    if (fs::exists(fs::symlink_status(aside, failed))) continue;
    fs::rename(path, aside, failed);
    return failed ? std::nullopt : std::optional(aside);
  }
  return std::nullopt;
}

Result<void, int> write_file(const fs::path& path, std::string_view text, Existing existing) {
  NewFile file(path, existing == Existing::refuse ? O_EXCL : O_TRUNC);
  if (!file.is_open() || !file.finish(text)) return errno;
  return {};
}

Result<fs::path> write_beside_others(const fs::path& path, std::string_view text) {
  std::error_code failed;
  fs::create_directories(path.parent_path(), failed);
  if (failed) return Error{failed.message()};
  for (int i = 1; i <= most_of_a_name; ++i) {
    const std::string number = i == 1 ? std::string() : fmt::format("-{}", i);
    const fs::path name = path.parent_path() / fs::path(path.stem().string() + number + path.extension().string());
    const auto written = write_file(name, text, Existing::refuse);
    if (written) return {boost::system::in_place_value, name};
    if (written.error() != EEXIST) return Error{errno_text(written.error())};
  }
  return Error{fmt::format("there are {} files of that name already", most_of_a_name)};
}

}  // namespace doorway::app
