#include "app/progress_file.hpp"

#include "app/read_file.hpp"
#include "app/user_file.hpp"
#include "core/base/file_trouble.hpp"
#include "core/progress/record_text.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = 64 * 1024 * 1024;

FoundProgress not_ours(const fs::path& path, const std::string& why) {
  return {{},
          fmt::format("Your progress in {} cannot be used: {}. Nothing of what you do now is kept; all else works.",
                      shown_path(path), why),
          false};
}

std::string damage_text(const fs::path& path, const ReadRecords& read) {
  if (read.damaged_lines == 0) return "";
  const std::string what = read.damaged_lines == 1 ? fmt::format("line {} is damaged", read.first_damaged_line)
                                                   : fmt::format("{} lines are damaged, the first is line {}",
                                                                 read.damaged_lines, read.first_damaged_line);
  return fmt::format("In your progress, {}, {}. All else of it is there.", shown_path(path), what);
}

/// The file, open to be added to.
class Adding {
 public:
  // Non-blocking: a pipe in the file's place would keep us waiting for its reader.
  explicit Adding(const fs::path& path)
      : number_(::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600)) {}
  ~Adding() {
    if (number_ >= 0) ::close(number_);
  }
  Adding(const Adding&) = delete;
  Adding& operator=(const Adding&) = delete;

  /// Looks at what is there. False with errno when it cannot be added to.
  bool look() {
    struct stat status {};
    if (number_ < 0 || ::fstat(number_, &status) != 0) return false;
    errno = EINVAL;
    if (!S_ISREG(status.st_mode)) return false;
    size_ = status.st_size;
    return true;
  }
  [[nodiscard]] bool is_empty() const { return size_ == 0; }
  /// Whoever wrote last was stopped in the middle of a line.
  [[nodiscard]] bool ends_in_a_line() const {
    char last = '\n';
    return size_ > 0 && ::pread(number_, &last, 1, size_ - 1) == 1 && last != '\n';
  }
  [[nodiscard]] std::string first_line() const {
    std::array<char, 256> bytes{};
    const ssize_t count = ::pread(number_, bytes.data(), bytes.size(), 0);
    const std::string_view text(bytes.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
    return std::string(text.substr(0, text.find('\n')));
  }
  /// With one call, so that nobody else's line comes in between. False with errno.
  [[nodiscard]] bool write(std::string_view line) const {
    ssize_t written = 0;
    do {
      written = ::write(number_, line.data(), line.size());
    } while (written < 0 && errno == EINTR);
    if (written >= 0 && static_cast<std::size_t>(written) < line.size()) errno = ENOSPC;
    return written == static_cast<ssize_t>(line.size());
  }
  [[nodiscard]] bool flush() const { return ::fsync(number_) == 0; }

 private:
  int number_;
  off_t size_ = 0;
};

/// A new name in a folder is on the disk when the folder is.
void flush_folder(const fs::path& folder) {
  const int number = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (number < 0) return;
  ::fsync(number);
  ::close(number);
}

}  // namespace

std::optional<fs::path> progress_path() {
  const auto folder = user_folder("XDG_DATA_HOME", ".local/share");
  return folder ? std::optional(*folder / "progress.jsonl") : std::nullopt;
}

FoundProgress ProgressFile::read() {
  has_header_ = false;
  const auto text = read_file(path_, most_bytes);
  if (text) return take(*text);
  switch (text.error()) {
    case ENOENT:
    case ENOTDIR: return {};
    case EINVAL: return not_ours(path_, "it is no ordinary file");
    case EFBIG: return not_ours(path_, "the file is far too large");
    default: return not_ours(path_, read_trouble(text.error()));
  }
}

FoundProgress ProgressFile::take(std::string_view text) {
  if (is_cut_off_header(text)) return {};
  const ReadRecords read = read_records(text);
  has_header_ = read.has_header;
  if (read.is_newer()) {
    return not_ours(path_, fmt::format("a newer Doorway wrote it (version {} of its form, this one knows {})",
                                       read.version, progress_version));
  }
  if (!read.has_header && read.records.empty()) {
    return not_ours(path_,
                    "it is something else, or damaged from its first line on (Reset in My progress puts it aside)");
  }
  return {progress_of(read.records), damage_text(path_, read), true};
}

ProgressFile::Added ProgressFile::add(std::span<const ProgressRecord> records) {
  std::error_code failed;
  fs::create_directories(path_.parent_path(), failed);
  if (failed) return {0, false, write_trouble(failed.value())};
  Adding file(path_);
  if (!file.look()) return {0, false, write_trouble(errno)};
  const ReadRecords first = read_records(file.first_line());
  if (first.is_newer()) return {0, false, "a newer Doorway has written there meanwhile"};
  has_header_ = (has_header_ && !file.is_empty()) || first.has_header;
  std::string before = file.ends_in_a_line() ? "\n" : "";
  if (!has_header_) before += progress_header_line();
  Added added;
  for (const ProgressRecord& record : records) {
    if (!file.write(std::exchange(before, "") + record_line(record))) {
      added.error = write_trouble(errno);
      break;
    }
    has_header_ = true;
    ++added.count;
  }
  added.is_on_disk = file.flush();
  if (!added.is_on_disk && added.error.empty()) added.error = write_trouble(errno);
  if (file.is_empty()) flush_folder(path_.parent_path());
  return added;
}

Result<std::optional<fs::path>> ProgressFile::put_aside() {
  using Name = std::optional<fs::path>;
  std::error_code failed;
  if (!fs::exists(fs::symlink_status(path_, failed))) return {boost::system::in_place_value, Name()};
  Name aside = app::put_aside(path_, ".old");
  if (!aside) {
    return Error{fmt::format("{} cannot be given another name, so your progress stays as it is.", shown_path(path_))};
  }
  has_header_ = false;
  flush_folder(path_.parent_path());
  return {boost::system::in_place_value, std::move(aside)};
}

Result<fs::path> write_progress_csv(const fs::path& progress, std::string_view csv) {
  const fs::path path = progress.parent_path() / "progress.csv";
  auto written = write_beside_others(path, csv, Readers::owner);
  if (written) return written;
  return Error{fmt::format("{} cannot be written: {}.", shown_path(path), written.error().message)};
}

}  // namespace doorway::app
