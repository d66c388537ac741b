#pragma once

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace doorway {

/// Locks a file (flock), which tells other programs that it is written to. One that looks at it in this moment holds
/// its own lock for that long: so this tries again, up to a fifth of a second. False where it is not locked then.
bool lock_as_written_to(int file);

/// How the file is made.
struct GrowingFileKind {
  unsigned mode = 0666;  ///< permissions, of which the umask takes its part
  bool mapped = true;    ///< false: as where a file system cannot map
};

/// A file that is written at its end, through a mapping: what has been put there is the kernel's at once, so that not
/// even SIGKILL takes it away, and no system call is needed but where the file grows. It has room ahead, zeros, which
/// is cut off when it is closed. Room is allotted before it is written to: a full disk is an error, not a signal. Where
/// the file system cannot map a file for writing, each piece is written when it is committed. Used by one thread at a
/// time.
class GrowingFile {
 public:
  GrowingFile() = default;
  ~GrowingFile() { close(); }
  GrowingFile(const GrowingFile&) = delete;
  GrowingFile& operator=(const GrowingFile&) = delete;

  /// Makes the file, which must not be there yet; an errno where that fails. It is locked (flock) while it is open,
  /// which tells other programs that it still grows.
  Result<void, int> create(const std::filesystem::path& path, GrowingFileKind kind = {});
  [[nodiscard]] bool is_open() const { return file_ >= 0; }

  /// The next so many bytes, zeros, to be written to; an errno where there is no room for them. They count when they
  /// are committed, which can fail as well.
  Result<std::span<std::uint8_t>, int> reserve(std::size_t size);
  Result<void, int> commit(std::size_t size);

  /// Cuts off the room ahead and closes the file.
  void close();

 private:
  Result<void, int> allot(std::size_t size);
  Result<std::span<std::uint8_t>, int> reserve_unmapped(std::size_t size);
  int map_to_end();
  void unmap();

  int file_ = -1;
  std::uint64_t used_ = 0;           // what has been committed
  std::uint64_t allotted_ = 0;       // the file's size
  std::uint64_t mapped_from_ = 0;    // where the mapping begins in the file
  std::uint8_t* mapping_ = nullptr;  // up to the file's end
  bool is_mapped_ = true;            // else:
  Bytes reserved_;                   // to be written when it is committed
};

}  // namespace doorway
