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

/// The bytes of an ordinary file as they are when it is opened. A large one is mapped, not read, as long as it is
/// looked through; a small one, and one that still grows, is copied: nobody can change that while it is in use.
class FileBytes {
 public:
  /// The error is the end of a sentence about the file. Directories, pipes and devices are refused without being
  /// opened.
  static Result<FileBytes> open(const std::filesystem::path& path);
  ~FileBytes();
  FileBytes(FileBytes&& other) noexcept
      : copy_(std::move(other.copy_)),
        mapping_(std::exchange(other.mapping_, {})),
        file_(std::exchange(other.file_, -1)),
        size_(other.size_),
        grows_(other.grows_) {}
  FileBytes& operator=(FileBytes&&) = delete;

  /// All of them, as long as the file is not let go.
  [[nodiscard]] std::span<const std::uint8_t> bytes() const { return mapping_.empty() ? copy_ : mapping_; }
  /// Ends the mapping: who cuts the file off from now on ends nobody's program (SIGBUS). Its bytes are there by `read`.
  void let_go();
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
  std::span<const std::uint8_t> mapping_;
  int file_ = -1;  // of a large one
  std::size_t size_ = 0;
  bool grows_ = false;
};

}  // namespace doorway
