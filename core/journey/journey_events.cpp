#include "core/journey/journey_events.hpp"

#include "core/base/utf8.hpp"
#include "core/journey/event_view.hpp"
#include "core/journey/frames.hpp"
#include "core/journey/journey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace doorway {

using namespace journey_format;

// FNV-1a, of 64 bits.
void JourneyEvents::Mark::add(std::span<const std::uint8_t> head) {
  if (value_ == 0) value_ = 0xCBF29CE484222325U;
  for (const std::uint8_t byte : head) value_ = (value_ ^ byte) * 0x100000001B3U;
}

JourneyEvents::JourneyEvents(const std::filesystem::path& path, FileBytes file, const Scenario& scenario,
                             std::vector<Block> blocks, Seq size)
    : name_(escape_for_display(path.string())),
      file_(std::move(file)),
      lines_(scenario.lines),
      blocks_(std::move(blocks)),
      size_(size),
      shown_(blocks_.size()),
      made_(blocks_.size()) {}

const Event* JourneyEvents::make(std::size_t block) const {
  const std::lock_guard lock(mutex_);
  if (made_[block].empty()) {
    made_[block] = read(block);
    shown_[block].store(made_[block].data(), std::memory_order_release);
  }
  return made_[block].data();
}

std::vector<Event> JourneyEvents::read(std::size_t block) const {
  const Seq first = Seq{block} * block_events + 1;
  const std::size_t count = static_cast<std::size_t>(std::min<Seq>(block_events, size_ + 1 - first));
  std::vector<Event> events;
  events.reserve(count);
  Frames frames(file_, blocks_[block].offset);
  std::int64_t t_ns = blocks_[block].t_ns;
  Mark mark;
  EventView view;
  while (events.size() < count) {
    const auto frame = frames.next();
    if (!frame || !read_event(frame->subspan(frame_head_bytes), view)) break;
    const bool called = view.kind == FrameKind::called;
    if (called && view.line >= lines_.size()) break;
    mark.add(frame->first(frame_head_bytes));
    t_ns += static_cast<std::int64_t>(view.elapsed_ns);
    events.push_back(
        make_event(view, first + events.size(), t_ns, called ? lines_[static_cast<std::size_t>(view.line)] : nullptr));
  }
  if (events.size() < count || mark != blocks_[block].mark) {
    throw JourneyChanged(
        fmt::format("{}: the file was written to while it was shown: its events are not there any more", name_));
  }
  return events;
}

}  // namespace doorway
