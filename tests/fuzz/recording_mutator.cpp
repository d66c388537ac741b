// How libFuzzer changes a recording: mostly inside of a frame, whose checksum is then made to fit, or whole frames, so
// that what is behind the checksums is tried as well.
#include "tests/support/journey_frames.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace {

using doorway::Bytes;
using doorway::test::JourneyFrames;

void mutate(Bytes& frame, std::size_t room) {
  const std::size_t size = frame.size();
  frame.resize(size + room);
  frame.resize(LLVMFuzzerMutate(frame.data(), size, frame.size()));
  if (frame.empty()) frame.push_back(7);
}

/// Takes a frame out, doubles it, or puts it somewhere else.
void move_frames(JourneyFrames& journey, std::minstd_rand& random) {
  auto& frames = journey.frames;
  const auto any = [&](std::size_t end) { return static_cast<std::ptrdiff_t>(random() % end); };
  const std::ptrdiff_t at = any(frames.size());
  switch (random() % 3) {
    case 0: frames.erase(frames.begin() + at); break;
    case 1: {
      Bytes copy = frames[static_cast<std::size_t>(at)];
      frames.insert(frames.begin() + any(frames.size() + 1), std::move(copy));
      break;
    }
    default: std::swap(frames[static_cast<std::size_t>(at)], frames[static_cast<std::size_t>(any(frames.size()))]);
  }
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned int seed) {
  std::minstd_rand random(seed + 1);
  JourneyFrames journey = doorway::test::frames_of({data, size});
  if (journey.frames.empty() || random() % 20 == 0) return LLVMFuzzerMutate(data, size, max_size);
  for (std::size_t times = 1 + random() % 3; times > 0 && !journey.frames.empty(); --times) {
    if (random() % 6 == 0) {
      move_frames(journey, random);
    } else {
      mutate(journey.frames[random() % journey.frames.size()], 16 + random() % 64);
    }
  }
  const Bytes file = doorway::test::file_of(journey);
  if (file.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::copy(file.begin(), file.end(), data);
  return file.size();
}
