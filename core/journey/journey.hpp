#pragma once

#include "core/record/recording.hpp"
#include "core/scenario/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the writer and the reader of a journey's file share. README.md has the format, byte by byte.

namespace doorway {

/// A journey's file ends in this.
constexpr std::string_view journey_extension = ".journey";

/// The lesson that a take was made in, so that its questions can be asked again.
struct JourneyLesson {
  std::string file;     ///< its name, without a folder
  std::string text;     ///< the whole file
  std::string page_id;  ///< of the page whose scenario it is

  friend bool operator==(const JourneyLesson&, const JourneyLesson&) = default;
};

/// What a journey says of itself besides the recording's header.
struct JourneyInfo {
  std::string doorway;             ///< the version of the program that wrote it: "0.1.0"
  std::int64_t began_unix_ms = 0;  ///< wall clock, milliseconds since 1970-01-01 UTC
  std::vector<ProcessId> order;    ///< the first grants went to these
  std::optional<JourneyLesson> lesson;

  friend bool operator==(const JourneyInfo&, const JourneyInfo&) = default;
};

/// What a file can say of times, so that a moment in nanoseconds since 1970 is always a number of 64 bits: it began
/// before 2248, and lasted nine years at most.
constexpr std::int64_t latest_beginning_unix_ms = std::int64_t{1} << 43;
constexpr std::int64_t longest_recording_ns = std::int64_t{1} << 58;
static_assert(latest_beginning_unix_ms <=
              (std::numeric_limits<std::int64_t>::max() - longest_recording_ns) / 1'000'000);

namespace journey_format {

constexpr std::string_view magic = "doorway journey\n";
constexpr std::uint32_t version = 1;
constexpr std::size_t preamble_bytes = 20;      ///< magic and version
constexpr std::size_t frame_head_bytes = 8;     ///< length and checksum
constexpr std::size_t header_bytes = 8U << 20;  ///< the most that the first frame may have
/// The most that any frame has: what the largest recv brings, and what is told of it.
constexpr std::size_t most_frame_bytes = std::size_t{limits::receive_bytes} + (1U << 20);

/// The first byte of a frame.
enum class FrameKind : std::uint8_t {
  header = 0,
  called = 1,
  sleeps = 2,
  woke = 3,
  returned = 4,
  observed = 5,
  turned_away = 6,
  ended = 7,
  finished = 8,
};

/// Bits of the byte that says what a returned call has brought.
enum OutcomeBits : unsigned {
  outcome_present = 1,
  outcome_data = 2,
  outcome_made = 4,
  outcome_local = 8,
  outcome_peer = 16,
  outcome_truncated = 32,
  outcome_bound_first = 64,
  outcome_lists = 128,
};

/// Bits of the byte that says what poll says of a socket at once.
enum SampleBits : unsigned {
  sample_input_ready = 1,
  sample_end_of_stream = 2,
  sample_hung_up = 4,
  sample_error = 8,
};

/// How many optional fields a sample has; the mask has a bit for each.
constexpr unsigned sample_field_count = 17;

}  // namespace journey_format
}  // namespace doorway
