#include "core/journey/journey_events.hpp"

#include "core/base/utf8.hpp"
#include "core/journey/byte_reader.hpp"
#include "core/journey/crc32.hpp"
#include "core/journey/event_view.hpp"
#include "core/journey/frames.hpp"
#include "core/journey/journey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace doorway {

using namespace journey_format;

// As FNV-1a does it, of 64 bits at a time. The product's high half depends on all of both: it goes to where the next
// head's length is.
void JourneyEvents::Mark::add(std::uint32_t length, std::uint32_t checksum) {
  if (value_ == 0) value_ = 0xCBF29CE484222325U;
  value_ = (value_ ^ (std::uint64_t{checksum} << 32U | length)) * 0x9E3779B97F4A7C15U;
  value_ ^= value_ >> 32U;
}

JourneyEvents::JourneyEvents(const std::filesystem::path& path, FileBytes file, ReadFrames reading,
                             const Scenario& scenario, std::vector<Block> blocks, std::size_t end, Seq size)
    : name_(escape_for_display(path.string())),
      file_(std::move(file)),
      reading_(reading),
      lines_(scenario.lines),
      blocks_(std::move(blocks)),
      end_(end),
      size_(size),
      shown_(blocks_.size()),
      kept_(reading_ == ReadFrames::kept && !file_.is_copy() ? blocks_.size() : 0),
      made_(blocks_.size()) {}

const Event* JourneyEvents::make(std::size_t block) const {
  const std::lock_guard lock(mutex_);
  if (made_[block] == nullptr) {
    made_[block] = block_at(block);
    shown_[block].store(made_[block]->events.data(), std::memory_order_release);
  }
  return made_[block]->events.data();
}

std::shared_ptr<const StoredEvents::Some> JourneyEvents::some(Seq seq) const {
  const std::lock_guard lock(mutex_);
  return block_at(static_cast<std::size_t>(seq - 1) / block_events);
}

std::shared_ptr<const StoredEvents::Some> JourneyEvents::block_at(std::size_t block) const {
  if (made_[block] != nullptr) return made_[block];
  const Seq first = Seq{block} * block_events + 1;
  for (const auto& known : recent_) {
    if (known != nullptr && known->first == first) return known;
  }
  return recent_[next_recent_++ % recent_.size()] = read(block);
}

std::shared_ptr<const StoredEvents::Some> JourneyEvents::read(std::size_t block) const {
  auto made = std::make_shared<Some>();
  made->first = Seq{block} * block_events + 1;
  const std::size_t count = static_cast<std::size_t>(std::min<Seq>(block_events, size_ + 1 - made->first));
  made->events.reserve(count);
  ByteReader in(frames_of(block));
  std::int64_t t_ns = blocks_[block].t_ns;
  EventView view;
  while (made->events.size() < count) {
    const std::size_t length = in.four_bytes();
    in.four_bytes();  // the checksum: compared before
    if (!read_event(in.next(length), view)) break;
    const bool called = view.kind == FrameKind::called;
    if (called && view.line >= lines_.size()) break;
    t_ns += static_cast<std::int64_t>(view.elapsed_ns);
    made->events.push_back(make_event(view, made->first + made->events.size(), t_ns,
                                      called ? lines_[static_cast<std::size_t>(view.line)] : nullptr));
  }
  if (made->events.size() < count) tell_of_change();
  return made;
}

void JourneyEvents::tell_of_change() const {
  throw JourneyChanged(
      fmt::format("{}: the file was written to while it was shown: its events are not there any more", name_));
}

// What can change is held to what the opening has seen each time that it is read, before anything is made of it.
std::span<const std::uint8_t> JourneyEvents::frames_of(std::size_t block) const {
  if (!kept_.empty() && !kept_[block].empty()) return kept_[block];
  const std::size_t offset = blocks_[block].offset;
  const std::size_t end = block + 1 < blocks_.size() ? blocks_[block + 1].offset : end_;
  const auto frames = file_.read(offset, end - offset, read_);
  if (!frames || !(file_.is_copy() || is_as_opened(*frames, block))) tell_of_change();
  if (kept_.empty()) return *frames;
  kept_[block].assign(frames->begin(), frames->end());
  return kept_[block];
}

bool JourneyEvents::is_as_opened(std::span<const std::uint8_t> frames, std::size_t block) const {
  Mark mark;
  while (frames.size() >= frame_head_bytes) {
    ByteReader head(frames);
    const std::size_t length = head.four_bytes();
    const std::uint32_t checksum = head.four_bytes();
    if (length > head.left() || crc32_of(frames.subspan(frame_head_bytes, length)) != checksum) return false;
    mark.add(static_cast<std::uint32_t>(length), checksum);
    frames = frames.subspan(frame_head_bytes + length);
  }
  return frames.empty() && mark == blocks_[block].mark;
}

}  // namespace doorway
