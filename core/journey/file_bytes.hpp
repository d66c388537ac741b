#pragma once

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <utility>

namespace doorway {

/// The bytes of an ordinary file. Those of a large one are read when they are asked for, as they are then; a small one,
/// and one that still grows, is copied when it is opened: nobody can change that while it is in use. Nothing is mapped:
/// who cuts a file off while it is mapped ends the program (SIGBUS).
class FileBytes {
 public:
  /// The error is the end of a sentence about the file. Directories, pipes and devices are refused without being
  /// opened.
  static Result<FileBytes> open(const std::filesystem::path& path);
  ~FileBytes();
  FileBytes(FileBytes&& other) noexcept
      : copy_(std::move(other.copy_)),
        file_(std::exchange(other.file_, -1)),
        size_(other.size_),
        grows_(other.grows_) {}
  FileBytes& operator=(FileBytes&&) = delete;

  /// How many there were when it was opened.
  [[nodiscard]] std::size_t size() const { return size_; }
  /// These bytes as they are now, from the copy or read into `room`; nothing where the file does not have them any
  /// more.
  std::optional<std::span<const std::uint8_t>> read(std::size_t offset, std::size_t size, Bytes& room) const;
  /// Whether its bytes are in memory, so that nobody can change them.
  [[nodiscard]] bool is_copy() const { return file_ < 0; }
  /// Another program writes to it now.
  [[nodiscard]] bool grows() const { return grows_; }

 private:
  FileBytes() = default;

  Bytes copy_;
  int file_ = -1;  // of a large one
  std::size_t size_ = 0;
  bool grows_ = false;
};

}  // namespace doorway
