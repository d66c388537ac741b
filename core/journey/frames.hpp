#pragma once

#include "core/base/bytes.hpp"
#include "core/journey/file_bytes.hpp"
#include "core/journey/journey.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace doorway {

/// A frame as it lies in the file; its bytes are the next `length` behind its head.
struct Frame {
  std::uint32_t length = 0;
  std::uint32_t checksum = 0;
  std::span<const std::uint8_t> bytes;

  /// With its head.
  [[nodiscard]] std::size_t size() const { return journey_format::frame_head_bytes + bytes.size(); }
};

/// The frames of a file from a place on, one after the other, each as it is now. Several small ones are read at once.
/// The file outlives it.
class Frames {
 public:
  Frames(const FileBytes& file, std::size_t offset) : file_(file), offset_(offset) {}

  /// The next one, good up to the next call. Nothing where there is no whole one, or not the one that its checksum is
  /// of.
  std::optional<Frame> next();

 private:
  /// So many bytes from here on.
  std::optional<std::span<const std::uint8_t>> take(std::size_t size) {
    const std::size_t from = offset_ - here_from_;
    if (size > here_.size() || from > here_.size() - size) return take_from_file(size);
    return here_.subspan(from, size);
  }
  std::optional<std::span<const std::uint8_t>> take_from_file(std::size_t size);

  const FileBytes& file_;
  std::size_t offset_;
  Bytes room_;
  std::span<const std::uint8_t> here_;  // of the file, from here_from_ on, which is not behind offset_
  std::size_t here_from_ = 0;
};

}  // namespace doorway
