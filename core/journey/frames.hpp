#pragma once

#include "core/base/bytes.hpp"
#include "core/journey/file_bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace doorway {

/// The frames of a file from a place on, one after the other, each as it is now. Several small ones are read at once.
/// The file outlives it.
class Frames {
 public:
  Frames(const FileBytes& file, std::size_t offset) : file_(file), offset_(offset) {}

  /// The next one, with its head; good up to the next call. Nothing where there is no whole one, or not the one that
  /// its checksum is of.
  std::optional<std::span<const std::uint8_t>> next();

 private:
  std::optional<std::span<const std::uint8_t>> take(std::size_t size);

  const FileBytes& file_;
  std::size_t offset_;
  Bytes room_;
  std::span<const std::uint8_t> here_;  // of the file, from here_from_ on
  std::size_t here_from_ = 0;
};

}  // namespace doorway
