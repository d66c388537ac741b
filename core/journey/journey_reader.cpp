#include "core/journey/journey_reader.hpp"

#include "core/base/count_of.hpp"
#include "core/base/utf8.hpp"
#include "core/journey/byte_reader.hpp"
#include "core/journey/event_check.hpp"
#include "core/journey/file_bytes.hpp"
#include "core/journey/frames.hpp"
#include "core/journey/header.hpp"
#include "core/journey/journey_events.hpp"
#include "core/journey/run_end.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace doorway {

namespace {

using namespace journey_format;
using FileSpan = std::span<const std::uint8_t>;

std::string_view as_text(FileSpan bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The room that a journal has ahead is zeros, for the largest payload and some more at most.
bool is_room_ahead(const FileBytes& file, std::size_t from) {
  constexpr std::size_t most_room = 128U << 20;
  constexpr std::size_t at_once = 64U << 10;
  if (file.size() - from > most_room) return false;
  Bytes room;
  while (from < file.size()) {
    const auto bytes = file.read(from, std::min(at_once, file.size() - from), room);
    if (!bytes || std::any_of(bytes->begin(), bytes->end(), [](std::uint8_t byte) { return byte != 0; })) return false;
    from += bytes->size();
  }
  return true;
}

/// What the one pass over the frames has found.
struct Scan {
  std::vector<JourneyEvents::Block> blocks;
  Seq events = 0;
  std::size_t events_end = 0;  // where the last one ends in the file
  std::size_t steps = 0;
  std::optional<RunStatus> ended;
  std::size_t used = 0;         // bytes up to the first that is left out
  std::string_view wrong;       // of the event there; empty: the frame is no whole one
  bool room_ahead_only = true;  // what is left out are the zeros of a journal that was not closed
  RunStatus told;
};

void take_in(const EventView& view, const Frame& frame, std::int64_t t_ns_before, Scan& scan) {
  if (scan.events++ % JourneyEvents::block_events == 0) scan.blocks.push_back({scan.used, t_ns_before, {}});
  scan.blocks.back().mark.add(frame.length, frame.checksum);
  const bool is_of_call_before = view.kind == FrameKind::observed && view.flag;
  if (!is_of_call_before) ++scan.steps;
}

Scan scan_frames(const FileBytes& file, std::size_t from, const Scenario& scenario) {
  Scan scan;
  EventCheck check(scenario);
  EventView view;
  Frames frames(file, from);
  scan.used = from;
  while (!scan.ended) {
    const auto frame = frames.next();
    if (!frame) break;
    if (frame->bytes.front() == static_cast<std::uint8_t>(FrameKind::finished)) {
      scan.ended = read_run_end(frame->bytes, scenario);
      if (!scan.ended) scan.wrong = "the run's end is not well";
    } else {
      const std::int64_t before = check.t_ns();
      scan.wrong = read_event(frame->bytes, view) ? check.take(view) : "its values are none";
      if (scan.wrong.empty()) {
        take_in(view, *frame, before, scan);
        scan.events_end = scan.used + frame->size();
      }
    }
    if (!scan.wrong.empty()) break;
    scan.used += frame->size();
  }
  scan.room_ahead_only = scan.wrong.empty() && is_room_ahead(file, scan.used);
  scan.told = check.status();
  return scan;
}

std::string what_is_left_out(const Scan& scan, std::uint64_t bytes) {
  if (bytes == 0) return "";
  if (!scan.wrong.empty() && !scan.ended) {
    return fmt::format("event {} cannot have happened ({}): it and all behind it, {}, are left out", scan.events + 1,
                       scan.wrong, count_of(bytes, "byte"));
  }
  return fmt::format("the last {} {} torn or damaged and left out: the recording is whole up to event {}",
                     bytes == 1 ? "byte" : count_of(bytes, "byte"), bytes == 1 ? "is" : "are", scan.events);
}

/// The header, and where the frames behind it begin.
struct Beginning {
  JourneyHeader header;
  std::size_t end = 0;
};

Result<Beginning> read_beginning(const FileBytes& file) {
  if (file.size() == 0) return Error{"the file is empty: nothing was recorded in it"};
  Bytes room;
  const FileSpan first = file.read(0, std::min(file.size(), preamble_bytes), room).value_or(FileSpan());
  if (!magic.starts_with(as_text(first).substr(0, magic.size()))) {
    return Error{"this is no recording of Doorway; they are written by doorway run FILE --journey OUT.journey"};
  }
  if (first.size() < preamble_bytes)
    return Error{"only the first bytes of the recording are there, none of its events"};
  const std::uint32_t found = ByteReader(first.subspan(magic.size())).four_bytes();
  if (found > version) {
    return Error{fmt::format("a newer Doorway wrote this (format {}, and this one reads up to {}): open it with that",
                             found, version)};
  }
  Frames frames(file, preamble_bytes);
  const auto frame = found == version ? frames.next() : std::nullopt;
  if (!frame || frame->length > header_bytes || frame->bytes.front() != static_cast<std::uint8_t>(FrameKind::header)) {
    return Error{"its header is torn or damaged, so that nothing of it can be shown"};
  }
  auto header = read_header(as_text(frame->bytes.subspan(1)));
  if (!header) return header.error();
  return Beginning{std::move(*header), preamble_bytes + frame->size()};
}

Error about(const std::filesystem::path& path, std::string_view what) {
  return Error{fmt::format("{}: {}", escape_for_display(path.string()), what)};
}

}  // namespace

Result<OpenedJourney> open_journey(const std::filesystem::path& path, ReadFrames reading) {
  auto opened = FileBytes::open(path);
  if (!opened) return about(path, opened.error().message);
  auto beginning = read_beginning(*opened);
  if (!beginning) return about(path, beginning.error().message);
  RecordingHeader& header = beginning->header.recording;
  Scan scan = scan_frames(*opened, beginning->end, header.scenario);

  OpenedJourney journey;
  journey.info = std::move(beginning->header.info);
  journey.fills = std::move(beginning->header.fills);
  journey.is_finished = scan.ended.has_value();
  journey.ended = scan.ended ? std::move(*scan.ended) : std::move(scan.told);
  journey.still_grows = opened->grows();
  journey.dropped_bytes = scan.room_ahead_only ? 0 : opened->size() - scan.used;
  journey.dropped = what_is_left_out(scan, journey.dropped_bytes);
  journey.steps = scan.steps;
  auto events = std::make_unique<JourneyEvents>(path, std::move(*opened), reading, header.scenario,
                                                std::move(scan.blocks), scan.events_end, scan.events);
  journey.recording = std::make_shared<const Recording>(std::move(header), std::move(events));
  return journey;
}

bool is_journey(const std::filesystem::path& path) {
  if (path.extension() == journey_extension) return true;
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
  const int file = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (file < 0) return false;
  std::array<char, magic.size()> first{};
  const ssize_t count = ::read(file, first.data(), first.size());
  ::close(file);
  return count == static_cast<ssize_t>(first.size()) && std::string_view(first.data(), first.size()) == magic;
}

}  // namespace doorway
