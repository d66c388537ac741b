#include "tests/support/journey_frames.hpp"

#include "core/journey/byte_reader.hpp"
#include "core/journey/byte_writer.hpp"
#include "core/journey/crc32.hpp"
#include "core/journey/journey.hpp"

#include <algorithm>

namespace doorway::test {

using journey_format::frame_head_bytes;
using journey_format::preamble_bytes;

JourneyFrames frames_of(std::span<const std::uint8_t> file) {
  JourneyFrames journey;
  const auto preamble = file.first(std::min(file.size(), preamble_bytes));
  journey.preamble.assign(preamble.begin(), preamble.end());
  file = file.subspan(preamble.size());
  while (file.size() > frame_head_bytes) {
    const std::size_t length = ByteReader(file).four_bytes();
    if (length == 0 || length > file.size() - frame_head_bytes) break;
    const auto frame = file.subspan(frame_head_bytes, length);
    journey.frames.emplace_back(frame.begin(), frame.end());
    file = file.subspan(frame_head_bytes + length);
  }
  journey.rest.assign(file.begin(), file.end());
  return journey;
}

Bytes file_of(const JourneyFrames& journey) {
  Bytes file = journey.preamble;
  ByteWriter out(file);
  for (const Bytes& frame : journey.frames) {
    out.four_bytes(static_cast<std::uint32_t>(frame.size()));
    out.four_bytes(crc32_of(frame));
    file.insert(file.end(), frame.begin(), frame.end());
  }
  file.insert(file.end(), journey.rest.begin(), journey.rest.end());
  return file;
}

}  // namespace doorway::test
