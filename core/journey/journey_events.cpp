#include "core/journey/journey_events.hpp"

#include "core/base/utf8.hpp"
#include "core/journey/byte_reader.hpp"
#include "core/journey/crc32.hpp"
#include "core/journey/event_view.hpp"
#include "core/journey/journey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace doorway {

namespace {

using namespace journey_format;

/// The frames of a file from a place on, one after the other, each as it is now. Several small ones are read at once.
class Frames {
 public:
  Frames(const FileBytes& file, std::size_t offset) : file_(file), offset_(offset) {}

  /// The next one, with its head; good up to the next call. Nothing where there is no whole one, or not the one that
  /// its checksum is of.
  std::optional<std::span<const std::uint8_t>> next() {
    const auto head = take(frame_head_bytes);
    if (!head) return std::nullopt;
    ByteReader in(*head);
    const std::size_t length = in.four_bytes();
    const std::uint32_t checksum = in.four_bytes();
    const auto frame = take(frame_head_bytes + length);
    if (!frame || crc32_of(frame->subspan(frame_head_bytes)) != checksum) return std::nullopt;
    offset_ += frame->size();
    return frame;
  }

 private:
  static constexpr std::size_t read_at_once = 64U << 10;

  std::optional<std::span<const std::uint8_t>> take(std::size_t size) {
    const bool is_here = offset_ >= here_from_ && offset_ + size <= here_from_ + here_.size();
    if (!is_here) {
      here_from_ = offset_;
      auto more = file_.read(offset_, std::max(size, read_at_once), room_);
      if (!more) more = file_.read(offset_, size, room_);  // there is less at the file's end
      if (!more) return std::nullopt;
      here_ = *more;
    }
    return here_.subspan(offset_ - here_from_, size);
  }

  const FileBytes& file_;
  std::size_t offset_;
  Bytes room_;
  std::span<const std::uint8_t> here_;  // of the file, from here_from_ on
  std::size_t here_from_ = 0;
};

}  // namespace

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
