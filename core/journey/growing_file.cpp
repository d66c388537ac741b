#include "core/journey/growing_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <thread>

namespace doorway {

namespace {

constexpr std::uint64_t first_room = 64U << 10;
constexpr std::uint64_t most_room = 4U << 20;

std::uint64_t page_bytes() {
  return static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::uint64_t round_up(std::uint64_t size, std::uint64_t to) {
  return (size + to - 1) / to * to;
}

/// Beyond this limit the kernel would send SIGXFSZ.
bool is_beyond_limit(std::uint64_t size) {
  rlimit limit{};
  return ::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && size > limit.rlim_cur;
}

int allot_up_to(int file, std::uint64_t from, std::uint64_t size) {
  if (is_beyond_limit(size)) return EFBIG;
  int error = 0;
  do {
    error = ::posix_fallocate(file, static_cast<off_t>(from), static_cast<off_t>(size - from));
  } while (error == EINTR);
  return error;
}

}  // namespace

bool lock_as_written_to(int file) {
  constexpr int most_tries = 200;
  for (int i = 0; i < most_tries; ++i) {
    if (::flock(file, LOCK_EX | LOCK_NB) == 0) return true;
    if (errno != EWOULDBLOCK && errno != EINTR) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return false;
}

Result<void, int> GrowingFile::create(const std::filesystem::path& path, GrowingFileKind kind) {
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, static_cast<mode_t>(kind.mode));
  if (file_ < 0) return errno;
  is_mapped_ = kind.mapped;
  // A file system without locks keeps the journal all the same.
  static_cast<void>(lock_as_written_to(file_));
  return {};
}

Result<std::span<std::uint8_t>, int> GrowingFile::reserve(std::size_t size) {
  if (is_mapped_ && used_ + size > allotted_) {
    const auto room = allot(size);
    if (room.has_error() && is_mapped_) return room.error();
  }
  if (!is_mapped_) return reserve_unmapped(size);
  return std::span<std::uint8_t>(mapping_ + (used_ - mapped_from_), size);
}

Result<std::span<std::uint8_t>, int> GrowingFile::reserve_unmapped(std::size_t size) {
  if (is_beyond_limit(used_ + size)) return EFBIG;
  reserved_.assign(size, 0);
  return std::span<std::uint8_t>(reserved_);
}

Result<void, int> GrowingFile::commit(std::size_t size) {
  for (std::size_t done = 0; !is_mapped_ && done < size;) {
    const ssize_t count = ::pwrite(file_, reserved_.data() + done, size - done, static_cast<off_t>(used_ + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    done += static_cast<std::size_t>(count);
  }
  used_ += size;
  return {};
}

// As much again as there is, so that a long recording seldom waits for the disk; only what is needed where the disk has
// no more.
Result<void, int> GrowingFile::allot(std::size_t size) {
  const std::uint64_t ahead = std::clamp(used_, first_room, most_room);
  const std::uint64_t page = page_bytes();
  const std::uint64_t needed = round_up(used_ + size, page);
  const std::uint64_t wanted = round_up(used_ + size + ahead, page);
  std::uint64_t got = wanted;
  int error = allot_up_to(file_, allotted_, wanted);
  if (error != 0) {
    got = needed;
    error = allot_up_to(file_, allotted_, needed);
  }
  if (error != 0) return error;
  unmap();
  allotted_ = got;
  error = map_to_end();
  if (error == 0) return {};
  // What was committed is the kernel's, whichever way it came there; the room ahead is as well cut off at the end.
  is_mapped_ = false;
  return error;
}

int GrowingFile::map_to_end() {
  mapped_from_ = used_ / page_bytes() * page_bytes();
  void* mapping = ::mmap(nullptr, static_cast<std::size_t>(allotted_ - mapped_from_), PROT_READ | PROT_WRITE,
                         MAP_SHARED, file_, static_cast<off_t>(mapped_from_));
  if (mapping == MAP_FAILED) return errno;
  mapping_ = static_cast<std::uint8_t*>(mapping);
  return 0;
}

void GrowingFile::unmap() {
  if (mapping_ != nullptr) ::munmap(mapping_, static_cast<std::size_t>(allotted_ - mapped_from_));
  mapping_ = nullptr;
}

void GrowingFile::close() {
  if (file_ < 0) return;
  unmap();
  // Where that fails the zeros stay, and a reader stops at them.
  [[maybe_unused]] const int cut = ::ftruncate(file_, static_cast<off_t>(used_));
  ::close(file_);
  file_ = -1;
  used_ = allotted_ = mapped_from_ = 0;
  reserved_ = {};
}

}  // namespace doorway
