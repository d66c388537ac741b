#include "core/journey/frames.hpp"

#include "core/journey/byte_reader.hpp"
#include "core/journey/crc32.hpp"
#include "core/journey/journey.hpp"

#include <algorithm>

namespace doorway {

using namespace journey_format;

std::optional<std::span<const std::uint8_t>> Frames::next() {
  const auto head = take(frame_head_bytes);
  if (!head) return std::nullopt;
  ByteReader in(*head);
  const std::size_t length = in.four_bytes();
  const std::uint32_t checksum = in.four_bytes();
  if (length == 0 || length > most_frame_bytes) return std::nullopt;
  const auto frame = take(frame_head_bytes + length);
  if (!frame || crc32_of(frame->subspan(frame_head_bytes)) != checksum) return std::nullopt;
  offset_ += frame->size();
  return frame;
}

std::optional<std::span<const std::uint8_t>> Frames::take(std::size_t size) {
  constexpr std::size_t read_at_once = 64U << 10;
  const bool is_here = offset_ >= here_from_ && offset_ + size <= here_from_ + here_.size();
  if (!is_here) {
    const std::size_t left = file_.size() - std::min(offset_, file_.size());
    const auto more = file_.read(offset_, std::max(size, std::min(left, read_at_once)), room_);
    here_from_ = offset_;
    here_ = more.value_or(std::span<const std::uint8_t>());
    if (!more) return std::nullopt;
  }
  return here_.subspan(offset_ - here_from_, size);
}

}  // namespace doorway
