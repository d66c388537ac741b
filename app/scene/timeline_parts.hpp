#pragma once

#include "app/scene/timeline_scene.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

// What the files that make the timeline's scene share; nobody else includes it.
namespace doorway::app {

/// The part of the recording that a scene shows.
struct TimelinePart {
  const TimelineSources& sources;
  AxisSpan span;
  double column = 1;
  Seq first = 0;  ///< its first event
  Seq last = 0;   ///< its last one
  Seq known = 0;  ///< the last event that all of the sources know

  [[nodiscard]] double place_of(Seq seq) const { return sources.map.place_of(seq); }
  /// The end of all that is known, where open bars end.
  [[nodiscard]] double end_of_all() const { return place_of(known); }
  /// The first event beyond the column in which this one stands. Columns stay where they are when the view is moved.
  [[nodiscard]] Seq column_end(Seq seq) const {
    const double next = (std::floor(place_of(seq) / column) + 1) * column;
    return std::max(sources.map.first_at(next), seq + 1);
  }
};

/// The first of these ascending numbers, from `from` on, that is not below `least`; quick where it is about `guess`
/// places away.
inline std::size_t first_not_below(const std::vector<Seq>& numbers, Seq least, std::size_t from, std::size_t guess) {
  std::size_t low = from;
  std::size_t reach = std::max<std::size_t>(guess, 1);
  std::size_t high = std::min(from + reach, numbers.size());
  while (high < numbers.size() && numbers[high] < least) {
    low = high;
    reach *= 2;
    high = std::min(high + reach, numbers.size());
  }
  const auto begin = numbers.begin();
  return static_cast<std::size_t>(
      std::lower_bound(begin + static_cast<std::ptrdiff_t>(low), begin + static_cast<std::ptrdiff_t>(high), least) -
      begin);
}

/// How many events later a look follows at most: what a call brings about is seen within the same settling.
constexpr Seq farthest_look = 64;

/// The most that the kernel can say to be unsent.
constexpr std::uint64_t most_unsent = std::uint64_t{1} << 32U;

/// The event at which the kernel had taken the send's bytes before `end`, or its first ones where that is not known.
Seq handed_over(const TimelinePart& part, const IndexedCall& send, std::uint64_t end);

/// Between these two events bytes left their process or, where the kernel kept them for a while, its send buffer.
struct Departure {
  Seq not_before = 0;
  Seq known = 0;  ///< by then they had
};

/// Of the last of the send's bytes before `end`, which are known to have arrived by the event `arrived`.
Departure departure_of(const TimelinePart& part, const IndexedCall& send, std::uint64_t end, Seq arrived);

/// Where the receiving end was looked at first when these bytes were known to have arrived. The sender's own numbers
/// can tell of that before: what is acknowledged is there (RFC 9293, 3.4).
std::optional<Seq> first_look(const TimelinePart& part, const Inferred& inferred);

/// Bytes of one send, by where they are in it.
struct BytesOfSend {
  CallId send{};
  std::uint64_t first_byte = 0;
  std::uint64_t byte_count = 0;
};

/// What arrived at one end of a connection and was first seen in one step: together it is one arrival of each send. A
/// call's return and the look at its socket after it are one step.
struct SeenTogether {
  std::vector<std::size_t> inferred;  ///< which of all that is inferred, ascending
  std::vector<BytesOfSend> bytes;     ///< one for each send
};

/// What was seen together with the data that stands here in TimelineIndex::inferred().
SeenTogether seen_together(const TimelinePart& part, std::size_t place);

void add_bars(TimelineScene& scene, const TimelinePart& part);

/// What the calls that have bars of their own brought or handed over, by lineage.
void add_transfers(TimelineScene& scene, const TimelinePart& part);

/// What the events of the part give reason to conclude, and where bytes were seen to arrive.
void add_inferred(TimelineScene& scene, const TimelinePart& part);

/// Bytes whose arrival the scene has, before they were read: their way is drawn as inferred, their wait as measured.
void join_arrivals(TimelineScene& scene);

/// Where bytes arrived that were sent before the part begins and read in it: they have waited, as those whose arrival
/// is seen.
void find_earlier_arrivals(TimelineScene& scene, const TimelinePart& part);

/// Ends of processes, and strangers.
void add_marks(TimelineScene& scene, const TimelinePart& part);

}  // namespace doorway::app
