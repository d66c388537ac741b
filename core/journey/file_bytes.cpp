#include "core/journey/file_bytes.hpp"

#include "core/base/file_trouble.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <utility>

namespace doorway {

namespace {

constexpr std::size_t copied_at_most = 16U << 20;

/// Closes a file at the end of a function.
class OpenFile {
 public:
  explicit OpenFile(int number) : number_(number) {}
  ~OpenFile() {
    if (number_ >= 0) ::close(number_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  [[nodiscard]] int number() const { return number_; }
  int take() { return std::exchange(number_, -1); }

 private:
  int number_;
};

/// The lock is given back at once: who has just made the file waits for it.
bool is_written_to(int file) {
  if (::flock(file, LOCK_SH | LOCK_NB) != 0) return errno == EWOULDBLOCK;
  ::flock(file, LOCK_UN);
  return false;
}

const char* no_ordinary_file(const struct stat& status) {
  if (S_ISDIR(status.st_mode)) return "this is a directory; give a recording, a file that ends in .journey";
  if (!S_ISREG(status.st_mode)) return "this is a pipe or a device; give a recording, a file that ends in .journey";
  return nullptr;
}

/// Reads as much as there is from there on, at most what `out` has room for; an errno, or 0.
int read_all(int file, std::size_t offset, Bytes& out) {
  std::size_t have = 0;
  while (have < out.size()) {
    const ssize_t count = ::pread(file, out.data() + have, out.size() - have, static_cast<off_t>(offset + have));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    if (count == 0) break;
    have += static_cast<std::size_t>(count);
  }
  out.resize(have);
  return 0;
}

}  // namespace

Result<FileBytes> FileBytes::open(const std::filesystem::path& path) {
  struct stat status {};
  // Asked before: opening a device can do things.
  if (::stat(path.c_str(), &status) != 0) return Error{read_trouble(errno)};
  if (const char* why = no_ordinary_file(status)) return Error{why};
  OpenFile file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) return Error{read_trouble(errno)};
  if (const char* why = no_ordinary_file(status)) return Error{why};
  FileBytes found;
  found.grows_ = is_written_to(file.number());
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size <= copied_at_most || found.grows_) {
    try {
      found.copy_.resize(size);
    } catch (const std::exception&) {
      return Error{"it is larger than the memory that there is"};
    }
    if (const int error = read_all(file.number(), 0, found.copy_); error != 0) return Error{read_trouble(error)};
    found.size_ = found.copy_.size();
    return Result<FileBytes>(std::move(found));
  }
  found.size_ = size;
  found.file_ = file.take();
  return Result<FileBytes>(std::move(found));
}

FileBytes::~FileBytes() {
  if (file_ >= 0) ::close(file_);
}

std::optional<std::span<const std::uint8_t>> FileBytes::read(std::size_t offset, std::size_t size, Bytes& room) const {
  if (offset > size_ || size > size_ - offset) return std::nullopt;
  if (file_ < 0) return std::span(copy_).subspan(offset, size);
  room.resize(size);
  if (read_all(file_, offset, room) != 0 || room.size() != size) return std::nullopt;
  return room;
}

}  // namespace doorway
