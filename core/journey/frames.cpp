#include "core/journey/frames.hpp"

#include "core/journey/byte_reader.hpp"
#include "core/journey/crc32.hpp"
#include "core/journey/journey.hpp"

#include <algorithm>

namespace doorway {

using namespace journey_format;

std::optional<Frame> Frames::next() {
  const auto head = take(frame_head_bytes);
  if (!head) return std::nullopt;
  ByteReader in(*head);
  Frame frame;
  frame.length = in.four_bytes();
  frame.checksum = in.four_bytes();
  if (frame.length == 0 || frame.length > most_frame_bytes) return std::nullopt;
  const auto whole = take(frame_head_bytes + frame.length);
  if (!whole) return std::nullopt;
  frame.bytes = whole->subspan(frame_head_bytes);
  if (crc32_of(frame.bytes) != frame.checksum) return std::nullopt;
  offset_ += whole->size();
  return frame;
}

std::optional<std::span<const std::uint8_t>> Frames::take_from_file(std::size_t size) {
  constexpr std::size_t read_at_once = 64U << 10;
  const std::size_t left = file_.size() - std::min(offset_, file_.size());
  const auto more = file_.read(offset_, std::max(size, std::min(left, read_at_once)), room_);
  here_from_ = offset_;
  here_ = more.value_or(std::span<const std::uint8_t>());
  return more ? std::optional(here_.first(size)) : std::nullopt;
}

}  // namespace doorway
