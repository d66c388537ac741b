#include "app/new_file.hpp"

#include "app/new_name.hpp"
#include "core/base/free_name.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace doorway::app {
namespace {

namespace fs = std::filesystem;

/// The name under which a file without one can be linked. Source: open(2), O_TMPFILE.
std::string name_of_nameless(int number) {
  return fmt::format("/proc/self/fd/{}", number);
}

}  // namespace

bool put_all(int number, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(number, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

NewFile::NewFile(fs::path path, mode_t mode, Way way) : path_(std::move(path)) {
  struct stat there {};
  // Said before anything is made. `finish` looks again.
  if (::lstat(path_.c_str(), &there) == 0) {
    error_ = EEXIST;
  } else if (errno != ENOENT) {
    error_ = errno;
  } else {
    open(mode, way);
  }
}

NewFile::~NewFile() {
  if (number_ >= 0) ::close(number_);
  if (!hidden_.empty()) ::unlink(hidden_.c_str());
}

void NewFile::open(mode_t mode, Way way) {
  const fs::path folder = path_.has_parent_path() ? path_.parent_path() : fs::path(".");
  if (way == Way::best && ::access("/proc/self/fd", X_OK) == 0) {
    number_ = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, mode);
    const bool has_none = errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL || errno == ENOENT;
    if (number_ >= 0 || !has_none) {
      error_ = number_ >= 0 ? 0 : errno;
      return;
    }
  }
  open_hidden(mode);
}

void NewFile::open_hidden(mode_t mode) {
  const auto made = make_with_free_name(path_.parent_path() / fmt::format(".doorway-{}", ::getpid()), "",
                                        [this, mode](const fs::path& name) {
                                          number_ = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
                                          return number_ >= 0 ? 0 : errno;
                                        });
  if (made) {
    hidden_ = *made;
  } else {
    error_ = made.error();
  }
}

bool NewFile::put(std::string_view text) {
  return error_ == 0 && (put_all(number_, text) || fail());
}

// Whatever close says, the number is no longer ours. Source: close(2).
bool NewFile::close() {
  return ::close(std::exchange(number_, -1)) == 0;
}

int NewFile::name_it() {
  if (hidden_.empty()) {
    const std::string nameless = name_of_nameless(number_);
    return ::linkat(AT_FDCWD, nameless.c_str(), AT_FDCWD, path_.c_str(), AT_SYMLINK_FOLLOW) == 0 ? 0 : errno;
  }
  const int error = give_new_name(hidden_, path_);
  if (error == 0) hidden_.clear();
  return error;
}

bool NewFile::finish() {
  if (error_ != 0) return false;
  if (::fsync(number_) != 0) return fail();
  // A file with a name is closed first, since closing can be what says that the disk is full.
  if (!hidden_.empty() && !close()) return fail();
  error_ = name_it();
  if (error_ != 0) return false;
  if (number_ >= 0) static_cast<void>(close());
  return true;
}

bool NewFile::fail() {
  error_ = errno;
  return false;
}

}  // namespace doorway::app
